"""A message about something that went wrong, with what can be done about it.

It lies over the window without holding the program up, and is gone once it has been read.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def warning(window: QWidget, title: str, text: str, advice: str = "") -> QMessageBox:
    """A message that is open, and deletes itself when it is closed."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(advice)
    box.open()
    return box
