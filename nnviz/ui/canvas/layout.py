"""Where everything stands on the canvas, for a network and a size in pixels.

The picture is laid out for the size of the view instead of being scaled to it, so that text keeps its size.
Where there is little room it leaves out the river, then numbers; what is larger still is seen in part.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from nnviz.dataclass import dataclass
from nnviz.ui import text_size
from nnviz.ui.canvas.body import NUMBERED_UNITS, Body, body_of, least_width_of, width_of
from nnviz.ui.canvas.fonts import Fonts
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.lanes import Passage
from nnviz.ui.canvas.plan import Column, Plan
from nnviz.ui.canvas.words import formula_lines, shortened, wrapped

MARGIN = 6.0
"""Above and below everything, in pixels."""

SIDE = 10.0
"""To the left and right of everything, in pixels."""

AIR = 6.0
"""Between the lines of a head and the edges of its column, in pixels."""

MIN_PITCH = 54.0
"""The least distance from one column of circles to the next, in pixels."""

RIVER = 21.0
"""Half the height of the river's bed, before scaling."""

LARGEST_SCALE, LARGEST_GROWTH = 1.7, 3.0
"""How many times larger than at the least texts become, and units, edges and the river."""

LOW = 360.0
"""In a view less tall than this, words give way to the picture."""

PASSAGE = 18.0
"""The height of the lane of an edge that passes a column, before scaling."""


@dataclass(frozen=True)
class Place:
    """Where one column stands.

    Attributes:
        column: what stands there.
        panel: the rounded rectangle.
        title, formula, notes: the lines of its head; the formula is left to the tooltip where it
            cannot fit, the notes say what is not drawn.
        badge: the place in the head that is kept for a badge; if need be the formula's last line.
        body: what stands inside.
        strip: the rectangle at the foot of the panel that is kept free for a chip, captions or a note.
        below: the y at which the lines under the panel begin.
        norms: how many norms there is room for under the panel.
    """

    column: Column
    panel: QRectF
    title: tuple[str, ...]
    formula: tuple[str, ...]
    notes: tuple[str, ...]
    badge: QRectF
    body: Body
    strip: QRectF
    below: float
    norms: int

    @property
    def units(self) -> tuple[QPointF, ...]:
        """The centres of its units."""
        return self.body.units

    @property
    def rx(self) -> float:
        """Half the width of a unit."""
        return self.body.rx

    @property
    def ry(self) -> float:
        """Half the height of a unit."""
        return self.body.ry

    @property
    def centre(self) -> float:
        """The x of the middle."""
        return self.panel.center().x()


@dataclass(frozen=True)
class RiverPlace:
    """Where the river runs.

    Attributes:
        shown: whether there is room for it.
        xs: the boundaries, one per depth.
        title: the y of the line of text above it.
        middle, half: the y of its middle, and the thickness to either side when it is fullest.
        values: the y of the line of values below it.
    """

    shown: bool
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
        scale: how much larger than the smallest legible texts are, from 1.
        growth: how much larger units, edges and the river are; more than the texts where there is much room.
        narrow: whether the columns are so narrow that a label and its number take a line each.
        digits: how many significant digits of a norm there is room for.
        passages: where edges pass a column: the left end and the right end of their lane.
    """

    plan: Plan
    size: QSizeF
    scale: float
    growth: float
    narrow: bool
    digits: int
    fonts: Fonts
    places: dict[str, Place]
    passages: Mapping[Passage, tuple[QPointF, QPointF]]
    river: RiverPlace

    def line(self) -> float:
        """The height of a line of small text."""
        return 14.0 * self.scale


def lay_out(plan: Plan, available: QSizeF) -> Layout:
    """Lays a network out for a view of a size, or for the least size that can hold it."""
    return _Builder(plan, available).build()


_Head = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class _Builder:
    """The few numbers that the parts of a layout share."""

    def __init__(self, plan: Plan, available: QSizeF) -> None:
        self.plan = plan
        widths = [max(map(width_of, plan.at_depth(depth))) for depth in range(plan.depths)]
        least = [max(map(least_width_of, plan.at_depth(depth))) for depth in range(plan.depths)]
        self.text = text_size.factor()
        self.width = max(available.width(), sum(least) * self._least_pitch() + 2 * SIDE)
        self.low = available.height() < LOW * self.text
        wide, tall = self.width / (sum(widths) * 150), available.height()
        self.scale = max(self.text, min(wide, tall / 560, LARGEST_SCALE))
        self.growth = max(self.scale, min(wide, tall / 340, LARGEST_GROWTH))
        self.line = 14.0 * self.scale
        self.pitches = self._pitches(widths, least)
        self.least = min(self.pitches)
        mean = min(sum(self.pitches) / len(self.pitches), self.least * 1.5)
        self.gap = max(6.0, min(0.3 * mean - 12 * self.text, 70 * self.growth))
        self.fonts = Fonts.scaled(self.scale, tight=self.least < 76 * self.text)
        advance = QFontMetricsF(self.fonts.formula).horizontalAdvance("0")
        self.narrow = self.least < 16.5 * advance
        self.digits = 3 if self.least >= 9 * advance else 2
        self._write_heads(1 if self.low else 3)
        self.half = RIVER * self.growth * (0.5 if self.low else 1.0)
        self.river = 2 * self.half + 2 * self.line + 14
        self._share_heads(badges_apart=not self.low)
        self.flows = self.numbered = True
        self.tight = False
        if self._least_height() > available.height():
            self._share_heads(badges_apart=False)
        if self._least_height() > available.height() and not self.low:
            self._write_heads(1)
            self._share_heads(badges_apart=False)
        if self._least_height() > available.height():
            self.flows, self.river = False, 0.0
        if self._least_height() > available.height():
            self.numbered = False
        if self._least_height() > available.height():
            self.tight = True
        self.height = max(available.height(), self._least_height())

    def _write_heads(self, most: int) -> None:
        """The lines of all heads, a formula having so many at most."""
        self.most = most
        self.heads = {column.name: self._head(column) for column in self.plan.columns}

    def _share_heads(self, badges_apart: bool) -> None:
        """The height of the heads of columns that stand alone; badges have a line of their own or not."""
        self.apart = badges_apart
        roomy = [head for name, head in self.heads.items() if not self._crowded(self.plan.column(name))]
        self.head = 8 + max(map(self._head_height, roomy), default=0.0)

    def _pitches(self, widths: list[float], least: list[float]) -> list[float]:
        """The width of every depth: as it should be, but none less than its least."""
        room, found = self.width - 2 * SIDE, [self._least_pitch() * each for each in least]
        share = (room - sum(found)) / sum(widths)
        wanted = [min(room * each / sum(widths), 270 * self.growth * each) for each in widths]
        if all(w >= f for w, f in zip(wanted, found, strict=True)):
            return wanted
        return [f + share * w for f, w in zip(found, widths, strict=True)]

    def _least_pitch(self) -> float:
        return MIN_PITCH * self.text

    def _panel_width(self, column: Column) -> float:
        return self.pitches[column.depth] - self.gap

    def _head(self, column: Column) -> _Head:
        wide, room = self._panel_width(column) - 2, self._panel_width(column) - 2 * AIR
        title = wrapped(column.title, wide, self.fonts.title, force=True)
        most = 0 if self._crowded(column) else self.most
        said = self.plan.notes(column)
        notes = (wrapped(text, room, self.fonts.small, force=True) for text in said)
        most = most if not (said and self.low) else 0
        formula = formula_lines(column.formula, room, self.fonts.formula, most) if most else ()
        lines = tuple(line for found in notes for line in found)
        return shortened(title, wide, self.fonts.title), formula, shortened(lines, room, self.fonts.small)

    def _head_height(self, head: _Head, inside: bool = True) -> float:
        title, formula, notes = head
        rows = len(formula) + len(notes)
        if self.apart or (inside and (notes or not formula)):  # a badge can hide a formula, but no note
            rows += 1
        return 17 * self.scale * len(title) + self.line * rows

    def _crowded(self, column: Column) -> bool:
        """Whether a column has others above or below it, and so gets by with less."""
        return len(self.plan.at_depth(column.depth)) > 1

    def _margins(self, column: Column) -> tuple[float, float, float, int]:
        """The heights of a column's head, of its strip and of what is under it, and how many norms are."""
        rows = 2 if self.narrow else 1
        if self._crowded(column):
            norms = 0 if self.low or len(self.plan.at_depth(column.depth)) > 2 else 1
            below = norms * rows * self.line + (3 if self.low else 5)
            return 6 + self._head_height(self.heads[column.name], inside=False), 3.0, below, norms
        norms = 0 if self.low and self.narrow else 2  # the first stands under the river, too
        return self.head, 2 * self.line + 14, norms * rows * self.line + 4, norms

    def _least(self, column: Column) -> float:
        """The least height of a column."""
        head, strip, below, _ = self._margins(column)
        few = self.numbered and column.units <= NUMBERED_UNITS
        numbered = column.units if few and column.form is Form.CIRCLES else 1
        if self._crowded(column):
            return (
                head
                + strip
                + below
                + max((20.0 if self.low else 30.0) * self.text, 13.0 * self.text * numbered)
            )
        inside = 46.0 if self.tight else 64.0 if self.low else max(90.0, 13.0 * numbered)
        return head + strip + below + self.text * inside

    def _least_height(self) -> float:
        passing = PASSAGE * self.scale
        lanes = (
            sum(passing if isinstance(lane, Passage) else self._least(self.plan.column(lane)) for lane in at)
            for at in self.plan.lanes.at
        )
        return self.river + 2 * MARGIN + max(lanes)

    def build(self) -> Layout:
        places: dict[str, Place] = {}
        passages: dict[Passage, tuple[QPointF, QPointF]] = {}
        for depth, lanes in enumerate(self.plan.lanes.at):
            top = MARGIN
            for lane in lanes:
                height = self._lane_height(depth, lane)
                if isinstance(lane, Passage):
                    passages[lane] = self._passage(depth, top + height / 2)
                else:
                    places[lane] = self._place(self.plan.column(lane), top, height)
                top += height
        ordered = {column.name: places[column.name] for column in self.plan.columns}
        return Layout(
            self.plan,
            QSizeF(self.width, self.height),
            self.scale,
            self.growth,
            self.narrow,
            self.digits,
            self.fonts,
            ordered,
            passages,
            self._river_place(),
        )

    def _lane_height(self, depth: int, lane: str | Passage) -> float:
        """What the lanes of passing edges leave is shared by the columns at a depth."""
        lanes, passing = self.plan.lanes.at[depth], PASSAGE * self.scale
        if isinstance(lane, Passage):
            return passing
        columns = sum(not isinstance(each, Passage) for each in lanes)
        return (self.height - self.river - 2 * MARGIN - passing * (len(lanes) - columns)) / columns

    def _x(self, depth: int) -> float:
        used = sum(self.pitches)
        return (self.width - used) / 2 + sum(self.pitches[:depth]) + self.pitches[depth] / 2

    def _passage(self, depth: int, y: float) -> tuple[QPointF, QPointF]:
        half = (self.pitches[depth] - self.gap) / 2
        return QPointF(self._x(depth) - half, y), QPointF(self._x(depth) + half, y)

    def _river_place(self) -> RiverPlace:
        top = self.height - self.river - MARGIN + 6
        half = self.half
        middle = top + self.line + 4 + half
        xs = tuple(self._x(depth) for depth in range(self.plan.depths))
        return RiverPlace(self.flows, xs, top, middle, half, middle + half + 3)

    def _place(self, column: Column, top: float, height: float) -> Place:
        wide = self._panel_width(column)
        head, foot, below, norms = self._margins(column)
        panel = QRectF(self._x(column.depth) - wide / 2, top, wide, height - below)
        strip = QRectF(panel.left(), panel.bottom() - foot, wide, foot)
        area = QRectF(panel.left(), top + head, wide, strip.top() - top - head)
        badge = self._badge_place(column, panel, head)
        body = body_of(column, area, self.growth, self.line)
        return Place(column, panel, *self.heads[column.name], badge, body, strip, panel.bottom() + 3, norms)

    def _badge_place(self, column: Column, panel: QRectF, head: float) -> QRectF:
        """The last line of the head; where many columns share little room, the upper right corner."""
        tall = self.line + 1
        if self.apart or not self._crowded(column):
            return QRectF(panel.left() + 1, panel.top() + head - tall - 1, panel.width() - 2, tall)
        return QRectF(panel.right() - tall / 2, panel.top() - MARGIN + 1, tall, tall)
