"""The looks of a window into its mailbox: sixty a second, and four while nothing of it is on the screen.

A look that comes late is left out and none is made up for, so that frames are never queued.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

SEEN_MS = 16
"""Milliseconds between two looks."""

HIDDEN_MS = 250
"""The same while nothing of the window is on the screen."""


class Looks(QTimer):
    """A timer that keeps to what can be seen of a window.

    Args:
        rate: how many looks there are a second at most.
    """

    def __init__(self, window: QWidget, rate: int = 60) -> None:
        super().__init__(window, interval=SEEN_MS, timerType=Qt.TimerType.PreciseTimer)
        self.set_rate(rate)
        self._window = window
        self.timeout.connect(self._follow)

    def set_rate(self, rate: int) -> None:
        """Looks so many times a second at most."""
        self._seen_ms = max(SEEN_MS, 1000 // rate)
        self.setInterval(self._seen_ms)

    def _follow(self) -> None:
        wanted = self._seen_ms if self._is_seen() else HIDDEN_MS
        if wanted != self.interval():  # or else it would begin to wait anew at every look
            self.setInterval(wanted)

    def _is_seen(self) -> bool:
        """Whether any of the window is on the screen, as far as Qt can tell."""
        window, handle = self._window, self._window.windowHandle()
        shown = window.isVisible() and not window.isMinimized()
        return shown and handle is not None and handle.isExposed()
