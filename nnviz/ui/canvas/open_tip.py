"""The tooltip that is open on the canvas, which keeps telling the truth while the numbers under it change.

It closes as Qt's tooltips do, and is not opened again by anything but the mouse.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QToolTip, QWidget


class OpenTip:
    """One tooltip at a time.

    Args:
        view: what it belongs to.
        find: what is to be said at a point of the picture; empty for nothing.
    """

    def __init__(self, view: QWidget, find: Callable[[QPointF], str]) -> None:
        self._view, self._find = view, find
        self._tip: tuple[QPointF, QPoint, str] | None = None

    def show(self, point: QPointF, where: QPoint) -> None:
        """Says what is to be said at a point of the picture, at a point of the screen."""
        text = self._find(point)
        self._tip = (point, where, text) if text else None
        QToolTip.showText(where, text, self._view)

    def refresh(self) -> None:
        """Says it anew if it is still open."""
        if self._tip and QToolTip.isVisible() and QToolTip.text() == self._tip[2]:
            self.show(*self._tip[:2])
