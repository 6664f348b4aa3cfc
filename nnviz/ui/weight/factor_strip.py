"""The chain rule as factors from E back to the weight, the smallest of them marked.

Under each factor stands its number, and under that how large the gradient is after it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.nn.derive import Chain, Factor
from nnviz.nn.derive.chain import smallest
from nnviz.ui import numbers
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.text_size import grown
from nnviz.ui.theme import DARK, Theme, number_font, text_font

_TEX_PIXELS = 18
_ZOOMS = (2.0, 1.75, 1.5, 1.25, 1.0)
"""How many times larger it may be written."""

_LINES, _APART, _BESIDE = 3, 8, 10
"""Into how many lines it breaks at most, and the pixels between them and between what stands side by side."""

_Column = dict[int, QLabel]


class FactorStrip(QScrollArea):
    """A column for each factor, in up to three lines; scrolls sideways where they are more.

    Attributes:
        numbers: the product and the factors, as they are written.
        mark: what is said of the smallest factor, or None.
        wanted_width: how wide all factors are together, in one line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setAutoFillBackground(False)
        self._chain: Chain | None = None
        self._theme = DARK
        self._zoom = 1.0
        self.numbers: list[QLabel] = []
        self.mark: QLabel | None = None
        self.wanted_width = 0
        self._grids: list[QGridLayout] = []
        self._result: dict[int, _Column] = {}
        self._factors: list[tuple[_Column, _Column]] = []
        self._retranslate()

    def show_chain(self, chain: Chain) -> None:
        """Shows the factors of a chain, a layer each."""
        self._chain = chain
        ground = QWidget()
        ground.setAutoFillBackground(False)
        lines = QVBoxLayout(ground)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(_APART)
        self._grids = [self._grid(lines) for _ in range(_LINES)]
        self.numbers, self.mark, self._result = [], None, {}
        self._put_result(chain)
        marked = smallest(chain.layers)
        self._factors = [
            (
                self._signs(chain) if place else {},
                self._parts(factor, chain, place == marked and len(chain.layers) > 1),
            )
            for place, factor in enumerate(chain.layers)
        ]
        self._lay((range(len(self._factors)),))
        self.wanted_width = ground.sizeHint().width()
        self.setWidget(ground)
        ground.setAutoFillBackground(False)
        self._fit()

    @staticmethod
    def _grid(lines: QVBoxLayout) -> QGridLayout:
        """The rows of one line of factors."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(_BESIDE)
        grid.setVerticalSpacing(2)
        beside = QHBoxLayout()
        beside.addLayout(grid)
        beside.addStretch(1)
        lines.addLayout(beside)
        return grid

    def _put_result(self, chain: Chain) -> None:
        """∂E/∂w and its number, at the left."""
        tex = rf"\frac{{\partial E}}{{\partial {chain.symbol.tex}}}"
        self._put(0, 0, self._formula(tex, chain.text))
        gradient = numbers.signed(chain.gradient, 4)
        text = gradient if chain.exact or chain.branches else f"|{gradient}|"
        number = self._label(self._digits(15, True), text, "text")
        number.setToolTip(repr(chain.gradient))
        self.numbers.append(number)
        self._put(1, 0, number)
        if not chain.branches:  # sizes multiply to a size, numbers to a number, with its sign
            for row in (0, 1):
                self._put(row, 1, self._sign("="))

    def _signs(self, chain: Chain) -> _Column:
        """What stands before a factor, by its row."""
        signs = {0: self._sign("→" if chain.branches else "·")}
        if chain.exact and not chain.branches:  # or else each number has a × of its own
            signs[1] = self._sign("·")
        return signs

    def _parts(self, factor: Factor, chain: Chain, marked: bool) -> _Column:
        """What a factor is shown by, by its row."""
        alarm = "bad" if factor.gain == 0 else "loss"
        colour = alarm if marked else "text"
        number = self._label(self._digits(15, marked), _written(factor, chain.exact), colour)
        number.setToolTip(self._tip(factor))
        self.numbers.append(number)
        after = self._label(self._digits(11), f"‖·‖ {numbers.plain(factor.norm)}", "muted")
        after.setToolTip(
            self.tr("how large the gradient is after this factor: {0}").format(repr(factor.norm))
        )
        parts: _Column = {0: self._formula(factor.tex, factor.text), 1: number, 3: after}
        if inner := self._inner(chain, factor):
            parts[2] = self._label(self._digits(11), inner, "muted")
        if marked:
            text = self.tr("here it vanishes") if factor.gain == 0 else self.tr("the smallest factor")
            self.mark = parts[4] = self._label(text_font(round(12 * self._zoom)), text, alarm)
        return parts

    def _lay(self, lines: Sequence[Sequence[int]]) -> None:
        """Shares the factors out among lines; all but the first begin with a sign."""
        for grid, places in zip(self._grids, lines, strict=False):
            for number, place in enumerate(places):
                for column, found in enumerate(self._factors[place], 2 * number + 1):
                    for row, label in found.items():
                        grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignCenter)

    def _lines(self, room: int) -> list[list[int]]:
        """The factors of as few lines as there is room for; of a single one where those would be too many."""
        lines: list[list[int]] = [[]]
        taken = sum(_width(self._result[column]) for column in self._result)
        for place, (signs, parts) in enumerate(self._factors):
            wide = _width(signs) + _width(parts)
            if lines[-1] and taken + wide > room + _BESIDE:
                lines.append([])
                taken = 0
            lines[-1].append(place)
            taken += wide
        return lines if len(lines) <= _LINES else [list(range(len(self._factors)))]

    @staticmethod
    def _inner(chain: Chain, factor: Factor) -> str:
        """The numbers that a factor of several nodes is the product of."""
        inside = [each for each in chain.factors if each.nodes[0] in factor.nodes]
        return " · ".join(_short(each) for each in inside) if len(inside) > 1 else ""

    def _tip(self, factor: Factor) -> str:
        if factor.value is not None:
            return f"{factor.text} = {factor.value!r}"
        text = self.tr("{0} goes by several cells: the gradient becomes {1} times as long")
        return text.format(factor.text, "–" if math.isnan(factor.gain) else repr(factor.gain))

    # -- parts ----------------------------------------------------------------------------------

    def _digits(self, pixels: int, bold: bool = False) -> QFont:
        return number_font(round(pixels * self._zoom), bold)

    def _formula(self, tex: str, text: str) -> FormulaLabel:
        label = FormulaLabel()
        label.show_tex(tex, self._theme.text, grown(round(_TEX_PIXELS * self._zoom)))
        label.setToolTip(text)
        label.setAccessibleName(text)
        return label

    def _sign(self, text: str) -> QLabel:
        return self._label(self._digits(16), text, "muted")

    def _label(self, font: QFont, text: str, role: str) -> QLabel:
        label = QLabel(text)
        label.setFont(font)
        label.setStyleSheet(f"color: {getattr(self._theme, role)};")
        return label

    def _put(self, row: int, column: int, label: QLabel) -> None:
        self._result.setdefault(column, {})[row] = label
        self._grids[0].addWidget(label, row, column, Qt.AlignmentFlag.AlignCenter)

    def fitting_zoom(self, width: int, height: int) -> float:
        """How many times larger than at the least it could be written in so much room."""
        ground = self.widget()
        if ground is None:
            return 1.0
        most = self._zoom * min(width / self.wanted_width, height / ground.sizeHint().height())
        return next((zoom for zoom in _ZOOMS if zoom <= most), _ZOOMS[-1])

    def set_zoom(self, zoom: float) -> None:
        """Writes it so many times larger than at the least."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._again()

    def _fit(self) -> None:
        """Breaks into as few lines as fit, and is as high as they are; where no number of lines does, it is
        one line, and has a scroll bar under it."""
        ground = self.widget()
        if ground is None:
            return
        self._lay(self._lines(self.width()))
        if (rows := ground.layout()) is not None:
            rows.invalidate()  # or else it would be as high as before
        wanted = ground.sizeHint()
        ground.resize(wanted)
        bar = self.horizontalScrollBar().sizeHint().height() if wanted.width() > self.width() else 0
        self.setFixedHeight(wanted.height() + bar + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- look and language ----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self._theme = theme
        self._again()

    def _again(self) -> None:
        if self._chain:
            self.show_chain(self._chain)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The chain rule, factor by factor"))
        self._again()


def _width(column: _Column) -> int:
    """How wide what stands under each other is, with the space beside it; nothing of nothing."""
    return max((label.sizeHint().width() for label in column.values()), default=-_BESIDE) + _BESIDE


def _short(factor: Factor) -> str:
    """The same in fewer digits."""
    return numbers.short(factor.value if factor.value is not None else factor.gain)


def _written(factor: Factor, exact: bool) -> str:
    """A factor as a number among numbers, or else by how much the gradient becomes longer."""
    if exact and factor.value is not None:
        return numbers.signed(factor.value, 4)
    return "–" if math.isnan(factor.gain) else f"×{numbers.plain(factor.gain)}"
