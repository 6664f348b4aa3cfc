"""Boxes of numbers that take all that :mod:`nnviz.ui.number_input` reads, and not only what Qt writes itself.

So a comma, the letters of an input method, a real minus sign and an exponent are understood everywhere.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from nnviz.ui.number_input import InputError, TooLargeError, may_become_number, parse, parse_whole

State = QValidator.State


def state_of(text: str, read: Callable[[str], float], low: float, high: float) -> State:
    """Whether a text is a number from ``low`` to ``high``, or what is typed on the way to one."""
    try:
        value = read(text)
    except TooLargeError:
        return State.Invalid
    except InputError:
        signed = text.strip()[:1] in ("-", "−", "–", "－")
        begun = may_become_number(text) and not (signed and low >= 0)
        return State.Intermediate if begun else State.Invalid
    if low <= value <= high:
        return State.Acceptable
    on_the_way = 0 <= value < low or high < value <= 0  # more digits lead into the range
    return State.Intermediate if on_the_way else State.Invalid


def _bare(box: QSpinBox | QDoubleSpinBox, text: str) -> str:
    """What is typed, without what always stands around it."""
    return text.strip().removeprefix(box.prefix().strip()).removesuffix(box.suffix().strip())


class WholeBox(QSpinBox):
    """A box of a whole number."""

    def valueFromText(self, text: str) -> int:
        try:
            return parse_whole(_bare(self, text))
        except InputError:
            return self.value()

    def validate(self, text: str, position: int) -> object:
        return state_of(_bare(self, text), parse_whole, self.minimum(), self.maximum()), text, position


class DecimalBox(QDoubleSpinBox):
    """A box of a number, which writes no zeros at the end."""

    def textFromValue(self, value: float) -> str:
        text = self.locale().toString(value, "f", self.decimals())
        return text.rstrip("0").rstrip(self.locale().decimalPoint())

    def valueFromText(self, text: str) -> float:
        try:
            return parse(_bare(self, text))
        except InputError:
            return self.value()

    def validate(self, text: str, position: int) -> object:
        return state_of(_bare(self, text), parse, self.minimum(), self.maximum()), text, position
