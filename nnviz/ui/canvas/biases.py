"""The biases of one column: a short line into each unit from its lower left, coloured like an edge.

A bias is the weight of an edge that always carries 1, which begins nowhere; so its line does, too.
"""

from __future__ import annotations

from math import hypot, sqrt

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui.canvas.edge import UNLIT
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.group import group
from nnviz.ui.canvas.layout import Place
from nnviz.ui.canvas.modes import ColourMode, bias_key
from nnviz.ui.canvas.plan import Column
from nnviz.ui.canvas.scale import ABSENT, DIM, Inks, width

REACH = 5.0
"""How far from its line the mouse may be and still read a bias, in pixels."""

_SLANT = sqrt(0.5)
_SHORTEST, _LONGEST, _THINNEST = 6.0, 15.0, 1.8


class Biases:
    """The lines of one column, none where it has no bias for each unit.

    Attributes:
        lines: where each runs, from outside to its unit.
        shapes: the items, one for each line.
    """

    def __init__(self, place: Place, inks: Inks, parent: QGraphicsItem) -> None:
        self._layer = group(parent)
        self.lines = list(_lines(place)) if has_biases(place.column) else []
        thickest = max(2.5, min(inks.thickest, 0.3 * place.ry))
        self._pens = {level: _pen(pen, level, thickest) for level, pen in inks.pens.items()}
        self.shapes = [self._shape(line) for line in self.lines]

    def _shape(self, line: QLineF) -> QGraphicsPathItem:
        path = QPainterPath(line.p1())
        path.lineTo(line.p2())
        shape = QGraphicsPathItem(path, self._layer)
        shape.setPen(self._pens[ABSENT])
        return shape

    def colour(self, place: int, level: int) -> None:
        """Gives the line of a unit the pen of a level."""
        self.shapes[place].setPen(self._pens[level])

    def dim(self, dimmed: bool) -> None:
        """Lets all lines step back, or no longer."""
        self._layer.setOpacity(DIM if dimmed else 1.0)

    def light(self, lit: Array | None) -> None:
        """Dims all lines but some, or none."""
        for place, shape in enumerate(self.shapes):
            shape.setOpacity(1.0 if lit is None or lit[place] else UNLIT)

    def at(self, point: QPointF) -> int | None:
        """The unit whose bias is under a point."""
        away = [_distance(point, line) for line in self.lines]
        nearest = min(range(len(away)), key=away.__getitem__, default=None)
        return nearest if nearest is not None and away[nearest] <= REACH else None


def has_biases(column: Column) -> bool:
    """Whether each circle of a column has a bias."""
    return (
        column.form is Form.CIRCLES
        and column.info is not None
        and tuple(column.info.parameters.get("B", ())) == (column.units,)
    )


def bias_values(column: Column, frame: Frame, mode: ColourMode) -> Array | None:
    """What the lines of a column show: its biases, their gradients, or nothing."""
    key = bias_key(mode)
    return None if key is None else frame.array(column.name, key)


def _lines(place: Place) -> list[QLineF]:
    """From the lower left of each unit; units that lie close together leave less room downwards."""
    rx, ry = place.rx, place.ry
    long = min(max(_SHORTEST, 0.62 * ry), _LONGEST)
    room = max(0.0, place.body.spacing / 2 - _SLANT * ry)
    down = min(_SLANT * long, room)
    left = sqrt(long * long - down * down)
    corner = QPointF(-rx + ry * (1 - _SLANT), ry * _SLANT)
    return [QLineF(unit + corner + QPointF(-left, down), unit + corner) for unit in place.units]


def _pen(edge: QPen, level: int, thickest: float) -> QPen:
    """The pen of an edge, of a width that suits so short a line."""
    pen = QPen(edge)
    pen.setWidthF(max(_THINNEST, width(level, thickest)) if level != ABSENT else _THINNEST)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen


def _distance(point: QPointF, line: QLineF) -> float:
    """How far a point is from a line between two points, infinite inside the unit that it leads to."""
    along, start = line.p2() - line.p1(), line.p1()
    share = QPointF.dotProduct(point - start, along) / QPointF.dotProduct(along, along)
    if share > 1.05:
        return float("inf")
    foot = start + along * max(0.0, share)
    return hypot(point.x() - foot.x(), point.y() - foot.y())
