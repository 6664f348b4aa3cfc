"""The entries of the File menu that open and save documents.

They only say what is asked for; the desk does it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.ui.keys.defaults import give_default_keys


class DocumentMenu(QWidget):
    """Never shown itself.

    Attributes:
        open, save, save_as: the actions.
        recent: the menu of documents that were opened or saved last.

    Signals:
        open_asked, save_asked, save_as_asked, cleared: an entry was chosen.
        chosen: which of the recent documents shall be opened, from 0.
    """

    open_asked = Signal()
    save_asked = Signal()
    save_as_asked = Signal()
    cleared = Signal()
    chosen = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self.open = self._make("open_document", self.open_asked.emit)
        self.save = self._make("save_document", self.save_asked.emit)
        self.save_as = self._make("save_document_as", self.save_as_asked.emit)
        self._clear = self._make("clear_recent", self.cleared.emit)
        self.recent = QMenu(window)
        self.recent.setToolTipsVisible(True)
        self.show_recent([])
        self._retranslate()

    def _make(self, key: str, act: Callable[[], None]) -> QAction:
        action = QAction(self)
        give_default_keys(action, key)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Shows which documents can be opened again."""
        self.recent.clear()
        for number, path in enumerate(paths):
            action = self.recent.addAction(path.stem.replace("&", "&&"))
            action.setToolTip(QDir.toNativeSeparators(str(path)))
            action.triggered.connect(lambda _=False, number=number: self.chosen.emit(number))
        if paths:
            self.recent.addSeparator()
            self.recent.addAction(self._clear)
        self.recent.setEnabled(bool(paths))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.open.setText(self.tr("Open…"))
        self.save.setText(self.tr("Save"))
        self.save_as.setText(self.tr("Save As…"))
        self._clear.setText(self.tr("Clear This List"))
        self.recent.setTitle(self.tr("Open Recent"))
