"""The two pages of the Help menu: the keys, read from the actions themselves, and who we are.

Nothing is listed twice: a changed shortcut shows here at once.
"""

from __future__ import annotations

import platform
from html import escape

import numpy as np
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QTextBrowser, QVBoxLayout, QWidget

from nnviz import __version__


def _rows(title: str, keys: list[tuple[str, str]]) -> str:
    """A menu's part of the table: its title over its actions and their keys."""
    head = f"<tr><td colspan='2' style='padding:8px 4px 2px 4px'><b>{escape(title)}</b></td></tr>"
    return head + "".join(
        f"<tr><td style='padding:2px 24px 2px 16px'>{escape(text)}</td>"
        f"<td style='padding:2px'>{escape(combination)}</td></tr>"
        for text, combination in keys
    )


def show_shortcuts(window: QWidget, menus: list[tuple[str, list[tuple[str, str]]]]) -> None:
    """Lists every action that has a key, menu by menu."""
    rows = "".join(_rows(title, keys) for title, keys in menus)
    dialog = QDialog(window)
    dialog.setWindowTitle(QCoreApplication.translate("HelpDialogs", "Keyboard Shortcuts"))
    page = QTextBrowser(dialog)
    page.setHtml(f"<table>{rows}</table>")
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(page)
    layout.addWidget(buttons)
    dialog.resize(480, min(680, window.height()))
    dialog.exec()
    dialog.deleteLater()


def show_about(window: QWidget) -> None:
    """Says what nnviz is and which versions it runs on."""
    text = QCoreApplication.translate(
        "HelpDialogs",
        "See how a neural network learns, one operation at a time. "
        "Every number on the screen is the number the training used.",
    )
    versions = f"nnviz {__version__} · Python {platform.python_version()} · PySide6 {pyside_version} · "
    versions += f"numpy {np.__version__}"
    title = QCoreApplication.translate("HelpDialogs", "About nnviz")
    QMessageBox.about(window, title, f"<h3>nnviz</h3><p>{text}</p><p>{versions}</p>")
