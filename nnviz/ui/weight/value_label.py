"""The value of a weight and its gradient, of which as much is written as there is whole room for.

A number that is cut would look like another number.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

GAP = "   "
"""Between what is left out together."""


class ValueLabel(QLabel):
    """A line of parts; its text is all of them."""

    @property
    def written(self) -> str:
        """The parts that there is room for, from the first."""
        parts = self.text().split(GAP)
        while parts and self.fontMetrics().horizontalAdvance(GAP.join(parts)) > self.width():
            parts.pop()
        return GAP.join(parts)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.written)
        painter.end()
