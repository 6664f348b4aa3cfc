"""A small number between a button for less and one for more, such as how many digits to show.

Clicking it does not take the keyboard from the window; Tab reaches it, and ↑ and ↓ change it there.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QHBoxLayout, QLabel, QSpinBox, QToolButton, QWidget

from nnviz.ui.text_size import stretch
from nnviz.ui.theme import Theme, text_font

_SPACING = 3


class StepBox(QWidget):
    """A choice of a whole number; a subclass writes the texts.

    Args:
        low, high, value: the range, and what it begins with.
        signs: what stands on the buttons for less and for more.

    Signals:
        changed: the number, when a person has changed it.
    """

    changed = Signal(int)

    def __init__(
        self,
        low: int,
        high: int,
        value: int,
        signs: tuple[str, str] = ("−", "+"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label, self.box = QLabel(self), self._make_box(low, high, value)
        self.after = QLabel(self)
        for label in (self.label, self.after):
            label.setFont(text_font(12))
        self.label.setBuddy(self.box)
        self.fewer, self.more = self._button(signs[0], -1), self._button(signs[1], 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        layout.addWidget(self.label)
        layout.addSpacing(5)
        for part in (self.fewer, self.box, self.more, self.after):
            layout.addWidget(part)
        self._retranslate()

    def _make_box(self, low: int, high: int, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(low, high)
        box.setValue(value)
        box.setFont(text_font(12))
        box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        stretch(box, "setFixedWidth", 32)
        box.lineEdit().setReadOnly(True)  # then it claims none of the window's keys
        for part in (box, box.lineEdit()):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.valueChanged.connect(self.changed)
        return box

    def _button(self, text: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("panelButton")
        button.setText(text)
        button.setFont(text_font(14))
        stretch(button, "setFixedWidth", 24)
        stretch(button, "setFixedHeight", 24)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.box.stepBy(step))
        return button

    def value(self) -> int:
        """The number."""
        return self.box.value()

    def set_value(self, value: int) -> None:
        """Sets the number, as near as its range allows, without a signal."""
        self.box.blockSignals(True)
        self.box.setValue(value)
        self.box.blockSignals(False)

    def bare_width(self) -> int:
        """How wide it is without any words."""
        parts = (self.fewer, self.box, self.more)
        return sum(part.minimumWidth() + _SPACING for part in parts)

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        for label in (self.label, self.after):
            label.setStyleSheet(f"color: {theme.muted};")

    def _retranslate(self) -> None:
        """Writes all texts in the language of the window, by :meth:`_write`."""
        raise NotImplementedError

    def _write(self, caption: str, what: str, less: str, more: str, after: str = "") -> None:
        """Takes the caption, what the number and the two buttons do, and what stands after them."""
        self.label.setText(caption)
        self.after.setText(after)
        self.after.setVisible(bool(after))
        for part, tip in ((self.box, what), (self.fewer, less), (self.more, more)):
            part.setToolTip(tip)
            part.setAccessibleName(tip)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
