"""What takes long in the real window: how far it is, a button and Esc that stop it, and what is then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.session import commands, lengthy
from nnviz.session.lesson import Lesson, load
from nnviz.session.opening import Opening
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press


@pytest.fixture
def window(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window in which training crawls."""
    monkeypatch.setattr(lengthy, "_MOST_AT_ONCE", 1)
    made = opened()
    made.asked.emit(commands.TrainEpochs(3))
    return made


def long_lesson() -> Lesson:
    xor = load("xor")
    return replace(xor, name="long", titles={"en": "Long"}, opening=Opening(epochs=10**6))


@pytest.mark.parametrize("how", ["button", "escape", "pause"])
def test_a_lesson_that_trains_for_long_is_seen_at_once_and_can_be_left(
    window: MainWindow, qtbot: QtBot, how: str
) -> None:
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    before = window.director.lesson
    window.director.open(long_lesson())
    qtbot.waitUntil(window.progress.isVisible, timeout=5000)
    assert window.progress.text.text() == "Training for the lesson"
    assert window.shown is not None
    assert window.windowTitle().startswith("Long")
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.live, timeout=5000)
    assert window.place.rect().contains(window.progress.geometry())
    if how == "button":
        qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)
    elif how == "escape":
        press(qtbot, window, Qt.Key.Key_Escape)
    else:
        window.progress.cancel.setFocus()
        qtbot.keyClick(window.progress.cancel, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.status is not None and window.status.progress is None)
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    assert not window.progress.isVisible()
    assert window.director.lesson == before
    assert window.windowTitle().startswith(before.title("en"))
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.epoch == 3)


def test_where_nothing_takes_long_nothing_comes_up(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 3)
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.pass_index < 10)
    assert window.progress.progress is None
    assert not window.progress.isVisible()
