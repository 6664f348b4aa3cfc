"""Joins the desk at which networks are compared to the menus of a window.

Like :mod:`nnviz.ui.joints` it only says which signal goes where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def join_comparing(window: MainWindow) -> None:
    """Joins the entries of the menus."""
    desk, menus = window.comparing, window.menus
    menus.compare_asked.connect(desk.ask)
    menus.other_asked.connect(desk.turn)
    menus.comparison_ended.connect(desk.end)
    menus.show_comparing(False)
    window.asked.connect(desk.note)
