"""Joins what a lecture hall needs to a window: presentation, text size, settings, and what is wrong.

Like :mod:`nnviz.ui.joints` it only says which signal goes where.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from nnviz.ui.enlarging import choose_size, step_size
from nnviz.ui.presenting.presentation import Presentation

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def join_classroom(window: MainWindow) -> None:
    """Joins the entries of the menus that concern how the window is shown."""
    menus = window.menus
    window.presentation = presentation = Presentation(window)
    menus.presentation_asked.connect(presentation.present)
    presentation.changed.connect(menus.check_presentation)
    menus.text_stepped.connect(partial(_step_text, window))
    menus.text_reset.connect(lambda: choose_size(window, 0))
    window.addActions(menus.presented_entries())  # their keys hold while the menus are away


def _step_text(window: MainWindow, by: int) -> None:
    if not window.presentation.on:
        step_size(window, by)
