"""What an equation consists of: the drawn formula, its tables with the signs between them, and the words.

It fills them and joins what they say to one another; where they stand is up to who builds on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.nn.figures import Figure
from nnviz.ui import numbers
from nnviz.ui.inspector.equations import Equation
from nnviz.ui.inspector.expansion_line import ExpansionLine
from nnviz.ui.inspector.formula_drawing import places
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.inspector.look import Look
from nnviz.ui.inspector.shares import shares
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView, tint
from nnviz.ui.language import translate_nn
from nnviz.ui.theme import Theme
from nnviz.ui.titles import translated_title

FORMULA_PIXELS, MEANING_PIXELS = 22, 13
FORMULA_ZOOM, MEANING_ZOOM = 2.4, 1.8
"""How many times larger they may become; what is computed may grow more."""

MOST_IN_WORDS = 4
"""Numbers of a setting that is written in words."""

Planes = tuple[list[tuple[int, ...]], tuple[int, int] | None]
"""Which planes an equation shows, and which cell is pinned."""


class EquationParts(QWidget):
    """A formula and its tensors.

    Attributes:
        line: says where the cell of the result comes from that is pointed at; who places the equation
            places it, since it may need more width.

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
        self._look = Look()
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

    @property
    def keys(self) -> tuple[str, ...]:
        """What the formula calls each of the operands that stand as a table, in the order they stand in."""
        return tuple(figure.key for figure in self._figures)

    @staticmethod
    def _formula_pixels(look: Look) -> int:
        return look.letters(FORMULA_PIXELS, FORMULA_ZOOM)

    @staticmethod
    def _meaning_pixels(look: Look) -> int:
        return look.letters(MEANING_PIXELS, MEANING_ZOOM)

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


def _joined(one: str, two: str) -> str:
    """Two runs of signs as one, without spaces inside of brackets."""
    close = one.endswith(("(", "[", "√", "^")) or two.startswith((")", "]", "²", "^", ","))
    return f"{one}{'' if close else ' '}{two}".strip()
