"""The equations of one operation, in the arrangement that shows most of them at once, in their order.

Numbers stand below their formulas, in as many columns as the width allows; if that does not fit the
height, and takes less of it, they stand to the right of them. What still does not fit is scrolled to.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from nnviz.ui.inspector.equation_row import GAP, SIDE_GAP, EquationRow
from nnviz.ui.inspector.equations import Equation, Outline
from nnviz.ui.inspector.expansion_line import LINE_HEIGHT
from nnviz.ui.inspector.flow import lines
from nnviz.ui.inspector.outline_row import OutlineRow
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView
from nnviz.ui.theme import Theme

COLUMN_GAP = 44
LINE_GAP = 6
LEAST_COLUMN = 210
WIDEST_COLUMN = 340
"""The width of a column of formulas with their sentences, in pixels."""


class EquationPage(QScrollArea):
    """What an operation computed, or what a pass starts from.

    Signals:
        number_set: a number of the pass that a person has typed, as an :class:`Edit`.
    """

    number_set = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.rows: list[EquationRow] = []
        self.outlines: list[OutlineRow] = []
        self.tensors: list[TensorView] = []
        self._bands: dict[EquationRow, QRect] = {}
        """Where each equation keeps a line free for what is said of one of its cells."""
        self.verticalScrollBar().valueChanged.connect(self._keep_in_view)
        self._begin()

    def _begin(self) -> None:
        """Makes room for something new; what was shown is given back to Qt."""
        self.rows, self.outlines, self.tensors, self._bands = [], [], [], {}
        self._ground = QWidget()
        self._ground.setAutoFillBackground(False)
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)

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
        looks = [row.look() for row in self.rows] if same else []
        self._begin()
        said: set[str] = set()
        for each in found:
            self.rows.append(EquationRow(each, digits, theme, accent, each.meaning not in said, self._ground))
            said.add(each.meaning)
            self.rows[-1].result.table.pointed.connect(self._keep_in_view)
        self.outlines = [OutlineRow(outline, theme, accent, self._ground) for outline in others]
        self._finish()
        for row, look in zip(self.rows, looks, strict=False):
            row.take_look(look)
        self.verticalScrollBar().setValue(scrolled if same or not self.rows else self.rows[0].y())

    def scroll_to(self, row: EquationRow) -> None:
        """Brings all of an equation into view, or its beginning if it is too tall for that."""
        self.ensureVisible(0, row.geometry().bottom() + LINE_HEIGHT, 0, 0)
        self.verticalScrollBar().setValue(min(self.verticalScrollBar().value(), row.y()))

    @property
    def views(self) -> list[TensorView]:
        """Every tensor that is shown, in order."""
        parts = ((row.result, *row.operands) for row in self.rows)
        return [*(view for views in parts for view in views), *self.tensors]

    @property
    def _parts(self) -> list[list[EquationRow | OutlineRow]]:
        """Everything with a formula, in the order of computation: done before, shown, still to come."""
        done = [row for row in self.outlines if row.outline.done]
        return [[*done], [*self.rows], [row for row in self.outlines if not row.outline.done]]

    @property
    def _entries(self) -> list[EquationRow | OutlineRow]:
        return [entry for part in self._parts for entry in part]

    def show_tensors(self, found: Sequence[Tensor], digits: int, theme: Theme) -> None:
        """Shows tensors side by side."""
        self._begin()
        self.tensors = [TensorView(tensor, digits, theme, theme.text, self._ground) for tensor in found]
        self._finish()

    def _finish(self) -> None:
        for view in self.views:
            view.table.number_set.connect(self.number_set)
        for child in (*self._entries, *self.tensors):
            child.show()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # -- placing --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Places everything in the width there is, and again if that needs a scroll bar."""
        bar = self.verticalScrollBar().sizeHint().width()
        width = max(200, self.maximumViewportSize().width())
        height = self._place(width)
        if height > self.maximumViewportSize().height():
            width -= bar
            height = self._place(width)
        self._ground.resize(width, height)
        self._keep_in_view()

    def _keep_in_view(self) -> None:
        """Puts what is said of a cell into the place that is kept under its equation, or as near to it as
        can be seen."""
        top = self.verticalScrollBar().value()
        lowest = top + self.viewport().height() - LINE_HEIGHT
        for row, band in self._bands.items():
            seen = max(top, min(band.top(), lowest))
            row.line.setGeometry(QRect(0, seen, band.width(), LINE_HEIGHT))
            # over other things it must not come between the pointer and the cell it speaks of
            under = seen != band.top() and row.result.table.pinned is None
            row.line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, under)

    def _place(self, width: int) -> int:
        return self._place_tensors(width) if self.tensors else self._place_rows(width)

    def _place_rows(self, width: int) -> int:
        below = self._place_below(width, [self._entries])
        if below <= self.maximumViewportSize().height():
            return below
        parts = self._parts  # what has numbers then gets lines to itself, and the whole width
        below = self._place_below(width, parts)
        if not self._has_room_beside(width):
            return below
        return beside if (beside := self._place_beside(width)) < below else self._place_below(width, parts)

    def _place_below(self, width: int, parts: list[list[EquationRow | OutlineRow]]) -> int:
        """Lets each part flow by itself, and gives the height of all of them."""
        top = 0
        for part in parts:
            wanted = [min(row.natural_width(), width) for row in part]
            for line in lines(wanted, width, COLUMN_GAP):
                free = width - sum(wanted[place] for place in line) - COLUMN_GAP * (len(line) - 1)
                widths = [wanted[place] + free // len(line) for place in line]
                entries = [part[place] for place in line]
                top = self._place_line(entries, widths, top)
                top = self._keep_band(entries, width, top) + LINE_GAP
        return max(0, top - LINE_GAP)

    def _least_column(self) -> int:
        """How wide a column of formulas with their sentences has to be."""
        return max(LEAST_COLUMN, *(row.formula_width() for row in self._entries))

    def _has_room_beside(self, width: int) -> bool:
        return self._least_column() + SIDE_GAP + max(row.numbers_width() for row in self._entries) <= width

    def _place_beside(self, width: int) -> int:
        free = width - SIDE_GAP - max(row.numbers_width() for row in self._entries)
        column = max(self._least_column(), min(free, WIDEST_COLUMN))
        top = 0
        for row in self._entries:
            row.move(0, top)
            top = self._keep_band([row], width, top + row.arrange_beside(width, column)) + LINE_GAP
        return top - LINE_GAP

    def _keep_band(self, line: Sequence[EquationRow | OutlineRow], width: int, top: int) -> int:
        """Keeps a line free under what has numbers, and gives the height at which it ends."""
        shown = [row for row in line if isinstance(row, EquationRow)]
        self._bands |= dict.fromkeys(shown, QRect(0, top, width, LINE_HEIGHT))
        return top + LINE_HEIGHT if shown else top

    @staticmethod
    def _place_line(line: Sequence[EquationRow | OutlineRow], widths: Sequence[int], top: int) -> int:
        """Places equations side by side, and gives the height at which they end."""
        formulas = max(row.formula_height() for row in line)
        meanings = max(row.meaning_height(width) for row, width in zip(line, widths, strict=True))
        left, height = 0, 0
        for row, width in zip(line, widths, strict=True):
            height = max(height, row.arrange(width, formulas, meanings))
            row.move(left, top)
            left += width + COLUMN_GAP
        return top + height

    def _place_tensors(self, width: int) -> int:
        widths = [view.fitted_size(width).width() for view in self.tensors]
        top = 0
        for line in lines(widths, width, 2 * GAP):
            left, bottom = 0, top
            for place in line:
                view = self.tensors[place]
                view.arrange(width)
                view.move(left, top)
                left += widths[place] + 2 * GAP
                bottom = max(bottom, top + view.height())
            top = bottom + LINE_GAP
        return top - LINE_GAP
