"""Where everything stands on the canvas, for a network and a size in pixels.

The picture is laid out for the size of the view instead of being scaled to it, so that text keeps
its size; only below the smallest size that can hold it does the view have to shrink it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from nnviz.nn import Glyph
from nnviz.ui.canvas.plan import NUMBERED_UNITS, Column, Plan
from nnviz.ui.theme import number_font, text_font

MARGIN = 6.0
"""Above and below everything, in pixels."""

SIDE = 10.0
"""To the left and right of everything, in pixels."""

MIN_PITCH = 50.0
"""The least distance from one column to the next, in pixels."""

RIVER = 21.0
"""Half the height of the river's bed, before scaling."""
LARGEST_SCALE = 1.7


@dataclass(frozen=True)
class Fonts:
    """The fonts of the canvas, all at least 11 pixels."""

    title: QFont
    formula: QFont
    small: QFont
    chip: QFont

    @classmethod
    def scaled(cls, scale: float, tight: bool) -> Fonts:
        """The fonts at a scale of at least 1; tight ones for very narrow columns."""
        title = text_font(round((11 if tight else 13) * scale), bold=True)
        title.setStretch(QFont.Stretch.SemiCondensed if tight else QFont.Stretch.Unstretched)
        return cls(
            title,
            number_font(round(11 * scale)),
            text_font(round(11 * scale)),
            text_font(round(11 * scale), bold=True),
        )


@dataclass(frozen=True)
class Place:
    """Where one column stands.

    Attributes:
        column: what stands there.
        panel: the rounded rectangle.
        title, formula, notes: the lines of its head; the formula is left to the tooltip where it
            cannot fit, the notes say what is not drawn.
        units: the centres of its units.
        rx, ry: half the width and half the height of a unit.
        number: the size of the numbers in the units, or 0 for none.
        beneath: whether there is room for a second number under each unit.
        strip: the rectangle at the foot of the panel that is kept free for a chip or a note.
        below: the y at which the lines under the panel begin.
    """

    column: Column
    panel: QRectF
    title: tuple[str, ...]
    formula: tuple[str, ...]
    notes: tuple[str, ...]
    units: tuple[QPointF, ...]
    rx: float
    ry: float
    number: int
    beneath: bool
    strip: QRectF
    below: float

    @property
    def spacing(self) -> float:
        """From the middle of one unit to that of the next, infinite for a single one."""
        return self.units[1].y() - self.units[0].y() if len(self.units) > 1 else inf

    @property
    def centre(self) -> float:
        """The x of the middle."""
        return self.panel.center().x()


@dataclass(frozen=True)
class RiverPlace:
    """Where the river runs.

    Attributes:
        xs: the boundaries, one per depth.
        title: the y of the line of text above it.
        middle, half: the y of its middle, and the thickness to either side when it is fullest.
        values: the y of the line of values below it.
    """

    xs: tuple[float, ...]
    title: float
    middle: float
    half: float
    values: float


@dataclass(frozen=True)
class Layout:
    """Where everything stands.

    Attributes:
        size: of the whole picture, in pixels.
        scale: how much larger than the smallest legible everything is, from 1.
        narrow: whether the columns are so narrow that a label and its number take a line each.
        digits: how many significant digits of a norm there is room for.
    """

    plan: Plan
    size: QSizeF
    scale: float
    narrow: bool
    digits: int
    fonts: Fonts
    places: dict[str, Place]
    river: RiverPlace

    def line(self) -> float:
        """The height of a line of small text."""
        return 14.0 * self.scale


def lay_out(plan: Plan, available: QSizeF) -> Layout:
    """Lays a network out for a view of a size, or for the least size that can hold it."""
    return _Builder(plan, available).build()


_PIECES = re.compile(r"( ?)([\u2e80-\u9fff\uff00-\uffef]|[^ \u2e80-\u9fff\uff00-\uffef]+)")
"""A space, if there is one, and what follows it: one Chinese character, or a word of any others."""

_Head = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class _Builder:
    """The few numbers that the parts of a layout share."""

    def __init__(self, plan: Plan, available: QSizeF) -> None:
        self.plan = plan
        count = plan.depths
        self.width = max(available.width(), count * MIN_PITCH + 2 * SIDE)
        self.scale = max(1.0, min(self.width / (count * 150), available.height() / 560, LARGEST_SCALE))
        self.line = 14.0 * self.scale
        self.pitch = min((self.width - 2 * SIDE) / count, 270 * self.scale)
        self.fonts = Fonts.scaled(self.scale, tight=self.pitch < 76)
        self.panel_width = self.pitch - max(6.0, min(0.3 * self.pitch - 12, 70 * self.scale))
        advance = QFontMetricsF(self.fonts.formula).horizontalAdvance("0")
        self.narrow = self.pitch < 16.5 * advance
        self.digits = 3 if self.pitch >= 9 * advance else 2
        self.heads = {column.name: self._head(column) for column in plan.columns}
        self.head = 8 + max(self._head_height(head) for head in self.heads.values())
        self.strip = 2 * self.line + 14
        self.below = (4 if self.narrow else 2) * self.line + 4
        self.river = 2 * RIVER * self.scale + 2 * self.line + 14
        self.height = max(available.height(), self._least_height())

    def _head(self, column: Column) -> _Head:
        room = self.panel_width - 2
        title = wrapped(column.title, room, self.fonts.title, force=True)
        formula = formula_lines(column.formula, room, self.fonts.formula)
        notes = (wrapped(text, room, self.fonts.small, force=True) for text in self.plan.notes(column))
        return title, formula, tuple(line for lines in notes for line in lines)

    def _head_height(self, head: _Head) -> float:
        title, formula, notes = head
        return 17 * self.scale * len(title) + self.line * (len(formula) + len(notes))

    def _least_height(self) -> float:
        lanes = max(column.lanes for column in self.plan.columns)
        numbered = [column.shown for column in self.plan.columns if column.shown <= NUMBERED_UNITS]
        units = max(90.0, 13.0 * max(numbered, default=1))
        return self.river + 2 * MARGIN + lanes * (self.head + units + self.strip + self.below)

    def build(self) -> Layout:
        places = {column.name: self._place(column) for column in self.plan.columns}
        size = QSizeF(self.width, self.height)
        return Layout(
            self.plan, size, self.scale, self.narrow, self.digits, self.fonts, places, self._river_place()
        )

    def _x(self, depth: int) -> float:
        used = self.pitch * self.plan.depths
        return (self.width - used) / 2 + (depth + 0.5) * self.pitch

    def _river_place(self) -> RiverPlace:
        top = self.height - self.river - MARGIN + 6
        half = RIVER * self.scale
        middle = top + self.line + 4 + half
        xs = tuple(self._x(depth) for depth in range(self.plan.depths))
        return RiverPlace(xs, top, middle, half, middle + half + 3)

    def _place(self, column: Column) -> Place:
        height = (self.height - self.river - 2 * MARGIN) / column.lanes
        top = MARGIN + column.lane * height
        left = self._x(column.depth) - self.panel_width / 2
        panel = QRectF(left, top, self.panel_width, height - self.below)
        strip = QRectF(left, panel.bottom() - self.strip, self.panel_width, self.strip)
        area = QRectF(left, top + self.head, self.panel_width, strip.top() - top - self.head)
        return self._with_units(column, panel, strip, area)

    def _with_units(self, column: Column, panel: QRectF, strip: QRectF, area: QRectF) -> Place:
        count = column.shown
        pitch = min(area.height() / count, max(92 * self.scale, area.height() / 6))
        numbered = count <= NUMBERED_UNITS and column.glyph is not Glyph.LOSS
        rx, ry, number = self._unit_size(pitch, count <= NUMBERED_UNITS)
        first = area.center().y() - pitch * (count - 1) / 2
        units = tuple(QPointF(area.center().x(), first + pitch * k) for k in range(count))
        beneath = numbered and pitch - 2 * ry >= self.line + 3
        number = number if numbered else 0
        head, below = self.heads[column.name], panel.bottom() + 3
        return Place(column, panel, *head, units, rx, ry, number, beneath, strip, below)

    def _unit_size(self, pitch: float, numbered: bool) -> tuple[float, float, int]:
        """Half the width and height of a unit, a circle where it can be, and its number's size."""
        ry = min(24 * self.scale, 0.31 * pitch if pitch > 40 else 0.44 * pitch)
        if not numbered:
            return ry, ry, 0
        most = self.panel_width / 2 - 2
        number = max(11, min(round(0.56 * ry), round(16 * self.scale)))
        text = QFontMetricsF(number_font(number)).horizontalAdvance("+0.00")
        rx = min(max(ry, text / 2 + 3), most)
        return rx, min(ry, rx), number


def wrapped(text: str, room: float, font: QFont, force: bool = False) -> tuple[str, ...]:
    """The lines of a text broken at spaces and between Chinese characters.

    None where a piece is wider than the room, unless forced.
    """
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for space, piece in _PIECES.findall(text):
        if not force and metrics.horizontalAdvance(piece) > room:
            return ()
        longer = f"{lines[-1]}{space}{piece}" if lines else piece
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(lines)


def formula_lines(text: str, room: float, font: QFont) -> tuple[str, ...]:
    """A formula in one line, or broken after its =, then at spaces outside parentheses.

    None where it does not fit, or takes more than three lines.
    """
    if QFontMetricsF(font).horizontalAdvance(text) <= room:
        return (text,)
    left, equals, right = text.partition("= ")
    after = wrapped(_held_together(right or left), room, font)
    lines = (left + "=", *after) if equals and after else after
    return lines if len(lines) <= 3 else ()


def _held_together(text: str) -> str:
    """The text with the spaces inside parentheses made unbreakable."""
    depth, found = 0, ""
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        found += "\u00a0" if sign == " " and depth else sign
    return found
