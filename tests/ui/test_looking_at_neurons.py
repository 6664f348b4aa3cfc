"""Looking at a neuron and at a layer in the real window: by mouse, by keys, through training and lessons."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.ui import docking
from nnviz.ui.neuron import Neuron
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, press

CONTROL = Qt.KeyboardModifier.ControlModifier
HERE = Neuron("dense_1", 1)


def click(qtbot: QtBot, window: MainWindow, point: QPointF) -> None:
    view = window.canvas.view
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(point))


def unit(window: MainWindow) -> QPointF:
    assert window.canvas.picture is not None
    return window.canvas.picture.layout.places[HERE.node].units[HERE.unit]


def test_a_click_opens_the_card_of_a_neuron_and_its_weights_lead_on(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    click(qtbot, window, unit(window))
    assert window.panels["neuron"].isVisible()
    assert window.neuron_card.neuron == HERE
    window.neuron_card.incoming.table.chosen.emit(0)
    qtbot.waitUntil(lambda: window.weight_card.strip.isVisible(), timeout=10_000)
    assert window.weight_card.weight == Weight("dense_1", "B", (1,))
    assert window.canvas.neuron == HERE
    click(qtbot, window, unit(window))
    assert window.canvas.neuron is None
    assert window.neuron_card.hint.isVisibleTo(window.neuron_card)


def test_the_same_neuron_stays_in_sight_while_the_run_goes_on(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    click(qtbot, window, unit(window))
    window.asked.emit(commands.TrainEpochs(200))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs >= 200, timeout=20_000)
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 800, 1)
    assert window.canvas.neuron == window.neuron_card.neuron == HERE
    frame = window.shown
    assert frame is not None
    tip = window.neuron_card.incoming.table.item(1, 1)
    assert tip is not None
    assert tip.toolTip() == repr(float(frame.arrays["dense_1"]["W"][0, 1]))


def test_another_lesson_ends_it_though_it_has_such_a_neuron_too(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    click(qtbot, window, unit(window))
    window.director.follow("nnviz:lesson/equal-weights")
    qtbot.waitUntil(lambda: window.canvas.neuron is None, timeout=10_000)
    assert window.neuron_card.neuron is None


def test_a_neuron_is_reached_and_left_by_keys(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_U, CONTROL)
    assert window.canvas.neuron == Neuron("input", 0)
    card = window.neuron_card
    assert card.isVisible()
    qtbot.keyClick(card.chooser.layer, Qt.Key.Key_Down)
    qtbot.keyClick(card.chooser.unit, Qt.Key.Key_Up)
    assert window.canvas.neuron == card.neuron == HERE
    qtbot.keyClick(card.chooser.unit, Qt.Key.Key_Escape)
    assert window.canvas.neuron is None


def test_a_click_on_a_head_opens_the_layer_with_what_was_measured(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.asked.emit(commands.TrainEpochs(100))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs >= 100, timeout=20_000)
    assert window.canvas.picture is not None
    place = window.canvas.picture.layout.places["dense_3"]
    click(qtbot, window, QPointF(place.centre, place.panel.top() + 10))
    view = window.layer_view
    assert view.isVisible()
    assert view.node is not None
    assert view.node.name == "dense_3"
    qtbot.waitUntil(lambda: len(view.plots[0].epochs) > 1, timeout=10_000)
    assert window.canvas.neuron is None


def test_a_layer_is_reached_by_keys(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_H, CONTROL)
    view = window.layer_view
    assert view.isVisible()
    qtbot.keyClick(view.layer, Qt.Key.Key_Down)
    assert view.node is not None
    assert view.node.name == "tanh_2"


def test_what_is_asked_for_is_covered_on_both_cards(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.menus._made["predict"].trigger()
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)
    window.canvas.focus_on(HERE)
    texts = window.neuron_card.samples.table.texts
    assert texts[0] == ["Dense 1 · Y", "–"]
    window.inspector.guessing.line.answered.emit(None)
    assert window.neuron_card.samples.table.texts[0][1] != "–"


def rows_of_tabs(window: MainWindow) -> list[int]:
    """How many tabs there are in each row of them that is seen."""
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [bar.count() for bar in bars if bar.isVisible() and window.rect().intersects(bar.geometry())]


def test_cards_leave_no_tabs_behind_when_a_layout_is_restored(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    for key in (Qt.Key.Key_U, Qt.Key.Key_E, Qt.Key.Key_H):
        press(qtbot, window, key, CONTROL)
    qtbot.waitUntil(lambda: rows_of_tabs(window) == [4])
    state = window.saveState()
    for _ in range(2):
        assert docking.restore(window, window.panels, state)
        QApplication.processEvents()
        assert rows_of_tabs(window) == [4]
        assert window.layer_view.isVisible()
