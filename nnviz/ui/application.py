"""The application object: its names, its icon, and the files that macOS asks it to open.

There the system tells a running program of a file with an event, which may come before there is a window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from nnviz import __version__
from nnviz.resources import root

ICON_SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Pixels of the sides of the pictures that the icon is made of."""

Receiver = Callable[[dict[str, str]], object]


class Application(QApplication):
    """The application, by the name that settings and logs are kept under."""

    def __init__(self) -> None:
        name = sys.argv[0] if sys.argv else "nnviz"
        super().__init__([name, "-style", "Fusion"])  # setStyle would import six hundred names
        self.setApplicationName("nnviz")
        self.setOrganizationName("nnviz")
        self.setApplicationVersion(__version__)
        self.setDesktopFileName("nnviz")  # by which Wayland finds the icon and the name
        self._waiting: list[dict[str, str]] = []
        self._receiver: Receiver | None = None

    def give_files_to(self, receiver: Receiver) -> None:
        """Hands on the files that the system wants opened, also those that have come before."""
        self._receiver = receiver
        waiting, self._waiting = self._waiting, []
        for wish in waiting:
            receiver(wish)

    def show_icon(self) -> None:
        """Gives all windows the icon; each picture of it is read when it is wanted."""
        icon = QIcon()
        for size in ICON_SIZES:
            icon.addFile(str(root() / "icons" / f"nnviz-{size}.png"))
        self.setWindowIcon(icon)

    def event(self, event: QEvent) -> bool:
        """Takes what is sent to the application itself, not what goes to its windows."""
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return super().event(event)
        wish = {"file": event.file()}
        if self._receiver is None:
            self._waiting.append(wish)
        else:
            self._receiver(wish)
        return True
