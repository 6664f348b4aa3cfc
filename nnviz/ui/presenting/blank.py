"""A black screen, so that a lecture hall looks at whoever speaks; a presenter's clicker asks for it by B.

The run goes on behind it, or stands, as it did before.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget


class Blank(QWidget):
    """Covers all of what it lies over."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("background: #000000;")
        self._over = over
        over.installEventFilter(self)
        self.setAccessibleName(self.tr("black screen"))
        self.hide()

    def turn(self) -> None:
        """Comes, or goes away again."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.setVisible(self.isHidden())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes away."""
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)
