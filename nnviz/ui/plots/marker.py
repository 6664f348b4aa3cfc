"""Markers: the small shapes that tell curves apart where their colours cannot.

The same path is drawn on a curve and in its entry of the legend.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.ui.text_size import thickened

SIZE = 9.0
"""The width of a marker in pixels."""


def _polygon(corners: int, turn: float, radius: float = SIZE * 0.6) -> QPainterPath:
    angles = [math.tau * (k / corners + turn) for k in range(corners)]
    points = [QPointF(radius * math.sin(a), -radius * math.cos(a)) for a in angles]
    path = QPainterPath()
    path.addPolygon(QPolygonF([*points, points[0]]))
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(), SIZE * 0.46, SIZE * 0.46)
    return path


def _cross(turn: float) -> QPainterPath:
    path = QPainterPath()
    for quarter in (0.0, 0.25):
        angle = math.tau * (quarter + turn)
        along = QPointF(math.sin(angle), -math.cos(angle)) * (SIZE * 0.56)
        aside = QPointF(-along.y(), along.x()) * 0.32
        corners = [along + aside, along - aside, -along - aside, -along + aside]
        bar = QPainterPath()
        bar.addPolygon(QPolygonF([*corners, corners[0]]))
        path = path.united(bar)
    return path


SHAPES: tuple[QPainterPath, ...] = (
    _circle(),
    _polygon(4, 0.125, SIZE * 0.58),
    _polygon(3, 0.0),
    _polygon(4, 0.0),
    _cross(0.0),
    _polygon(3, 0.5),
    _cross(0.125),
)
"""Circle, square, triangle, diamond, plus, triangle on its tip, x; a number of shapes that shares no
factor with the number of colours, so that 56 curves differ."""


class Marker(QGraphicsPathItem):
    """A shape that keeps its size in pixels whatever the plot's scale."""

    def __init__(self, shape: QPainterPath) -> None:
        super().__init__(shape)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(20)

    def paint_with(self, fill: str, outline: str) -> None:
        """Takes a fill, and an outline that lifts it off the curve; it is as large as texts ask for."""
        self.setScale(thickened(1.0))
        self.setBrush(QColor(fill))
        self.setPen(QPen(QColor(outline), 1.2))
