"""The title row of a plot: its name at the left, what it shows at the right.

Where both do not fit on one line the second goes below the first, and stays there until a resize.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnviz.ui.theme import Theme, text_font

_GAP = 12

_LEAST_ROOM = 40
"""Pixels below which a shortened subtitle is left out."""


class PlotHeader(QWidget):
    """Two labels; the right one is muted, and shortened with dots where there is no room for it.

    Attributes:
        may_be_bare: whether a title that does not fit is left out, as what stands beside it says enough.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._subtitle = QLabel(self), QLabel(self)
        self._title.setFont(text_font(14, bold=True))
        self._subtitle.setFont(text_font(12))
        self._name = self._full = ""
        self._stacked = self.may_be_bare = False
        self._may_stack = True
        for label in (self._title, self._subtitle):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._arrange(anew=True)

    @property
    def title(self) -> str:
        """What is written at the left."""
        return self._name

    @property
    def subtitle(self) -> str:
        """What is to be read at the right, in full."""
        return self._full

    def set_title(self, text: str) -> None:
        """Writes the left part."""
        self._name = text
        self._arrange(anew=True)

    def set_subtitle(self, text: str) -> None:
        """Writes the right part."""
        if text != self._full:
            self._full = text
            self._arrange(anew=False)

    def set_may_stack(self, may: bool) -> None:
        """Says whether there is height for a second line."""
        if may != self._may_stack:
            self._may_stack = may
            self._arrange(anew=True)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        # A palette would be lost when the row is put into a title bar under a style sheet.
        for label, colour in ((self._title, theme.text), (self._subtitle, theme.muted)):
            label.setStyleSheet(f"color: {colour};")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts both parts on one line again if they fit."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange(anew=True)

    def _arrange(self, anew: bool) -> None:
        title, wanted = self._write_title(), self._width_of_subtitle()
        if anew or not self._stacked:
            self._stacked = self._may_stack and title + _GAP + wanted > self.width()
        room = max(0, self.width() - (0 if self._stacked else title + _GAP))
        top, below = self._title.sizeHint().height(), self._subtitle.sizeHint().height()
        self._title.setGeometry(0, 0, title, top)
        taken = min(wanted, room)
        if self._stacked:
            self._subtitle.setGeometry(0, top, taken, below)
        else:
            self._subtitle.setGeometry(self.width() - taken, max(0, (top - below) // 2 + 1), taken, below)
        self.setFixedHeight(top + below if self._stacked else max(top, below))
        self._write(room, wanted)

    def _write_title(self) -> int:
        """Writes the title, shortened where not even it fits, and gives its width."""
        cut = self._title.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, self.width())
        if cut != self._name and self.may_be_bare:
            cut = ""
        if cut != self._title.text():
            self._title.setText(cut)
            self._title.setToolTip(self._name if cut != self._name else "")
        return min(self._title.sizeHint().width(), self.width())

    def _width_of_subtitle(self) -> int:
        return self._subtitle.fontMetrics().horizontalAdvance(self._full) + 2 if self._full else 0

    def _write(self, room: int, wanted: int) -> None:
        metrics = self._subtitle.fontMetrics()
        cut = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        # A few letters and dots say less than nothing.
        cut = cut if room >= _LEAST_ROOM else ""
        self._subtitle.setText(cut if wanted > room else self._full)
        self._subtitle.setToolTip(self._full if wanted > room else "")
