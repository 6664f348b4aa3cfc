"""The page of the Help menu that says who we are.

The versions on it are those that are running, for a report to name them.
"""

from __future__ import annotations

import platform

import numpy as np
from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from nnviz import __version__


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
