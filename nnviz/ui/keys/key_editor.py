"""The part of the dialog in which the keys of one action are changed: taken away, added, reset.

It says what a pressed key means, and whose it is so far; what is done with it is decided by others.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nnviz.dataclass import dataclass
from nnviz.ui.keys.key_chips import KeyChips
from nnviz.ui.keys.key_field import KeyField
from nnviz.ui.keys.keymap import written
from nnviz.ui.theme import text_font


@dataclass(frozen=True)
class Held:
    """Who has a key: an action by its text, itself, or a menu by its title; no one where all are empty."""

    by_action: str = ""
    by_itself: bool = False
    by_menu: str = ""


class KeyEditor(QFrame):
    """The keys of the action that is chosen.

    Signals:
        pressed: a key, when it was pressed in the field; who holds it is to be said by ``show_held``.
        added: the key to give to the action, also if another has it.
        removed: the key to take away from it.
        reset: the action shall have the default keys.
    """

    pressed = Signal(str)
    added = Signal(str)
    removed = Signal(str)
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.title, self.default_note, self.message = QLabel(self), QLabel(self), QLabel(self)
        self.title.setFont(text_font(14, bold=True))
        for label in (self.default_note, self.message):
            label.setObjectName("muted")
        self.message.setWordWrap(True)
        self.chips, self.field = KeyChips(self), KeyField(self)
        self.add, self.reset_button = QPushButton(self), QPushButton(self)
        self.add.setEnabled(False)
        self._held: Held | None = None
        self._default: Sequence[str] = ()
        self._lay_out()
        self.field.pressed.connect(self._take)
        self.field.confirmed.connect(self.add.click)
        self.add.clicked.connect(lambda: self.added.emit(self.field.key) if self.field.key else None)
        self.reset_button.clicked.connect(lambda: self.reset.emit())
        self.chips.removed.connect(self.removed)
        self._retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.reset_button)
        new = QHBoxLayout()
        new.addWidget(self.field)
        new.addWidget(self.add)
        new.addWidget(self.message, 1)
        self.field.setFixedWidth(190)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.default_note)
        layout.addWidget(self.chips)
        layout.addLayout(new)

    # -- what comes in --------------------------------------------------------------------------

    def show_action(self, text: str, keys: Sequence[str], default: Sequence[str]) -> None:
        """Shows an action by its text, with its keys and its default keys; "" for none."""
        self.setEnabled(bool(text))
        self.title.setText(text or "–")
        self._default = default
        self._write_default()
        self.chips.show_keys(keys)
        self.reset_button.setEnabled(bool(text) and tuple(keys) != tuple(default))
        self.field.empty()
        self._take()

    def show_held(self, held: Held) -> None:
        """Says who has the key in the field, and lets it be added or taken over."""
        self._held = held
        self._write_message()

    def say(self, text: str) -> None:
        """Says what has come of something."""
        self.message.setText(text)

    # -- words ----------------------------------------------------------------------------------

    def _take(self) -> None:
        self._held = None
        if self.field.key:
            self.pressed.emit(self.field.key)
        self._write_message()

    def _write_message(self) -> None:
        held, key = self._held, self.field.key
        self.add.setText(self.tr("Take It Over") if held and held.by_action else self.tr("Add"))
        self.add.setEnabled(bool(key and held and not held.by_itself and not held.by_menu))
        if not key or held is None:
            text = self.tr("Return adds the key, Esc takes it out, Tab leaves the field.")
        elif held.by_menu:
            text = self.tr("{0} opens the menu “{1}”; choose another key.").format(written(key), held.by_menu)
        elif held.by_itself:
            text = self.tr("{0} is a key of this action already.").format(written(key))
        elif held.by_action:
            text = self.tr("{0} belongs to “{1}”, which would lose it.").format(written(key), held.by_action)
        else:
            text = self.tr("{0} is free.").format(written(key))
        self.message.setText(text)

    def _write_default(self) -> None:
        keys = ", ".join(map(written, self._default)) or self.tr("none")
        self.default_note.setText(self.tr("Default: {0}").format(keys))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.reset_button.setText(self.tr("Reset"))
        self.reset_button.setToolTip(self.tr("Give this action its default keys again"))
        self.add.setToolTip(self.tr("Give the key in the field to this action"))
        metrics = QFontMetrics(self.add.font())
        widest = max(map(metrics.horizontalAdvance, (self.tr("Add"), self.tr("Take It Over"))))
        self.add.setMinimumWidth(widest + 34)  # nothing moves when one becomes the other
        self._write_default()
        self._write_message()
