"""Writes a whole window in another text size, while the run goes on.

Fonts are changed first, then colours and pictures are made anew, since they are laid out by their texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from nnviz.ui import text_size
from nnviz.ui.appearance import dress

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def write_in_size(window: MainWindow, added: int) -> None:
    """Writes every text larger by so many pixels than at the least."""
    dress(window.theme, added)
    window.follow_system()
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))  # every text finds its room anew
    window.canvas.fit()
    window.arrangement.settle()
    QTimer.singleShot(0, window.canvas.head, window.canvas.head.fit)  # styles take their fonts only then


def choose_size(window: MainWindow, added: int | None) -> None:
    """The same, for good: it is remembered; None for what suits the screen, from now on."""
    window.settings.text_size = added
    write_in_size(window, window.wanted_size())


def follow_screen(window: MainWindow) -> None:
    """Takes the size that suits the screen that the window has come to, where none has been chosen."""
    if not window.presentation.on and window.wanted_size() != text_size.added():
        write_in_size(window, window.wanted_size())


def step_size(window: MainWindow, by: int) -> None:
    """Takes the next larger or smaller text size, as far as there is one."""
    steps = text_size.STEPS
    place = steps.index(window.wanted_size()) + by
    choose_size(window, steps[max(0, min(len(steps) - 1, place))])
