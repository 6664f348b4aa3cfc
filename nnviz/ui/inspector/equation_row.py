"""One equation of an operation: the formula as it is written, and below it the same in numbers.

It tells how tall it is at a width and places its parts itself, so that equations can stand in columns.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.ui.inspector.equations import Equation
from nnviz.ui.inspector.expansion_line import ExpansionLine
from nnviz.ui.inspector.flow import lines
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.inspector.tensor_view import TensorView, tint
from nnviz.ui.language import translate_nn
from nnviz.ui.theme import Theme, text_font
from nnviz.ui.titles import translated_title

FORMULA_PIXELS = 22
GAP = 14
LINE_GAP = 8
HEAD_GAP = 18
SIDE_GAP = 26
MEANING_GAP = 4
ENDLESS = 100_000
"""More pixels than any screen is wide."""

MEANING_WIDTH = 300
"""How wide a sentence may make an equation that would need less, in pixels."""


class EquationRow(QWidget):
    """A formula and its tensors.

    Args:
        equation: what to show.
        digits: how many digits behind the point.
        accent: the colour of the result's name.
        with_meaning: whether the sentence on the formula stands here, or elsewhere.

    Attributes:
        line: says where the cell of the result comes from that is pointed at; who places the equation
            places it, since it may need more width.
    """

    def __init__(
        self, equation: Equation, digits: int, theme: Theme, accent: str, with_meaning: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.equation, self._with_meaning = equation, with_meaning
        self.caption = self._label(13, theme.text, bold=True)
        self.meaning = self._label(13, theme.muted)
        self.meaning.setWordWrap(True)
        self.formula = FormulaLabel(self)
        tint(self.formula, theme.text)
        self.formula.show_tex(equation.tex, theme.text, FORMULA_PIXELS)
        self.result = TensorView(equation.result, digits, theme, accent, self)
        self.operands = [TensorView(t, digits, theme, theme.text, self) for t in equation.operands]
        # The formula says how the operands come together; beside the numbers an equals sign would claim
        # a product.
        self._from = self._label(13, theme.muted)
        self._groups = self._grouped()
        self._digits, self._accent = digits, QColor(accent)
        self.line = ExpansionLine(theme, accent, parent)
        self.result.table.pointable = True
        self.result.table.pointed.connect(self._explain)
        for view in self.operands:
            view.table.cover_asked.connect(lambda _: self.result.table.pin(None))
        self._retranslate()

    def _grouped(self) -> tuple[tuple[QLabel | TensorView, ...], ...]:
        """What stays together on a line: the word "from" and what comes after it."""
        first, others = self.operands[:1], self.operands[1:]
        return ((self.result,), (self._from, *first), *((view,) for view in others))

    def _label(self, pixels: int, colour: str, bold: bool = False) -> QLabel:
        label = QLabel(self)
        label.setFont(text_font(pixels, bold))
        tint(label, colour)
        return label

    def _retranslate(self) -> None:
        equation = self.equation
        owner = translated_title(equation.owner)
        self.caption.setText(f"{owner} · {equation.parameter}" if equation.parameter else "")
        meaning = translate_nn(equation.meaning) if self._with_meaning else ""
        self.meaning.setText(meaning)
        self.caption.setVisible(bool(equation.parameter))
        self.meaning.setVisible(bool(meaning))
        self.formula.setToolTip(equation.tex)
        self._from.setText(self.tr("from"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # -- where a cell comes from ----------------------------------------------------------------

    def _explain(self, cell: tuple[int, int] | None) -> None:
        """Lights what a cell of the result was made of and writes it out, unless that is covered; None for
        nothing."""
        if cell is None:
            self.line.clear_away()
            for view in self.operands:
                view.darken()
            return
        equation, result = self.equation, self.result.tensor
        index = result.index(*cell)
        expansion = equation.expand(index)
        for key, view in zip(equation.formula.takes, self.operands, strict=True):
            view.light(expansion.cells(key), expansion.foremost(key), self._accent)
        if any(view.table.covered for view in self.operands):
            self.line.clear_away()
            return
        names = {key: tensor.name for key, tensor in equation.by_key.items()}
        value = float(result.array[index])
        relation = "←" if self.equation.result.when else "="
        self.line.explain(expansion, result.name, relation, value, names, self._digits)

    def look(self) -> tuple[list[tuple[int, ...]], tuple[int, int] | None]:
        """Which planes it shows and which cell is pinned."""
        views = (self.result, *self.operands)
        return [view.tensor.shown for view in views], self.result.table.pinned

    def take_look(self, look: tuple[list[tuple[int, ...]], tuple[int, int] | None]) -> None:
        """Shows what an equation of the same tensors showed, as far as there is still such a place."""
        planes, pinned = look
        for view, plane in zip((self.result, *self.operands), planes, strict=True):
            view.show_plane(view.tensor.nearest(plane))
        rows, columns = self.result.tensor.table.shape
        if pinned and pinned[0] < rows and pinned[1] < columns:
            self.result.table.pin(pinned)

    # -- sizes ----------------------------------------------------------------------------------

    def natural_width(self) -> int:
        """The width at which nothing has to wrap, but for a long sentence."""
        meaning = min(MEANING_WIDTH, self._meaning_width())
        return max(self.numbers_width(), self.formula_width(), meaning)

    def numbers_width(self) -> int:
        """The width of the tensors side by side."""
        widths = self._widths(ENDLESS)
        return sum(widths) + GAP * (len(widths) - 1)

    def formula_width(self) -> int:
        """The width of the line with the formula."""
        return self._caption_width() + self.formula.sizeHint().width()

    def formula_height(self) -> int:
        """The height of the line with the formula."""
        return self.formula.sizeHint().height()

    def meaning_height(self, width: int) -> int:
        """The height of the sentence under the formula; 0 where it stands beside it."""
        return 0 if self._meaning_is_beside(width) else self._meaning_block(width)

    def _meaning_block(self, width: int) -> int:
        return MEANING_GAP + self.meaning.heightForWidth(width) + 2 if self.meaning.text() else 0

    def _widths(self, width: int) -> list[int]:
        """The widths of the groups, none of them wider than what is free."""
        sizes = [[self._size(part, width) for part in group] for group in self._groups]
        return [sum(group) + GAP * (len(group) - 1) for group in sizes]

    def _size(self, part: QLabel | TensorView, width: int) -> int:
        """The width of a part; a tensor leaves room for the word before it."""
        sign = self._from.sizeHint().width()
        return part.fitted_size(width - sign - GAP).width() if isinstance(part, TensorView) else sign

    def _meaning_width(self) -> int:
        text = self.meaning.text()
        return self.meaning.fontMetrics().horizontalAdvance(text) + 4 if text else 0

    def _caption_width(self) -> int:
        return self.caption.sizeHint().width() + HEAD_GAP if self.caption.text() else 0

    def _meaning_is_beside(self, width: int) -> bool:
        return self.formula_width() + HEAD_GAP + self._meaning_width() <= width

    # -- placing --------------------------------------------------------------------------------

    def arrange(self, width: int, formula_height: int, meaning_height: int) -> int:
        """Puts the numbers below the formula, and gives the height that all of it takes.

        Args:
            width: what is free.
            formula_height: of the line with the formula, for all equations side by side.
            meaning_height: of the line with the sentence, for all equations side by side.
        """
        self._place_formula(0, formula_height)
        if self._meaning_is_beside(width) and not meaning_height:
            left = self.formula_width() + HEAD_GAP
            self._place_meaning(QRect(left, 0, width - left, formula_height), Qt.AlignmentFlag.AlignVCenter)
        else:
            below = QRect(0, formula_height + MEANING_GAP, width, meaning_height - MEANING_GAP)
            self._place_meaning(below, Qt.AlignmentFlag.AlignTop)
        height = self._place_numbers(0, formula_height + meaning_height + 8, width)
        self.resize(width, height)
        return height

    def arrange_beside(self, width: int, column: int) -> int:
        """Puts the numbers to the right of a column with the formula and the sentence, both about
        one middle, and gives the height that all of it takes."""
        head = self.formula_height() + self._meaning_block(column)
        left = column + SIDE_GAP
        numbers = self._place_numbers(left, 0, width - left)
        if head > numbers:
            numbers = self._place_numbers(left, (head - numbers) // 2, width - left)
        top = max(0, (numbers - head) // 2)
        self._place_formula(top, self.formula_height())
        below = QRect(0, top + self.formula_height(), column, self._meaning_block(column))
        below.setTop(below.top() + MEANING_GAP)
        self._place_meaning(below, Qt.AlignmentFlag.AlignTop)
        self.resize(width, max(head, numbers))
        return max(head, numbers)

    def _place_formula(self, top: int, height: int) -> None:
        left = self._caption_width()
        self.caption.setGeometry(0, top, left, height)
        self.formula.setGeometry(left, top, self.formula.sizeHint().width(), height)

    def _place_meaning(self, rect: QRect, upright: Qt.AlignmentFlag) -> None:
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignLeft | upright)
        self.meaning.setGeometry(rect)

    def _place_numbers(self, left: int, top: int, width: int) -> int:
        """Lets the tensors flow, and gives the height at which they end."""
        widths = self._widths(width)
        for line in lines(widths, width, GAP):
            top = self._place_line(line, QRect(left, top, width, 0)) + LINE_GAP
        return top - LINE_GAP

    def _place_line(self, line: range, free: QRect) -> int:
        """Lines up some of the groups on one axis, and gives the height at which they end."""
        parts = [part for place in line for part in self._groups[place]]
        views = [part for part in parts if isinstance(part, TensorView)]
        for view in views:
            view.arrange(free.width() - self._from.sizeHint().width() - GAP)
        axis = free.top() + max((view.axis for view in views), default=0)
        left = free.left()
        for part in parts:
            if isinstance(part, TensorView):
                part.move(left, axis - part.axis)
            else:
                part.setGeometry(left, axis - 16, part.sizeHint().width(), 32)
            left += part.width() + GAP
        return max((view.geometry().bottom() + 1 for view in views), default=free.top())
