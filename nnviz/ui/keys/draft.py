"""Keys while a person changes them: nothing takes effect before all of them are handed over.

No two actions come to share a key: who takes one takes it away from the other.
"""

from __future__ import annotations

from nnviz.ui.keys.keymap import Keys


class Draft:
    """Changed keys.

    Args:
        keys: the keys of every action, to begin with.
        defaults: its default ones.

    Attributes:
        keys: the keys of every action as they have been changed.
    """

    def __init__(self, keys: Keys, defaults: Keys) -> None:
        self.keys = dict(keys)
        self._defaults = defaults

    def holder(self, key: str) -> str | None:
        """The action that a key belongs to."""
        return next((name for name, keys in self.keys.items() if key in keys), None)

    def is_changed(self, name: str) -> bool:
        """Whether an action has other keys than its default ones."""
        return self.keys[name] != self._defaults[name]

    def defaults(self, name: str) -> tuple[str, ...]:
        """The default keys of an action."""
        return self._defaults[name]

    def add(self, name: str, key: str) -> None:
        """Gives an action one key more; whoever has it loses it."""
        if key not in self.keys[name]:
            self._free(key)
            self.keys[name] += (key,)

    def remove(self, name: str, key: str) -> None:
        """Takes a key away from an action."""
        self.keys[name] = tuple(each for each in self.keys[name] if each != key)

    def reset(self, name: str) -> list[str]:
        """Gives an action its default keys; gives the actions that lose one of them by that."""
        losers = []
        for key in self._defaults[name]:
            holder = self.holder(key)
            if holder not in (None, name):
                losers.append(holder)
            self._free(key)
        self.keys[name] = self._defaults[name]
        return [loser for loser in dict.fromkeys(losers) if loser]

    def reset_all(self) -> None:
        """Gives every action its default keys."""
        self.keys = dict(self._defaults)

    def _free(self, key: str) -> None:
        if (holder := self.holder(key)) is not None:
            self.remove(holder, key)
