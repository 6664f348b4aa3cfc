"""The title row of a plot: its name at the left, what it shows at the right.

Where both do not fit on one line the second goes below the first, or is worded more shortly; what it says
in full is then in its tooltip.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnviz.ui.theme import Theme, text_font

_GAP = 12

_LEAST_SHARE = 0.6
"""The share of a subtitle below which it is left out, since a few letters and dots say less than nothing."""


class PlotHeader(QWidget):
    """Two labels; the right one is muted, and shortened with dots where no wording of it fits.

    A switch can stand in the place of the left one.

    Attributes:
        may_be_bare: whether a title that does not fit is left out, as what stands beside it says enough.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._subtitle = QLabel(self), QLabel(self)
        self._title.setFont(text_font(14, bold=True))
        self._subtitle.setFont(text_font(12))
        self._name = self._short_name = ""
        self._wordings: tuple[str, ...] = ("",)
        self._switch: QWidget | None = None
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
        return self._wordings[0]

    def set_title(self, text: str, shorter: str = "") -> None:
        """Writes the left part; in fewer words, if there are any, where there is no room for all."""
        self._name, self._short_name = text, shorter
        self._arrange(anew=True)

    def set_subtitle(self, text: str, *shorter: str) -> None:
        """Writes the right part, in the longest of these wordings that fits."""
        if (text, *shorter) != self._wordings:
            # other numbers in the same words leave everything where it is
            anew = len(shorter) != len(self._wordings) - 1
            self._wordings = (text, *shorter)
            self._arrange(anew)

    @property
    def may_stack(self) -> bool:
        """Whether there is height for a second line."""
        return self._may_stack

    def set_may_stack(self, may: bool) -> None:
        """Says whether there is height for a second line."""
        if may != self._may_stack:
            self._may_stack = may
            self._arrange(anew=True)

    def set_switch(self, switch: QWidget | None) -> None:
        """Shows a switch in the place of the title; the title again if None."""
        if self._switch is not None and switch is not self._switch:
            self._switch.hide()
        self._switch = switch
        if switch is not None:
            switch.setParent(self)
            switch.show()
        self._title.setVisible(switch is None)
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
        left, top = self._place_left()
        beside = max(0, self.width() - left - _GAP)
        if anew or not self._stacked:
            self._stacked = self._may_stack and self._is_better_below(beside)
        room = self.width() if self._stacked else beside
        text = self._fitting(room) or self._wordings[-1]
        taken, below = min(self._width_of(text), room), self._subtitle.sizeHint().height()
        if self._stacked:
            self._subtitle.setGeometry(0, top, taken, below)
        else:
            self._subtitle.setGeometry(self.width() - taken, max(0, (top - below) // 2 + 1), taken, below)
        self.setFixedHeight(top + below if self._stacked else max(top, below))
        self._write(text, room)

    def _place_left(self) -> tuple[int, int]:
        """Puts the title or the switch in its place, and gives its width and height."""
        if self._switch is not None:
            size = self._switch.sizeHint()
            self._switch.setGeometry(0, 0, min(size.width(), self.width()), size.height())
            return self._switch.width(), size.height()
        width, height = self._write_title(), self._title.sizeHint().height()
        self._title.setGeometry(0, 0, width, height)
        return width, height

    def _is_better_below(self, beside: int) -> bool:
        """Whether more of the subtitle can be read on a line of its own, short of cutting it."""
        found = self._fitting(beside)
        if found == self._wordings[0]:
            return False
        return found is None or self._fitting(self.width()) == self._wordings[0]

    def _fitting(self, room: int) -> str | None:
        """The longest wording that fits, if one does."""
        return next((text for text in self._wordings if self._width_of(text) <= room), None)

    def _write_title(self) -> int:
        """Writes the title, shortened where not even it fits, and gives its width."""
        metrics, wanted = self._title.fontMetrics(), self._name
        if self._short_name and metrics.horizontalAdvance(wanted) > self.width():
            wanted = self._short_name
        cut = metrics.elidedText(wanted, Qt.TextElideMode.ElideRight, self.width())
        if cut != wanted and self.may_be_bare:
            cut = ""
        if cut != self._title.text():
            self._title.setText(cut)
            self._title.setToolTip(self._name if cut != self._name else "")
        return min(self._title.sizeHint().width(), self.width())

    def _width_of(self, text: str) -> int:
        return self._subtitle.fontMetrics().horizontalAdvance(text) + 2 if text else 0

    def _write(self, text: str, room: int) -> None:
        wide = self._width_of(text)
        elided = self._subtitle.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        written = text if wide <= room else elided if room >= _LEAST_SHARE * wide else ""
        self._subtitle.setText(written)
        self._subtitle.setToolTip(self.subtitle if written != self.subtitle else "")
