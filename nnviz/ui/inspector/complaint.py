"""A short complaint beside the place that it is about; it goes by itself, or with the next that is done.

It lies over the window, since a table may be too small for a sentence.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QLabel, QWidget

STAYS = 8000
"""Milliseconds after which it goes."""


class Complaint(QLabel):
    """What was wrong, for the eyes alone.

    Args:
        owner: the widget that complains.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._owner = owner
        self.setObjectName("complaint")
        self.setMargin(5)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, where: QPoint) -> None:
        """Says it at a point of its owner, within the window."""
        window = self._owner.window()
        self.setParent(window)
        self.setText(text)
        self.adjustSize()
        at = self._owner.mapTo(window, where)
        right, bottom = window.width() - self.width(), window.height() - self.height()
        self.move(max(0, min(at.x(), right)), max(0, min(at.y(), bottom)))
        self.show()
        self.raise_()
        self._timer.start()
