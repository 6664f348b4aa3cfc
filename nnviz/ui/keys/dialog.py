"""The dialog in which keys are looked up and changed, for every action of the menus.

Nothing is in force before OK or Apply; Cancel leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nnviz.ui.keys.draft import Draft
from nnviz.ui.keys.key_editor import Held, KeyEditor
from nnviz.ui.keys.key_list import KeyList
from nnviz.ui.keys.keymap import Keymap
from nnviz.ui.menus import Group, plain_text

_Button = QDialogButtonBox.StandardButton


class KeyDialog(QDialog):
    """All actions with their keys.

    Args:
        groups: the actions, menu by menu.
        keymap: what the keys are now, and where changed ones go.
        access_keys: the menus by the keys that open them, which no action can have.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        keymap: Keymap,
        access_keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keymap, self._menus = keymap, access_keys
        self.draft = Draft(keymap.keys, keymap.defaults)
        named = [(g.title, [(a.objectName(), plain_text(a.text())) for a in g.actions]) for g in groups]
        rows = [(title, [row for row in rows if row[0] in keymap.keys]) for title, rows in named]
        self._texts = {name: text for _, group in rows for name, text in group}
        self._chosen = ""
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self.list = KeyList([(title, group) for title, group in rows if group], self)
        self.editor = KeyEditor(self)
        self.editor.chips.after = self.list
        self.note = QLabel(self)
        self.note.setObjectName("muted")
        self.note.setWordWrap(True)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._retranslate()
        self._show_all()
        self.list.search("", self._keys_of)
        self.search.setFocus()

    def _make_buttons(self) -> None:
        self.buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel | _Button.Apply, self)
        self.reset_all, self.copy = QPushButton(self), QPushButton(self)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.buttons.button(_Button.Ok).setDefault(True)
        self.apply = self.buttons.button(_Button.Apply)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(10)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.editor)
        layout.addWidget(self.note)
        below = QHBoxLayout()
        below.addWidget(self.reset_all)
        below.addWidget(self.copy)
        below.addWidget(self.buttons, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda text: self.list.search(text, self._keys_of))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.editor.field.setFocus)
        editor = self.editor
        editor.pressed.connect(lambda key: editor.show_held(self._held(key)))
        editor.added.connect(self._add)
        editor.removed.connect(self._remove)
        editor.reset.connect(self._reset)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.apply.clicked.connect(self._apply)
        self.reset_all.clicked.connect(self._ask_reset_all)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.list.as_text()))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)

    # -- what is shown --------------------------------------------------------------------------

    def _keys_of(self, name: str) -> tuple[str, ...]:
        return self.draft.keys[name]

    def _show_all(self) -> None:
        """Shows every key as it is in the draft."""
        for name in self._texts:
            self.list.show_keys(name, self.draft.keys[name], self.draft.defaults(name))
        self.apply.setEnabled(self.draft.keys != self._keymap.keys)
        self.reset_all.setEnabled(any(map(self.draft.is_changed, self.draft.keys)))
        self._choose(self._chosen)

    def _choose(self, name: str) -> None:
        self._chosen = name
        if name:
            self.editor.show_action(self._texts[name], self.draft.keys[name], self.draft.defaults(name))
        else:
            self.editor.show_action("", (), ())

    def _held(self, key: str) -> Held:
        holder = self.draft.holder(key)
        if key in self._menus:
            return Held(by_menu=self._menus[key])
        if holder == self._chosen:
            return Held(by_itself=True)
        return Held(by_action=self._texts.get(holder, holder) if holder else "")

    # -- what a person does ---------------------------------------------------------------------

    def _add(self, key: str) -> None:
        self.draft.add(self._chosen, key)
        self._show_all()
        self.editor.field.setFocus()

    def _remove(self, key: str) -> None:
        self.draft.remove(self._chosen, key)
        self._show_all()
        if not self.draft.keys[self._chosen]:
            self.editor.field.setFocus()

    def _reset(self) -> None:
        losers = self.draft.reset(self._chosen)
        self._show_all()
        self.editor.field.setFocus()
        if losers:
            names = ", ".join(f"“{self._texts.get(loser, loser)}”" for loser in losers)
            self.editor.say(self.tr("Taken back from {0}.").format(names))

    def _ask_reset_all(self) -> None:
        asked = self.tr("Give every action its default keys again?")
        if QMessageBox.question(self, self.windowTitle(), asked) == QMessageBox.StandardButton.Yes:
            self.draft.reset_all()
            self._show_all()

    def _apply(self) -> None:
        self._keymap.set_keys(self.draft.keys)
        self._show_all()

    def accept(self) -> None:
        """Puts the keys in force and closes."""
        self._keymap.set_keys(self.draft.keys)
        super().accept()

    # -- Qt's calls -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the search, ↓ and Return go on to the list; Return elsewhere is OK, as in any dialog."""
        onward = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.search.hasFocus() and event.key() in onward:
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keyboard Shortcuts"))
        self.search.setPlaceholderText(self.tr("Search for an action or a key"))
        self.search.setAccessibleName(self.tr("search"))
        self.search.setToolTip(self.tr("Part of the name of an action, of its menu or of a key"))
        self.note.setText(
            self.tr(
                "Some keys belong to what has the focus: letters and digits to a field, Space to a button, "
                "the arrow keys to sliders, tabs and plots, and to a table while a cell of it is selected."
            )
        )
        self.reset_all.setText(self.tr("Reset All…"))
        self.reset_all.setToolTip(self.tr("Give every action its default keys again"))
        self.copy.setText(self.tr("Copy as Text"))
        self.copy.setToolTip(self.tr("Put all actions with their keys on the clipboard, to print them"))
