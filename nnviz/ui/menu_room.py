"""Room between the texts of a menu and their keys, which Qt sets close beside each other under a style sheet.

A menu is made wider by it each time that it comes, since its texts and their size change.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMenu

from nnviz.ui.text_size import stretched

ROOM = 22
"""Pixels that are added between the longest text and the keys."""


def keep_room(menu: QMenu) -> None:
    """Sees to it that a menu has room between texts and keys whenever it is shown."""
    menu.aboutToShow.connect(lambda: _widen(menu))


def _widen(menu: QMenu) -> None:
    menu.setMinimumWidth(0)
    QApplication.sendEvent(menu, QEvent(QEvent.Type.StyleChange))  # it measures its texts anew only then
    if any(not action.shortcut().isEmpty() for action in menu.actions()):
        menu.setMinimumWidth(menu.sizeHint().width() + stretched(ROOM))
