"""The edges of one link: a curve or a line each, in a pen of the shared table.

All of them leave at one x and arrive at another, so that finding the edge under the mouse is a
matter of comparing heights at the mouse's x.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui.canvas.layout import Place
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.plan import Link

_T = np.linspace(0.0, 1.0, 65)
_ACROSS = 1.5 * _T * (1 - _T) + _T**3
_DOWN = 3 * _T**2 - 2 * _T**3
"""How far along, from left to right and from one height to the other, a curve is at parameter t."""


@dataclass(frozen=True)
class Course:
    """Where the edges of a link run.

    Attributes:
        left, right: the x at which they leave and arrive.
        tops, bottoms: for each edge the y at which it leaves and arrives.
        curved: whether they run in curves.
    """

    left: float
    right: float
    tops: Array
    bottoms: Array
    curved: bool

    def heights(self, x: float) -> Array:
        """The y of every edge at an x between left and right."""
        share = (x - self.left) / (self.right - self.left)
        if self.curved:
            share = float(np.interp(share, _ACROSS, _DOWN))
        return np.asarray(self.tops + (self.bottoms - self.tops) * share)

    def slopes(self, x: float) -> Array:
        """How many pixels every edge falls per pixel to the right, about an x."""
        step = (self.right - self.left) / 50
        return np.asarray((self.heights(x + step) - self.heights(x - step)) / (2 * step))

    def ends(self, edge: int) -> tuple[QPointF, QPointF]:
        """The two ends of an edge."""
        return QPointF(self.left, self.tops[edge]), QPointF(self.right, self.bottoms[edge])

    def path(self, edge: int) -> QPainterPath:
        """The curve of an edge."""
        start, end = self.ends(edge)
        middle = (self.left + self.right) / 2
        path = QPainterPath(start)
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        return path


def course(link: Link, source: Place, target: Place, curved: bool) -> Course:
    """The way from the units of one column to those of another."""
    tops = np.array([point.y() for point in source.units])[link.starts]
    bottoms = np.array([point.y() for point in target.units])[link.ends]
    return Course(source.centre + source.rx, target.centre - target.rx, tops, bottoms, curved)


class Bundle:
    """The graphics items of one link.

    Attributes:
        chosen: which edge each item stands for.
        layer: the parent of the items, for their opacity.
    """

    def __init__(self, link: Link, way: Course, parent: QGraphicsItem) -> None:
        self.link, self.course = link, way
        self.chosen: Array = np.arange(link.drawn)
        self.layer = QGraphicsPathItem(parent)
        self.items = [self._item(edge) for edge in range(link.drawn)]

    def _item(self, edge: int) -> QGraphicsPathItem | QGraphicsLineItem:
        if self.course.curved:
            return QGraphicsPathItem(self.course.path(edge), self.layer)
        return QGraphicsLineItem(QLineF(*self.course.ends(edge)), self.layer)

    def values(self, frame: Frame, mode: ColourMode) -> Array | None:
        """The value of every item, or None where there is none."""
        values = self.link.values(frame, mode)
        return None if values is None else values[self.chosen]

    def paint(self, place: int, pen: QPen) -> None:
        """Gives an item its pen."""
        self.items[place].setPen(pen)

    def choose(self, frame: Frame) -> None:
        """Where not all can be drawn, moves the items to the edges that are strongest now."""
        if self.link.drawn == len(self.link.starts):
            return
        values = self.link.values(frame, ColourMode.WEIGHTS)
        if values is None:
            return
        split = len(values) - self.link.drawn
        strongest = np.argpartition(np.abs(np.nan_to_num(values)), split)[split:]
        arriving = np.setdiff1d(strongest, self.chosen)
        free = np.flatnonzero(~np.isin(self.chosen, strongest))
        for place, edge in zip(free, arriving, strict=True):
            self.chosen[place] = edge
            item = self.items[place]
            if isinstance(item, QGraphicsLineItem):
                item.setLine(QLineF(*self.course.ends(edge)))

    def nearest(self, point: QPointF) -> tuple[int, float] | None:
        """The drawn edge nearest to a point and its distance, or None beside the link."""
        way = self.course
        if not way.left <= point.x() <= way.right or not len(self.chosen):
            return None
        away = np.abs(way.heights(point.x()) - point.y()) / np.hypot(1.0, way.slopes(point.x()))
        place = int(np.argmin(away[self.chosen]))
        edge = int(self.chosen[place])
        return edge, float(away[edge])
