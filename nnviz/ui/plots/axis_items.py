"""The labels of one axis and their marks: lines across the picture for heights, short ones for epochs.

Texts are written only where they have changed; a range that moves only moves them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene, QGraphicsSimpleTextItem

from nnviz.ui.plots.ticks import Tick
from nnviz.ui.theme import DARK, Theme, text_font

_MARK, _GAP, _LEAST = 4.0, 6.0, 22.0


class AxisItems:
    """One axis beside a picture.

    Args:
        scene: what it is drawn in, measured in pixels.
        upright: whether it stands at the left, with lines across, or lies below.
    """

    def __init__(self, scene: QGraphicsScene, upright: bool) -> None:
        self._scene, self._upright = scene, upright
        self._theme = DARK
        self._marks = QGraphicsPathItem()
        self._marks.setZValue(-2)
        scene.addItem(self._marks)
        self._texts: list[QGraphicsSimpleTextItem] = []

    @property
    def labels(self) -> list[str]:
        """What is written."""
        return [text.text() for text in self._texts if text.isVisible()]

    def width_of(self, ticks: Sequence[Tick]) -> float:
        """The room that labels take at the left, in steps, so that a digit more moves nothing."""
        metrics = QFontMetricsF(text_font(12))
        widest = max((metrics.horizontalAdvance(label) for _, label in ticks), default=0.0)
        return float(-(-(max(widest, _LEAST) + _GAP + 4) // 8) * 8)

    def show(self, ticks: Sequence[Tick], picture: QRectF, limits: tuple[float, float]) -> None:
        """Puts labels at their places in the range of a picture."""
        while len(self._texts) < len(ticks):
            self._texts.append(self._new_text())
        path, (low, high) = QPainterPath(), limits
        for item, (place, label) in zip(self._texts, ticks, strict=False):
            if item.text() != label:
                item.setText(label)
            item.show()
            self._put(item, path, (place - low) / (high - low), picture)
        for item in self._texts[len(ticks) :]:
            item.hide()
        self._marks.setPath(path)

    def _new_text(self) -> QGraphicsSimpleTextItem:
        item = QGraphicsSimpleTextItem()
        item.setFont(text_font(12))
        item.setBrush(QColor(self._theme.muted))
        self._scene.addItem(item)
        return item

    def _put(self, item: QGraphicsSimpleTextItem, path: QPainterPath, share: float, picture: QRectF) -> None:
        size = item.boundingRect()
        if self._upright:
            y = math.floor(picture.bottom() - share * picture.height()) + 0.5  # the middle of a pixel
            path.moveTo(picture.left(), y)
            path.lineTo(picture.right(), y)
            item.setPos(picture.left() - _GAP - size.width(), y - size.height() / 2)
        else:
            x = math.floor(picture.left() + share * picture.width()) + 0.5
            path.moveTo(x, picture.bottom())
            path.lineTo(x, picture.bottom() + _MARK)
            end = self._scene.width() - size.width()  # the last label is whole, too
            item.setPos(min(x - size.width() / 2, end), picture.bottom() + _MARK + 2)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._marks.setPen(QPen(QColor(theme.line), 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for item in self._texts:
            item.setBrush(QColor(theme.muted))
