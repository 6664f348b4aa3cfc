"""A text that says what is wrong, in the look of the fault banner, with a sign that needs no colour.

A mere remark has a quieter ground and no sign.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

_SIGN, _MARGIN = 16, 8
"""Pixels across the sign, and around the text."""


class FaultLabel(QLabel):
    """One text at a time; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("complaint")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setMargin(_MARGIN)
        self.hide()

    def say(self, text: str, remark: bool = False) -> None:
        """Shows what is wrong, or what is only worth knowing."""
        self.setProperty("remark", remark)
        self.setContentsMargins(0 if remark else _SIGN + _MARGIN, 0, 0, 0)
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.style().unpolish(self)
        self.style().polish(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the sign, a ring around an exclamation mark, before the first line."""
        super().paintEvent(event)
        if self.property("remark"):
            return
        middle = QPointF(_MARGIN + _SIGN / 2 + 2, _MARGIN + self.fontMetrics().height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().brightText().color(), 1.6))
        half = _SIGN / 2 - 1
        painter.drawEllipse(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half))
        painter.drawLine(middle + QPointF(0, -3.5), middle + QPointF(0, 0.8))
        painter.drawPoint(middle + QPointF(0, 3.6))
