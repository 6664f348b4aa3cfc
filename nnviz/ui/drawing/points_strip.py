"""The tools for drawing points: which class, an eraser, a spray can, clearing; and what is to be said.

On a line there is one kind of point only.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnviz.ui.numbers import bare
from nnviz.ui.segmented import Segmented
from nnviz.ui.text_size import grown
from nnviz.ui.theme import DARK, Theme, text_font

FIRST, SECOND, ERASER = "first", "second", "eraser"

_NARROW = 260
"""Pixels of width under which there is no button to stop."""


class PointsStrip(QWidget):
    """A row of tools over a line of text.

    Signals:
        clear_asked: all points shall go.
        closed: drawing shall end.
    """

    clear_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[float, ...] = ()
        self._theme, self._muted = DARK, False
        self.tools = Segmented((FIRST, SECOND, ERASER), self)
        self.spray, self.clear, self.close_button = (QToolButton(self) for _ in range(3))
        self._message = QLabel(self)
        self._message.setFont(text_font(11))
        self._message.setMinimumWidth(1)
        self.spray.setCheckable(True)
        self.clear.clicked.connect(lambda _=False: self.clear_asked.emit())
        self.close_button.clicked.connect(lambda _=False: self.closed.emit())
        self._arrange()
        self._retranslate()
        self.set_theme(DARK)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.tools)
        for button in (self.spray, self.clear, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.insertStretch(3, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(1)
        rows.addLayout(row)
        rows.addWidget(self._message)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._message.hide()

    def _retranslate(self) -> None:
        first, second = (bare(value, 3) for value in self._classes or (1.0, 0.0))
        undo = self.tr("Undo takes the last stroke back.")
        if self._classes:
            target = self.tr("Draw points with the target {0}")
            other = self.tr("Draw points with the target {0}; or with the right button, or with Shift")
            texts, tips = (first, second), (target.format(first), other.format(second))
        else:
            texts, tips = (self.tr("Point"), ""), (self.tr("Put a point where you click"), "")
        eraser = self.tr("Take the points away that the mouse goes over")
        self.tools.set_texts((*texts, self.tr("Eraser")), (*(f"{tip}\n{undo}" for tip in tips), eraser))
        for button, text, tip in (
            (self.spray, self.tr("Spray"), self.tr("Scatter many points while the mouse is dragged")),
            (self.clear, self.tr("Clear"), self.tr("Take all points away")),
            (self.close_button, self.tr("Done"), self.tr("Stop drawing; the points stay")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    def set_classes(self, classes: tuple[float, ...]) -> None:
        """Offers these targets; where there are none a point has its height for one."""
        if classes != self._classes:
            self._classes = classes
            self._retranslate()
        self.tools.set_offered(SECOND, bool(classes))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.tools.set_small(padding=4)
        for button in (self.spray, self.clear, self.close_button):
            button.setStyleSheet(
                f"QToolButton {{ color: {theme.text}; background: {theme.raised}; font-size: {grown(11)}px;"
                f" border: 1px solid {theme.line}; border-radius: 5px; padding: 3px 4px; }}"
                f" QToolButton:checked {{ background: {theme.selected}; color: {theme.selected_text}; }}"
                f" QToolButton:hover, QToolButton:focus {{ border-color: {theme.positive}; }}"
            )
        self._theme = theme
        self._colour_message()

    def _colour_message(self) -> None:
        self._message.setStyleSheet(f"color: {self._theme.muted if self._muted else self._theme.loss};")

    def tool(self) -> str:
        """What the mouse does."""
        return str(self.tools.value())

    def say(self, text: str, muted: bool = False) -> None:
        """Writes a line under the tools, or none; in a quiet colour where nothing is wrong."""
        self._muted = muted
        self._colour_message()
        self._message.setText(text)
        self._message.setToolTip(text)
        self._message.setAccessibleName(text)
        self._message.setVisible(bool(text))

    @property
    def text(self) -> str:
        """What is being said."""
        return self._message.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out where it is narrow what the menu and the pencil do as well."""
        super().resizeEvent(event)
        self.close_button.setVisible(self.width() >= _NARROW)

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
