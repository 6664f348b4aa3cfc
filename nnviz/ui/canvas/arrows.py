"""The arrowheads of one link: which way the values, or the errors, travel over its edges.

They are one path for the whole link, so that showing or turning them is one call.
"""

from __future__ import annotations

from enum import Enum

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.ui.canvas.edge import Course
from nnviz.ui.canvas.kept import keep
from nnviz.ui.theme import Theme

SPACING = 42.0
"""Pixels from one head to the next along an edge, before scaling."""

CLEARANCE = 11.0
"""Pixels between one head and the one above it, before scaling; edges too close together go without."""

LENGTH, SHARE, SHORTEST = 13.0, 1 / 3, 8.0
"""How long a head is, before scaling; at most such a share of the way across; one shorter than so many pixels
would tell no way, and is left out."""

MANY = 60
"""Where there are more edges than this, heads are few: they tell the way, and hide nothing."""


class Travel(Enum):
    """Which way something travels over a link; the value is the sign of its x."""

    FORWARD = 1
    NONE = 0
    BACKWARD = -1


class Heads:
    """The arrowheads of one link.

    Args:
        edges: which edges of the course carry them.

    Attributes:
        travel: the way they point at the moment.
        item: the one path of them all.
    """

    def __init__(
        self, course: Course, edges: Array, theme: Theme, scale: float, parent: QGraphicsItem
    ) -> None:
        self._course, self._edges, self._scale = course, edges, scale
        self._every = edges
        self._length = min(LENGTH * scale, SHARE * (course.right - course.left))
        self._colours = {
            Travel.FORWARD: QBrush(QColor(theme.forward)),
            Travel.BACKWARD: QBrush(QColor(theme.backward)),
        }
        self._paths: dict[Travel, QPainterPath] = {}
        self.travel = Travel.NONE
        self.item = keep(QGraphicsPathItem(parent))
        self.item.setPen(QPen(QColor(theme.panel), 0.12 * self._length))
        self.item.setVisible(False)

    def show(self, travel: Travel) -> None:
        """Points all heads one way, or hides them."""
        if travel is self.travel:
            return
        self.travel = travel
        self.item.setVisible(travel is not Travel.NONE)
        if travel is not Travel.NONE:
            if travel not in self._paths:
                self._paths[travel] = self._path(travel.value)
            self.item.setPath(self._paths[travel])
            self.item.setBrush(self._colours[travel])

    def light(self, lit: Array | None) -> None:
        """Leaves heads to the edges that are lit alone, or to all again."""
        self._edges = self._every if lit is None else self._every[lit[self._every]]
        self._paths.clear()
        travel, self.travel = self.travel, Travel.NONE
        self.item.setVisible(False)
        self.show(travel)

    def _path(self, sign: int) -> QPainterPath:
        path = QPainterPath()
        for x in self._stations():
            heights, slopes = self._course.heights(x)[self._edges], self._course.slopes(x)[self._edges]
            for edge in _apart(heights, CLEARANCE * self._scale * (3 if len(self._edges) > MANY else 1)):
                path.addPolygon(_head(x, heights[edge], slopes[edge], 0.5 * self._length * sign))
                path.closeSubpath()
        return path

    def _stations(self) -> list[float]:
        if self._length < SHORTEST:
            return []
        left, right = self._course.left, self._course.right
        most = 1 if len(self._edges) > MANY else 3
        count = max(1, min(most, int((right - left) / (SPACING * self._scale))))
        return [float(x) for x in np.linspace(left, right, count + 2)[1:-1]]


def _apart(heights: Array, clearance: float) -> list[int]:
    """The edges, from the top, that are at least so far from the one taken before."""
    taken: list[int] = []
    for edge in np.argsort(heights, kind="stable").tolist():
        if not taken or heights[edge] - heights[taken[-1]] >= clearance:
            taken.append(edge)
    return taken


def _head(x: float, y: float, slope: float, size: float) -> QPolygonF:
    """A triangle about a point of an edge, pointing right for a positive size and left otherwise; it is
    nearly twice as long as it is wide, or else it would tell no way on a steep edge."""
    length = float(np.hypot(1.0, slope))
    ax, ay = size / length, size * slope / length
    tip = QPointF(x + ax, y + ay)
    back = QPointF(x - ax, y - ay)
    side = QPointF(-0.55 * ay, 0.55 * ax)
    return QPolygonF([tip, back + side, back - side])
