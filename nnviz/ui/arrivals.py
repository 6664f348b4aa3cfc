"""What comes to a window that is open: another start of the program, or a file that the system wants opened.

The window comes to the front, and opens what is wanted as if it had been dropped on it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nnviz.ui.drops import open_file

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def receive(window: MainWindow, wish: dict[str, str]) -> None:
    """Does what another start wants.

    Args:
        wish: ``file``, a path, or ``lesson``, a name, or neither; beside them what a launcher gave it.
    """
    come_forward(window, wish)
    if "file" in wish:
        open_file(window, Path(wish["file"]))
    elif "lesson" in wish:
        _open_lesson(window, wish["lesson"])


def come_forward(window: MainWindow, wish: dict[str, str]) -> None:
    """Shows the window before all others, as far as the desktop allows it."""
    token = wish.get("XDG_ACTIVATION_TOKEN")
    if token:  # Qt takes it from there when it asks Wayland's compositor
        os.environ["XDG_ACTIVATION_TOKEN"] = token
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _open_lesson(window: MainWindow, name: str) -> None:
    if window.director.lesson.name != name:
        window.documents.leave(lambda: window.director.open(window.director.catalogue.lesson(name)))
