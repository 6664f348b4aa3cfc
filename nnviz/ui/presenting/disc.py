"""A soft disc under the mouse pointer, so that a whole room sees where it points.

It lies over everything, and lets every click through.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRadialGradient
from PySide6.QtWidgets import QWidget

RADIUS = 42
"""Pixels."""


class Disc(QWidget):
    """The highlight of the pointer."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(2 * RADIUS, 2 * RADIUS)
        self._colour = QColor("#f2c14e")
        self.hide()

    def set_colour(self, colour: str) -> None:
        """Takes the colour that it has in the middle."""
        self._colour = QColor(colour)
        self.update()

    def go_to(self, point: QPoint) -> None:
        """Puts its middle at a point of what it lies over."""
        self.move(point - QPoint(RADIUS, RADIUS))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = QRadialGradient(self.rect().center(), RADIUS)
        for place, alpha in ((0.0, 0.42), (0.62, 0.32), (1.0, 0.0)):
            colour = QColor(self._colour)
            colour.setAlphaF(alpha)
            soft.setColorAt(place, colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawEllipse(self.rect())
        painter.end()
