"""The sliders of a lesson move its weights, and the names it gives are on the screen in both languages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.session.lesson import load
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, press


def weight(window: MainWindow, place: int) -> float:
    assert window.shown is not None
    return float(window.shown.arrays["dense_1"]["W"][place, 0])


def verdicts(window: MainWindow) -> list[float]:
    assert window.shown is not None
    return window.shown.arrays["step_2"]["Y"].ravel().tolist()


def hiking(qtbot: QtBot, opened: Opener) -> MainWindow:
    window = opened()
    window.director.open(load("hiking"))
    qtbot.waitUntil(lambda: window.shown is not None and "step_2" in window.shown.arrays)
    at(qtbot, window, 0, 2)
    return window


def test_a_slider_moves_its_weight_and_one_drag_is_one_step_back(qtbot: QtBot, opened: Opener) -> None:
    window = hiking(qtbot, opened)
    rows = window.player.sliders.rows
    assert [bar.value() - 20 for _, bar, _ in rows] == [8, 10, 1, -5]
    assert rows[0][0].text() == "w₁ no overtime"
    before, bar = verdicts(window), rows[0][1]
    bar.setSliderDown(True)
    for place in range(27, 21, -1):
        bar.setSliderPosition(place)
    qtbot.waitUntil(lambda: weight(window, 0) == 2.0)
    bar.setSliderDown(False)
    assert verdicts(window) == [0, 0, 1, 1, 0, 0, 1, 1]
    assert rows[0][2].text() == "2"
    press(qtbot, window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: weight(window, 0) == 8.0)
    assert verdicts(window) == before
    assert bar.value() == 28


def test_a_weight_changed_elsewhere_moves_the_slider(qtbot: QtBot, opened: Opener) -> None:
    window = hiking(qtbot, opened)
    window.director.follow("nnviz:set/dense_1/W/3/1/6")
    qtbot.waitUntil(lambda: window.player.sliders.rows[2][1].value() == 26)
    bar = window.player.sliders.rows[1][1]
    bar.setFocus()
    qtbot.keyClick(bar, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: weight(window, 1) == 9.0)


def test_a_lesson_without_sliders_shows_none(qtbot: QtBot, opened: Opener) -> None:
    window = hiking(qtbot, opened)
    assert window.player.sliders.isVisible()
    window.director.open(load("mse"))
    assert not window.player.sliders.isVisible()


def test_inputs_and_loss_are_called_as_the_lesson_calls_them(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    window.director.open(load("apples"))
    at(qtbot, window, 0, 6, 0)
    qtbot.waitUntil(lambda: "price E" in titles(window))
    assert {"price of an apple", "number", "tax"} <= titles(window)
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: {"苹果单价", "苹果个数", "税率系数", "总价 E"} <= titles(window))
    window.set_language("en")
    window.director.open(load("mse"))
    qtbot.waitUntil(lambda: "MSE" in titles(window))
    assert "Input" in titles(window)


def titles(window: MainWindow) -> set[str]:
    """What stands over the columns of the network."""
    assert window.canvas.picture is not None
    return {column.title for column in window.canvas.picture.layout.plan.columns}
