"""A window looks for mail sixty times a second while it can be seen, and rarely while it cannot."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnviz.ui.looks import HIDDEN_MS, SEEN_MS, Looks


def look(looks: QTimer) -> int:
    """Lets a look take place; gives the milliseconds until the next."""
    looks.start()
    looks.timeout.emit()
    looks.stop()
    return looks.interval()


def test_a_window_that_is_not_on_the_screen_is_looked_after_rarely(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    looks = Looks(window)
    assert look(looks) == HIDDEN_MS
    with qtbot.waitExposed(window):
        window.show()
    assert look(looks) == SEEN_MS
    window.showMinimized()
    assert look(looks) == HIDDEN_MS
    window.showNormal()
    with qtbot.waitExposed(window):
        window.show()
    assert look(looks) == SEEN_MS
    window.hide()
    assert look(looks) == HIDDEN_MS
