"""What a person is asked about documents: whether to save, and whether to restore after a crash.

Each asks once, lets everything else go on meanwhile, and is gone.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget


class _Question(QMessageBox):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)


class UnsavedQuestion(_Question):
    """Asks before something is left that is not saved.

    Signals:
        save_chosen, discard_chosen: what is to be done; nothing if it is cancelled.
    """

    save_chosen = Signal()
    discard_chosen = Signal()

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved Changes"))
        self.setText(self.tr("Save the changes to “{0}”?").format(title))
        self.setInformativeText(self.tr("Otherwise they are lost."))
        self.save = self.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        self.discard = self.addButton(self.tr("Don't Save"), QMessageBox.ButtonRole.DestructiveRole)
        self.cancel = self.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.save)
        self.setEscapeButton(self.cancel)
        self.save.clicked.connect(lambda: self.save_chosen.emit())
        self.discard.clicked.connect(lambda: self.discard_chosen.emit())


class RestoreQuestion(_Question):
    """Asks what is to become of what was kept when nnviz ended unexpectedly.

    Signals:
        restore_chosen, discard_chosen: what is to be done; if it is closed, it is asked again next time.
    """

    restore_chosen = Signal()
    discard_chosen = Signal()

    def __init__(self, when: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Restore"))
        self.setText(self.tr("Unsaved work from {0} can be restored. Restore it?").format(when))
        self.restore = self.addButton(self.tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        self.discard = self.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.restore)
        self.restore.clicked.connect(lambda: self.restore_chosen.emit())
        self.discard.clicked.connect(lambda: self.discard_chosen.emit())
