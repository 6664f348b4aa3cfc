"""One equation of an operation: the formula as it is written, and below it the same in numbers.

It tells how tall it is at a width and places its parts itself, so that equations can stand in columns; and it
takes another equation at any time, since making one anew costs more than filling it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.nn.figures import Figure
from nnviz.ui import numbers
from nnviz.ui.inspector.equations import Equation
from nnviz.ui.inspector.expansion_line import LEAST_BLOCK, LEAST_BLOCK_HEIGHT, WIDEST_BLOCK, ExpansionLine
from nnviz.ui.inspector.flow import lines
from nnviz.ui.inspector.formula_drawing import places
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.inspector.look import Look, text_height, text_width
from nnviz.ui.inspector.shares import shares
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView, tint
from nnviz.ui.language import translate_nn
from nnviz.ui.theme import Theme, text_font
from nnviz.ui.titles import translated_title

FORMULA_PIXELS, MEANING_PIXELS, SIGN_PIXELS = 22, 13, 18
GAP = 12
LINE_GAP = 8
HEAD_GAP = 18
SIDE_GAP = 26
BLOCK_GAP = 34
MEANING_GAP = 4
MOST_IN_WORDS = 4
ENDLESS = 100_000
"""More pixels than any screen is wide."""

MEANING_WIDTH = 300
"""How wide a sentence may make an equation that would need less, in pixels."""

Planes = tuple[list[tuple[int, ...]], tuple[int, int] | None]
"""Which planes an equation shows, and which cell is pinned."""


class EquationRow(QWidget):
    """A formula and its tensors.

    Attributes:
        line: says where the cell of the result comes from that is pointed at; who places the equation
            places it, since it may need more width, unless it ``explains_beside`` its tensors.

    Signals:
        tensor_asked: a :class:`Tensor` that a person wants to see by itself.
        shown_asked: a view on the page that a person wants to see.
    """

    tensor_asked = Signal(object)
    shown_asked = Signal(object)

    def __init__(
        self, equation: Equation, digits: int, theme: Theme, accent: str, with_meaning: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.caption, self.meaning = QLabel(self), QLabel(self)
        self.meaning.setWordWrap(True)
        self.formula = FormulaLabel(self)
        self.formula.symbol_pointed.connect(self._mark)
        self.formula.symbol_chosen.connect(self._show_symbol)
        self.result = TensorView(equation.result, digits, theme, accent, self)
        self.result.table.pointable = True
        self.result.table.pointed.connect(self._explain)
        self.result.large_asked.connect(self._show_large)
        self._pool: list[TensorView] = []
        self.operands: list[TensorView] = []
        self.line = ExpansionLine(theme, accent, parent)
        self.explains_beside = False
        self._look = Look()
        self._placed: list[tuple[str, QRect]] = []
        self.show_equation(equation, digits, theme, accent, with_meaning)

    def show_equation(
        self, equation: Equation, digits: int, theme: Theme, accent: str, with_meaning: bool
    ) -> None:
        """Shows an equation.

        Args:
            digits: how many digits behind the point.
            accent: the colour of the result's name.
            with_meaning: whether the sentence on the formula stands here, or elsewhere.
        """
        self.equation, self._with_meaning = equation, with_meaning
        self._digits, self._theme, self._accent = digits, theme, accent
        self.line.clear_away()
        self.line.set_colours(theme, accent)
        tint(self.caption, theme.text)
        tint(self.meaning, theme.muted)
        tint(self.formula, theme.text)
        self.formula.show_tex(equation.tex, theme.text, self._formula_pixels(self._look))
        self.result.show_tensor(equation.result, digits, theme, accent)
        self._fill_operands()
        self._retranslate()
        self._find_units()

    def _fill_operands(self) -> None:
        """Takes as many tensors as the formula has, each where it first stands in it."""
        by_key = self.equation.by_key
        stand = [part for part in self.equation.parts if isinstance(part, Figure) and not part.again]
        self._figures = stand or [Figure(key) for key in by_key if key not in self._said_in_words()]
        tensors = [replace(by_key[each.key], transposed=each.transposed) for each in self._figures]
        for number, tensor in enumerate(tensors):
            if number < len(self._pool):
                self._pool[number].show_tensor(tensor, self._digits, self._theme, self._theme.text)
            else:
                self._pool.append(self._new_operand(tensor))
        self.operands = self._pool[: len(tensors)]
        for number, view in enumerate(self._pool):
            view.setVisible(number < len(tensors))

    def _said_in_words(self) -> list[str]:
        """Of an equation that no signs can write, the operands that are settings of its windows: they stand
        in no table, since the drawn formula has them not, or they are a single number."""
        if self.equation.parts:
            return []
        drawn = {key for key, _ in places(self.equation.tex, self.equation.symbols)}
        found = []
        for key, tensor in self.equation.by_key.items():
            apart = not tensor.array.ndim or (drawn and key not in drawn)
            found += [key] if apart and tensor.array.size <= MOST_IN_WORDS else []
        return found

    def _settings(self) -> str:
        """Those operands with their values, such as ``s = 2``."""
        tensors = [self.equation.by_key[key] for key in self._said_in_words()]
        values = ((t.name, " ".join(numbers.short(float(v)) for v in t.array.ravel())) for t in tensors)
        return ",  ".join(f"{name} = {value}" for name, value in values)

    def _new_operand(self, tensor: Tensor) -> TensorView:
        view = TensorView(tensor, self._digits, self._theme, self._theme.text, self)
        view.set_look(self._look)
        view.table.cover_asked.connect(lambda _: self.result.table.pin(None))
        view.large_asked.connect(self._show_large)
        return view

    @property
    def views(self) -> list[TensorView]:
        """The result and the operands."""
        return [self.result, *self.operands]

    # -- words ----------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        equation = self.equation
        owner = translated_title(equation.owner)
        self.caption.setText(f"{owner} · {equation.parameter}" if equation.parameter else "")
        said = [translate_nn(equation.meaning) if self._with_meaning else "", self._settings()]
        meaning = "  ·  ".join(filter(None, said))
        self.meaning.setText(meaning)
        self.caption.setVisible(bool(equation.parameter))
        self.meaning.setVisible(bool(meaning))
        self.formula.setToolTip(equation.tex)
        self._from = self.tr("from")
        names = {key: tensor.name for key, tensor in equation.by_key.items()}
        names = {equation.formula.gives: equation.result.name} | names  # the result leads the menu
        self.formula.show_symbols(equation.symbols, names)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._find_units()
        super().changeEvent(event)

    def signs(self) -> list[str]:
        """The signs before each tensor, in the order in which they stand; empty for none."""
        return [sign for sign, _ in self._units]

    def _find_units(self) -> None:
        """What stays together on a line: a tensor and the signs before it."""
        self._units = list(self._figure_units() if self.equation.parts else self._word_units())
        self.setAccessibleName(" ".join(f"{sign} {view.title()}".strip() for sign, view in self._units))

    def _word_units(self) -> Iterator[tuple[str, TensorView]]:
        """Where signs cannot say it: the formula says how the operands come together."""
        yield "", self.result
        for number, view in enumerate(self.operands):
            yield "" if number else self._from, view

    def _sign_pixels(self, sign: str) -> int:
        """A word is written smaller than a sign."""
        return self._look.size(MEANING_PIXELS if sign == self._from else SIGN_PIXELS)

    def _figure_units(self) -> Iterator[tuple[str, TensorView]]:
        views, sign = iter(self.operands), ""
        for part in self.equation.parts:
            if isinstance(part, Figure) and not part.again:
                yield sign, next(views)
                sign = ""
            else:
                sign = _joined(sign, self._again(part) if isinstance(part, Figure) else part)
        yield f"{sign} {'→' if self.equation.result.when else '='}".strip(), self.result

    def _again(self, figure: Figure) -> str:
        """A tensor that stands in the formula already: a number as it is, anything else by name."""
        tensor = replace(self.equation.by_key[figure.key], transposed=figure.transposed)
        return numbers.short(float(tensor.array), 6) if tensor.constant else tensor.title

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
        for figure, view in zip(self._figures, self.operands, strict=True):
            view.light(expansion.cells(figure.key), expansion.foremost(figure.key), QColor(self._accent))
        if any(view.table.covered for view in self.operands):
            self.line.clear_away()
            return
        names = {key: tensor.name for key, tensor in equation.by_key.items()}
        value = float(result.array[index])
        relation = "←" if self.equation.result.when else "="
        found = shares(expansion, equation.by_key)
        self.line.explain(expansion, result.name, relation, value, names, self._digits, found)

    def quiet(self) -> None:
        """Lets go of what is pinned and says nothing, before it shows something else."""
        self.result.table.pin(None)
        self.line.clear_away()

    @property
    def has_planes(self) -> bool:
        """Whether a cell of the result is made of the cells of windows, which the line can show."""
        return not self.equation.parts and any(t.array.ndim > 2 for t in self.equation.operands)

    def state(self) -> Planes:
        """Which planes it shows and which cell is pinned."""
        return [view.tensor.shown for view in self.views], self.result.table.pinned

    def take_state(self, state: Planes) -> None:
        """Shows what an equation of the same tensors showed, as far as there is still such a place."""
        planes, pinned = state
        for view, plane in zip(self.views, planes, strict=False):
            view.show_plane(view.tensor.nearest(plane))
        rows, columns = self.result.tensor.table.shape
        if pinned and pinned[0] < rows and pinned[1] < columns:
            self.result.table.pin(pinned)

    # -- symbols of the formula -----------------------------------------------------------------

    def _view_of(self, key: str) -> TensorView | None:
        """The view of a symbol; the result where the key is that of both sides, since one cannot tell."""
        for figure, view in zip(self._figures, self.operands, strict=True):
            if figure.key == key:
                return view
        return self.result if key == self.equation.formula.gives else None

    def _mark(self, key: str | None) -> None:
        for view in self.views:
            view.mark(False)
        if key is not None and (found := self._view_of(key)):
            found.mark(True)

    def _show_symbol(self, key: str) -> None:
        """Goes to the tensor of a symbol, or shows it by itself if it is not seen as a whole here."""
        view = self._view_of(key)
        if view is None:
            self.tensor_asked.emit(self.equation.by_key[key])
        elif view.table.is_picture or not view.table.is_whole(view.table.width()):
            self._show_large(view)
        else:
            self.shown_asked.emit(view)

    def _show_large(self, view: TensorView) -> None:
        if not view.table.covered:
            self.tensor_asked.emit(view.in_numbers())

    # -- sizes ----------------------------------------------------------------------------------

    @staticmethod
    def _formula_pixels(look: Look) -> int:
        return round(FORMULA_PIXELS * min(look.zoom, 1.6))

    @staticmethod
    def _meaning_pixels(look: Look) -> int:
        return round(MEANING_PIXELS * min(look.zoom, 1.4))

    def set_look(self, look: Look) -> None:
        """Writes all of it larger or smaller."""
        self._look = look
        for view in self.views:
            view.set_look(look)

    def apply_look(self) -> None:
        """Takes the fonts of the look; it is done once, and not for every look that is tried."""
        pixels = self._meaning_pixels(self._look)
        for label, bold in ((self.caption, True), (self.meaning, False)):
            if label.font().pixelSize() != pixels:
                label.setFont(text_font(pixels, bold))
        self.formula.show_tex(self.equation.tex, self._theme.text, self._formula_pixels(self._look))

    def is_whole(self, width: int) -> bool:
        """Whether every tensor is seen as a whole at a width, all of them side by side."""
        return self.numbers_width() <= width and all(
            view.is_whole(width - self._sign_width(sign)) for sign, view in self._units
        )

    def natural_width(self) -> int:
        """The width at which nothing has to wrap, but for a long sentence."""
        meaning = min(self._look.size(MEANING_WIDTH), self._meaning_width())
        return max(self.numbers_width(), self.formula_width(), meaning)

    def numbers_width(self) -> int:
        """The width of the tensors side by side."""
        widths = self._widths(ENDLESS)
        return sum(widths) + GAP * (len(widths) - 1)

    def formula_width(self) -> int:
        """The width of the line with the formula."""
        return self._caption_width() + self.formula.size_at(self._formula_pixels(self._look)).width()

    def formula_height(self) -> int:
        """The height of the line with the formula."""
        return self.formula.size_at(self._formula_pixels(self._look)).height()

    def meaning_height(self, width: int) -> int:
        """The height of the sentence under the formula; 0 where it stands beside it."""
        return 0 if self._meaning_is_beside(width) else self._meaning_block(width)

    def _meaning_block(self, width: int) -> int:
        text = self.meaning.text()
        pixels = self._meaning_pixels(self._look)
        return MEANING_GAP + text_height(text, pixels, width) + 4 if text else 0

    def _sign_width(self, sign: str) -> int:
        return text_width(sign, self._sign_pixels(sign)) + GAP + 2 if sign else 0

    def _widths(self, width: int) -> list[int]:
        """The widths of the units, none of them wider than what is free."""
        return [self._unit_width(sign, view, width) for sign, view in self._units]

    def _unit_width(self, sign: str, view: TensorView, width: int) -> int:
        signs = self._sign_width(sign)
        return signs + view.fitted_size(width - signs).width()

    def _meaning_width(self) -> int:
        text = self.meaning.text()
        return text_width(text, self._meaning_pixels(self._look)) + 4 if text else 0

    def _caption_width(self) -> int:
        text = self.caption.text()
        return text_width(text, self._meaning_pixels(self._look), True) + HEAD_GAP if text else 0

    def _meaning_is_beside(self, width: int) -> bool:
        return self.formula_width() + HEAD_GAP + self._meaning_width() <= width

    # -- placing --------------------------------------------------------------------------------

    def arrange(self, width: int, formula_height: int, meaning_height: int, place: bool = True) -> int:
        """Puts the numbers below the formula, and gives the height that all of it takes.

        Args:
            width: what is free.
            formula_height: of the line with the formula, for all equations side by side.
            meaning_height: of the line with the sentence, for all equations side by side.
            place: whether to do it, and not only say how tall it is.
        """
        height = self._place_numbers(0, formula_height + meaning_height + 8, width, place)
        if not place:
            return height
        self._place_formula(0, formula_height)
        if self._meaning_is_beside(width) and not meaning_height:
            left = self.formula_width() + HEAD_GAP
            self._place_meaning(QRect(left, 0, width - left, formula_height), Qt.AlignmentFlag.AlignVCenter)
        else:
            below = QRect(0, formula_height + MEANING_GAP, width, meaning_height - MEANING_GAP)
            self._place_meaning(below, Qt.AlignmentFlag.AlignTop)
        self.resize(width, height)
        return height

    def arrange_beside(self, width: int, column: int, place: bool = True) -> int:
        """Puts the numbers to the right of a column with the formula and the sentence, both about
        one middle, and gives the height that all of it takes."""
        head = self.formula_height() + self._meaning_block(column)
        left = column + SIDE_GAP
        tall = self._place_numbers(left, 0, width - left, place=False)
        if not place:
            return max(head, tall)
        self._place_numbers(left, max(0, (head - tall) // 2), width - left)
        top = max(0, (tall - head) // 2)
        self._place_formula(top, self.formula_height())
        below = QRect(0, top + self.formula_height(), column, self._meaning_block(column))
        below.setTop(below.top() + MEANING_GAP)
        self._place_meaning(below, Qt.AlignmentFlag.AlignTop)
        self.resize(width, max(head, tall))
        return max(head, tall)

    def _place_formula(self, top: int, height: int) -> None:
        left = self._caption_width()
        self.caption.setGeometry(0, top, left, height)
        self.formula.setGeometry(left, top, self.formula_width() - left, height)

    def _place_meaning(self, rect: QRect, upright: Qt.AlignmentFlag) -> None:
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignLeft | upright)
        self.meaning.setGeometry(rect)

    def _place_numbers(self, left: int, top: int, width: int, place: bool = True) -> int:
        """Lets the tensors flow, and gives the height at which they end."""
        widths = self._widths(width)
        if place:
            self._placed = []
            self.update()
        flowed = lines(widths, width, GAP)
        bottom = top
        for line in flowed:
            bottom = self._place_line(line, QRect(left, bottom, width, 0), place) + LINE_GAP
        bottom -= LINE_GAP
        right = left + sum(widths) + GAP * (len(widths) - 1)
        self._keep_block(right, QRect(left, top, width, bottom - top), len(flowed) == 1)
        return bottom

    def _place_line(self, line: range, free: QRect, place: bool) -> int:
        """Lines up some of the units on one axis, and gives the height at which they end."""
        units = [self._units[number] for number in line]
        rooms = [free.width() - self._sign_width(sign) for sign, _ in units]
        axes = [view.axis(room) for (_, view), room in zip(units, rooms, strict=True)]
        sizes = [view.fitted_size(room) for (_, view), room in zip(units, rooms, strict=True)]
        axis = free.top() + max(axes)
        bottom = max(axis - own + size.height() for own, size in zip(axes, sizes, strict=True))
        left = free.left()
        for (sign, view), room, own, size in zip(units, rooms, axes, sizes, strict=True):
            if not place:
                break
            signs = self._sign_width(sign)
            if sign:
                self._placed.append((sign, QRect(left, axis - 20, signs - GAP + 2, 40)))
            view.arrange(left + signs, axis - own, room)
            left += signs + size.width() + GAP
        return bottom

    def _keep_block(self, right: int, free: QRect, in_one_line: bool) -> None:
        """Keeps the place beside the tensors free for what is said of one of their cells, if it is large
        enough; what has windows needs a strip of its own."""
        self._block = free.adjusted(right - free.left() + BLOCK_GAP, 0, 0, 0)
        self._block.setWidth(min(self._block.width(), self._look.size(WIDEST_BLOCK)))
        wide = self._block.width() >= self._look.size(LEAST_BLOCK)
        tall = self._block.height() >= self._look.size(LEAST_BLOCK_HEIGHT)
        self.explains_beside = in_one_line and not self.has_planes and wide and tall

    def place_block(self) -> None:
        """Puts what is said of a cell beside the tensors."""
        self.line.set_block(True, self._look.size(13))
        self.line.setGeometry(self._block.translated(self.pos()))

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for sign, rect in self._placed:
            painter.setFont(text_font(self._sign_pixels(sign)))
            painter.setPen(QColor(self._theme.muted if sign == self._from else self._theme.text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()


def _joined(one: str, two: str) -> str:
    """Two runs of signs as one, without spaces inside of brackets."""
    close = one.endswith(("(", "[", "√", "^")) or two.startswith((")", "]", "²", "^", ","))
    return f"{one}{'' if close else ' '}{two}".strip()
