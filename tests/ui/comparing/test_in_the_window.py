"""Two networks side by side in the real window: asked for, stepped, chosen, and ended again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from nnviz.session import commands
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.comparing import variants
from nnviz.session.cursor import Unit
from nnviz.session.edits import Edit
from nnviz.session.lesson import load
from nnviz.session.opening import Opening
from nnviz.session.run import Run
from nnviz.session.setup import Setup, Values
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.modes import ColourMode, Measure
from nnviz.ui.comparing.arena import Arena
from nnviz.ui.comparing.choices import What
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, press

XOR = load("xor").setup
RELU = variants.with_activation(XOR, "ReLU", ["tanh_2"])
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def compare(qtbot: QtBot, window: MainWindow, second: Setup = RELU) -> Arena:
    window.asked.emit(commands.Compare(second))
    qtbot.waitUntil(lambda: window.comparing.arena is not None, timeout=10_000)
    arena = window.comparing.arena
    assert arena is not None
    qtbot.waitUntil(lambda: arena.other.picture is not None, timeout=10_000)
    return arena


def end(qtbot: QtBot, window: MainWindow) -> None:
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.comparing.arena is None, timeout=10_000)


def written(canvas: Canvas, column: str) -> list[str]:
    """What stands in the units of a column."""
    assert canvas.picture is not None
    return [label.text for label in canvas.picture.columns[column].units.numbers]


def test_a_person_asks_for_relu_by_key_and_dialog(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_M, CONTROL)
    dialog = window.comparing.dialog
    assert dialog is not None
    assert dialog.words.text() == "tanh   ⇄   ReLU"
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())  # no empty room, nothing cut off
    qtbot.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.comparing.arena is not None, timeout=10_000)
    arena = window.comparing.arena
    assert arena is not None
    assert [side.name.text() for side in arena.sides] == ["● tanh", "○ ReLU"]
    assert [side.name.isChecked() for side in arena.sides] == [True, False]
    qtbot.waitUntil(lambda: arena.other.picture is not None)
    assert arena.other.picture is not None
    assert "ReLU 2" in arena.other.picture.plan.titles()


def test_a_step_shows_the_same_operation_in_both_with_the_numbers_of_each(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    arena = compare(qtbot, window)
    window.canvas.set_mode(ColourMode.ACTIVATIONS)
    window.asked.emit(commands.TrainEpochs(30))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 30, timeout=20_000)
    window.asked.emit(commands.Step(Unit.OPERATION))
    window.asked.emit(commands.Step(Unit.OPERATION))
    at(qtbot, window, 120, 2)
    alone = Run(RELU)
    alone.train_epochs(30)
    frame = (alone.step(Unit.OPERATION), alone.step(Unit.OPERATION), alone.frame())[2]
    expected = [
        f"{value:+.2f}".replace("-", "−").replace("+0.00", "0.00") for value in frame.arrays["tanh_2"]["Y"][0]
    ]
    qtbot.waitUntil(lambda: written(arena.other, "tanh_2") == expected, timeout=10_000)
    assert arena.sides[1].text() == f"mean loss {alone.status().loss:.5f} · epoch 30"


def test_both_are_coloured_by_one_scale(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    heavy = replace(XOR, values=(Values("dense_1", "W", np.full((2, 3), 7.0)),))
    arena = compare(qtbot, window, heavy)
    assert [side.name.text() for side in arena.sides] == ["● Network 1", "○ Network 2"]
    window.canvas.set_mode(ColourMode.WEIGHTS)
    qtbot.waitUntil(lambda: window.canvas.scales.limit(Measure.WEIGHT) == 10.0, timeout=10_000)
    assert arena.other.scales.limits() == window.canvas.scales.limits()
    assert arena.other.head.isHidden()
    assert window.canvas.legend.high.text() == "+10"
    end(qtbot, window)
    assert window.canvas.scales.limit(Measure.WEIGHT) == 0.5


def test_choosing_the_other_lets_every_view_be_about_it(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    arena = compare(qtbot, window)
    window.asked.emit(commands.TrainEpochs(5))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs == 5, timeout=20_000)
    press(qtbot, window, Qt.Key.Key_M, CONTROL, SHIFT)
    qtbot.waitUntil(lambda: arena.sides[1].name.isChecked(), timeout=10_000)
    assert arena.sides[1].canvas is window.canvas
    assert arena.sides[0].canvas is arena.other
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.stage.nodes[1].title == "ReLU 2")
    alone = Run(RELU)
    alone.train_epochs(5)
    first = Run(XOR)
    first.train_epochs(5)
    for curves, run in ((window.loss_plot.curves, alone), (window.loss_plot.others, first)):
        qtbot.waitUntil(lambda curves=curves: len(curves[0].series) == 5, timeout=10_000)
        assert curves[0].series.last.value == run.status().loss
    assert [button.text().split()[0] for button in window.loss_plot.legend.buttons] == ["tanh", "ReLU"]
    assert window.norm_plot.title == "Gradient norm: ReLU"
    end(qtbot, window)
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.stage.nodes[1].title == "tanh 2")


def test_a_click_on_the_picture_of_the_other_chooses_it(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    arena = compare(qtbot, window)
    qtbot.mouseClick(arena.other.view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: arena.sides[1].name.isChecked(), timeout=10_000)
    qtbot.mouseClick(arena.sides[0].name, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: arena.sides[0].name.isChecked(), timeout=10_000)


def test_esc_ends_it_and_leaves_the_window_as_it_was(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: window.place.width() < 1000)
    compare(qtbot, window)
    assert not window.panels["lesson"].isVisible()
    end(qtbot, window)
    assert window.panels["lesson"].isVisible()
    assert window.canvas.head.parent() is window.canvas
    assert window.canvas.isVisible()
    assert not window.loss_plot.others
    assert window.norm_plot.title == "Gradient norm per layer"
    assert window.loss_plot.curves[0].colour == window.theme.loss
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)


def test_a_picture_of_the_network_has_both(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    arena = compare(qtbot, window)
    qtbot.waitUntil(lambda: arena.width() > 1000, timeout=10_000)  # it has its place
    window.pictures.copy_network()
    image = QGuiApplication.clipboard().image()
    assert image.size() == 2 * arena.size()
    end(qtbot, window)


def test_building_is_refused_with_what_to_do(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    compare(qtbot, window)
    window.asked.emit(commands.Rebuild(XOR, Deed(Verb.DATA)))
    qtbot.waitUntil(lambda: "end the comparison first" in window.notice.text(), timeout=10_000)


def test_what_is_not_finite_is_told_at_the_network_that_has_it(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    linear = replace(XOR, layers=(XOR.layers[0], XOR.layers[2]))
    arena = compare(qtbot, window, variants.with_optimizer(linear, "SGD", 1e200))
    window.asked.emit(commands.Play())
    qtbot.waitUntil(lambda: arena.sides[1].text().startswith("not finite: "), timeout=20_000)
    assert not arena.sides[0].text().startswith("not finite")
    assert window.banner.isHidden()


def test_another_lesson_ends_the_comparison(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    compare(qtbot, window)
    window.asked.emit(commands.Open("other", XOR, Opening()))
    qtbot.waitUntil(lambda: window.comparing.arena is None, timeout=10_000)


def test_what_the_dialog_offers_for_dropout(opened: Opener, qtbot: QtBot) -> None:
    window = opened(load("dropout").setup)
    window.comparing.ask()
    dialog = window.comparing.dialog
    assert dialog is not None
    dialog.choose(What.WITHOUT, "Dropout")
    assert dialog.words.text() == "with Dropout   ⇄   without Dropout"
    assert [part.type for part in dialog.wish().setup.layers].count("Dropout") == 0
    dialog.choose(What.RATE)
    assert not dialog.compare_button.isEnabled()
    dialog.rate.setValue(0.5)
    assert dialog.words.text() == "η = 0.2   ⇄   η = 0.5"
    assert dialog.compare_button.isEnabled()
    dialog.choose(What.LOSS, "CrossEntropy")
    assert dialog.fault.text()
    assert not dialog.compare_button.isEnabled()
    dialog.reject()


def test_what_is_done_to_the_second_alone_is_nothing_to_be_saved(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    edit = commands.MakeEdit(Edit("dense_1", "B", (0,), 0.5))
    arena = compare(qtbot, window)
    for saved in (False, True):
        if saved:
            assert window.status is not None
            window.documents.changes.saved(window.status.passes)
        window.asked.emit(commands.Choose(1))
        qtbot.waitUntil(lambda: arena.sides[1].name.isChecked(), timeout=10_000)
        window.desk.asked.emit(edit)
        assert not window.documents.changes.unsaved
    window.desk.asked.emit(commands.Reset())
    assert window.documents.changes.unsaved  # which starts both over
    window.documents.changes.saved(0)
    window.asked.emit(commands.Choose(0))
    qtbot.waitUntil(lambda: arena.sides[0].name.isChecked(), timeout=10_000)
    window.desk.asked.emit(edit)
    assert window.documents.changes.unsaved


def test_the_timeline_is_no_higher_than_its_chips_when_two_are_compared(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.resize(1280, 720)
    compare(qtbot, window)
    assert window.comparing.hidden == ["lesson", "network"]
    timeline = window.panels["pass"]
    qtbot.waitUntil(lambda: timeline.minimumSizeHint().height() < 80)  # a single row
    qtbot.waitUntil(lambda: timeline.height() == timeline.minimumSizeHint().height())
