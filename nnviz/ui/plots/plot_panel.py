"""What every plot has: a title row, a themed ground, a language, and arrow keys when it has the focus.

The focus comes by the Tab key alone, or a click on a plot would take the arrows from the stepping.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.session.records import Record
from nnviz.ui.plots.header import PlotHeader
from nnviz.ui.theme import DARK, Theme

_LOW, _LINE = 220, 20
"""Pixels of height from which the title may take a second line, and how many at most that takes of them."""

_CHOICE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlotPanel(QWidget):
    """A column with the title row at its top; subclasses add the plot below."""

    moves: ClassVar[Mapping[Qt.Key, tuple[int, int]]] = {}
    """The keys that the plot claims while focused: how far right and up each goes."""

    chooses: ClassVar[bool] = False
    """Whether Return chooses what is being read out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._by_key = False
        self.header = PlotHeader(self)
        """The title row, for a panel's title bar."""
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(4)
        self._rows.addWidget(self.header)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._rows.setContentsMargins(0, 0, 0, 0)

    @property
    def title(self) -> str:
        """The name of the plot."""
        return self.header.title

    @property
    def subtitle(self) -> str:
        """What is to be read at the right of the title, in full."""
        return self.header.subtitle

    def show_frame(self, frame: Frame) -> None:
        """Follows the newest frame."""
        raise NotImplementedError

    def show_records(self, records: Iterable[Record]) -> None:
        """Takes in what a run has left behind; a plot of the newest frame has no use for it."""

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.panel))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.muted))
        self.setPalette(palette)
        self.header.set_theme(theme)

    def _describe(self, text: str) -> None:
        """Tells a screen reader what is to be seen, if that is something else than before."""
        if text != self.accessibleDescription():
            self.setAccessibleDescription(text)

    def _retranslate(self) -> None:
        """Writes every text in the language of now."""
        raise NotImplementedError

    def _move(self, right: int, up: int) -> None:
        """Moves what reads values out; nothing but (0, 0) brings it in where it is."""
        raise NotImplementedError

    def _choose_pointed(self) -> None:
        """Chooses what is being read out."""
        raise NotImplementedError

    def _stop_reading(self) -> None:
        """Takes away what reads values out."""
        raise NotImplementedError

    # -- Qt's calls -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the title to one line where the plot is low; a second line stays though it lowers the plot,
        or else it would come and go."""
        super().resizeEvent(event)
        self.header.set_may_stack(self.height() >= (_LOW - _LINE if self.header.may_stack else _LOW))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begins to read values out if the Tab key came by, which shows where the focus is."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._by_key = True
            self._move(0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stops reading values out."""
        super().focusOutEvent(event)
        self._by_key = False
        self._stop_reading()

    def _leave(self) -> None:
        """The mouse has gone; what the keys have put there stays."""
        if not self._by_key:
            self._stop_reading()

    def event(self, event: QEvent) -> bool:
        """Claims its keys, while focused, from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and self._claims(event):
            event.accept()
            return True
        return super().event(event)

    def _claims(self, event: QEvent) -> bool:
        assert isinstance(event, QKeyEvent)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        known = event.key() in self.moves or (self.chooses and event.key() in _CHOICE)
        return known and modifiers == Qt.KeyboardModifier.NoModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes its own keys and leaves every other one to the window."""
        if self._claims(event):
            self._by_key = True
            if event.key() in _CHOICE:
                self._choose_pointed()
            else:
                self._move(*self.moves[Qt.Key(event.key())])
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
