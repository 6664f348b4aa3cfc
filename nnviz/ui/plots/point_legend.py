"""A line that says which shape stands for which samples, and how many of them there are.

Samples that are learned from are circles, those held apart squares, in every picture of results.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.ui.plots.marker import SHAPES
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, text_font

LEARNED, HELD = SHAPES[0], SHAPES[1]

_ICON, _GAP, _LINE = 14, 14, 17

Entry = tuple[QPainterPath | None, str, str, bool]
"""A shape, or None for a line; the theme's field of its colour; a text; whether the shape is filled."""


class PointLegend(QWidget):
    """Entries side by side, wrapped where there is no room; it takes no height while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._theme = DARK
        self.setFont(text_font(12))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What is written."""
        return [text for _, _, text, _ in self._entries]

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Shows these entries; it is hidden where there are none."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.setAccessibleName(", ".join(self.texts))
            self.updateGeometry()
            self.update()
        self.setVisible(bool(entries))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.update()

    def _places(self, width: int) -> list[tuple[int, int]]:
        metrics, x, y, found = QFontMetrics(self.font()), 0, 0, []
        for text in self.texts:
            wide = _ICON + 5 + metrics.horizontalAdvance(text)
            if x and x + wide > width:
                x, y = 0, y + stretched(_LINE)
            found.append((x, y))
            x += wide + _GAP
        return found

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._places(width)[-1][1] + stretched(_LINE) if self._entries else 0

    def sizeHint(self) -> QSize:
        """One line, or as many as the present width needs."""
        return QSize(100, self.heightForWidth(max(self.width(), 100)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints shapes and texts; it is called only when these change."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for (shape, colour, text, filled), (x, y) in zip(
            self._entries, self._places(self.width()), strict=True
        ):
            ink = QColor(getattr(self._theme, colour) if hasattr(self._theme, colour) else colour)
            painter.setPen(QPen(ink, 2.0 if shape is None else 1.6))
            painter.setBrush(ink if filled else QColor(0, 0, 0, 0))
            painter.save()
            painter.translate(x + _ICON / 2, y + stretched(_LINE) / 2)
            if shape is None:
                painter.drawLine(-_ICON // 2, 0, _ICON // 2, 0)
            else:
                painter.drawPath(shape)
            painter.restore()
            painter.setPen(QColor(self._theme.muted))
            baseline = (
                y + (stretched(_LINE) + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
            )
            painter.drawText(x + _ICON + 5, baseline, text)
        painter.end()
