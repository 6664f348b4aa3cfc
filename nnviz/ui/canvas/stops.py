"""Where the keys can go in the picture of a network: heads, badges, units, biases, cells and weights.

Each of them is a place that the mouse could click; the arrows lead from one to what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from nnviz.nn.derive import Weight
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.edge import Bundle
from nnviz.ui.canvas.scene import Picture
from nnviz.ui.canvas.spots import OUTSIDE, Spot

_AROUND, _BEND = 3.0, 4.0
"""How far a mark stands off what it is round, and how round its corners are, in pixels."""


class Kind(Enum):
    """What there is to come to."""

    HEAD = "head"
    BADGE = "badge"
    UNIT = "unit"
    BIAS = "bias"
    CELL = "cell"
    EDGE = "edge"


class Name(NamedTuple):
    """What a stop is, whatever the size of its picture.

    Attributes:
        kind, node: what, and of which column.
        place: the unit; of a cell its sheet and its number; of a weight its input and its unit.
    """

    kind: Kind
    node: str
    place: tuple[int, ...] = ()


class Stop(NamedTuple):
    """A place to come to.

    Attributes:
        name: what it is.
        at: where the mouse would click it.
        outline: what a mark goes round, or along.
    """

    name: Name
    at: QPointF
    outline: QPainterPath

    @property
    def weight(self) -> Weight | None:
        """The weight whose edge it is, if it is one: where edges cross a point tells no more which."""
        kind, node, place = self.name
        return Weight(node, "W", place) if kind is Kind.EDGE else None


class Stops:
    """The places of one picture, and the way from each to the next."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._columns = picture.columns
        # a single line that stands for many weights is none of them
        dense = (bundle for bundle in picture.bundles if bundle.link.dense)
        self._bundles = [each for each in dense if len(each.course.heights_at[0]) == each.link.total]

    # -- single ones ----------------------------------------------------------------------------

    def find(self, name: Name) -> Stop | None:
        """The stop of a name, where the picture has it."""
        if name.kind is Kind.EDGE:
            edges = (self._edge(b, edge) for b in self._into(name.node) for edge in b.chosen.tolist())
            return next((stop for stop in edges if stop.name == name), None)
        column = self._columns.get(name.node)
        if column is None:
            return None
        if name.kind is Kind.CELL:
            return self._cell(column, *name.place)
        return next((stop for stop in self._standing(column) if stop.name == name), None)

    def first(self) -> Stop:
        """Where the keys come in: the first unit of the column that stepping has lit, or its head."""
        lit = self._picture.lit_place().center()
        column = min(self._columns.values(), key=lambda c: abs(c.place.panel.center().x() - lit.x()))
        return self._near(column, column.place.panel.topLeft())

    def _standing(self, column: ColumnItem) -> Iterator[Stop]:
        """The head, the badge, the units and the biases of a column."""
        name, place = column.place.column.name, column.place
        yield self._head(column)
        badge = self._picture.badges.shown.get(name)
        if badge is not None:
            yield _stop(Name(Kind.BADGE, name), badge.box)
        for unit, middle in enumerate(place.units):
            size = QPointF(place.rx, place.ry)
            path = _round(QRectF(middle - size, middle + size), place.ry + _AROUND)
            yield Stop(Name(Kind.UNIT, name, (unit,)), middle, path)
        for unit, line in enumerate(column.biases.lines):
            box = QRectF(line.p1(), line.p2()).normalized()
            yield Stop(Name(Kind.BIAS, name, (unit,)), line.pointAt(0.4), _round(box))

    def _head(self, column: ColumnItem) -> Stop:
        panel, about = column.place.panel, column.place
        tall = 1 + 17 * self._picture.layout.scale * len(about.title)
        box = QRectF(panel.left(), panel.top(), panel.width(), tall).adjusted(_AROUND, _AROUND, -_AROUND, 0)
        return _stop(Name(Kind.HEAD, about.column.name), box)

    def _cell(self, column: ColumnItem, sheet: int, number: int) -> Stop | None:
        """A cell of a tensor; none where the tensor is not known."""
        if sheet >= len(column.sheets) or column.sheets[sheet].values is None:
            return None
        spot = column.sheets[sheet].spot
        rows, columns = np.nonzero(spot.index == number)
        if not rows.size:
            return None
        wide, tall = spot.dot
        corner = QPointF(columns.min() * wide, rows.min() * tall)
        end = QPointF((columns.max() + 1) * wide, (rows.max() + 1) * tall)
        box = QRectF(spot.box.topLeft() + corner, spot.box.topLeft() + end)
        return _stop(Name(Kind.CELL, column.place.column.name, (sheet, number)), box)

    def _edge(self, bundle: Bundle, edge: int) -> Stop:
        """A weight, at a place where its line can be told from the others, or else in its middle."""
        link, way = bundle.link, bundle.course
        name = Name(Kind.EDGE, link.node.name, (int(link.starts[edge]), int(link.ends[edge])))
        path = way.path(edge) if way.curved else way.line(edge)
        return Stop(name, path.pointAtPercent(0.5), path)

    # -- the way --------------------------------------------------------------------------------

    def beside(self, stop: Stop, right: int, down: int) -> Stop | None:
        """What stands beside a stop in one of four directions."""
        kind, node, place = stop.name
        if kind is Kind.EDGE:
            return self._beside_edge(stop, right, down)
        column = self._columns[node]
        if kind in (Kind.HEAD, Kind.BADGE):
            beside = self._neighbour(column, right) if right else None
            return self._head(beside) if beside else self._below_head(column, stop, down) if down else None
        if kind is Kind.CELL:
            return self._march(column, stop, right, down) or self._beyond(column, stop, right, down)
        if down:
            found = self.find(Name(kind, node, (place[0] + down,)))
            return found or self._march(column, stop, 0, down) or self._beyond(column, stop, 0, down)
        if kind is Kind.BIAS and right > 0:
            return self.find(Name(Kind.UNIT, node, place))
        bias = self.find(Name(Kind.BIAS, node, place)) if kind is Kind.UNIT and right < 0 else None
        return bias or self._march(column, stop, right, 0) or self._beyond(column, stop, right, 0)

    def _below_head(self, column: ColumnItem, stop: Stop, down: int) -> Stop | None:
        """From the head over the badge into the column, and back."""
        badge, head = self.find(Name(Kind.BADGE, column.place.column.name)), self._head(column)
        if down < 0:
            return head if stop.name.kind is Kind.BADGE else None
        if badge is not None and stop.name.kind is Kind.HEAD:
            return badge
        found = self._near(column, QPointF(stop.at.x(), column.place.panel.top()))
        return None if found.name.kind is Kind.HEAD else found

    def _march(self, column: ColumnItem, stop: Stop, right: int, down: int) -> Stop | None:
        """The next unit or cell of the same column that a straight way leads to."""
        step = min((min(sheet.spot.dot) for sheet in column.sheets), default=2.0)
        point, area = QPointF(stop.at), column.place.panel
        if stop.name.kind is not Kind.CELL and not column.sheets:
            return None
        while area.contains(point := point + QPointF(right * step, down * step)):
            unit = column.units.unit_at(point)
            name = Name(Kind.UNIT, column.place.column.name, (unit,)) if unit is not None else None
            name = name or self._cell_at(column, point)
            if name is not None and name != stop.name:
                return self.find(name)
        return None

    @staticmethod
    def _cell_at(column: ColumnItem, point: QPointF) -> Name | None:
        for number, sheet in enumerate(column.sheets):
            cell = sheet.spot.cell(point) if sheet.values is not None else None
            if cell is not None:
                return Name(Kind.CELL, column.place.column.name, (number, cell))
        return None

    def _beyond(self, column: ColumnItem, stop: Stop, right: int, down: int) -> Stop | None:
        """What lies outside a column: above its badge and its head, to the sides weights, or columns."""
        if not right:
            badge = self.find(Name(Kind.BADGE, column.place.column.name))
            return None if down > 0 else badge or self._head(column)
        return self._edge_from(column, stop, right) or self._in_neighbour(column, stop, right)

    def _in_neighbour(self, column: ColumnItem, stop: Stop, right: int) -> Stop | None:
        beside = self._neighbour(column, right)
        return self._near(beside, stop.at) if beside is not None else None

    def _neighbour(self, column: ColumnItem, right: int) -> ColumnItem | None:
        """The nearest column to one side; of several the one at about the same height."""
        middle = column.place.panel.center()
        away = {c: (c.place.panel.center().x() - middle.x()) * right for c in self._columns.values()}
        beyond = [c for c, far in away.items() if far > 1]
        drop = {c: abs(c.place.panel.center().y() - middle.y()) for c in beyond}
        return min(beyond, key=lambda c: (round(away[c]), drop[c]), default=None)

    def _near(self, column: ColumnItem, point: QPointF) -> Stop:
        """The unit or the cell of a column that is nearest to a point, or else its head."""
        units = [stop for stop in self._standing(column) if stop.name.kind is Kind.UNIT]
        if units:
            return min(units, key=lambda stop: abs(stop.at.y() - point.y()))
        known = (number for number, sheet in enumerate(column.sheets) if sheet.values is not None)
        cells = (self._cell(column, n, _nearest(column.sheets[n].spot, point)) for n in known)
        return next((cell for cell in cells if cell is not None), self._head(column))

    # -- weights --------------------------------------------------------------------------------

    def _into(self, node: str) -> Iterator[Bundle]:
        return (bundle for bundle in self._bundles if bundle.link.node.name == node)

    def _edge_from(self, column: ColumnItem, stop: Stop, right: int) -> Stop | None:
        """The weight that leaves a unit to the right, or comes to it from the left, on the shortest way."""
        name = column.place.column.name
        for bundle in self._bundles:
            link = bundle.link
            if (link.source if right > 0 else link.node.name) == name:
                ends = link.starts if right > 0 else link.ends
                unit = None if stop.name.kind is Kind.CELL else stop.name.place[0]
                found = [edge for edge in bundle.chosen.tolist() if unit in (None, ends[edge])]
                if found:
                    return self._edge(bundle, _shortest(bundle, found, stop.at.y(), right))
        return None

    def _beside_edge(self, stop: Stop, right: int, down: int) -> Stop | None:
        """From a weight to the units that it joins, or to the next one in order of units and inputs."""
        bundle = next(self._into(stop.name.node))
        link, (start, end) = bundle.link, stop.name.place
        if right:
            node, unit = (link.node.name, end) if right > 0 else (link.source, start)
            found = self.find(Name(Kind.UNIT, node, (unit,)))
            return found or self._near(self._columns[node], stop.outline.pointAtPercent(float(right > 0)))
        edges = sorted(bundle.chosen.tolist(), key=lambda edge: (link.ends[edge], link.starts[edge]))
        places = [(int(link.starts[edge]), int(link.ends[edge])) for edge in edges]
        beside = places.index((start, end)) + down
        return self._edge(bundle, edges[beside]) if 0 <= beside < len(edges) else None


def _nearest(spot: Spot, point: QPointF) -> int:
    """The number of the cell of a sheet that is nearest to a point."""
    rows, columns = np.nonzero(spot.index != OUTSIDE)
    (wide, tall), away = spot.dot, point - spot.box.topLeft()
    dot = np.argmin(np.hypot((columns + 0.5) * wide - away.x(), (rows + 0.5) * tall - away.y()))
    return int(spot.index[rows[dot], columns[dot]])


def _shortest(bundle: Bundle, edges: Sequence[int], height: float, right: int) -> int:
    """Of some edges that one that leaves nearest to a height, and of several such the most level one."""
    left, arriving = bundle.course.heights_at[0], bundle.course.heights_at[-1]
    near, far = (left, arriving) if right > 0 else (arriving, left)
    return min(edges, key=lambda edge: (round(abs(float(near[edge]) - height)), abs(far[edge] - near[edge])))


def _round(box: QRectF, bend: float = _BEND) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND), bend, bend)
    return path


def _stop(name: Name, box: QRectF) -> Stop:
    return Stop(name, box.center(), _round(box))
