"""A notice over the lower edge of the window: what was done, or why it could not be, for a few seconds.

It lies over the panels, so that nothing moves when it comes and goes; a click takes it away.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

SHOWN_MS = 8000
MARGIN = 14
"""Pixels between the notice and the edges of the window."""


class Notice(QLabel):
    """One line, or a few where the window is narrow."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("complaint")
        self.setMargin(8)
        self.setWordWrap(True)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)

    def tell(self, text: str) -> None:
        """Shows what has been done, in the colours of what is well."""
        self.say(text, remark=True)

    def say(self, text: str, remark: bool = False) -> None:
        """Shows a text in place of the last: why something could not be done, unless it is a mere remark."""
        if self.property("remark") is not remark:
            self.setProperty("remark", remark)
            self.style().polish(self)
        self.setText(text)
        self.setAccessibleName(text)
        window = self._window
        most = window.width() - 2 * MARGIN
        plain = self.fontMetrics().horizontalAdvance(text) + 4 * self.margin()
        width = min(most, plain)
        self.resize(width, self.heightForWidth(width))
        self.move((window.width() - width) // 2, window.height() - self.height() - MARGIN)
        self.show()
        self.raise_()
        self._timer.start(SHOWN_MS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()
