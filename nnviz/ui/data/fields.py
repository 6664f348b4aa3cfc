"""Small helpers for the fields of the data dialog: a choice with its values, and a caption with its field.

They keep values apart from texts, so that texts can change with the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from nnviz.ui.number_boxes import DecimalBox, WholeBox

HEIGHT, GAP = 28, 6
"""Pixels that a field is high, and between two columns of fields."""


class Choice(QComboBox):
    """A choice among values, each with a text."""

    def __init__(self, values: Sequence[object]) -> None:
        super().__init__()
        self._values = tuple(values)
        self.addItems([""] * len(self._values))

    @property
    def value(self) -> object:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: object) -> None:
        """Chooses a value; one that is not among them changes nothing."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def set_texts(self, texts: Mapping[object, str]) -> None:
        """Writes the values anew."""
        for place, value in enumerate(self._values):
            self.setItemText(place, texts[value])


def whole(low: int, high: int, value: int, changed: Callable[[], object]) -> QSpinBox:
    """A field of a whole number."""
    made = WholeBox()
    made.setRange(low, high)
    made.setValue(value)
    made.setGroupSeparatorShown(True)
    made.setKeyboardTracking(False)
    made.valueChanged.connect(lambda _: changed())
    return made


def decimal(
    low: float, high: float, value: float, digits: int, changed: Callable[[], object]
) -> QDoubleSpinBox:
    """A field of a number."""
    made = DecimalBox()
    made.setKeyboardTracking(False)
    made.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
    made.setDecimals(digits)
    made.setRange(low, high)
    made.setValue(value)
    made.valueChanged.connect(lambda _: changed())
    return made


def heading() -> QLabel:
    """The title of a group of fields."""
    made = QLabel()
    made.setObjectName("panelName")
    return made


class Captioned(QWidget):
    """A field under its caption."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self.field, self._caption = field, QLabel()
        self._caption.setObjectName("caption")
        self._caption.setBuddy(field)
        field.setFixedHeight(HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._caption)
        layout.addWidget(field)

    def set_text(self, caption: str, tip: str) -> None:
        """Writes the caption, and what the field is for."""
        self._caption.setText(caption)
        self.field.setAccessibleName(caption)
        self.field.setToolTip(tip)
        self._caption.setToolTip(tip)


class TwoColumns(QGridLayout):
    """Captioned fields in two columns of one width, which several such grids can share."""

    def __init__(self, fields: Iterable[QWidget]) -> None:
        super().__init__()
        self.setHorizontalSpacing(GAP)
        self._fields = tuple(fields)
        for place, field in enumerate(self._fields):
            self.addWidget(field, place // 2, place % 2)
        for column in range(2):
            self.setColumnStretch(column, 1)

    def widest(self) -> int:
        """Pixels that the widest field wants."""
        return max(field.sizeHint().width() for field in self._fields)

    def take(self, width: int) -> None:
        """Makes both columns at least so wide."""
        for column in range(2):
            self.setColumnMinimumWidth(column, width)
