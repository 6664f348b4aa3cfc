"""What the badges of the canvas say can be reached by the keyboard and heard, in a menu of its own."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from nnviz.session.lesson import load
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener


def entries(window: MainWindow) -> list[str]:
    return [action.text() for action in window.menus._menus["wrong"].actions()]


def test_what_is_wrong_is_listed_and_leads_to_its_lesson(opened: Opener, qtbot: QtBot) -> None:
    window = opened(load("vanishing").setup)
    assert entries(window) == []
    assert not window.menus._menus["wrong"].isEnabled()
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: window.status is not None and window.status.passes > 5)
    window.actions_.run.trigger()
    qtbot.waitUntil(lambda: bool(entries(window)), timeout=5000)
    shown = window.canvas.picture.badges.shown
    assert len(entries(window)) == len(shown)
    assert entries(window)[0].startswith(window.canvas.picture.columns[next(iter(shown))].place.column.title)
    first = window.menus._menus["wrong"].actions()[0]
    assert first.toolTip() != first.text()
    first.trigger()
    qtbot.waitUntil(lambda: window.director.lesson.name == first.data(), timeout=5000)
