"""The list of all actions, menu by menu, each with its keys; what is typed into a search narrows it.

It shows what it is given and tells which action is chosen; it changes no key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from nnviz.ui.keys.key_caps import CHANGED, KeyCaps
from nnviz.ui.keys.keymap import written

_NAME = int(Qt.ItemDataRole.UserRole)
_ACTION, _KEYS = 0, 1
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)

Rows = Sequence[tuple[str, str]]
"""The name of each action with its text, in order."""


class KeyList(QTreeWidget):
    """Actions in groups.

    Args:
        groups: the title of each group with its actions.

    Signals:
        chosen: the name of the action that is marked now, or "" where none is in sight.
        opened: Return, F2 or a double click on an action.
    """

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, groups: Iterable[tuple[str, Rows]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(2)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setItemDelegateForColumn(_KEYS, KeyCaps(self))
        self._items: dict[str, QTreeWidgetItem] = {}
        for title, rows in groups:
            self._add_group(title, rows)
        self.expandAll()
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(_ACTION, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionsMovable(False)
        self.currentItemChanged.connect(lambda item, _: self.chosen.emit(_name(item)))
        self.itemDoubleClicked.connect(lambda item, _: self.opened.emit() if _name(item) else None)
        self._retranslate()

    def _add_group(self, title: str, rows: Rows) -> None:
        group = QTreeWidgetItem(self, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFirstColumnSpanned(True)
        bold = QFont(self.font())
        bold.setBold(True)
        group.setFont(_ACTION, bold)
        for name, text in rows:
            item = QTreeWidgetItem(group, [text])
            item.setData(_ACTION, _NAME, name)
            self._items[name] = item

    # -- what comes in --------------------------------------------------------------------------

    def show_keys(self, name: str, keys: Sequence[str], default: Sequence[str]) -> None:
        """Shows the keys of an action, and whether they are its default keys."""
        item, changed = self._items[name], tuple(keys) != tuple(default)
        item.setText(_KEYS, "\n".join(map(written, keys)))
        item.setData(_KEYS, CHANGED, changed)
        usual = ", ".join(map(written, default)) or self.tr("none")
        tip = self.tr("changed; default: {0}").format(usual) if changed else ""
        for column in (_ACTION, _KEYS):
            item.setToolTip(column, tip)

    def search(self, wanted: str, keys_of: Callable[[str], Sequence[str]]) -> None:
        """Leaves those in sight whose group, text or keys hold every word that is wanted."""
        words = wanted.casefold().split()
        for group in self._groups():
            for place in range(group.childCount()):
                item = group.child(place)
                keys = (*keys_of(_name(item)), *item.text(_KEYS).splitlines())
                told = " ".join((group.text(_ACTION), item.text(_ACTION), *keys)).casefold()
                item.setHidden(not all(word in told for word in words))
            group.setHidden(all(group.child(place).isHidden() for place in range(group.childCount())))
        current = self.currentItem()
        if not _name(current) or current.isHidden():
            self.setCurrentItem(next(self._shown(), None))  # type: ignore[arg-type]
        elif current is not None:
            self.scrollToItem(current)

    def choose(self, name: str) -> None:
        """Marks an action."""
        self.setCurrentItem(self._items[name])

    # -- what goes out --------------------------------------------------------------------------

    def shown_names(self) -> list[str]:
        """The actions in sight, in order."""
        return [_name(item) for item in self._shown()]

    def as_text(self) -> str:
        """Every group with its actions and their keys, parted by tabs."""
        lines = []
        for group in self._groups():
            lines.append(group.text(_ACTION))
            for place in range(group.childCount()):
                item = group.child(place)
                lines.append(f"\t{item.text(_ACTION)}\t{', '.join(item.text(_KEYS).splitlines())}".rstrip())
        return "\n".join(lines)

    def _groups(self) -> Iterator[QTreeWidgetItem]:
        found = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return filter(None, found)

    def _shown(self) -> Iterator[QTreeWidgetItem]:
        return (item for item in self._items.values() if not item.isHidden())

    # -- Qt's calls -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENS and _name(self.currentItem()):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.setAccessibleName(self.tr("actions and their keys"))


def _name(item: QTreeWidgetItem | None) -> str:
    """The action of an item; "" for a group."""
    return str(item.data(_ACTION, _NAME) or "") if item is not None else ""
