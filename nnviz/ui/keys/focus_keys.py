"""Lets the control that has the focus keep the few keys it is worked with; all others go to the actions.

Qt's text fields and the tables and plots of the window claim theirs themselves; this is for the rest.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QTabBar,
    QWidget,
)

_UP_DOWN = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})
_LEFT_RIGHT = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})
_KEPT: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, frozenset({Qt.Key.Key_Space})),
    (QTabBar, _LEFT_RIGHT),
    (QAbstractSlider, _LEFT_RIGHT | _UP_DOWN),
    (QComboBox, _UP_DOWN),
    (QAbstractSpinBox, _UP_DOWN),
)
"""What each kind of control keeps, with nothing held. Buttons, tabs and sliders get the focus by the Tab
key alone, so that no click takes Space and the arrows from the stepping."""


def kept_keys(control: QWidget) -> frozenset[Qt.Key]:
    """The keys that a control is worked with: what it says itself, or what all of its kind are."""
    own: frozenset[Qt.Key] | None = getattr(control, "own_keys", None)
    return (
        own
        if own is not None
        else next((keys for kind, keys in _KEPT if isinstance(control, kind)), frozenset())
    )


class FocusKeys(QObject):
    """Watches the control that has the focus, and no other."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and kept_keys(new):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Says of each key, before the actions see it, whether the control keeps it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not held and event.key() in kept_keys(watched):  # type: ignore[arg-type]
            event.accept()
            return True
        # A number that can only be turned has no text to move about in, though its field claims to.
        return isinstance(watched, QAbstractSpinBox) and watched.lineEdit().isReadOnly()
