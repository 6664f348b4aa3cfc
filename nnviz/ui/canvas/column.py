"""One column of the canvas: its panel, its head, its units, and the norms of its gradients below.

It can be lit, with a coloured outline and a chip, or dimmed; nothing else about it ever moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn import Glyph
from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui import numbers
from nnviz.ui.canvas.label import Label
from nnviz.ui.canvas.layout import Layout, Place, wrapped
from nnviz.ui.canvas.river import norm_text
from nnviz.ui.canvas.scale import Inks
from nnviz.ui.canvas.units import Units
from nnviz.ui.theme import Theme, mixed, number_font

TARGETS = 4
"""How many targets are written under the loss; the others are in the tooltip."""


class ColumnItem:
    """The graphics items of one column.

    Attributes:
        place: where it stands.
        panel: the rounded rectangle.
        units: the circles.
    """

    def __init__(
        self,
        place: Place,
        layout: Layout,
        inks: Inks,
        theme: Theme,
        back: QGraphicsItem,
        front: QGraphicsItem,
    ) -> None:
        self.place, self._layout, self._theme = place, layout, theme
        path = QPainterPath()
        path.addRoundedRect(place.panel, 8 * layout.scale, 8 * layout.scale)
        self.panel = QGraphicsPathItem(path, back)
        self.units = Units(place, layout, inks, theme, front)
        self._head()
        self._norms = self._norm_labels()
        self._facts = self._loss_labels() if place.column.glyph is Glyph.LOSS else []
        self._note: list[Label] = []
        self.note_text = ""
        self.light(None, dimmed=False)

    # -- building -------------------------------------------------------------------------------

    def _head(self) -> None:
        place, fonts, scale = self.place, self._layout.fonts, self._layout.scale
        y = place.panel.top() + 4 + 8.5 * scale
        text, muted = QBrush(QColor(self._theme.text)), QBrush(QColor(self._theme.muted))
        for line in place.title:
            Label(self.units.front, fonts.title, place.centre, y, text).show(line)
            y += 17 * scale
        y -= 1.5 * scale
        for line in place.formula:
            Label(self.units.front, fonts.formula, place.centre, y, muted).show(line)
            y += self._layout.line()
        for line in place.notes:
            Label(self.units.front, fonts.small, place.centre, y, muted).show(line)
            y += self._layout.line()

    def _lines(self, count: int, top: float, colour: str, bold: bool = False) -> list[Label]:
        """Empty lines of numbers, one under the other, centred on the column."""
        font = number_font(self._layout.fonts.formula.pixelSize(), bold)
        line = self._layout.line()
        middles = (top + line * (number + 0.5) for number in range(count))
        brush = QBrush(QColor(colour))
        return [Label(self.units.front, font, self.place.centre, y, brush) for y in middles]

    def _norm_labels(self) -> list[Label]:
        count = len(self.place.column.norm_keys) * (2 if self._layout.narrow else 1)
        return self._lines(count, self.place.below, self._theme.backward)

    def _loss_labels(self) -> list[Label]:
        top = self.place.units[0].y() + self.place.ry + (1 if self._layout.narrow else 4)
        error = self._lines(2 if self._layout.narrow else 1, top, self._theme.text, bold=True)
        room = self.place.strip.bottom() - top - self._layout.line() * len(error)
        if self._layout.narrow:  # where lines are many, a chip of two must not cover them
            room -= 2 * self._layout.line() + 9
        count = min(TARGETS + 1, int(room / self._layout.line()))
        count = 0 if self._layout.narrow and count < 2 else count
        return error + self._lines(count, top + self._layout.line() * len(error) + 3, self._theme.muted)

    def note(self, text: str) -> None:
        """Writes a note at the foot of the panel, in as many lines as it takes."""
        if text == self.note_text:
            return
        self.note_text = text
        for label in self._note:
            label.item.scene().removeItem(label.item)
        self._note = list(self._note_labels(text))

    def _note_labels(self, text: str) -> Iterator[Label]:
        place, font, line = self.place, self._layout.fonts.small, self._layout.line()
        lines = wrapped(text, place.panel.width() - 4, font, force=True) if text else ()
        middle = place.strip.bottom() - 4 - line * (len(lines) - 0.5)
        brush = QBrush(QColor(self._theme.muted))
        for number, words in enumerate(lines):
            label = Label(self.units.front, font, place.centre, middle + line * number, brush)
            label.show(words)
            yield label

    # -- showing --------------------------------------------------------------------------------

    def show(self, frame: Frame, norms: Sequence[float | None]) -> None:
        """Writes the numbers of a frame, and the norms under the panel."""
        column = self.place.column
        if column.glyph is Glyph.LOSS:
            self._show_loss(frame)
        else:
            output = frame.array(column.name, "Y")
            self.units.write(None if output is None else frame.of_sample(output))
        self._show_norms(norms)

    def _show_norms(self, norms: Sequence[float | None]) -> None:
        info, narrow = self.place.column.info, self._layout.narrow
        if info is None:
            return
        texts: list[str] = []
        for key, norm in zip(self.place.column.norm_keys, norms, strict=True):
            name = f"‖{info.description.symbol(key).text}‖"
            value = "" if norm is None else norm_text(norm, self._layout.digits)
            texts += [name if value else "", value] if narrow else [f"{name} {value}" if value else ""]
        for label, text in zip(self._norms, texts, strict=True):
            label.show(text)

    def _show_loss(self, frame: Frame) -> None:
        error, target = frame.array(self.place.column.name, "E"), frame.array(self.place.column.name, "T")
        value = "" if error is None else numbers.plain(float(error), 3)
        parts = ("E =", value) if value else ("", "")
        first = [*parts] if self._layout.narrow else [" ".join(parts).strip()]
        wanted = None if target is None else frame.of_sample(target)
        texts = first + target_lines(wanted, self._layout.narrow, len(self._facts) - len(first))
        for label, text in zip(self._facts, texts, strict=False):
            label.show(text)

    # -- lighting -------------------------------------------------------------------------------

    def light(self, colour: str | None, dimmed: bool) -> None:
        """Outlines and tints the panel in a colour, or dims what it holds, or neither."""
        theme = self._theme
        self.panel.setPen(QPen(QColor(colour or theme.line), 2.0 if colour else 1.0))
        plain = QColor(mixed(theme.panel, theme.raised, 0.55))
        self.panel.setBrush(QBrush(mixed(plain, colour, 0.13) if colour else plain))
        self.units.dim(dimmed)
        if self.place.column.glyph is not Glyph.LOSS:
            self.units.outline(QColor(colour) if colour else None)

    # -- the mouse ------------------------------------------------------------------------------

    def contains(self, point: QPointF) -> bool:
        """Whether a point is on the panel or on the norms under it."""
        below = self._layout.line() * 4
        return self.place.panel.adjusted(0, 0, 0, below).contains(point)

    def unit_at(self, point: QPointF) -> int | None:
        """The unit under a point, small ones with some margin."""
        rx, ry = max(self.place.rx, 6.0), max(self.place.ry, 3.0)
        if abs(point.x() - self.place.centre) > rx:
            return None
        heights = [abs(point.y() - unit.y()) for unit in self.place.units]
        nearest = min(range(len(heights)), key=heights.__getitem__)
        return nearest if heights[nearest] <= ry else None


def target_lines(target: Array | None, narrow: bool, room: int) -> list[str]:
    """The target of a sample, a line per value; where there are too many, how many."""
    if target is None or room < 1:
        return []
    values = [numbers.signed(value) for value in target.tolist()]
    if len(values) == 1:
        return ["T =", values[0]] if narrow else [f"T = {values[0]}"]
    if len(values) < room:
        return ["T =", *values]
    count = QCoreApplication.translate("Canvas", "{0} values").format(len(values))
    rest = "…" if narrow else f"… {count}"
    return ["T =", *values[: max(0, room - 2)], rest][-room:]
