"""The field that takes the next key that is pressed, whichever it is, to give it to an action.

Return after a key is the word to go on, Esc takes the key out again, and Tab leaves the field.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget

from nnviz.ui.keys.keymap import readable

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyField(QKeySequenceEdit):
    """Holds one key with what is held to it, or none.

    Signals:
        pressed: another key is in the field, or none.
        confirmed: Return was pressed on a key.
    """

    pressed = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.keySequenceChanged.connect(self._tell)
        self._key: str | None = None
        self._retranslate()

    @property
    def key(self) -> str | None:
        """The key in the field."""
        return self._key

    def empty(self) -> None:
        """Takes the key out."""
        self.clear()
        self._retranslate()  # Qt has written a hint of its own

    def _tell(self, sequence: QKeySequence) -> None:
        self._key = readable(sequence.toString(QKeySequence.SequenceFormat.PortableText))
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self._key is not None)  # from an empty field it goes on to the dialog
            self.empty()
        elif plain and event.key() in _RETURN and self._key:
            self.confirmed.emit()
        elif not event.isAutoRepeat():
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._retranslate()  # likewise

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("new key"))
        self.setToolTip(self.tr("Press the key here; Return adds it, Esc takes it out, Tab leaves the field"))
        inner = self.findChild(QLineEdit)
        if isinstance(inner, QLineEdit):
            inner.setPlaceholderText(self.tr("Press a key"))
            inner.setToolTip(self.toolTip())
