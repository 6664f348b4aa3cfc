"""The two axes of the input plane: numbers below and at the left, and the names at their ends.

It is an item of a graphics scene measured in pixels.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from nnviz.ui.plots.ticks import linear_ticks
from nnviz.ui.text_size import factor
from nnviz.ui.theme import DARK, Theme, text_font

_TICK = 4.0
_GAP = 3.0


class PlaneAxes(QGraphicsRectItem):
    """Ticks round a square; they are made anew only when it moves."""

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self.setPen(QPen(QColor(0, 0, 0, 0)))
        self._theme = DARK
        self._marks: list[QGraphicsItem] = []
        self._place: tuple[QRectF, float, float] | None = None
        self._labels: set[str] = set()
        self._names = (QGraphicsSimpleTextItem("x₁", self), QGraphicsSimpleTextItem("x₂", self))
        for name in self._names:
            name.setFont(text_font(13))

    def margins(self) -> tuple[float, float, float, float]:
        """The room needed at the left, above, at the right and below the square, in pixels."""
        metrics = QFontMetricsF(text_font(12))
        line = metrics.height()
        first, second = (name.boundingRect().width() for name in self._names)
        widest = max((metrics.horizontalAdvance(label) for label in self._labels), default=24.0)
        left = max(widest, second) + _TICK + _GAP + 1
        return left, line, _GAP + first + 8, line + _TICK + _GAP

    def set_names(self, first: str, second: str) -> None:
        """Names the axis to the right, and the one upwards."""
        for item, text in zip(self._names, (first, second), strict=True):
            item.setText(text)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        for name in self._names:
            name.setBrush(QColor(theme.text))
        if self._place is not None:
            self.arrange(*self._place)

    def arrange(self, square: QRectF, low: float, high: float) -> None:
        """Puts ticks and names round a square whose sides run from low to high."""
        self._place = (square, low, high)
        for mark in self._marks:
            mark.scene().removeItem(mark)
        self._marks, self._labels = [], set()
        for value, label in linear_ticks(low, high, square.width(), 36.0 * factor()):
            offset = (value - low) / (high - low) * square.width()
            self._tick(QPointF(square.left() + offset, square.bottom()), QPointF(0, _TICK), label)
            self._tick(QPointF(square.left(), square.bottom() - offset), QPointF(-_TICK, 0), label)
        first, second = self._names
        first.setPos(square.right() + _GAP + 2, square.bottom() + _TICK - 1)
        second.setPos(
            square.left() - _TICK - _GAP - second.boundingRect().width(),
            square.top() - second.boundingRect().height() + 2,
        )

    def _tick(self, at: QPointF, out: QPointF, label: str) -> None:
        line = QGraphicsLineItem(at.x(), at.y(), at.x() + out.x(), at.y() + out.y(), self)
        line.setPen(QPen(QColor(self._theme.muted), 1))
        text = QGraphicsSimpleTextItem(label, self)
        text.setFont(text_font(12))
        text.setBrush(QColor(self._theme.muted))
        size = text.boundingRect()
        if out.x():
            text.setPos(at.x() - _TICK - _GAP - size.width(), at.y() - size.height() / 2)
        else:
            text.setPos(at.x() - size.width() / 2, at.y() + _TICK + _GAP - 2)
        self._labels.add(label)
        self._marks += [line, text]
