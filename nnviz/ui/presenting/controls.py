"""The controls of a presentation: which panel stands beside the canvas, stepping, and the way out.

They have room of their own at the foot of the window, so that they hide nothing, and go away while nobody
moves the mouse; the room stays, so that nothing moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPropertyAnimation, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QToolButton, QWidget

from nnviz.ui.text_size import grown
from nnviz.ui.theme import DARK, Theme, mixed

FADE_MS = 400
"""Milliseconds until they have gone, or come back."""

_AROUND = 4
"""Pixels above and below them."""

_TEXT, _LEAST = 12, 13
"""Pixels of the texts before they are written large, and the least that they may have."""


class Controls(QFrame):
    """A row of buttons, as large as the window is wide enough for.

    Args:
        over: what they lie over.
        steps: the actions of the run that have a button.

    Attributes:
        shown: whether they are there, or are coming back.

    Signals:
        panel_asked: the key of the panel that shall stand beside the canvas.
        pointer_chosen: whether the pointer is highlighted.
        leave_asked: the presentation shall end.
    """

    panel_asked = Signal(str)
    pointer_chosen = Signal(bool)
    leave_asked = Signal()

    def __init__(self, over: QWidget, steps: Sequence[QAction], panels: Sequence[str]) -> None:
        super().__init__(over)
        self.setObjectName("presenting")
        self._over, self._theme, self._written = over, DARK, ""
        self.shown = True
        self._effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.finished.connect(lambda: self.setVisible(self.shown))
        self.tabs = {key: self._button(checkable=True) for key in panels}
        for key, tab in self.tabs.items():
            tab.clicked.connect(lambda _=False, key=key: self.panel_asked.emit(key))
        self._steps = [self._button(action) for action in steps]
        self.pointer, self._leave = self._button(checkable=True), self._button()
        self.pointer.clicked.connect(self.pointer_chosen)
        self._leave.clicked.connect(self.leave_asked)
        self._lay_out()
        self.hide()

    def _button(self, action: QAction | None = None, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setCheckable(checkable)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if action is not None:
            button.setDefaultAction(action)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(2)
        for buttons in (self.tabs.values(), self._steps, (self.pointer, self._leave)):
            if row.count():
                row.addSpacing(10)
            for button in buttons:
                row.addWidget(button)

    # -- what they show -------------------------------------------------------------------------

    def mark(self, key: str, pointer: bool) -> None:
        """Says which panel stands beside the canvas, and whether the pointer is highlighted."""
        for other, tab in self.tabs.items():
            tab.setChecked(other == key)
        self.pointer.setChecked(pointer)

    def write(self, names: Mapping[str, str]) -> None:
        """Names the panels."""
        for number, (key, tab) in enumerate(self.tabs.items(), start=1):
            tab.setText(names[key])
            tab.setToolTip(self.tr("{0} ({1}); again for the canvas alone").format(names[key], number))
        self.pointer.setText(self.tr("Pointer"))
        self.pointer.setToolTip(self.tr("Highlight the pointer"))
        self._leave.setText(self.tr("Leave"))
        self._leave.setToolTip(self.tr("Leave the presentation (Esc, F11)"))
        self.arrange()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self._write_in(grown(_TEXT))

    def _write_in(self, size: int) -> None:
        """Writes them with so many pixels; icons and what is around them are in proportion."""
        theme = self._theme
        written = (
            f"QFrame#presenting {{ background: {mixed(theme.panel, theme.raised, 0.6).name()};"
            f" border: 1px solid {theme.muted}; border-radius: 10px; }}"
            f"QToolButton {{ background: transparent; color: {theme.text}; border: 1px solid transparent;"
            f" border-radius: 7px; padding: {size // 8}px {size // 4}px; font-size: {size}px; }}"
            f"QToolButton:hover {{ border-color: {theme.muted}; }}"
            f"QToolButton:focus {{ border-color: {theme.positive}; }}"
            f"QToolButton:disabled {{ color: {theme.muted}; }}"
            f"QToolButton:checked {{ background: {theme.selected}; color: {theme.selected_text}; }}"
        )
        if written == self._written:  # a style sheet takes its time
            return
        self._written = written
        self.setStyleSheet(written)
        for button in self._steps:
            button.setIconSize(QSize(size + 2, size + 2))

    def arrange(self) -> None:
        """Puts them at the foot of what they lie over, in the largest texts that one row has room for."""
        size, over = grown(_TEXT), self._over
        self._write_in(size)
        while size > _LEAST and self.sizeHint().width() > over.width():
            size -= 1
            self._write_in(size)
        hint = self.sizeHint().boundedTo(over.size())
        self.resize(hint)
        self.move((over.width() - hint.width()) // 2, over.height() - hint.height() - _AROUND)

    @property
    def room(self) -> int:
        """The height that they need at the foot of what they lie over."""
        return self.height() + 2 * _AROUND

    # -- coming and going -----------------------------------------------------------------------

    def come(self) -> None:
        """Shows them."""
        if not self.shown or self.isHidden():
            self.shown = True
            self.show()
            self.raise_()
            self._fade_to(1.0)

    def go(self) -> None:
        """Lets them fade out, but not from under the keyboard."""
        if self.shown and not self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.shown = False
            self._fade_to(0.0)

    def leave(self) -> None:
        """Takes them away at once, for good; a fade that is under way would bring them back at its end."""
        self.shown = False
        self._fade.stop()
        self.hide()

    def _fade_to(self, opacity: float) -> None:
        self._fade.stop()
        self._fade.setStartValue(self._effect.opacity())
        self._fade.setEndValue(opacity)
        self._fade.start()
