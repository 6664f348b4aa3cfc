"""The keymap: which keys each action has now, which of them are a person's own, and what is remembered.

Keys are plain texts as Qt writes them on every platform, such as ``Shift+Right``; no two actions share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from nnviz.ui.keys.defaults import DEFAULTS
from nnviz.ui.settings import Settings

Keys = dict[str, tuple[str, ...]]
"""The keys of every action by its name, in order; the first stands in menus."""


def readable(text: str) -> str | None:
    """A single key with what is held to it, as Qt writes it on every platform; None if it is no such key."""
    sequence = QKeySequence(text)
    portable = sequence.toString(QKeySequence.SequenceFormat.PortableText)  # "" for what Qt does not know
    return portable if sequence.count() == 1 and portable else None


def written(key: str) -> str:
    """A key as the platform writes it, in the language of the window."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def resolved(defaults: Keys, own: Mapping[str, tuple[str, ...]]) -> Keys:
    """The keys of every action: its own where some are remembered, its default ones elsewhere.

    A key that is remembered for one action is no longer the default key of another; unknown actions and
    what is no key are left out.
    """
    taken: set[str] = set()
    found: Keys = {}
    for name in defaults:
        keys = [key for text in own.get(name, ()) if (key := readable(text))]
        if name in own and (keys or not own[name]):
            found[name] = tuple(key for key in dict.fromkeys(keys) if key not in taken)
            taken.update(found[name])
    rest = {name: tuple(k for k in keys if k not in taken) for name, keys in defaults.items()}
    return {name: found.get(name, rest[name]) for name in defaults}


class Keymap(QObject):
    """Gives actions their keys.

    Args:
        actions: every action that can have a key, named.
        settings: where a person's own keys are remembered.

    Attributes:
        defaults: the keys that each action has to begin with.
        keys: those it has now.

    Signals:
        changed: actions have other keys.
    """

    changed = Signal()

    def __init__(self, actions: Iterable[QAction], settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._actions = {action.objectName(): action for action in actions}
        self.defaults: Keys = {name: DEFAULTS.get(name, ()) for name in self._actions}
        self.keys = resolved(self.defaults, settings.keys)
        self._give()

    def set_keys(self, keys: Keys) -> None:
        """Gives every action its keys at once, and remembers those that are not the default."""
        self.keys = dict(keys)
        self._settings.keys = {name: own for name, own in keys.items() if own != self.defaults[name]}
        self._give()
        self.changed.emit()

    def _give(self) -> None:
        for name, action in self._actions.items():
            action.setShortcuts([QKeySequence(key) for key in self.keys[name]])
