"""Two histograms, one under the other: how the values of a normalising layer lay before and after it.

They count the cells of X and of Y over the whole batch, between the same two ends.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.canvas.label import LEFT, Label
from nnviz.ui.canvas.layout import Layout
from nnviz.ui.canvas.scale import DIM, peak
from nnviz.ui.theme import Theme, mixed

BINS = 17
"""Into how many parts the range is divided, zero in the middle of the middle one."""

KEYS = ("X", "Y")


class Spread:
    """The histograms of one column.

    Attributes:
        counts: how many cells lie in each part, before and after; None where it is not known.
        limit: both run from −limit to +limit.
    """

    def __init__(self, name: str, box: QRectF, layout: Layout, theme: Theme, parent: QGraphicsItem) -> None:
        self._name, self._box, self._line = name, box, layout.line()
        self.item = QGraphicsPathItem(parent)
        self.limit = 0.0
        self.counts: list[Array | None] = [None, None]
        colours = (mixed(theme.line, theme.muted, 0.7), QColor(theme.forward))
        self._paths = [self._path_item(colour) for colour in colours]
        self._axis(theme)
        font, brush = layout.fonts.formula, QBrush(QColor(theme.muted))
        self._names = [
            Label(self.item, font, box.left(), self._base(n) - self._tall() / 2, brush, LEFT) for n in (0, 1)
        ]
        for label, key in zip(self._names, KEYS, strict=True):
            label.show(key)
        middle = (self._left() + box.right()) / 2
        self._end = Label(self.item, font, middle, box.bottom() - self._line / 2, brush)

    def _path_item(self, colour: QColor) -> QGraphicsPathItem:
        item = QGraphicsPathItem(self.item)
        item.setBrush(QBrush(colour))
        item.setPen(QPen(QColor(0, 0, 0, 0), 0.0))
        return item

    def _tall(self) -> float:
        return (self._box.height() - self._line - 4) / 2

    def _base(self, number: int) -> float:
        return self._box.top() + self._tall() * (number + 1) + 2 * number

    def _axis(self, theme: Theme) -> None:
        pen = QPen(QColor(theme.line), 1.0)
        for number in (0, 1):
            y = self._base(number)
            QGraphicsLineItem(self._left(), y, self._box.right(), y, self.item).setPen(pen)

    def _left(self) -> float:
        return self._box.left() + 0.85 * self._line

    def dim(self, dimmed: bool) -> None:
        """Steps back, or no longer."""
        self.item.setOpacity(DIM if dimmed else 1.0)

    def show(self, frame: Frame) -> None:
        """Counts the cells of a frame."""
        arrays = [frame.array(self._name, key) for key in KEYS]
        found = [None if array is None else array.ravel() for array in arrays]
        largest = max((peak(array) for array in found if array is not None), default=0.0)
        self.limit = largest or 1.0
        self.counts = [self._count(array) for array in found]
        for number, (item, counts) in enumerate(zip(self._paths, self.counts, strict=True)):
            item.setPath(self._path(counts, self._base(number)))
        known = any(counts is not None for counts in self.counts)
        self._end.show("±" + numbers.short(self.limit, 2) if known else "")

    def _count(self, array: Array | None) -> Array | None:
        if array is None:
            return None
        finite = array[np.isfinite(array)]
        return np.asarray(np.histogram(finite, BINS, (-self.limit, self.limit))[0])

    def _path(self, counts: Array | None, base: float) -> QPainterPath:
        path = QPainterPath()
        if counts is None or not counts.sum():
            return path
        wide = (self._box.right() - self._left()) / BINS
        for number, count in enumerate((counts / counts.max()).tolist()):
            if count:
                tall = max(1.0, count * (self._tall() - 1))
                path.addRect(QRectF(self._left() + wide * number, base - tall, wide - 0.6, tall))
        return path
