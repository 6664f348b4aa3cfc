"""A caption inside a picture: one line that says what is drawn, in the longest wording that fits.

It is an item of a graphics scene measured in pixels.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from nnviz.ui.theme import DARK, Theme, text_font

_PADDING = 4.0


class Caption(QGraphicsRectItem):
    """Text on a ground that lets little through; hidden while there is none."""

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self._text = QGraphicsSimpleTextItem(self)
        self._text.setFont(text_font(11))
        self._text.setPos(_PADDING, 0)
        self.setPen(QPen(Qt.PenStyle.NoPen))
        self.setZValue(30)
        self.hide()
        self.set_theme(DARK)

    @property
    def text(self) -> str:
        """What is written; empty while hidden."""
        return self._text.text() if self.isVisible() else ""

    def show_line(self, wordings: Sequence[str], at: QPointF, width: float) -> None:
        """Writes the first wording that is at most so wide, its upper left corner at a point."""
        for wording in wordings:
            if self._text.text() != wording:
                self._text.setText(wording)
            size = self._text.boundingRect().size()
            if size.width() + 2 * _PADDING <= width:
                self.setRect(0, 0, size.width() + 2 * _PADDING, size.height())
                self.setPos(at)
                self.show()
                return
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        ground = QColor(theme.panel)
        ground.setAlphaF(0.8)
        self.setBrush(ground)
        self._text.setBrush(QColor(theme.muted))
