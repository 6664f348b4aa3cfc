"""The names of entries, panels and keys as they are at this moment, for the guide to write them.

A text of the guide has ``{run}`` for an entry of the menus, ``{panel:loss}`` for a panel, ``{keys}`` for the
list of all keys; so it cannot name what is not there, and follows the language and the keys of a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence

from nnviz.ui.menus import Group, plain_text
from nnviz.ui.panel import Panel

PLACE = re.compile(r"\{(panel:)?([a-z_ ]+)\}")
"""Where a name stands in a text."""

_NATIVE = QKeySequence.SequenceFormat.NativeText


class Names:
    """Writes names into texts.

    Args:
        groups: gives the menus with their entries as they are now.
        panels: the panels by their keys.
    """

    def __init__(self, groups: Callable[[], Sequence[Group]], panels: Mapping[str, Panel]) -> None:
        self._groups, self._panels = groups, panels

    def filled(self, text: str) -> str:
        """The text with the names in it.

        Raises:
            KeyError: there is no such entry or panel.
        """
        entries = {
            action.objectName(): (group.title, action) for group in self._groups() for action in group.actions
        }

        def name(found: re.Match[str]) -> str:
            if found[1]:
                return f"**{self._panels[found[2]].windowTitle()}**"
            return self._all_keys() if found[2] == "keys" else _told(*entries[found[2]])

        return PLACE.sub(name, text)

    def _all_keys(self) -> str:
        """Every entry that has keys, menu by menu, as tables."""
        return "\n\n".join(part for group in self._groups() if (part := _table(group)))


def _told(title: str, action: QAction) -> str:
    """An entry with its menu and its first key, such as **Run ▸ Run** (`F5`)."""
    key = action.shortcut().toString(_NATIVE)
    where = f"**{title} ▸ {plain_text(action.text())}**"
    return QCoreApplication.translate("Guide", "{0} ({1})").format(where, f"`{key}`") if key else where


def _table(group: Group) -> str:
    rows = []
    for action in group.actions:
        keys = ", ".join(f"`{key.toString(_NATIVE)}`" for key in action.shortcuts())
        if keys:
            rows.append(f"| {plain_text(action.text())} | {keys} |")
    return "\n".join([f"| {group.title} | |", "|---|---|", *rows]) if rows else ""
