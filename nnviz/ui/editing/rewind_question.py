"""The question that is asked before an older pass is changed, since the passes after it are forgotten.

Rewind says yes to both; anything else leaves all as it is.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from nnviz.session.edits import Change


class RewindQuestion(QMessageBox):
    """Asks once, and is gone.

    Signals:
        agreed: the :class:`Change` that was wanted.
    """

    agreed = Signal(object)

    def __init__(self, wanted: Change, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Rewind"))
        self.setText(
            self.tr("This pass is not the newest. Rewind the network to here and change it?")
            + "\n"
            + self.tr("The passes after it are forgotten.")
        )
        self.setInformativeText(
            self.tr("Undo takes the change back later, but does not bring those passes back.")
        )
        self.rewind = self.addButton(self.tr("Rewind"), QMessageBox.ButtonRole.AcceptRole)
        self.cancel = self.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.rewind)
        self.setEscapeButton(self.cancel)
        self.rewind.clicked.connect(lambda: self.agreed.emit(wanted))
        self.finished.connect(self.deleteLater)
        self.open()
