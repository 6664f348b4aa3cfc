"""The outlines of the tool bar's buttons, in the place of the bar until that can be made.

They are where the buttons will be, so that nothing jumps when these come.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnviz.ui.theme import Theme

_BUTTONS, _UNITS = (41, 41, 41, 102, 41, 41), 290
_TOP, _HEIGHT, _GAP, _ROUND = 11.5, 34.0, 4.0, 7.0


class BarOutline(QWidget):
    """Paints the outlines in the colours of a theme."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setMinimumSize(sum(_BUTTONS) + _UNITS + 8 * int(_GAP), int(_TOP + _HEIGHT) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.setBrush(QColor(self._theme.raised))
        left = 6.5
        for width in (*_BUTTONS, _UNITS):
            painter.drawRoundedRect(QRectF(left, _TOP, width, _HEIGHT), _ROUND, _ROUND)
            left += width + _GAP
