"""Menus leave room between their texts and their keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from nnviz.ui.menu_room import ROOM, keep_room

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.mark.parametrize(("keys", "added"), [("Ctrl+M", ROOM), ("", 0)])
def test_a_menu_with_keys_is_wider_than_texts_and_keys(qtbot: QtBot, keys: str, added: int) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Compare with Another Network…").setShortcut(QKeySequence(keys))
    needed = menu.sizeHint().width()
    keep_room(menu)
    for _ in range(2):  # it does not grow from one time to the next
        menu.popup(QPoint(0, 0))
        assert menu.width() == needed + added
        menu.close()
