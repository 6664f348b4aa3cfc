"""The box in which the learning rate is typed or turned, in the digits that it needs.

It takes any number of at least 0, also as 1e-3, and goes up and down by 1, 2 and 5 times powers of ten.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox

from nnviz.ui.number_input import InputError, TooLargeError, may_become_number, parse
from nnviz.ui.numbers import short
from nnviz.ui.text_size import stretch, stretched

_LADDER = tuple(step * 10.0**power for power in range(-6, 4) for step in (1.0, 2.0, 5.0))
_LARGEST = 1e300
_WIDTH = 76


class RateBox(QDoubleSpinBox):
    """A learning rate.

    Signals:
        rate_entered: the new rate, when a person has entered one.
        refused: why what was entered is no number.
    """

    rate_entered = Signal(float)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0.0, _LARGEST)
        self.setDecimals(323)  # or else Qt would round what is typed
        self.setKeyboardTracking(False)
        stretch(self, "setMaximumWidth", _WIDTH)
        self.valueChanged.connect(self.rate_entered)

    def show_rate(self, rate: float) -> None:
        """Shows a rate, without a signal and without disturbing somebody who types."""
        if self.hasFocus() and self.lineEdit().isModified():
            return
        if rate != self.value():
            self.blockSignals(True)
            self.setValue(rate)
            self.blockSignals(False)

    def textFromValue(self, value: float) -> str:
        return short(value, 6)

    def valueFromText(self, text: str) -> float:
        try:
            return parse(text)
        except InputError:
            return self.value()

    def validate(self, text: str, position: int) -> object:
        try:
            value = parse(text)
        except InputError as error:
            begun = may_become_number(text) and not isinstance(error, TooLargeError)
            state = QValidator.State.Intermediate if begun else QValidator.State.Invalid
        else:
            good = 0.0 <= value <= _LARGEST
            state = QValidator.State.Acceptable if good else QValidator.State.Invalid
        return state, text, position

    def fixup(self, text: str) -> str:
        """Says why what was typed is no rate; the rate before it comes back."""
        try:
            parse(text)
        except InputError as error:
            self.refused.emit(str(error))
        return text

    def stepBy(self, steps: int) -> None:
        rungs = sorted(_LADDER)
        for _ in range(abs(steps)):
            now = self.value()
            if steps > 0:
                self.setValue(next((rung for rung in rungs if rung > now * 1.000001), now))
            else:
                self.setValue(next((rung for rung in reversed(rungs) if rung < now * 0.999999), 0.0))

    def sizeHint(self) -> QSize:  # 323 decimals would ask for a very wide box
        hint = super().minimumSizeHint()
        hint.setWidth(stretched(_WIDTH))
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
