"""The dialogs that ask for a file: the system's own, or Qt's with a few things set right.

Qt's own has a sidebar too narrow for names, asks where to look while saving, and has a black arrow on dark.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from nnviz.ui.icons import icon

_SIDEBAR, _SIZE = 130, QSize(720, 440)
"""Pixels that the sidebar takes at least, and the dialog."""


def file_dialog(window: QWidget, title: str, folder: str, saves: bool = False) -> QFileDialog:
    """A dialog for one file that is there, or for one to be saved; it deletes itself when it is closed."""
    dialog = QFileDialog(window, title, folder)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile if saves else QFileDialog.FileMode.ExistingFile)
    if saves:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        said = QCoreApplication.translate("FileDialog", "Save in:")
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, said)
    _mend(dialog)
    return dialog


def _mend(dialog: QFileDialog) -> None:
    """Sets right what is Qt's own; the system's dialog has none of these parts."""
    if sidebar := dialog.findChild(QWidget, "sidebar"):
        sidebar.setMinimumWidth(_SIDEBAR)
        dialog.resize(dialog.sizeHint().expandedTo(_SIZE))
    if upwards := dialog.findChild(QToolButton, "toParentButton"):
        colours = dialog.palette()
        text, faded = colours.color(QPalette.ColorRole.Text), colours.color(QPalette.ColorRole.Mid)
        upwards.setIcon(icon("up", text.name(), faded.name()))
