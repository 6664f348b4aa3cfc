"""A veil over the picture of a tensor: it dims the cells that lie on no path through a neuron.

Where those that do fill a rectangle (a row or column of a matrix, a channel, a cell) that is outlined.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem, QGraphicsRectItem

from nnviz.nn.describe import Array
from nnviz.ui.canvas.paths import rectangle
from nnviz.ui.canvas.spots import OUTSIDE, Spot
from nnviz.ui.theme import Theme

STRENGTH = 0.8
"""How much of the background's colour lies over a cell."""


class Veil:
    """What lies over one sheet.

    Attributes:
        item: the veil; hidden while nothing is dimmed.
        ring: the outline.
        lit: which cells it leaves free, or None for all.
    """

    def __init__(self, spot: Spot, theme: Theme, parent: QGraphicsItem) -> None:
        self._spot = spot
        colour = QColor(theme.panel)
        colour.setAlphaF(STRENGTH)
        self._colour = _premultiplied(colour)
        self.item, self.ring = QGraphicsPixmapItem(parent), QGraphicsRectItem(parent)
        self.item.setPos(spot.box.topLeft())
        self.item.setTransform(QTransform.fromScale(*spot.dot))
        pen = QPen(QColor(theme.text), 1.6)
        pen.setCosmetic(True)
        self.ring.setPen(pen)
        self.lit: Array | None = None
        self.light(None)

    def light(self, lit: Array | None) -> None:
        """Dims all cells but some, or none."""
        self.lit = lit
        self.item.setVisible(lit is not None)
        self.ring.setVisible(False)
        if lit is None:
            return
        index = self._spot.index
        dimmed = (index != OUTSIDE) & ~lit[np.where(index != OUTSIDE, index, 0)]
        self.item.setPixmap(_pixmap(dimmed, self._colour))
        if (box := rectangle(self._spot, lit)) is not None:
            self.ring.setRect(self._rect(*box))
            self.ring.setVisible(True)

    def _rect(self, top: int, bottom: int, left: int, right: int) -> QRectF:
        wide, tall = self._spot.dot
        corner = self._spot.box.topLeft()
        found = QRectF(left * wide, top * tall, (right - left + 1) * wide, (bottom - top + 1) * tall)
        return found.translated(corner).adjusted(-1.5, -1.5, 1.5, 1.5)


def _premultiplied(colour: QColor) -> int:
    """0xAARRGGBB as an image with transparency holds it."""
    alpha = colour.alpha()
    red, green, blue = (part * alpha // 255 for part in (colour.red(), colour.green(), colour.blue()))
    return alpha << 24 | red << 16 | green << 8 | blue


def _pixmap(dimmed: Array, colour: int) -> QPixmap:
    colours = np.ascontiguousarray(np.where(dimmed, colour, 0).astype(np.uint32))
    rows, columns = colours.shape
    image = QImage(colours.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
    return QPixmap.fromImage(image)
