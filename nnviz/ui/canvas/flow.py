"""The flow: pulses that travel over the strongest edges, errors to the left and values to the right.

A decade of the size of what travels has one width, one pace and one pen, so that moving everything is
giving a few items a pen whose dashes begin a little farther on.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn.describe import Array, gradient_of
from nnviz.session.frame import Frame
from nnviz.ui.canvas.arrows import Travel
from nnviz.ui.canvas.edge import Bundle
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.theme import Theme

WIDTHS = (1.4, 2.0, 2.6, 3.2, 3.8, 4.4)
PACES = (6.0, 14.0, 26.0, 42.0, 62.0, 88.0)
"""The width of the pulses in pixels, and their pace in pixels a second, before scaling: for sizes below
0.0001, then for each decade up to 1 and beyond. Of 0 there are no pulses."""

APART = 30.0
"""Pixels from one pulse to the next, before scaling."""

MOST = 12
"""On how many edges of a link pulses travel: the strongest ones."""


def decades(values: Array) -> Array:
    """The place of each value in :data:`WIDTHS`, −1 for 0 and for what is no number."""
    sizes = np.abs(values)
    with np.errstate(divide="ignore"):
        places = np.floor(np.log10(sizes)) + len(WIDTHS) - 1
    return np.where(sizes > 0, np.fmin(np.fmax(places, 0), len(WIDTHS) - 1), -1).astype(int)


class Stream:
    """The pulses of one link: an item for each decade that is in use.

    Attributes:
        items: the items by decade, those that are not in use hidden.
    """

    def __init__(self, bundle: Bundle, parent: QGraphicsItem) -> None:
        self._bundle, self._parent = bundle, parent
        self._laid: dict[int, bytes] = {}
        self._paths: dict[int, QPainterPath] = {}
        self.items: dict[int, QGraphicsPathItem] = {}

    def lay(self, frame: Frame, travel: Travel) -> None:
        """Lets pulses travel one way by the values of a frame, or lets nothing travel."""
        values = None if travel is Travel.NONE else _sizes(self._bundle, frame, travel)
        if values is not None and self._bundle.lit is not None:
            values = np.where(self._bundle.is_lit(), values, 0.0)
        places = np.zeros(0, int) if values is None else np.argsort(-np.abs(values))[:MOST]
        found = np.full(0, -1) if values is None else decades(values[places])
        for decade in range(len(WIDTHS)):
            self._show(decade, np.sort(places[found == decade]))

    def _show(self, decade: int, places: Array) -> None:
        edges = self._bundle.chosen[places]
        if decade in self.items:
            self.items[decade].setVisible(bool(len(edges)))
        if not len(edges) or self._laid.get(decade) == edges.tobytes():
            return
        self._laid[decade] = edges.tobytes()
        path = QPainterPath()
        for edge in edges.tolist():
            path.addPath(self._path(edge))
        if decade not in self.items:
            self.items[decade] = QGraphicsPathItem(self._parent)
        self.items[decade].setPath(path)

    def _path(self, edge: int) -> QPainterPath:
        if edge not in self._paths:
            course = self._bundle.course
            self._paths[edge] = course.path(edge) if course.curved else course.line(edge)
        return self._paths[edge]

    def paint(self, pens: Sequence[QPen]) -> None:
        """Gives every item that is in use the pen of its decade."""
        for decade, item in self.items.items():
            if item.isVisible():
                item.setPen(pens[decade])


def _sizes(bundle: Bundle, frame: Frame, travel: Travel) -> Array | None:
    """What travels over each edge: an entry of the gradient, or the value; where one edge stands for a
    whole tensor, its norm."""
    backward = travel is Travel.BACKWARD
    values = bundle.values(frame, ColourMode.GRADIENTS if backward else ColourMode.ACTIVATIONS)
    if values is not None:
        return values
    link = bundle.link
    norm = frame.norm(link.node.name, gradient_of(link.key) if backward else link.key)
    return None if norm is None else np.full(len(bundle.chosen), norm)


class Flow:
    """The pulses of a picture.

    Attributes:
        streams: those of each link.
        layer: the item that holds all of them.
    """

    def __init__(self, bundles: Sequence[Bundle], theme: Theme, scale: float, parent: QGraphicsItem) -> None:
        self._theme, self._scale = theme, scale
        self.layer = QGraphicsPathItem(parent)
        self.layer.setVisible(False)
        self.streams = [Stream(bundle, self.layer) for bundle in bundles]
        self._travel = Travel.NONE
        self._offsets = [0.0] * len(WIDTHS)
        self._pens: list[QPen] = []

    def lay(self, frame: Frame, ways: Sequence[Travel]) -> None:
        """Takes what travels in a frame, and which way over each link; all go one way or rest."""
        with np.errstate(over="ignore", invalid="ignore"):
            for stream, way in zip(self.streams, ways, strict=True):
                stream.lay(frame, way)
        travel = next((way for way in ways if way is not Travel.NONE), Travel.NONE)
        if travel not in (Travel.NONE, self._travel):
            self._travel = travel
            self._pens = self._make_pens()
        self.layer.setVisible(travel is not Travel.NONE)
        self.advance(0.0)

    def _make_pens(self) -> list[QPen]:
        theme = self._theme
        colour = QColor(theme.backward if self._travel is Travel.BACKWARD else theme.forward)
        return [_pen(colour, width * self._scale, APART * self._scale) for width in WIDTHS]

    def advance(self, seconds: float) -> None:
        """Moves all pulses by what they travel in a time."""
        for decade, pen in enumerate(self._pens):
            # a larger offset moves the dashes to where the path begins, which is left
            way = -self._travel.value * PACES[decade] * self._scale * seconds
            self._offsets[decade] = (self._offsets[decade] + way) % (APART * self._scale)
            pen.setDashOffset(self._offsets[decade] / pen.widthF())
        for stream in self.streams:
            stream.paint(self._pens)

    def rest(self) -> None:
        """Hides all pulses."""
        self.layer.setVisible(False)


def _pen(colour: QColor, width: float, apart: float) -> QPen:
    pen = QPen(QBrush(colour), width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([1.0, apart / width - 1.0])
    return pen
