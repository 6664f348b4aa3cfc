"""Features are turned on and off with a click, and the network on the screen has them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from nnviz.session.lesson import load
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener


def click(qtbot: QtBot, window: MainWindow, name: str, then: tuple[str, ...]) -> None:
    qtbot.mouseClick(button(window, name), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.stage.features == then, timeout=5_000)


def button(window: MainWindow, name: str) -> QToolButton:
    return window.desk.features.buttons[name]


def checked(window: MainWindow) -> list[str]:
    return [name for name, each in window.desk.features.buttons.items() if each.isChecked()]


def test_clicks_choose_the_inputs_of_the_network(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    strip = window.desk.features
    assert not strip.isVisible()
    window.menus.features_asked.emit()
    assert strip.isVisible()
    assert checked(window) == ["x1", "x2"]
    click(qtbot, window, "x1*x2", ("x1", "x2", "x1*x2"))
    click(qtbot, window, "x1", ("x2", "x1*x2"))
    assert window.shown is not None
    assert window.shown.stage.inputs[0].labels == ("x₂", "x₁·x₂")
    qtbot.waitUntil(lambda: checked(window) == ["x2", "x1*x2"], timeout=5_000)
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: checked(window) == ["x1", "x2", "x1*x2"], timeout=5_000)


def test_the_last_feature_stays(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    window.menus.features_asked.emit()
    click(qtbot, window, "x2", ("x1",))
    qtbot.waitUntil(lambda: checked(window) == ["x1"], timeout=5_000)
    with qtbot.assertNotEmitted(window.desk.features.asked, wait=50):
        qtbot.mouseClick(button(window, "x1"), Qt.MouseButton.LeftButton)
    assert checked(window) == ["x1"]


def test_it_stays_in_sight_where_there_are_others_than_the_coordinates(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    for _ in range(2):
        window.menus.features_asked.emit()
    assert not window.desk.features.isVisible()
    window.menus.features_asked.emit()
    click(qtbot, window, "sin x1", ("x1", "x2", "sin x1"))
    window.menus.features_asked.emit()
    assert window.desk.features.isVisible()


def test_where_there_is_no_plane_that_is_said(opened: Opener) -> None:
    window = opened(load("digits").setup)
    window.menus.features_asked.emit()
    assert "two coordinates" in window.notice.text()
    assert not window.desk.features.isVisible()
