"""The equations of one operation, in the arrangement that shows most of them at once, in their order.

Numbers stand below their formulas, in as many columns as the width allows; if that does not fit the
height, and takes less of it, they stand to the right of them. They are written as large as there is room for;
what does not fit at the least is scrolled to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nnviz.ui.inspector.equation_row import GAP, SIDE_GAP, EquationRow
from nnviz.ui.inspector.equations import Equation, Outline
from nnviz.ui.inspector.expansion_line import LINE_HEIGHT
from nnviz.ui.inspector.flow import grid, lines
from nnviz.ui.inspector.look import Look, best, least
from nnviz.ui.inspector.outline_row import OutlineRow
from nnviz.ui.inspector.pool import Pool
from nnviz.ui.inspector.share_strip import STRIP_HEIGHT
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme

COLUMN_GAP = 44
LINE_GAP = 6
LEAST_COLUMN = 210
WIDEST_COLUMN = 340
"""The width of a column of formulas with their sentences, in pixels."""

WITH_STRIP = LINE_HEIGHT + STRIP_HEIGHT + 4
"""The height of what is said of a cell that was seen through windows."""

LEAST_SEEN = 30
"""Pixels of the tables that have to be left beside it."""


class EquationPage(QScrollArea):
    """What an operation computed, or what a pass starts from.

    Signals:
        number_set: a number of the pass that a person has typed, as a :class:`Change`.
        slid: the same while cells are dragged, and whether it goes on with the change before.
        weight_asked: the :class:`Weight` whose chain rule a person wants to see.
        tensor_asked: a :class:`Tensor` that a person wants to see by itself.
    """

    number_set = Signal(object)
    slid = Signal(object, bool)
    weight_asked = Signal(object)
    tensor_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._bar = self.verticalScrollBar().sizeHint().width()
        self._rows: Pool[EquationRow] = Pool()
        self._outlines: Pool[OutlineRow] = Pool()
        self._tensors: Pool[TensorView] = Pool()
        self._joined: set[TensorView] = set()
        self._strip = False
        self._followed: set[EquationRow] = set()
        """The equation whose pinned cell has been scrolled to, so that one can scroll away from it."""
        self._bands: dict[EquationRow, QRect] = {}
        """Where each equation keeps a line free for what is said of one of its cells."""
        self._ground = QWidget()
        self._ground.setAutoFillBackground(False)
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._keep_in_view)

    def show_equations(
        self,
        found: Sequence[Equation],
        digits: int,
        theme: Theme,
        accent: str,
        others: Sequence[Outline] = (),
    ) -> None:
        """Shows equations, and others without numbers, those that are done before and those to come
        after them; a sentence that stood before is not said again.

        The same equations with other numbers stay where they had been scrolled to, and a pinned cell stays
        pinned; different ones are scrolled to if they are not the first.
        """
        before = [(row.equation.owner.name, row.equation.tex) for row in self.rows]
        same = before == [(each.owner.name, each.tex) for each in found]
        scrolled = self.verticalScrollBar().value()
        states = [row.state() for row in self.rows] if same else []
        for row in self.rows:
            row.quiet()
        self._bands = {}
        self._tensors.clear()
        texts = [each.meaning for each in found]
        first = [text not in texts[:number] for number, text in enumerate(texts)]
        self._rows.fill(
            list(zip(found, first, strict=True)),
            lambda item: self._new_row(EquationRow(item[0], digits, theme, accent, item[1], self._ground)),
            lambda row, item: row.show_equation(item[0], digits, theme, accent, item[1]),
        )
        self._outlines.fill(
            others,
            lambda outline: OutlineRow(outline, theme, accent, self._ground),
            lambda row, outline: row.show_outline(outline, theme, accent),
        )
        self._finish()
        for row, state in zip(self.rows, states, strict=False):
            row.take_state(state)
        self.verticalScrollBar().setValue(scrolled if same or not self.rows else self.rows[0].y())

    def _new_row(self, row: EquationRow) -> EquationRow:
        row.result.table.pointed.connect(self._keep_in_view)
        row.tensor_asked.connect(self.tensor_asked)
        row.shown_asked.connect(self._show_view)
        return row

    def show_tensors(self, found: Sequence[Tensor], digits: int, theme: Theme) -> None:
        """Shows tensors side by side."""
        for row in self.rows:
            row.quiet()
        self._bands = {}
        self._rows.clear()
        self._outlines.clear()
        self._tensors.fill(
            found,
            lambda tensor: self._new_view(TensorView(tensor, digits, theme, theme.text, self._ground)),
            lambda view, tensor: view.show_tensor(tensor, digits, theme, theme.text),
        )
        self._finish()

    def _new_view(self, view: TensorView) -> TensorView:
        view.large_asked.connect(lambda view: self.tensor_asked.emit(view.tensor))
        return view

    def _finish(self) -> None:
        for view in self.views:
            if view not in self._joined:
                self._joined.add(view)
                view.table.number_set.connect(self.number_set)
                view.table.slid.connect(self.slid)
                view.table.weight_asked.connect(self.weight_asked)
        for child in (*self._entries, *self.tensors):
            child.show()
        self._arrange()

    @property
    def rows(self) -> list[EquationRow]:
        """The equations that are shown, in order."""
        return self._rows.shown

    @property
    def outlines(self) -> list[OutlineRow]:
        """The formulas without numbers, in order."""
        return self._outlines.shown

    @property
    def tensors(self) -> list[TensorView]:
        """The tensors that are shown where there are no equations."""
        return self._tensors.shown

    # -- what is looked at ----------------------------------------------------------------------

    def scroll_to(self, row: EquationRow) -> None:
        """Brings all of an equation into view, or its beginning if it is too tall for that."""
        self.ensureVisible(0, row.geometry().bottom() + stretched(LINE_HEIGHT), 0, 0)
        self.verticalScrollBar().setValue(min(self.verticalScrollBar().value(), row.y()))

    def _show_view(self, view: TensorView) -> None:
        """Brings a tensor into view, marks it for a moment and lets the keyboard work on it."""
        self.ensureWidgetVisible(view, 0, 0)
        view.table.setFocus()
        view.mark(True, for_a_moment=True)

    @property
    def views(self) -> list[TensorView]:
        """Every tensor that is shown, in order."""
        return [*(view for row in self.rows for view in row.views), *self.tensors]

    @property
    def _parts(self) -> list[list[EquationRow | OutlineRow]]:
        """Everything with a formula, in the order of computation: done before, shown, still to come."""
        done = [row for row in self.outlines if row.outline.done]
        return [[*done], [*self.rows], [row for row in self.outlines if not row.outline.done]]

    @property
    def _entries(self) -> list[EquationRow | OutlineRow]:
        return [entry for part in self._parts for entry in part]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- placing --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Places everything in the width there is, as large as it fits, and with a scroll bar where it
        does not fit at the least."""
        if not self._entries and not self.tensors:
            return
        whole = self.maximumViewportSize()
        width = max(200, whole.width())
        look = self._best_look(width, whole.height())
        self._set_look(look)
        for entry in self._entries:
            entry.apply_look()
        if self._place(width, place=False) > whole.height():
            width -= self._bar
        self._ground.resize(width, self._place(width, place=True))
        self._keep_in_view()

    def _best_look(self, width: int, height: int) -> Look:
        """The largest look that fits, if possible with room for the windows of a cell."""

        def fits(look: Look) -> bool:
            self._set_look(look)
            whole = look.zoom == 1.0 or self._is_whole(width)
            return whole and self._place(width, place=False) <= height

        pictures = any(view.tensor.planes > 1 for view in self.views if view.tensor.array.ndim > 2)
        self._strip = len(self.rows) == 1 and self.rows[0].has_planes
        look, whole = best(fits, pictures)
        if self._strip and not whole:
            self._strip = False
            look, whole = best(fits, pictures)
            self._strip = True  # it is scrolled to
        if whole or look.pixel or not self.rows:
            return look
        heights = self._first_height, self.rows[0].least_height_at
        return least(*(lambda look, told=told: self._tells(look, told, width, height) for told in heights))

    def _first_height(self, width: int) -> int:
        """How tall the first equation is, its numbers where they take less height."""
        first = self.rows[0]
        below = first.height_at(width)
        if not self._has_room_beside(width):
            return below
        return min(below, first.arrange_beside(width, self._column(width), place=False))

    def _tells(self, look: Look, told: Callable[[int], int], width: int, height: int) -> bool:
        """Whether what is told of the first equation is seen without scrolling, where not all of it is."""
        self._set_look(look)
        return told(width - self._bar) <= height

    def _set_look(self, look: Look) -> None:
        for part in (*self._entries, *self.tensors):
            part.set_look(look)

    def _is_whole(self, width: int) -> bool:
        parts: list[EquationRow | TensorView] = [*self.rows, *self.tensors]
        return all(part.is_whole(width) for part in parts)

    def _keep_in_view(self) -> None:
        """Puts what is said of a cell into the place that is kept for it, or as near to it as can be
        seen."""
        for row, band in self._bands.items():
            if row.explains_beside:
                row.place_block()
                row.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
            else:
                row.line.set_block(False)
                self._float(row, band)

    def _float(self, row: EquationRow, band: QRect) -> None:
        pinned = row.result.table.pinned is not None
        room = self.viewport().height()
        roomy = room >= stretched(WITH_STRIP) + LEAST_SEEN
        if pinned and row.has_planes and roomy and row not in self._followed:
            low = min(band.top() + stretched(WITH_STRIP), self._ground.height())
            self._followed = {row}  # before it scrolls, which comes back here
            self.verticalScrollBar().setValue(max(self.verticalScrollBar().value(), low - room))
        elif not pinned:
            self._followed.discard(row)
        top = self.verticalScrollBar().value()
        bottom = top + room
        tall = row.has_planes and roomy and (pinned or band.top() + stretched(WITH_STRIP) <= bottom)
        height = stretched(WITH_STRIP) if tall else stretched(LINE_HEIGHT)
        seen = max(top, min(band.top(), bottom - height))
        row.line.setGeometry(QRect(0, seen, band.width(), height))
        # over other things it must not come between the pointer and the cell it speaks of
        under = seen != band.top() and not pinned
        row.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, under)

    def _place(self, width: int, place: bool) -> int:
        """Places everything, or only says how tall that is."""
        return self._place_tensors(width, place) if self.tensors else self._place_rows(width, place)

    def _place_rows(self, width: int, place: bool) -> int:
        parts = [self._entries]
        below = self._place_below(width, parts, place=False)
        if below > self.maximumViewportSize().height():
            parts = self._parts  # what has numbers then gets lines to itself, and the whole width
            below = self._place_below(width, parts, place=False)
            if self._has_room_beside(width) and (beside := self._place_beside(width, place=False)) < below:
                return self._place_beside(width, place=True) if place else beside
        return self._place_below(width, parts, place=True) if place else below

    def _place_below(self, width: int, parts: list[list[EquationRow | OutlineRow]], place: bool) -> int:
        """Lets each part flow by itself, and gives the height of all of them."""
        top = 0
        for part in parts:
            widths, found = self._lines_of(part, width)
            for line in found:
                entries = [part[number] for number in line]
                top = self._place_line(entries, [widths[number] for number in line], top, place)
                top = self._keep_band(entries, width, top) + LINE_GAP
        return max(0, top - LINE_GAP)

    def _lines_of(
        self, part: Sequence[EquationRow | OutlineRow], width: int
    ) -> tuple[list[int], list[range]]:
        """How wide each entry becomes, and the lines; where several layers were moved, both form a grid."""
        wanted = [min(row.natural_width(), width) for row in part]
        owners = [row.equation.owner.name for row in part if isinstance(row, EquationRow)]
        layers = [len(list(same)) for _, same in groupby(owners)]
        if len(layers) > 1 and len(owners) == len(part):
            return grid(wanted, layers, width, COLUMN_GAP)
        found, widths = lines(wanted, width, COLUMN_GAP), []
        for line in found:
            free = width - sum(wanted[number] for number in line) - COLUMN_GAP * (len(line) - 1)
            widths += self._shared_out([part[n] for n in line], [wanted[n] for n in line], free)
        return widths, found

    @staticmethod
    def _shared_out(
        entries: Sequence[EquationRow | OutlineRow], wanted: Sequence[int], free: int
    ) -> list[int]:
        """Gives what is free of a line to what has numbers, of which more can be said, or else to all."""
        takes = [isinstance(entry, EquationRow) for entry in entries]
        if not any(takes):
            takes = [True] * len(takes)
        share = free // sum(takes)
        return [width + share * taking for width, taking in zip(wanted, takes, strict=True)]

    def _least_column(self) -> int:
        """How wide a column of formulas with their sentences has to be."""
        return max(LEAST_COLUMN, *(row.formula_width() for row in self._entries))

    def _has_room_beside(self, width: int) -> bool:
        return self._least_column() + SIDE_GAP + max(row.numbers_width() for row in self._entries) <= width

    def _column(self, width: int) -> int:
        """How wide that column is where the numbers stand to the right of it."""
        free = width - SIDE_GAP - max(row.numbers_width() for row in self._entries)
        return max(self._least_column(), min(free, WIDEST_COLUMN))

    def _place_beside(self, width: int, place: bool) -> int:
        column, top = self._column(width), 0
        for row in self._entries:
            if place:
                row.move(0, top)
            top = self._keep_band([row], width, top + row.arrange_beside(width, column, place)) + LINE_GAP
        return top - LINE_GAP

    def _keep_band(self, line: Sequence[EquationRow | OutlineRow], width: int, top: int) -> int:
        """Keeps a line free under what has numbers and no room beside them, and gives the height at which
        it ends."""
        shown = [row for row in line if isinstance(row, EquationRow)]
        height = stretched(WITH_STRIP) if self._strip else stretched(LINE_HEIGHT)
        self._bands |= dict.fromkeys(shown, QRect(0, top, width, height))
        return top + height if any(not row.explains_beside for row in shown) else top

    @staticmethod
    def _place_line(
        line: Sequence[EquationRow | OutlineRow], widths: Sequence[int], top: int, place: bool
    ) -> int:
        """Places equations side by side, and gives the height at which they end."""
        formulas = max(row.formula_height() for row in line)
        meanings = max(row.meaning_height(width) for row, width in zip(line, widths, strict=True))
        left, height = 0, 0
        for row, width in zip(line, widths, strict=True):
            height = max(height, row.arrange(width, formulas, meanings, place))
            if place:
                row.move(left, top)
            left += width + COLUMN_GAP
        return top + height

    def _place_tensors(self, width: int, place: bool) -> int:
        widths = [view.fitted_size(width).width() for view in self.tensors]
        top = 0
        for line in lines(widths, width, 2 * GAP):
            left, bottom = 0, top
            for number in line:
                view = self.tensors[number]
                if place:
                    view.arrange(left, top, width)
                left += widths[number] + 2 * GAP
                bottom = max(bottom, top + view.fitted_size(width).height())
            top = bottom + LINE_GAP
        return top - LINE_GAP
