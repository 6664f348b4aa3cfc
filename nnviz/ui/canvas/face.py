"""The face of a column: what is painted of it beside the sheets of its tensors; this one paints nothing.

A face is told values and levels and knows no frame, so that painting stays apart from looking up.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui.canvas.group import group
from nnviz.ui.canvas.label import Label
from nnviz.ui.canvas.layout import Layout, Place
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.scale import DIM, DIM_TEXT, Inks, Scales
from nnviz.ui.theme import Theme

UNLIT = 0.2
"""The opacity of a unit that is on no path through the neuron that is looked at."""


class Face:
    """What a column of sheets alone has.

    Attributes:
        place: where it stands.
        back, front: the parents of its shapes and of its texts.
        shapes: what is coloured by the mode, one for each unit.
        numbers: the values inside, empty where there is no room for them.
        beneath: the values under the units, empty where there is no room for them.
        ring: what marks the unit that is looked at; hidden while there is none.
    """

    def __init__(self, place: Place, layout: Layout, inks: Inks, theme: Theme, parent: QGraphicsItem) -> None:
        self.place, self._layout, self._inks, self._theme = place, layout, inks, theme
        self.back, self.front = group(parent), group(parent)
        self.shapes: list[QGraphicsPathItem] = []
        self.numbers: list[Label] = []
        self.beneath: list[Label] = []
        self.ring = self._make_ring()

    def _make_ring(self) -> QGraphicsPathItem:
        rx, ry = self.place.rx + 2, self.place.ry + 2
        path = QPainterPath()
        path.addRoundedRect(QRectF(-rx, -ry, 2 * rx, 2 * ry), ry, ry)
        ring = QGraphicsPathItem(path, self.front)
        ring.setPen(QPen(QColor(self._theme.text), 2.0))
        ring.setVisible(False)
        return ring

    def show(self, frame: Frame, scales: Scales) -> None:
        """Takes the values of a frame."""

    def write_beneath(self, mode: ColourMode, values: Array | None) -> None:
        """Writes under every unit what colours it."""

    def colour(self, place: int, level: int) -> None:
        """Gives the unit at a place the colour of a level."""

    def outline(self, colour: QColor | None) -> None:
        """Rings every unit in a colour, or no longer."""

    def dim(self, dimmed: bool) -> None:
        """Lets shapes and texts step back, or no longer."""
        self.back.setOpacity(DIM if dimmed else 1.0)
        self.front.setOpacity(DIM_TEXT if dimmed else 1.0)

    def light(self, lit: Array | None, chosen: int | None = None) -> None:
        """Dims all units but some, or none, and rings the one that is looked at."""
        for place in range(len(self.place.units)):
            opacity = 1.0 if lit is None or lit[place] else UNLIT
            for item in self.items_of(place):
                item.setOpacity(opacity)
        self.ring.setVisible(chosen is not None and bool(self.place.units))
        if chosen is not None and self.place.units:
            self.ring.setPos(self.place.units[chosen])

    def items_of(self, place: int) -> Iterator[QGraphicsItem]:
        """All that is painted of one unit."""
        yield from self.shapes[place : place + 1]
        for labels in (self.numbers, self.beneath):
            yield from (label.item for label in labels[place : place + 1])

    def unit_at(self, point: QPointF) -> int | None:
        """The unit under a point, small ones with some margin."""
        place = self.place
        rx, ry = max(place.rx, 6.0), max(place.ry, 3.0)
        if not place.units or abs(point.x() - place.units[0].x()) > rx:
            return None
        heights = [abs(point.y() - unit.y()) for unit in place.units]
        nearest = min(range(len(heights)), key=heights.__getitem__)
        return nearest if heights[nearest] <= ry else None
