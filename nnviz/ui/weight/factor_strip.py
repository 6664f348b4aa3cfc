"""The chain rule as a row of factors from E back to the weight, the smallest of them marked.

Under each factor stands its number, and under that how large the gradient is after it.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from nnviz.nn.derive import Chain, Factor
from nnviz.nn.derive.chain import smallest
from nnviz.ui import numbers
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.text_size import grown
from nnviz.ui.theme import DARK, Theme, number_font, text_font

_TEX_PIXELS = 18
_ZOOMS = (2.0, 1.75, 1.5, 1.25, 1.0)
"""How many times larger it may be written."""


class FactorStrip(QScrollArea):
    """A column for each factor; scrolls sideways where they are many."""

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
        self._retranslate()

    def show_chain(self, chain: Chain) -> None:
        """Shows the factors of a chain, a layer each."""
        self._chain = chain
        ground = QWidget()
        ground.setAutoFillBackground(False)
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        self.numbers, self.mark = [], None
        self._put_result(grid, chain)
        marked = smallest(chain.layers)
        for place, factor in enumerate(chain.layers):
            self._put_factor(grid, 2 * place + 2, factor, chain, place == marked and len(chain.layers) > 1)
            if place:
                self._put(grid, 0, 2 * place + 1, self._sign("→" if chain.branches else "·"))
                if chain.exact and not chain.branches:  # or else each number has a × of its own
                    self._put(grid, 1, 2 * place + 1, self._sign("·"))
        grid.setColumnStretch(2 * len(chain.layers) + 2, 1)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)
        self._fit()

    def _put_result(self, grid: QGridLayout, chain: Chain) -> None:
        """∂E/∂w and its number, at the left."""
        tex = rf"\frac{{\partial E}}{{\partial {chain.symbol.tex}}}"
        self._put(grid, 0, 0, self._formula(tex, chain.text))
        gradient = numbers.signed(chain.gradient, 4)
        text = gradient if chain.exact or chain.branches else f"|{gradient}|"
        number = self._label(self._digits(15, True), text, "text")
        number.setToolTip(repr(chain.gradient))
        self.numbers.append(number)
        self._put(grid, 1, 0, number)
        if not chain.branches:  # sizes multiply to a size, numbers to a number, with its sign
            for row in (0, 1):
                self._put(grid, row, 1, self._sign("="))

    def _put_factor(self, grid: QGridLayout, column: int, factor: Factor, chain: Chain, marked: bool) -> None:
        self._put(grid, 0, column, self._formula(factor.tex, factor.text))
        alarm = "bad" if factor.gain == 0 else "loss"
        colour = alarm if marked else "text"
        number = self._label(self._digits(15, marked), _written(factor, chain.exact), colour)
        number.setToolTip(self._tip(factor))
        self.numbers.append(number)
        self._put(grid, 1, column, number)
        inner = self._inner(chain, factor)
        self._put(grid, 2, column, self._label(self._digits(11), inner, "muted"))
        after = self._label(self._digits(11), f"‖·‖ {numbers.plain(factor.norm)}", "muted")
        after.setToolTip(
            self.tr("how large the gradient is after this factor: {0}").format(repr(factor.norm))
        )
        self._put(grid, 3, column, after)
        if marked:
            text = self.tr("here it vanishes") if factor.gain == 0 else self.tr("the smallest factor")
            self.mark = self._label(text_font(round(12 * self._zoom)), text, alarm)
            self._put(grid, 4, column, self.mark)

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

    @staticmethod
    def _put(grid: QGridLayout, row: int, column: int, label: QLabel) -> None:
        grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignCenter)

    @property
    def wanted_width(self) -> int:
        """How wide all factors are together."""
        ground = self.widget()
        return ground.sizeHint().width() if ground else 0

    def fitting_zoom(self, width: int, height: int) -> float:
        """How many times larger than at the least it could be written in so much room."""
        ground = self.widget()
        if ground is None:
            return 1.0
        wanted = ground.sizeHint()
        most = self._zoom * min(width / wanted.width(), height / wanted.height())
        return next((zoom for zoom in _ZOOMS if zoom <= most), _ZOOMS[-1])

    def set_zoom(self, zoom: float) -> None:
        """Writes it so many times larger than at the least."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._again()

    def _fit(self) -> None:
        """Is as high as its factors, and as a scroll bar under them where there is one."""
        ground = self.widget()
        if ground is None:
            return
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


def _short(factor: Factor) -> str:
    """The same in fewer digits."""
    return numbers.short(factor.value if factor.value is not None else factor.gain)


def _written(factor: Factor, exact: bool) -> str:
    """A factor as a number among numbers, or else by how much the gradient becomes longer."""
    if exact and factor.value is not None:
        return numbers.signed(factor.value, 4)
    return "–" if math.isnan(factor.gain) else f"×{numbers.plain(factor.gain)}"
