"""The units of one column: a circle each, with its value inside and, under it, what colours it.

Where many units share a column the circles become flat, and above 16 they go without numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn import Glyph
from nnviz.nn.describe import Array, gradient_of
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.canvas.label import RIGHT, Label
from nnviz.ui.canvas.layout import Layout, Place
from nnviz.ui.canvas.modes import ColourMode, unit_key
from nnviz.ui.canvas.plan import Column, Link
from nnviz.ui.canvas.scale import ABSENT, DIM, DIM_TEXT, Inks
from nnviz.ui.theme import Theme, number_font, text_font

LONGEST = 5
"""How many characters fit into a unit."""


def fitted(value: float) -> str:
    """A number with its sign and two decimals, or fewer where it would not fit into a unit."""
    text = numbers.signed(value)
    for digits in (1, 0):
        if len(text) > LONGEST:
            text = numbers.signed(value, digits)
    return text


class Units:
    """The circles of one column.

    Attributes:
        place: where they stand.
        shapes: the circles from top to bottom.
        numbers: the values inside, empty where there is no room for them.
        beneath: the values under the circles, empty where there is no room for them.
    """

    def __init__(self, place: Place, layout: Layout, inks: Inks, theme: Theme, parent: QGraphicsItem) -> None:
        self.place, self._inks, self._theme = place, inks, theme
        self.back, self.front = QGraphicsPathItem(parent), QGraphicsPathItem(parent)
        self.shapes = [
            self._shape(QRectF(p.x() - place.rx, p.y() - place.ry, 2 * place.rx, 2 * place.ry))
            for p in place.units
        ]
        self.numbers = self._labels(place.number, 0.0, inks.texts[ABSENT]) if place.number else []
        self._levels, self._dimmed = [ABSENT] * len(self.shapes), False
        drop = place.ry + layout.line() / 2 + 1
        small = layout.fonts.formula.pixelSize()
        self.beneath = self._labels(small, drop, QBrush(QColor(theme.muted))) if place.beneath else []
        self._beneath_mode: ColourMode | None = None
        self._write_names(layout)
        if place.column.glyph is Glyph.LOSS:
            self._mark_loss()

    def _shape(self, box: QRectF) -> QGraphicsPathItem:
        path = QPainterPath()
        path.addRoundedRect(box, self.place.ry, self.place.ry)
        shape = QGraphicsPathItem(path, self.back)
        shape.setBrush(self._inks.fills[ABSENT])
        shape.setPen(self._inks.outline)
        return shape

    def _labels(self, size: int, drop: float, brush: QBrush) -> list[Label]:
        font = number_font(size)
        return [Label(self.front, font, p.x(), p.y() + drop, brush) for p in self.place.units]

    def _write_names(self, layout: Layout) -> None:
        """The names of the units of the input: left of each if there is room, else above it."""
        place, font = self.place, layout.fonts.small
        names = place.column.labels
        if not (names and place.number):
            return
        wide = max(QFontMetricsF(font).horizontalAdvance(name) for name in names)
        brush = QBrush(QColor(self._theme.muted))
        if wide + 8 <= place.panel.width() / 2 - place.rx:
            for name, point in zip(names, place.units, strict=True):
                Label(self.front, font, point.x() - place.rx - 6, point.y(), brush, RIGHT).show(name)
        elif place.beneath and wide <= place.panel.width():
            rise = place.ry + layout.line() / 2 + 1
            for name, point in zip(names, place.units, strict=True):
                Label(self.front, font, point.x(), point.y() - rise, brush).show(name)

    def _mark_loss(self) -> None:
        """The circle of the loss is not on the scale: it holds the letter E in the loss's colour."""
        centre, colour = self.place.units[0], QColor(self._theme.loss)
        self.shapes[0].setPen(QPen(colour, 2.0))
        font = text_font(max(11, round(0.75 * self.place.ry)), bold=True)
        Label(self.front, font, centre.x(), centre.y(), QBrush(colour)).show("E")

    def outline(self, colour: QColor | None) -> None:
        """Rings every circle in a colour, or no longer."""
        pen = QPen(colour, min(2.0, 0.3 * self.place.ry)) if colour else self._inks.outline
        for shape in self.shapes:
            shape.setPen(pen)

    def write(self, values: Array | None) -> None:
        """Writes a value (units,) into every circle; None leaves them blank."""
        _write(self.numbers, values)

    def write_beneath(self, mode: ColourMode, values: Array | None) -> None:
        """Writes under every circle what colours it, unless that stands inside it already."""
        if mode is not self._beneath_mode:
            self._beneath_mode = mode
            gradient = mode is ColourMode.GRADIENTS
            brush = QBrush(QColor(self._theme.backward if gradient else self._theme.muted))
            for label in self.beneath:
                label.item.setBrush(brush)
        _write(self.beneath, None if mode is ColourMode.ACTIVATIONS else values)

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
        """Lets circles and numbers step back, or no longer."""
        self.back.setOpacity(DIM if dimmed else 1.0)
        self.front.setOpacity(DIM_TEXT if dimmed else 1.0)
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            for place in range(len(self.numbers)):
                self._ink(place)


def unit_values(column: Column, frame: Frame, mode: ColourMode, readers: Sequence[Link]) -> Array | None:
    """The value that colours every drawn unit of a column, or None where there is none.

    Args:
        readers: the links that lead out of the input; its gradient is that of its only reader.
    """
    if column.glyph is None:
        found = _input_values(column, frame, mode, readers)
    else:
        key = unit_key(mode, column.glyph)
        found = None if key is None else frame.array(column.name, key)
        if key == "B" and found is not None:
            return found[: column.shown] if found.shape == (column.units,) else None
    return None if found is None else frame.of_sample(found)[: column.shown]


def _input_values(column: Column, frame: Frame, mode: ColourMode, readers: Sequence[Link]) -> Array | None:
    if mode is ColourMode.ACTIVATIONS:
        return frame.array(column.name, "Y")
    if mode is ColourMode.GRADIENTS and len(readers) == 1:
        return frame.array(readers[0].node.name, gradient_of(readers[0].key))
    return None


def _write(labels: list[Label], values: Array | None) -> None:
    texts = [""] * len(labels) if values is None else map(fitted, np.asarray(values)[: len(labels)].tolist())
    for label, text in zip(labels, texts, strict=True):
        label.show(text)
