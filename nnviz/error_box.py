"""The dialog that tells of an error: what happened, where it has been written down, and the details.

It needs Qt alone, so that it can tell of errors in all else.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget


class ErrorBox(QMessageBox):
    """Tells of one error; all that it says can be copied, for a report.

    Args:
        text: what happened, in a line or two.
        details: a traceback, or nothing.
        log: the file in which it has been written down; empty if that could not be done.

    Attributes:
        whole: what is copied.
    """

    def __init__(self, parent: QWidget | None, text: str, details: str, log: str) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Critical)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setText(text)
        written = self.tr("The details were written to {0}").format(log) if log else ""
        self.setInformativeText(written)
        self.setDetailedText(details)
        self.whole = "\n\n".join(part for part in (text, details, written) if part)
        self.copy_button = self.addButton(self.tr("Copy"), QMessageBox.ButtonRole.ActionRole)
        self.copy_button.setToolTip(self.tr("Copies all of this, to be pasted into a report"))
        self.copy_button.clicked.disconnect()  # or else it would close the box, as every button does
        self.copy_button.clicked.connect(self.copy_all)
        self.addButton(QMessageBox.StandardButton.Close)
        self.setDefaultButton(QMessageBox.StandardButton.Close)

    def copy_all(self) -> None:
        """Puts the whole text into the clipboard."""
        QGuiApplication.clipboard().setText(self.whole)
