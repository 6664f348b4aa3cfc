"""One column of the canvas: its panel, its head, what it holds, and the norms of its gradients below.

It can be lit, with a coloured outline and a chip, or dimmed; nothing else about it ever moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.session.frame import Frame
from nnviz.ui.canvas.biases import Biases
from nnviz.ui.canvas.body import Caption
from nnviz.ui.canvas.faces import FACES
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.group import group
from nnviz.ui.canvas.kept import keep
from nnviz.ui.canvas.label import Label
from nnviz.ui.canvas.layout import Layout, Place
from nnviz.ui.canvas.paths import Paths
from nnviz.ui.canvas.river import norm_text
from nnviz.ui.canvas.scale import DIM, Inks, Scales
from nnviz.ui.canvas.sheet import Sheet, Tables
from nnviz.ui.canvas.spread import Spread
from nnviz.ui.canvas.veil import Veil
from nnviz.ui.canvas.words import wrapped
from nnviz.ui.neuron import Neuron
from nnviz.ui.theme import Theme, mixed, number_font


class ColumnItem:
    """The graphics items of one column.

    Attributes:
        place: where it stands.
        panel: the rounded rectangle.
        units: its face.
        biases: the lines of its biases.
        sheets: the pictures of its tensors.
        veils: what dims a part of each of them.
        spread: its histograms, or None.
        captions: the names under the sheets.
    """

    def __init__(
        self,
        place: Place,
        layout: Layout,
        inks: Inks,
        tables: Tables,
        theme: Theme,
        back: QGraphicsItem,
        front: QGraphicsItem,
    ) -> None:
        self.place, self._layout, self._theme = place, layout, theme
        path = QPainterPath()
        path.addRoundedRect(place.panel, 8 * layout.scale, 8 * layout.scale)
        self.panel = keep(QGraphicsPathItem(path, back))
        self._pictures = group(front)
        self.biases = Biases(place, inks, front)
        self.units = FACES[place.column.form](place, layout, inks, theme, front)
        self.sheets = [Sheet(spot, tables, theme, self._pictures) for spot in place.body.spots]
        self.veils = [Veil(spot, theme, self._pictures) for spot in place.body.spots]
        box = place.body.spread
        self.spread = None if box is None else Spread(place.column.name, box, layout, theme, front)
        self._formula = QGraphicsPathItem(self.units.front)
        self._head()
        self._foot = group(self.units.front)
        self.captions = [label for each in place.body.captions for label in self._caption(each)]
        self._norms = self._norm_labels()
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
            label = Label(self._formula, fonts.formula, place.centre, y, muted)
            label.show(line)
            y += self._layout.line()
        for line in place.notes:
            Label(self.units.front, fonts.small, place.centre, y, muted).show(line)
            y += self._layout.line()

    def _caption(self, caption: Caption) -> Iterator[Label]:
        """A tensor's name in one line, or a fraction in two; nothing where neither fits."""
        font, line = self._layout.fonts.formula, self._layout.line()
        if self.place.strip.height() < line:
            return
        text, room = self._symbol(caption), caption.right - caption.left
        metrics = QFontMetricsF(font)
        lines = [text] if metrics.horizontalAdvance(text) <= room else text.split("/")
        if max(map(metrics.horizontalAdvance, lines)) > room + 3:
            return
        gradient = caption.key.startswith("d")
        brush = QBrush(QColor(self._theme.backward if gradient else self._theme.muted))
        middle, top = (caption.left + caption.right) / 2, self.place.strip.top() + 2
        for number, words in enumerate(lines):
            label = Label(self._foot, font, middle, top + line * (number + 0.5), brush)
            label.show(words)
            yield label

    def _symbol(self, caption: Caption) -> str:
        info = self.place.column.info
        if info is None:
            return "∂E/∂X" if caption.key.startswith("d") else "X"
        return info.description.symbol(caption.key).text

    def _norm_labels(self) -> list[Label]:
        """Empty lines of numbers, one under the other, centred on the column."""
        keys = self.place.column.norm_keys[-self.place.norms :] if self.place.norms else ()
        self._norm_keys = keys
        count = len(keys) * (2 if self._layout.narrow else 1)
        font, line = number_font(self._layout.fonts.formula.pixelSize(), exact=True), self._layout.line()
        brush = QBrush(QColor(self._theme.backward))
        return [
            Label(self.units.front, font, self.place.centre, self.place.below + line * (n + 0.5), brush)
            for n in range(count)
        ]

    def is_at_foot(self, item: QGraphicsItem) -> bool:
        """Whether something stands at the foot of the panel, where it makes room for a chip."""
        return self._foot.isAncestorOf(item)

    def note(self, texts: Sequence[str]) -> None:
        """Writes the first of several notes that fits at the foot of the panel, the last in any case."""
        found = next((text for text in texts if self._fits(text)), texts[-1] if texts else "")
        found = found if self.place.strip.height() > self._layout.line() else ""
        if found == self.note_text:
            return
        self.note_text = found
        for label in self._note:
            label.item.scene().removeItem(label.item)
        self._note = list(self._note_labels(found))

    def _note_lines(self, text: str) -> tuple[str, ...]:
        room, font = self.place.panel.width() - 4, self._layout.fonts.small
        return wrapped(text, room, font, force=True) if text else ()

    def _fits(self, text: str) -> bool:
        taken = max((label.item.y() for label in self.captions), default=self.place.strip.top())
        taken += self._layout.line() if self.captions else 0.0
        lines, metrics = self._note_lines(text), QFontMetricsF(self._layout.fonts.small)
        wide = max(map(metrics.horizontalAdvance, lines), default=0.0)
        tall = self._layout.line() * len(lines)
        return wide <= self.place.panel.width() - 2 and taken + tall <= self.place.strip.bottom() + 1

    def _note_labels(self, text: str) -> Iterator[Label]:
        place, font, line = self.place, self._layout.fonts.small, self._layout.line()
        lines = self._note_lines(text)
        margin = 0.0 if self.captions else 4.0
        middle = place.strip.bottom() - margin - line * (len(lines) - 0.5)
        brush = QBrush(QColor(self._theme.muted))
        for number, words in enumerate(lines):
            label = Label(self._foot, font, place.centre, middle + line * number, brush)
            label.show(words)
            yield label

    # -- showing --------------------------------------------------------------------------------

    def show(self, frame: Frame, norms: Sequence[float | None], scales: Scales) -> None:
        """Shows the numbers of a frame, and writes the norms under the panel."""
        self.units.show(frame, scales)
        if self.spread is not None:
            self.spread.show(frame)
        self._show_norms(norms)

    def _show_norms(self, norms: Sequence[float | None]) -> None:
        info, narrow = self.place.column.info, self._layout.narrow
        if info is None or not self._norms:
            return
        texts: list[str] = []
        for key, norm in zip(self._norm_keys, norms[-len(self._norm_keys) :], strict=True):
            name = f"‖{info.description.symbol(key).text}‖"
            value = "" if norm is None else norm_text(norm, self._layout.digits)
            texts += [name if value else "", value] if narrow else [f"{name} {value}" if value else ""]
        for label, text in zip(self._norms, texts, strict=True):
            label.show(text)

    # -- lighting -------------------------------------------------------------------------------

    def light(self, colour: str | None, dimmed: bool) -> None:
        """Outlines and tints the panel in a colour, or dims what it holds, or neither."""
        theme = self._theme
        self.panel.setPen(QPen(QColor(colour or theme.line), 2.0 if colour else 1.0))
        plain = QColor(mixed(theme.panel, theme.raised, 0.55))
        self.panel.setBrush(QBrush(mixed(plain, colour, 0.13) if colour else plain))
        self.units.dim(dimmed)
        self.biases.dim(dimmed)
        self.units.outline(QColor(colour) if colour else None)
        self._pictures.setOpacity(DIM if dimmed else 1.0)
        if self.spread is not None:
            self.spread.dim(dimmed)

    def light_paths(self, paths: Paths | None) -> None:
        """Dims what lies on no path through a neuron, or nothing."""
        column = self.place.column
        here = paths is not None and paths.neuron.node == column.name
        lit = None if paths is None else paths.units(column.name)
        by_unit = lit if self.place.units else None
        self.units.light(by_unit, paths.neuron.unit if paths is not None and here else None)
        self.biases.light(None if paths is None else paths.biases(column.name))
        for sheet, veil in zip(self.sheets, self.veils, strict=True):
            veil.light(None if paths is None else paths.cells(sheet.spot, column))

    def make_room(self, taken: bool) -> None:
        """Hides what stands where a chip is, or shows it again."""
        self._foot.setVisible(not taken)

    def make_room_in_head(self, taken: bool) -> None:
        """Hides the formula where a badge takes its place, or shows it again."""
        lines = self._formula.childrenBoundingRect()
        self._formula.setVisible(not (taken and lines.bottom() > self.place.badge.top() + 3))

    # -- the mouse ------------------------------------------------------------------------------

    def contains(self, point: QPointF) -> bool:
        """Whether a point is on the panel or on the norms under it."""
        below = self._layout.line() * 4
        return self.place.panel.adjusted(0, 0, 0, below).contains(point)

    def in_head(self, point: QPointF) -> bool:
        """Whether a point is on the title or the formula."""
        place, lines = self.place, len(self.place.formula) + len(self.place.notes)
        tall = 6 + 17 * self._layout.scale * len(place.title) + self._layout.line() * lines
        return QRectF(place.panel.topLeft(), QSizeF(place.panel.width(), tall)).contains(point)

    def neuron_at(self, point: QPointF) -> Neuron | None:
        """The unit, or the channel of an image, under a point; None for a loss or a weight."""
        column = self.place.column
        if column.form is Form.LOSS:
            return None
        unit = self.units.unit_at(point)
        if unit is None:
            found = self.cell_at(point)
            if found is None or not found[0].spot.sample:
                return None
            unit = found[1][-1]
        return Neuron(column.name, unit)

    def cell_at(self, point: QPointF) -> tuple[Sheet, tuple[int, ...]] | None:
        """The sheet under a point and the place of the cell in its tensor."""
        for sheet in self.sheets:
            cell = sheet.cell(point)
            if cell is not None:
                return sheet, cell
        return None
