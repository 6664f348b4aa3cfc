"""The gradient checked numerically: what E really does on both sides of the weight.

Where the two sides differ because of a kink it says so, since then neither number is wrong.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from nnviz.nn.derive import NumericCheck
from nnviz.ui import numbers
from nnviz.ui.weight.box import Box, show

QUOTIENT = "(E(w+h) − E(w−h)) / 2h"


class CheckBox(Box):
    """The difference quotient beside the recorded gradient.

    Signals:
        all_asked: every weight of the layer is to be checked.
    """

    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[NumericCheck, str] | None = None
        self.formula, self.slope = self.line(12, "muted"), self.line(16, bold=True)
        self.formula.setText(QUOTIENT)
        self.verdict, self.warning = self.line(13, digits=False), self.line(12, "loss", digits=False)
        self.all = QPushButton(self)
        self.all.setAutoDefault(True)  # Return presses it; Space steps, wherever one is
        self.all.clicked.connect(self.all_asked)
        self.inside.addWidget(self.all)
        self.inside.addStretch(1)
        self._retranslate()

    def show_check(self, found: NumericCheck, kink_at: str) -> None:
        """Shows a check.

        Args:
            kink_at: the name of the layer that has a kink, if there is one.
        """
        self._shown = found, kink_at
        step = self.tr("h = {0}").format(numbers.short(found.h))
        self.formula.setToolTip(step)
        show(self.slope, numbers.short(found.slope, 6), repr(found.slope))
        good = found.agrees
        pattern = self.tr("relative error {0} ✓") if good else self.tr("relative error {0} ✗")
        gradient = self.tr("the recorded gradient is {0}").format(repr(found.gradient))
        show(self.verdict, pattern.format(numbers.short(found.relative_error, 2)), f"{gradient}\n{step}")
        self.colour(self.verdict, "good" if good else "bad")
        show(self.warning, self._kink(found, kink_at) if found.kink else "")

    def _kink(self, found: NumericCheck, kink_at: str) -> str:
        text = self.tr("{0} has a kink here: the slope is {1} on the left, {2} on the right.")
        return text.format(kink_at, numbers.short(found.left), numbers.short(found.right))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("CHECKED NUMERICALLY"))
        self.all.setText(self.tr("Check the Whole Layer"))
        self.all.setToolTip(self.tr("Every weight of the layer, the largest relative error first"))
        if self._shown:
            self.show_check(*self._shown)
