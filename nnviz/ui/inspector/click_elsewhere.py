"""Notices a click that falls outside of one widget, wherever in the application that may be.

It looks at events only while it is told to, since every event of the application then passes it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget


class ClickElsewhere(QObject):
    """Watches for one widget, its parent.

    Signals:
        clicked: a button of the mouse went down on another widget, which gets the click all the same.
    """

    clicked = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._watching = widget, False

    def watch(self, on: bool) -> None:
        """Begins or ends to look."""
        app = QApplication.instance()
        if app is None or on == self._watching:
            return
        self._watching = on
        if on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            inside = watched is self._widget or self._widget.isAncestorOf(watched)
            if not inside:
                self.clicked.emit()
        return False
