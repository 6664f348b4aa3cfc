"""Joins what a lecture hall needs to a window: presentation, text size, settings, and what is wrong.

Like :mod:`nnviz.ui.joints` it only says which signal goes where.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nnviz.ui.enlarging import choose_size, follow_screen, step_size

if TYPE_CHECKING:
    from nnviz.ui.preferences.dialog import SettingsDialog
    from nnviz.ui.window import MainWindow


def join_classroom(window: MainWindow) -> None:
    """Joins the entries of the menus that concern how the window is shown."""
    menus = window.menus
    menus.presentation_asked.connect(lambda on: window.presentation.present(on))
    menus.text_stepped.connect(partial(_step_text, window))
    menus.text_reset.connect(lambda: choose_size(window, None))
    window.screen_changed.connect(partial(follow_screen, window))
    menus.settings_asked.connect(lambda: open_settings(window))
    window.canvas.diagnosed.connect(lambda: _list_ailments(window))
    menus.ailment_chosen.connect(window.canvas.badge_clicked)
    window.addActions(menus.presented_entries())  # their keys hold while the menus are away


def open_settings(window: MainWindow) -> SettingsDialog:
    """Opens the settings over the window; the dialog goes away by itself when it is closed."""
    from nnviz.ui.preferences.choice import choices_of
    from nnviz.ui.preferences.dialog import SettingsDialog  # nobody opens it at the start

    dialog = SettingsDialog(choices_of(window), window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.keys_asked.connect(window.keyboard.open_dialog)
    dialog.fit()
    dialog.open()
    return dialog


def _list_ailments(window: MainWindow) -> None:
    """Lists the badges of the canvas in the menu, for the keyboard and for screen readers; an entry leads
    where a click on the badge does."""
    from nnviz.ui.canvas.ailments import LESSONS

    canvas, frame = window.canvas, window.shown
    found = canvas.picture.badges.listed(frame) if canvas.picture is not None and frame is not None else []
    window.menus.show_ailments([(text, told, LESSONS[finding.ailment]) for text, told, finding in found])


def _step_text(window: MainWindow, by: int) -> None:
    if not window.presentation.on:
        step_size(window, by)
