"""A mark on a picture in pixels: a line figure with a rim, so that it is seen on every colour.

It stands at one point and is hidden to begin with.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem


def dot() -> QPainterPath:
    """A small ring, for what is being read out."""
    path = QPainterPath()
    path.addEllipse(QPointF(), 3.5, 3.5)
    return path


def sight() -> QPainterPath:
    """A ring in a cross, for what is probed."""
    path = QPainterPath()
    path.addEllipse(QPointF(), 6, 6)
    for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        path.moveTo(3 * x, 3 * y)
        path.lineTo(11 * x, 11 * y)
    return path


class Mark(QGraphicsPathItem):
    """A figure over its rim."""

    def __init__(self, figure: QPainterPath, parent: QGraphicsItem | None = None) -> None:
        super().__init__(figure, parent)
        self._line = QGraphicsPathItem(figure, self)
        self.setZValue(50)
        self.hide()

    def set_colours(self, line: str, rim: str) -> None:
        """Takes the colours of the figure and of its rim."""
        self.setPen(_pen(rim, 5))
        self._line.setPen(_pen(line, 2))


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen
