"""The units of one column: a circle each, with its value inside and, under it, what colours it.

Where many units share a column the circles become flat, and above 16 they go without numbers; a unit
that is switched off is crossed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.canvas.body import AIR, UNDER
from nnviz.ui.canvas.face import UNLIT, Face
from nnviz.ui.canvas.kept import keep
from nnviz.ui.canvas.label import RIGHT, Label
from nnviz.ui.canvas.layout import Layout, Place
from nnviz.ui.canvas.modes import ColourMode, unit_key
from nnviz.ui.canvas.naming import BESIDE, Naming
from nnviz.ui.canvas.plan import Column
from nnviz.ui.canvas.scale import ABSENT, Inks, Scales
from nnviz.ui.theme import Theme, number_font

LONGEST = 5
"""How many characters a unit has room for; what is longer makes it wider."""


def fitted(value: float) -> str:
    """A number with its sign and two decimals, or fewer where it would be long."""
    text = numbers.signed(value)
    for digits in (1, 0):
        if len(text) > LONGEST:
            text = numbers.signed(value, digits)
    return text


class Circles(Face):
    """The circles of one column, from top to bottom."""

    def __init__(self, place: Place, layout: Layout, inks: Inks, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(place, layout, inks, theme, parent)
        self.shapes = [self._shape(_around(point, place.rx, place.ry)) for point in place.units]
        self._rims, self._longest = [shape.path() for shape in self.shapes], LONGEST
        # the outlines are apart, since what stays is kept and what is coloured is not
        self._outlines, self._faint_outlines = self._outline(), self._outline()
        self._faint_outlines.setOpacity(UNLIT)
        self._lit: Array | None = None
        self._lay_outlines(None)
        number, small = place.body.number, layout.fonts.formula.pixelSize()
        self.numbers = self._labels(number, 0.0, inks.texts[ABSENT]) if number else []
        self._levels, self._dimmed = [ABSENT] * len(self.shapes), False
        drop = place.ry + layout.line() / 2 + UNDER
        self.beneath = self._labels(small, drop, QBrush(QColor(theme.muted))) if place.body.beneath else []
        self._beneath_mode: ColourMode | None = None
        self._crossed: tuple[int, ...] = ()
        self._names: list[Label] = []
        self.crosses = QGraphicsPathItem(self.front)
        self.crosses.setPen(QPen(QColor(theme.muted), 1.4))
        self.crosses.setVisible(False)
        self._write_names()

    def _shape(self, box: QRectF) -> QGraphicsPathItem:
        path = QPainterPath()
        bend = 4.0 if self.place.body.pictured else self.place.ry
        path.addRoundedRect(box, bend, bend)
        shape = QGraphicsPathItem(path, self.back)
        shape.setBrush(self._inks.fills[ABSENT])
        shape.setPen(QPen(Qt.PenStyle.NoPen))
        return shape

    def _outline(self) -> QGraphicsPathItem:
        outline = keep(QGraphicsPathItem(self.back))
        outline.setPen(self._inks.outline)
        return outline

    def _lay_outlines(self, lit: Array | None) -> None:
        """One path of all units that are lit, and a fainter one of the others."""
        paths = QPainterPath(), QPainterPath()
        for place, rim in enumerate(self._rims):
            paths[lit is not None and not lit[place]].addPath(rim)
        for outline, path in zip((self._outlines, self._faint_outlines), paths, strict=True):
            outline.setPath(path)

    def light(self, lit: Array | None, chosen: int | None = None) -> None:
        super().light(lit, chosen)
        self._lit = lit
        self._lay_outlines(lit)

    def _labels(self, size: int, drop: float, brush: QBrush) -> list[Label]:
        font = number_font(size, exact=True)
        return [Label(self.front, font, p.x(), p.y() + drop, brush) for p in self.place.units]

    def _write_names(self) -> None:
        """The names of the units of an input, where the body has room for them."""
        place, font = self.place, self._layout.fonts.small
        self.names: list[Label] = []
        naming, brush = place.body.naming, QBrush(QColor(self._theme.muted))
        if naming is Naming.ASIDE:
            self._write_names_aside(brush)
        elif naming is Naming.BESIDE:
            for name, point in zip(place.column.labels, place.units, strict=True):
                self._name(
                    Label(self.front, font, point.x() - place.rx - BESIDE, point.y(), brush, RIGHT), name
                )
        elif naming is Naming.ABOVE:
            rise = place.ry + self._layout.line() / 2 + UNDER
            for name, point in zip(place.column.labels, place.units, strict=True):
                self._name(Label(self.front, font, point.x(), point.y() - rise, brush), name)

    def _name(self, label: Label, name: str) -> None:
        label.show(name)
        self._names.append(label)

    def items_of(self, place: int) -> Iterator[QGraphicsItem]:
        yield from super().items_of(place)
        yield from (label.item for label in self._names[place : place + 1])

    def _write_names_aside(self, brush: QBrush) -> None:
        """The names at the left of the units, shortened to the room there is."""
        place, font = self.place, self._layout.fonts.small
        metrics = QFontMetricsF(font)
        for name, point in zip(place.column.labels, place.units, strict=True):
            right = point.x() - place.rx - 5
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, right - place.panel.left() - 4)
            self.names.append(Label(self.front, font, right, point.y(), brush, RIGHT))
            self.names[-1].show(short)

    def outline(self, colour: QColor | None) -> None:
        pen = QPen(colour, min(2.0, 0.3 * self.place.ry)) if colour else self._inks.outline
        for outline in (self._outlines, self._faint_outlines):
            outline.setPen(pen)

    def show(self, frame: Frame, scales: Scales) -> None:
        column = self.place.column
        if self.numbers:
            output = frame.array(column.name, "Y")
            self._hold(write_all(self.numbers, None if output is None else frame.of_sample(output)))
        if column.mask:
            mask = frame.array(column.name, column.mask)
            self._cross(() if mask is None else tuple(np.flatnonzero(frame.of_sample(mask) == 0).tolist()))

    def _hold(self, longest: int) -> None:
        """Makes the units as wide as the longest of their numbers, and no wider than need be."""
        if longest == self._longest or not self.shapes:
            return
        place, self._longest = self.place, longest
        text = QFontMetricsF(number_font(place.body.number, exact=True)).horizontalAdvance("0") * longest
        rx = max(place.rx, min(text / 2 + AIR, place.panel.width() / 2 - 1))
        for shape, middle in zip(self.shapes, place.units, strict=True):
            path = QPainterPath()
            path.addRoundedRect(_around(middle, rx, place.ry), place.ry, place.ry)
            shape.setPath(path)
        self._rims = [shape.path() for shape in self.shapes]
        self._lay_outlines(self._lit)

    def _cross(self, units: tuple[int, ...]) -> None:
        """Crosses units out."""
        if units == self._crossed:
            return
        self._crossed = units
        path, place = QPainterPath(), self.place
        for unit in units:
            for side in (-1, 1):
                slant = QPointF(0.7 * place.rx, 0.7 * place.ry * side)
                path.moveTo(place.units[unit] - slant)
                path.lineTo(place.units[unit] + slant)
        self.crosses.setPath(path)
        self.crosses.setVisible(not path.isEmpty())

    def write_beneath(self, mode: ColourMode, values: Array | None) -> None:
        """Writes under every circle what colours it, unless that stands inside it already."""
        if mode is not self._beneath_mode:
            self._beneath_mode = mode
            gradient = mode is ColourMode.GRADIENTS
            brush = QBrush(QColor(self._theme.backward if gradient else self._theme.muted))
            for label in self.beneath:
                label.item.setBrush(brush)
        if self.beneath:
            inside = mode is ColourMode.ACTIVATIONS and bool(self.numbers)
            write_all(self.beneath, None if inside else values)

    def colour(self, place: int, level: int) -> None:
        """Gives the circle at a place the colour of a level, and its number one that is readable on it."""
        self._levels[place] = level
        self.shapes[place].setBrush(self._inks.fills[level])
        self._ink(place)

    def _ink(self, place: int) -> None:
        if self.numbers:
            inks = self._inks.faded if self._dimmed else self._inks.texts
            self.numbers[place].item.setBrush(inks[self._levels[place]])

    def dim(self, dimmed: bool) -> None:
        super().dim(dimmed)
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            for place in range(len(self.numbers)):
                self._ink(place)


def unit_values(column: Column, frame: Frame, mode: ColourMode) -> Array | None:
    """The value that colours every unit of a column, or None where there is none."""
    if column.info is None:
        found = _input_values(column, frame, mode)
    else:
        key = unit_key(mode, column.info.description.glyph)
        found = None if key is None else frame.array(column.name, key)
        if key == "B" and found is not None:
            return found if found.shape == (column.units,) else None
    return None if found is None else frame.of_sample(found)


def _input_values(column: Column, frame: Frame, mode: ColourMode) -> Array | None:
    if mode is ColourMode.ACTIVATIONS:
        return frame.array(column.name, "Y")
    if mode is ColourMode.GRADIENTS and column.gradient:
        return frame.array(*column.gradient)
    return None


def write_all(labels: Sequence[Label], values: Array | None) -> int:
    """Writes a value into every label; None leaves them blank. Gives how long the longest is, if it is longer
    than most."""
    texts, longest = [""] * len(labels) if values is None else map(fitted, values.tolist()), LONGEST
    for label, text in zip(labels, texts, strict=True):
        label.show(text)
        if len(text) > longest:
            longest = len(text)
    return longest


def _around(middle: QPointF, rx: float, ry: float) -> QRectF:
    return QRectF(middle.x() - rx, middle.y() - ry, 2 * rx, 2 * ry)
