"""The edges of one link: curves or straight lines, in pens of the shared table.

All of them leave at one x and arrive at another, so that finding the edge under the mouse is a
matter of comparing heights at the mouse's x.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui.canvas.group import group
from nnviz.ui.canvas.layout import Place
from nnviz.ui.canvas.links import Link
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.paths import strongest
from nnviz.ui.canvas.scale import Inks
from nnviz.ui.canvas.sheaf import HIDDEN, Sheaf

_T = np.linspace(0.0, 1.0, 65)
_ACROSS = 1.5 * _T * (1 - _T) + _T**3
_DOWN = 3 * _T**2 - 2 * _T**3
"""How far along, from left to right and from one height to the other, a curve is at parameter t."""

UNLIT = 0.16
"""The opacity of an edge that is on no path through the neuron that is looked at."""


@dataclass(frozen=True, eq=False)
class Course:
    """Where the edges of a link run, from station to station.

    Attributes:
        xs: the stations, from left to right.
        heights_at: for each station the y of every edge.
        curved: whether they run in curves.
    """

    xs: tuple[float, ...]
    heights_at: tuple[Array, ...]
    curved: bool

    @property
    def left(self) -> float:
        """The x at which they leave."""
        return self.xs[0]

    @property
    def right(self) -> float:
        """The x at which they arrive."""
        return self.xs[-1]

    def heights(self, x: float) -> Array:
        """The y of every edge at an x between left and right."""
        number = int(np.clip(np.searchsorted(self.xs, x), 1, len(self.xs) - 1))
        left, right = self.xs[number - 1 : number + 1]
        share = (x - left) / (right - left)
        if self.curved:
            share = float(np.interp(share, _ACROSS, _DOWN))
        tops, bottoms = self.heights_at[number - 1 : number + 1]
        return np.asarray(tops + (bottoms - tops) * share)

    def slopes(self, x: float) -> Array:
        """How many pixels every edge falls per pixel to the right, about an x."""
        step = (self.right - self.left) / 50
        return np.asarray((self.heights(x + step) - self.heights(x - step)) / (2 * step))

    def ends(self, edge: int) -> tuple[QPointF, QPointF]:
        """The two ends of an edge."""
        return QPointF(self.left, self.heights_at[0][edge]), QPointF(self.right, self.heights_at[-1][edge])

    def line(self, edge: int) -> QPainterPath:
        """The straight line of an edge."""
        start, end = self.ends(edge)
        path = QPainterPath(start)
        path.lineTo(end)
        return path

    def path(self, edge: int) -> QPainterPath:
        """The curve of an edge."""
        points = [QPointF(x, heights[edge]) for x, heights in zip(self.xs, self.heights_at, strict=True)]
        path = QPainterPath(points[0])
        for start, end in pairwise(points):
            middle = (start.x() + end.x()) / 2
            path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        return path


def course(
    link: Link, source: Place, target: Place, passed: Sequence[tuple[QPointF, QPointF]], curved: bool
) -> Course:
    """The way from one column to another, through the lanes of the columns that it passes."""
    tops, bottoms = _ports(source, link.starts), _ports(target, link.ends)
    if len(tops) != len(bottoms) or link.total == 1:
        tops, bottoms = np.array([_middle(source)]), np.array([_middle(target)])
    lanes = [point for pair in passed for point in pair]
    xs = (source.body.right, *(point.x() for point in lanes), target.body.left)
    between = (np.full(len(tops), point.y()) for point in lanes)
    return Course(xs, (tops, *between, bottoms), curved or bool(lanes) or len(tops) == 1)


def _ports(place: Place, places: Array) -> Array:
    """The heights of the ends of edges at a column; where it has only one port, of that one."""
    heights = place.body.heights
    return heights[places] if len(heights) > int(places.max()) else np.array([_middle(place)])


def _middle(place: Place) -> float:
    heights = place.body.heights
    return float(heights[0] + heights[-1]) / 2


class Bundle:
    """The graphics items of one link: a curve each, or straight lines by level.

    Attributes:
        chosen: which edge each place stands for.
        layer: the parent of the items, for their opacity.
        items: the curves, none where edges are straight.
        sheaf: the straight lines, none where edges are curves.
        lit: which edges of the link are not dimmed, or None for all.
    """

    def __init__(self, link: Link, way: Course, inks: Inks, parent: QGraphicsItem) -> None:
        self.link, self.course, self._inks = link, way, inks
        # Where the ends of the link have one port only, a single line stands for all edges.
        self._single = len(way.heights_at[0]) < link.total
        self.chosen: Array = np.arange(1 if self._single else link.drawn)
        self.layer = group(parent)
        self.items: list[QGraphicsPathItem] = []
        self.sheaf: Sheaf | None = None
        self.lit: Array | None = None
        self._faded: Sheaf | None = None
        if way.curved:
            self.items = [QGraphicsPathItem(way.path(edge), self.layer) for edge in self.chosen.tolist()]
        else:
            self.sheaf = Sheaf(inks, self.layer)
            self._lay(self.sheaf)

    def _lay(self, sheaf: Sheaf) -> None:
        tops, bottoms = (heights[self.chosen] for heights in self.course.heights_at)
        sheaf.lay(self.course.left, tops, self.course.right, bottoms)

    @property
    def slow(self) -> bool:
        """Whether painting its edges takes long: they are laid anew, or chosen among many."""
        return self.sheaf is not None or self.link.drawn < self.link.total

    def pointed(self) -> Array:
        """The edges that carry arrowheads: all, or the one in the middle where the drawn ones change."""
        every = len(self.course.heights_at[0])
        return np.arange(every) if len(self.chosen) == every else np.array([every // 2])

    def values(self, frame: Frame, mode: ColourMode) -> Array | None:
        """The value of every item, or None where there is none."""
        values = None if self._single else self.link.values(frame, mode)
        return None if values is None else values[self.chosen]

    def paint(self, levels: Array, changed: Array) -> None:
        """Gives the edges the pens of their levels; ``changed`` are the places of those that are new."""
        if self.sheaf is not None:
            self._paint_sheaves(self.sheaf, levels)
            return
        for place in changed.tolist():
            self.items[place].setPen(self._inks.pens[int(levels[place])])

    def _paint_sheaves(self, sheaf: Sheaf, levels: Array) -> None:
        """Paints what is lit in one sheaf, and over nothing else what is dimmed in the other."""
        dimmed = ~self.is_lit()
        sheaf.paint(np.where(dimmed, HIDDEN, levels))
        if self._faded is not None:
            self._faded.paint(np.where(dimmed, levels, HIDDEN))

    def pen(self, place: int) -> QPen:
        """The pen that the edge at a place is painted with."""
        if self.sheaf is None:
            return self.items[place].pen()
        sheaf = self.sheaf if self._faded is None or self.is_lit()[place] else self._faded
        return sheaf.items[int(sheaf.levels[place])].pen()

    def is_lit(self) -> Array:
        """Whether the edge at each place is not dimmed."""
        if self.lit is None:
            return np.ones(len(self.chosen), bool)
        return np.full(1, self.lit.any()) if self._single else self.lit[self.chosen]

    def lit_on_course(self) -> Array | None:
        """Whether each edge of the course is not dimmed; None if none is."""
        return np.full(1, self.lit.any()) if self._single and self.lit is not None else self.lit

    def opacity(self, place: int) -> float:
        """How strongly the edge at a place is painted, the layer apart."""
        return 1.0 if self.is_lit()[place] else UNLIT

    def light(self, lit: Array | None) -> None:
        """Dims all edges of the link but some, or none; they have to be painted anew."""
        self.lit = lit
        for place, item in enumerate(self.items):
            item.setOpacity(self.opacity(place))
        if self.sheaf is not None and lit is not None and self._faded is None:
            layer = group(self.layer)
            layer.setOpacity(UNLIT)
            layer.setZValue(-1.0)
            self._faded = Sheaf(self._inks, layer)
            self._lay(self._faded)
        if self.sheaf is not None:
            self._paint_sheaves(self.sheaf, self._levels())

    def _levels(self) -> Array:
        """The level that each edge was given last, in whichever sheaf it is."""
        assert self.sheaf is not None
        if self._faded is None:
            return self.sheaf.levels
        return np.maximum(self.sheaf.levels, self._faded.levels)

    def is_in(self, frame: Frame) -> bool:
        """Whether a frame holds the weights that the edges are chosen by."""
        return not frame.partial or self.link.values(frame, ColourMode.WEIGHTS) is not None

    def choose(self, frame: Frame) -> None:
        """Where not all can be drawn, moves the items to the edges that are strongest now."""
        if self._single or self.link.drawn == self.link.total:
            return
        values = self.link.values(frame, ColourMode.WEIGHTS)
        if values is None:
            return
        found = strongest(values, self.link.drawn, self.lit)
        arriving = np.setdiff1d(found, self.chosen)
        free = np.flatnonzero(~np.isin(self.chosen, found))
        if len(arriving):
            self.chosen[free] = arriving
            self._move(free)

    def _move(self, places: Array) -> None:
        """Brings items to other edges."""
        if self.sheaf is not None:
            levels = self._levels()
            for sheaf in filter(None, (self.sheaf, self._faded)):
                self._lay(sheaf)
            self._paint_sheaves(self.sheaf, levels)
        for place in places.tolist() if self.items else ():
            self.items[place].setPath(self.course.path(int(self.chosen[place])))
            self.items[place].setOpacity(self.opacity(place))

    def nearest(self, point: QPointF) -> tuple[int, float] | None:
        """The drawn edge nearest to a point and its distance, or None beside the link."""
        way = self.course
        if not way.left <= point.x() <= way.right or not len(self.chosen):
            return None
        away = np.abs(way.heights(point.x()) - point.y()) / np.hypot(1.0, way.slopes(point.x()))
        place = int(np.argmin(away[self.chosen]))
        edge = int(self.chosen[place])
        return edge, float(away[edge])
