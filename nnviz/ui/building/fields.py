"""The fields of hyper-parameters, each made from what a setting says of itself.

A value that is typed goes out when it is finished; what is no number is marked, and nothing goes out.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from nnviz.nn.describe import Setting
from nnviz.ui.building.words import setting_title
from nnviz.ui.data.fields import HEIGHT, Choice
from nnviz.ui.language import translate_nn
from nnviz.ui.number_boxes import WholeBox
from nnviz.ui.number_input import InputError, parse

MOST = 1_000_000
"""The largest whole number that can be turned to, where a setting has no largest of its own."""

_DIGITS = 12


class WholeField(WholeBox):
    """A whole number, within the range of its setting.

    Signals:
        picked: the value that a person has chosen.
    """

    picked = Signal(object)

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        low = -MOST if setting.low is None else math.ceil(setting.low)
        high = MOST if setting.high is None else math.floor(min(setting.high, 2**31 - 1))
        self.setRange(low, high)
        self.setKeyboardTracking(False)
        self.setGroupSeparatorShown(True)
        self.valueChanged.connect(lambda value: self.picked.emit(value))

    def show_value(self, value: Any) -> None:
        """Shows a value, one out of the range as the nearest."""
        blocked = QSignalBlocker(self)
        self.setValue(int(max(self.minimum(), min(self.maximum(), value))))
        del blocked


class NumberField(QLineEdit):
    """Any finite number; what is out of its setting's range is marked by the draft, not here.

    Signals:
        picked: the value that a person has typed.
    """

    picked = Signal(object)

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self._value = float(setting.default)
        self.editingFinished.connect(self._take)

    def show_value(self, value: Any) -> None:
        """Shows a value with all the digits it needs."""
        self._value = float(value)
        self.setText(format(self._value, f".{_DIGITS}g"))
        self._mark("")

    def _take(self) -> None:
        if self.text() == format(self._value, f".{_DIGITS}g"):
            return
        try:
            found = parse(self.text())
        except InputError as error:
            self._mark(str(error))
            return
        self.show_value(found)
        self.picked.emit(found)

    def _mark(self, fault: str) -> None:
        self.setProperty("bad", bool(fault))
        self.style().unpolish(self)
        self.style().polish(self)
        self.setStatusTip(fault)
        if fault:
            self.setToolTip(fault)


class WordField(Choice):
    """One of a few words.

    Signals:
        picked: the word that a person has chosen.
    """

    picked = Signal(object)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting.choices)
        self.set_texts({word: translate_nn(word) for word in setting.choices})
        self.activated.connect(lambda _: self.picked.emit(self.value))

    def show_value(self, value: Any) -> None:
        """Shows a word."""
        self.choose(value)


Field = WholeField | NumberField | WordField


def field_of(setting: Setting, value: Any, chosen: Callable[[Any], object]) -> Field:
    """A field that shows a value of a setting and says when another is wanted."""
    kind: Callable[[Setting], Field] = NumberField
    if setting.choices:
        kind = WordField
    elif setting.kind is int:
        kind = WholeField
    made = kind(setting)
    made.setMinimumHeight(HEIGHT)
    made.show_value(value)
    made.picked.connect(chosen)
    made.setObjectName(f"setting {setting.name}")
    explain(made, setting_title(setting.name), help_of(setting))
    return made


def _written(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else format(value, "g")


def explain(field: QWidget, title: str, told: str) -> None:
    """Says what a field is for, to the mouse and to a screen reader."""
    field.setAccessibleName(title)
    field.setAccessibleDescription(told)
    field.setToolTip(told)


def help_of(setting: Setting) -> str:
    """What a setting is for, what it may be, and what it is unless told otherwise."""
    return f"{translate_nn(setting.help)}\n{range_of(setting)}"


def range_of(setting: Setting) -> str:
    """Such as ``from 1; usually 3``."""
    usual = translate_nn(setting.default) if setting.choices else _written(setting.default)
    low, high = (None if end is None else _written(end) for end in (setting.low, setting.high))
    translate = QCoreApplication.translate
    if low is not None and high is not None:
        return translate("Building", "from {0} to {1}; usually {2}").format(low, high, usual)
    if low is not None:
        return translate("Building", "from {0}; usually {1}").format(low, usual)
    return translate("Building", "usually {0}").format(usual)
