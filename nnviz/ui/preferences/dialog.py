"""The dialog of the settings: a line for each, with a button that takes it back to its default.

What is chosen acts at once; there is nothing to confirm.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nnviz.ui.language import LANGUAGES
from nnviz.ui.preferences.choice import Choice
from nnviz.ui.text_size import percent, stretched

_WIDE, _AROUND = 560, 44
_MARGIN, _RING, _GAP = 14, 4, 20
"""Pixels around everything, and those of them that are inside the scrolled part, for the ring of the keys."""


class SettingsDialog(QDialog):
    """All settings.

    Args:
        choices: what can be chosen.

    Attributes:
        boxes, resets: the box of each choice, and the button that takes it back, by its key.

    Signals:
        keys_asked: the key bindings shall be shown.
    """

    keys_asked = Signal()

    def __init__(self, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices = {choice.key: choice for choice in choices}
        self.boxes = {key: self._box(choice) for key, choice in self.choices.items()}
        self.resets = {key: self._reset(choice) for key, choice in self.choices.items()}
        self._names = {key: QLabel(self) for key in self.choices}
        self.keys_name, self.keys = QLabel(self), QPushButton(self)
        self.keys.clicked.connect(self.keys_asked)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.reset_all = self.buttons.addButton("", QDialogButtonBox.ButtonRole.ResetRole)
        self.reset_all.clicked.connect(self._take_all_back)
        self.buttons.rejected.connect(self.reject)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._lay_out()
        self._retranslate()
        next(iter(self.boxes.values())).setFocus()

    def _box(self, choice: Choice) -> QComboBox:
        box = QComboBox(self)
        for value in choice.values:
            box.addItem("", value)
        box.activated.connect(lambda place: self._choose(choice, choice.values[place]))
        return box

    def _reset(self, choice: Choice) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(lambda: self._choose(choice, choice.default))
        return button

    def _lay_out(self) -> None:
        self._inside, self._scroll = QWidget(), QScrollArea(self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls to what has the keys
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(_RING, _RING, _RING, _RING)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(_GAP)
        for row, key in enumerate(self.choices):
            for column, part in enumerate((self._names[key], self.boxes[key], self.resets[key])):
                grid.addWidget(part, row, column)
            self._names[key].setBuddy(self.boxes[key])
        grid.addWidget(self.keys_name, grid.rowCount(), 0)
        grid.addWidget(self.keys, grid.rowCount() - 1, 1, 1, 2)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        layout = QVBoxLayout(self)
        side = _MARGIN - _RING
        layout.setContentsMargins(side, side, side, _MARGIN)
        self.buttons.setContentsMargins(_RING, 0, _RING, 0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.buttons)

    # -- choosing -------------------------------------------------------------------------------

    def _choose(self, choice: Choice, value: Any) -> None:
        if value != choice.get():
            choice.put(value)
        self._show()

    def _take_all_back(self) -> None:
        for choice in self.choices.values():
            self._choose(choice, choice.default)

    def _show(self) -> None:
        """Shows what is in force."""
        for key, choice in self.choices.items():
            with QSignalBlocker(self.boxes[key]):
                self.boxes[key].setCurrentIndex(choice.values.index(choice.get()))
            self.resets[key].setEnabled(not choice.is_default)
        self.reset_all.setEnabled(not all(choice.is_default for choice in self.choices.values()))

    def fit(self) -> None:
        """Takes the size that its texts need, as far as its window has it."""
        inside, parent = self._inside.sizeHint(), self.parentWidget()
        width = max(stretched(_WIDE), inside.width() + _AROUND)
        height = inside.height() + self.buttons.sizeHint().height() + _AROUND
        room = self.size() if parent is None else parent.size()
        self.resize(min(width, room.width() - 20), min(height, room.height() - 20))

    # -- words ----------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        names = {
            "language": self.tr("Language"),
            "theme": self.tr("Theme"),
            "colours": self.tr("Colours of the values"),
            "text_size": self.tr("Text size"),
            "digits": self.tr("Digits after the point"),
            "unit": self.tr("Step by"),
            "motion": self.tr("Motion"),
            "thumbnails": self.tr("Thumbnails of the neurons"),
            "frame_rate": self.tr("Redraw at most"),
            "past_megabytes": self.tr("History memory"),
            "pointer": self.tr("Pointer in a presentation"),
        }
        reset, texts = self.tr("Default"), self._texts()
        for key, choice in self.choices.items():
            self._names[key].setText(names[key])
            self.boxes[key].setAccessibleName(names[key])
            for place, value in enumerate(choice.values):
                self.boxes[key].setItemText(place, self._text(key, value, texts))
            self.resets[key].setText(reset)
            tip = self.tr("Back to the default: {0}").format(self._text(key, choice.default, texts))
            self.resets[key].setToolTip(tip)
            self.resets[key].setAccessibleName(f"{names[key]}: {tip}")
        self.keys_name.setText(self.tr("Keyboard"))
        self.keys.setText(self.tr("Keyboard Shortcuts…"))
        self.keys.setToolTip(self.tr("Look up and change the keys of everything in the menus"))
        self.reset_all.setText(self.tr("Restore All Defaults"))
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(self.tr("Close"))
        self._show()

    def _texts(self) -> dict[tuple[str, Any], str]:
        """What the values are called that are neither numbers nor yes or no."""
        return {
            ("theme", "system"): self.tr("As the system"),
            ("theme", "light"): self.tr("Light"),
            ("theme", "dark"): self.tr("Dark"),
            ("text_size", None): self.tr("Automatic"),
            ("colours", "blue-orange"): self.tr("Blue and orange"),
            ("colours", "violet-yellow"): self.tr("Violet and yellow"),
            ("colours", "blue-red"): self.tr("Blue and red"),
            ("unit", "formula"): self.tr("Formula"),
            ("unit", "operation"): self.tr("Operation"),
            ("unit", "layer"): self.tr("Layer"),
            ("unit", "pass"): self.tr("Pass"),
            ("unit", "epoch"): self.tr("Epoch"),
        }

    def _text(self, key: str, value: Any, texts: dict[tuple[str, Any], str]) -> str:
        if key == "language":
            return LANGUAGES[value]
        if isinstance(value, bool):
            return self.tr("On") if value else self.tr("Off")
        if isinstance(value, int):
            number = percent(value) if key == "text_size" else value
            units = {
                "text_size": self.tr("{0} %"),
                "frame_rate": self.tr("{0} times a second"),
                "past_megabytes": self.tr("{0} MB"),
            }
            return units.get(key, "{0}").format(number)
        return texts[key, getattr(value, "value", value)]

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language, and takes the room that other texts need."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.fit()
