"""Joins what explains nnviz to a window: the welcome page, the guide, and what it is made of.

Like :mod:`nnviz.ui.joints` it only says which signal goes where; all of it is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.ui.guide.desk import GuideDesk

if TYPE_CHECKING:
    from nnviz.ui.about.dialog import AboutDialog
    from nnviz.ui.window import MainWindow


def join_help(window: MainWindow) -> None:
    """Joins the entries of the Help menu."""
    window.guide = GuideDesk(window)
    window.menus.guide_asked.connect(window.guide.open_here)
    window.menus.welcome_asked.connect(lambda: welcome(window))
    window.menus.about_asked.connect(lambda: show_about(window))


def welcome(window: MainWindow) -> None:
    """Shows the welcome page, unless something else is being asked."""
    from nnviz.ui.welcome.opening import open_welcome

    if window.documents.question is None:
        open_welcome(window)


def show_about(window: MainWindow) -> AboutDialog:
    """Shows what nnviz is, and what it is made of."""
    from nnviz.ui.about.dialog import AboutDialog

    dialog = AboutDialog(window)
    dialog.open()
    return dialog
