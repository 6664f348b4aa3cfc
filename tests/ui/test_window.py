"""The whole window, used as a person uses it: buttons clicked, keys pressed, numbers compared.

The engine that the numbers are compared with is a run of its own, made from the same setup.
"""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from nnviz.nn import Kind
from nnviz.nn.derive import Weight
from nnviz.session.cursor import Place, Unit
from nnviz.session.frame import Frame
from nnviz.session.lesson import load
from nnviz.session.records import EpochRecord
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.session.status import Status
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.units import fitted
from nnviz.ui.docking import CARDS
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.numbers import plain, signed
from nnviz.ui.settings import Settings
from nnviz.ui.text_size import STEPS
from nnviz.ui.theme import DARK, LIGHT
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, button, click, press


def test_xor_is_trained_paused_and_stepped_as_a_person_does_it(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    run = window.actions_.run
    click(qtbot, button(window, run))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs > 30, timeout=20_000)
    assert run.text() == "Pause"
    click(qtbot, button(window, run))
    qtbot.waitUntil(lambda: window.status is not None and not window.status.running, timeout=10_000)
    assert run.text() == "Run"
    assert window.status is not None
    head = window.status.passes
    at(qtbot, window, head - 1, 11)

    engine = Run(load("xor").setup)
    engine.train(head)
    assert window.status.epochs == engine.epochs
    for _ in range(14):
        click(qtbot, button(window, window.actions_.back))
        engine.step(Unit.FORMULA, forward=False)
        at(qtbot, window, head - 1, engine.place.position, engine.place.remaining)
        compare(window, engine)
    assert engine.place == Place(head - 1, 1)
    for _ in range(14):
        press(qtbot, window, Qt.Key.Key_Right)
        engine.step(Unit.FORMULA)
        at(qtbot, window, head - 1, engine.place.position, engine.place.remaining)
        compare(window, engine)
    assert engine.place == Place(head - 1, 11)


def compare(window: MainWindow, engine: Run) -> None:
    """Every number on the screen against the engine's, at the engine's cursor."""
    frame = engine.frame()
    compare_circles(window, frame)
    compare_tables(window, frame)
    if frame.loss is not None:
        assert f"E = {plain(frame.loss)}" in window.state.text()


def compare_circles(window: MainWindow, frame: Frame) -> None:
    assert window.canvas.picture is not None
    for name, column in window.canvas.picture.columns.items():
        if name == frame.stage.loss.name:
            continue
        values = frame.array(name, "Y")
        texts = [label.text for label in column.units.numbers]
        assert texts == ([""] * len(texts) if values is None else [fitted(v) for v in values[0]])


def compare_tables(window: MainWindow, frame: Frame) -> None:
    """The tables show the arrays of the operation, all cells at full length in their tooltips."""
    tables = [t for t in window.inspector.findChildren(MatrixTable) if t.isVisible()]
    assert tables
    operation = frame.operation
    assert operation is not None
    recorded = [
        *frame.arrays.get(operation.node, {}).values(),
        *(a for found in (frame.arrays, frame.before) for node in found.values() for a in node.values()),
    ]
    for table in tables:
        array = table.tensor.array
        assert any(array.shape == a.shape and np.array_equal(array, a) for a in recorded), table.tensor.name
        shown = table.tensor.table
        for row, column in np.ndindex(shown.shape):
            value = shown[row, column]
            text = f"{value:g}" if table.tensor.constant else signed(value, 4)
            assert table.text(row, column) == text


def test_the_plots_hold_the_engines_numbers(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    held = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for epoch in (1, 2, 3):
        press(qtbot, window, Qt.Key.Key_Right, *held)
        at(qtbot, window, 4 * epoch - 1, 11)
    engine = Run(load("xor").setup)
    engine.train_epochs(3)
    records = [record for record in engine.take_records() if isinstance(record, EpochRecord)]
    curve, *others = window.loss_plot.curves
    assert not any(len(each.series) for each in others)  # nothing is held apart, and there are no classes
    points = [curve.series.nearest(epoch) for epoch in (1, 2, 3)]
    assert [point and point.value for point in points] == [record.loss for record in records]


@pytest.mark.parametrize(
    ("key", "modifiers", "places"),
    [
        (Qt.Key.Key_Space, (), [(0, 1), (0, 2), (0, 3)]),
        (Qt.Key.Key_PageDown, (), [(0, 1), (0, 2)]),
        (Qt.Key.Key_Right, (Qt.KeyboardModifier.ShiftModifier,), [(0, 2), (0, 4), (0, 5), (0, 6), (0, 8)]),
        (Qt.Key.Key_Right, (Qt.KeyboardModifier.ControlModifier,), [(0, 11), (1, 11)]),
        (Qt.Key.Key_End, (), [(0, 11)]),
    ],
)
def test_every_step_has_a_key(
    opened: Opener,
    qtbot: QtBot,
    key: Qt.Key,
    modifiers: tuple[Qt.KeyboardModifier, ...],
    places: list[tuple[int, int]],
) -> None:
    window = opened()
    for place in places:
        press(qtbot, window, key, *modifiers)
        at(qtbot, window, *place)


def test_a_step_back_across_an_update_brings_every_bit_back(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    at(qtbot, window, 0, 11)
    press(qtbot, window, Qt.Key.Key_Left)
    at(qtbot, window, 0, 10)
    assert window.shown is not None
    first = np.random.RandomState(1).rand(2, 3) - 0.5
    assert np.array_equal(window.shown.arrays["dense_1"]["W"], first)


def test_a_chip_of_the_timeline_is_a_place_in_the_pass(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)
    click(qtbot, window.timeline.chips[7])
    at(qtbot, window, 0, 8)
    assert window.shown is not None
    assert window.shown.operation is not None
    assert window.shown.operation.kind is Kind.BACKWARD


def test_the_learning_rate_is_typed_and_used(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    box = window.transport.rate
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.status is not None and window.status.learning_rate == 0.5, timeout=5000)
    press(qtbot, window, Qt.Key.Key_End)
    at(qtbot, window, 0, 11)
    assert window.shown is not None
    before, after = window.shown.before["dense_1"], window.shown.arrays["dense_1"]
    assert np.array_equal(after["W"], before["W"] - 0.5 * after["dW"])


def test_reset_new_weights_seed_and_initializer(opened: Opener, qtbot: QtBot) -> None:
    window = opened()

    def weights() -> np.ndarray:
        assert window.shown is not None
        return window.shown.arrays["dense_1"]["W"]

    first = weights()
    press(qtbot, window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    at(qtbot, window, 0, 11)
    click(qtbot, button(window, window.actions_.reset))
    at(qtbot, window, 0, 0)
    assert np.array_equal(weights(), first)
    window.actions_.new_weights.trigger()
    qtbot.waitUntil(lambda: window.status is not None and window.status.seed == 2, timeout=5000)
    second = np.random.RandomState(2).rand(2, 3) - 0.5
    qtbot.waitUntil(lambda: np.array_equal(weights(), second), timeout=5000)
    window.transport.initializer.setCurrentIndex(window.transport.initializer.findData("zeros"))
    window.transport.initializer.activated.emit(window.transport.initializer.currentIndex())
    qtbot.waitUntil(lambda: not weights().any(), timeout=5000)


def test_the_number_that_is_not_finite_is_named_and_can_be_rewound(opened: Opener, qtbot: QtBot) -> None:
    linear = Setup(
        "xor",
        (Part("Dense", {"units": 3}), Part("Dense", {"units": 1})),
        Part("MSE"),
        Part("SGD", {"learning_rate": 1e6}),
        "article",
        1,
    )
    window = opened(linear)
    assert not window.banner.isVisible()
    click(qtbot, button(window, window.actions_.run))
    qtbot.waitUntil(window.banner.isVisible, timeout=20_000)
    assert window.status is not None
    fault = window.status.fault
    assert fault is not None
    assert fault.title in window.banner.text()
    assert fault.symbol in window.banner.text()
    assert not window.actions_.run.isEnabled()
    click(qtbot, window.banner.button)
    qtbot.waitUntil(lambda: not window.banner.isVisible(), timeout=5000)
    assert window.status.fault is None
    assert window.actions_.run.isEnabled()


def test_run_and_pause_are_equally_wide(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    run = button(window, window.actions_.run)
    ready, reset = run.geometry(), window.transport.unit.mapTo(window, window.transport.unit.rect().topLeft())
    click(qtbot, run)
    qtbot.waitUntil(lambda: run.text() == "Pause", timeout=5000)
    qtbot.wait(50)
    assert run.geometry() == ready
    assert window.transport.unit.mapTo(window, window.transport.unit.rect().topLeft()) == reset


def test_the_first_pause_need_not_wait_for_formulas(opened: Opener, qtbot: QtBot) -> None:
    import sys

    opened()
    qtbot.waitUntil(lambda: "ziamath" in sys.modules, timeout=10_000)


def parts_of(window: MainWindow) -> list[QWidget]:
    """The panels that are open to begin with, and the middle."""
    shown = [panel for key, panel in window.panels.items() if key not in CARDS]
    return [*shown, window.centralWidget()]


def overlapping(window: MainWindow) -> list[tuple[str, str]]:
    """The names of every two parts of which one covers some of the other."""
    pairs = combinations(parts_of(window), 2)
    return [
        (one.objectName(), other.objectName())
        for one, other in pairs
        if one.geometry().intersects(other.geometry())
    ]


@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1600, 1000)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_panel_covers_another(opened: Opener, qtbot: QtBot, size: tuple[int, int], language: str) -> None:
    window = opened()
    try:
        window.set_language(language)
        window.resize(*size)
        window.restore_default_layout()
        # a panel takes the height that follows from its width only a moment later
        qtbot.waitUntil(lambda: not overlapping(window), timeout=2000)
        assert (window.width(), window.height()) == size
        for card in CARDS:  # they take the inspector's place when they are asked for
            assert not window.panels[card].isVisible()
        for part in parts_of(window):
            assert window.rect().contains(part.geometry()), part.objectName()
            least = part.minimumSizeHint()
            assert part.width() >= least.width(), part.objectName()
            assert part.height() >= least.height(), part.objectName()
    finally:
        window.set_language("en")


@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1600, 1000)])
def test_the_card_of_a_weight_opens_in_the_place_of_the_inspector(
    opened: Opener, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = opened()
    window.resize(*size)
    window.restore_default_layout()
    window.canvas.weight_clicked.emit(Weight("dense_1", "W", (0, 2)))
    qtbot.waitUntil(lambda: window.weight_card.strip.isVisible(), timeout=10_000)
    engine = Run(load("xor").setup)
    found = engine.examine(Weight("dense_1", "W", (0, 2))).chain
    assert window.weight_card.value.toolTip() == f"w₅ = {found.value!r}\n∂E/∂w₅ = {found.gradient!r}"
    hidden = ("inspector", *(card for card in CARDS if card != "weight"))
    parts = [panel for key, panel in window.panels.items() if key not in hidden]
    parts.append(window.centralWidget())
    assert (window.width(), window.height()) == size
    for part in parts:
        assert window.rect().contains(part.geometry()), part.objectName()
        assert part.height() >= part.minimumSizeHint().height(), part.objectName()
    for number, one in enumerate(parts):
        for other in parts[number + 1 :]:
            assert not one.geometry().intersects(other.geometry())
    window.restore_default_layout()
    assert not window.panels["weight"].isVisible()


def test_the_card_of_a_weight_answers_only_while_the_run_is_paused(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.open_weight(Weight("dense_1", "W", (0, 2)))
    qtbot.waitUntil(lambda: window.weight_card.strip.isVisible(), timeout=10_000)
    click(qtbot, button(window, window.actions_.run))
    qtbot.waitUntil(lambda: window.status is not None and window.status.epochs > 3, timeout=20_000)
    assert not window.weight_card.strip.isVisible()
    assert "Pause" in window.weight_card.hint.text()
    click(qtbot, button(window, window.actions_.run))
    qtbot.waitUntil(lambda: window.weight_card.strip.isVisible(), timeout=10_000)
    engine = Run(load("xor").setup)
    engine.train(window.status.passes)
    found = engine.examine(Weight("dense_1", "W", (0, 2))).chain

    def shown() -> bool:
        return window.weight_card.value.toolTip().endswith(repr(found.gradient))

    qtbot.waitUntil(shown, timeout=10_000)


def test_every_layer_is_listed_in_a_window_of_720_lines(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.resize(1280, 720)
    window.restore_default_layout()
    qtbot.waitUntil(lambda: window.network.viewport().height() >= window.network.whole_height() - 2)
    counts = [label for label in window.network.findChildren(QLabel) if "parameters" in label.text()]
    assert [label.text() for label in counts] == ["9 parameters", "4 parameters"]
    for label in counts:
        assert label.isVisible()
        assert label.width() >= label.sizeHint().width()


def test_the_layer_at_work_is_scrolled_to(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.resize(960, 600)
    window.restore_default_layout()
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)
    for position in range(2, 6):
        press(qtbot, window, Qt.Key.Key_Right)
        at(qtbot, window, 0, position)
    entry = window.network._entries["loss"]
    assert not entry.visibleRegion().isEmpty()
    assert entry.visibleRegion().boundingRect().height() == entry.height()


def test_the_tab_key_comes_to_the_choice_that_is_made(opened: Opener) -> None:
    window = opened()
    window.canvas.set_mode(ColourMode.ACTIVATIONS)
    choices = window.canvas._modes.findChildren(QToolButton)
    reached = [choice.text() for choice in choices if choice.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert reached == ["activations"]


def test_the_actions_are_grouped_as_in_the_menus(opened: Opener) -> None:
    groups = {group.title: [action.text() for action in group.actions] for group in opened().menus.groups()}
    outer = [title for title in groups if "▸" not in title]
    assert outer == ["File", "Edit", "Run", "Step", "Lesson", "View", "Help"]
    edits = ["Undo", "Redo", "Changed in This Pass", "Change Activation"]
    assert groups["Edit"] == [*edits, "Choose Input Features", "Draw Points", "Settings…"]
    assert groups["Run"][0] == "Run"
    assert groups["View ▸ Colour by"] == ["Weights", "Activations", "Gradients"]


def test_a_derivative_in_the_lesson_stays_on_one_line(opened: Opener) -> None:
    text = opened().player.text.toPlainText()
    assert "∂E/\u2060∂Y" in text
    assert "∂E/∂" not in text


def test_panels_can_be_closed_and_come_back_where_they_were(
    opened: Opener, qtbot: QtBot, settings: Settings
) -> None:
    window = opened()
    window.panels["norms"].close()
    assert not window.panels["norms"].isVisible()
    window.close()
    again = opened()
    assert not again.panels["norms"].isVisible()
    again.panels["norms"].toggleViewAction().trigger()
    assert again.panels["norms"].isVisible()
    again.panels["loss"].close()
    again.restore_default_layout()
    hidden = [key for key, panel in again.panels.items() if not panel.isVisible()]
    assert hidden == list(CARDS)


def test_what_is_chosen_is_remembered(opened: Opener, settings: Settings) -> None:
    window = opened()
    window.canvas.set_mode(ColourMode.ACTIVATIONS)
    window.set_theme_name("light")
    window.close()
    assert (settings.colour_mode, settings.theme) == ("activations", "light")
    again = opened()
    assert again.canvas.mode is ColourMode.ACTIVATIONS
    assert again.palette().window().color().name() == LIGHT.window
    again.set_theme_name("dark")
    assert again.palette().window().color().name() == DARK.window


def test_the_language_changes_while_the_window_is_open(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    english = window.panels["lesson"].windowTitle()
    window.set_language("zh_CN")
    try:
        qtbot.waitUntil(lambda: window.panels["lesson"].windowTitle() != english, timeout=5000)
        assert window.actions_.run.text() == "运行"
        assert "隐藏层" in window.player.text.toPlainText()
    finally:
        window.set_language("en")
    qtbot.waitUntil(lambda: window.panels["lesson"].windowTitle() == english, timeout=5000)


def test_slow_motion_walks_through_the_operations(
    opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    mailbox = window._mailbox
    assert mailbox is not None
    posted: list[int] = []
    leave = mailbox.post

    def post(status: Status, frame: Frame | None = None, *others: Any, **named: Any) -> None:
        if frame is not None and status.running:
            posted.append(frame.position)
        leave(status, frame, *others, **named)

    # A busy screen may drop frames, so the walk is told by what comes to its mailbox.
    monkeypatch.setattr(mailbox, "post", post)
    window.transport.pace.setCurrentIndex(1)
    window.transport.pace.activated.emit(1)
    click(qtbot, button(window, window.actions_.run))
    seen: set[int] = set()

    def walked() -> bool:
        assert window.shown is not None
        seen.add(window.shown.position)
        return len(posted) >= 4 and len(seen) >= 3

    qtbot.waitUntil(walked, timeout=20_000)
    assert window.status is not None
    assert window.status.running
    assert posted[:4] == [1, 2, 3, 4]
    assert seen <= {0, *posted}


def test_the_entries_of_the_menus_have_keys_that_work(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    control = Qt.KeyboardModifier.ControlModifier
    for key, mode in ((Qt.Key.Key_1, ColourMode.WEIGHTS), (Qt.Key.Key_2, ColourMode.ACTIVATIONS)):
        press(qtbot, window, key, control)
        assert window.canvas.mode is mode
    scale = window.canvas.view.transform().m11()
    press(qtbot, window, Qt.Key.Key_Equal)
    assert window.canvas.view.transform().m11() > scale
    press(qtbot, window, Qt.Key.Key_0)
    assert window.canvas.view.transform().m11() == pytest.approx(scale)


def test_asking_for_a_weight_where_there_is_none_says_so(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.director.open(window.director.catalogue.lesson("apples"))
    qtbot.waitUntil(lambda: window.shown is not None and len(window.shown.stage.inputs) > 1, timeout=10_000)
    qtbot.waitUntil(lambda: window.weight_card.present is None, timeout=5000)
    press(qtbot, window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert not window.weight_card.isVisible()
    assert window.notice.text() == "This network has no weights"


def test_memory_for_the_past_is_chosen_in_the_menu_and_remembered(
    opened: Opener, qtbot: QtBot, settings: Settings
) -> None:
    window = opened()
    entries = {action.text(): action for action in window.menus.past_entries()}
    assert list(entries) == ["64 MB", "256 MB", "1024 MB", "4096 MB"]
    assert [text for text, action in entries.items() if action.isChecked()] == ["256 MB"]
    entries["64 MB"].trigger()
    qtbot.waitUntil(lambda: window.status is not None and window.status.past_limit == 64 * 2**20)
    assert settings.past_megabytes == 64


def test_another_size_of_the_window_is_shared_out_anew(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: window.panels["inspector"].height() > 300)
    lesson = window.panels["lesson"].width()
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: window.panels["lesson"].width() < lesson)
    qtbot.waitUntil(lambda: window.panels["inspector"].height() < 200)
    window.resize(1600, 1000)
    qtbot.waitUntil(lambda: window.panels["inspector"].height() > 300)
    assert window.panels["lesson"].width() == lesson


@pytest.mark.parametrize(
    ("size", "width"), [((1280, 720), 300), ((1600, 1000), 380), ((2560, 1440), 504), ((3840, 2160), 756)]
)
def test_the_plots_are_about_as_wide_as_high_in_a_large_window(opened, qtbot, size, width) -> None:
    window = opened()
    window.resize(*size)
    qtbot.waitUntil(lambda: abs(window.panels["surface"].width() - width) <= 1)


def test_the_list_of_layers_is_seen_whole_in_every_text_size(opened, qtbot, settings) -> None:
    settings.text_size = STEPS[-1]
    window = opened()
    bar = window.network.verticalScrollBar()
    qtbot.waitUntil(lambda: window.network.height() >= window.listed_height() > 380)
    qtbot.waitUntil(lambda: bar.maximum() == 0)


def test_a_layout_of_ones_own_is_left_alone(opened: Opener, qtbot: QtBot, settings: Settings) -> None:
    first = opened()
    first.resizeDocks([first.panels["inspector"]], [420], Qt.Orientation.Vertical)
    first.close()
    again = opened()
    shared = []
    again.arrangement._share_out = lambda: shared.append(again.size())  # type: ignore[method-assign]
    again.resize(1280, 760)
    qtbot.waitUntil(lambda: again.size().width() == 1280)
    assert shared == []


def test_the_scale_of_the_loss_is_remembered(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    assert window.loss_plot.scale.scale == "log"
    click(qtbot, window.loss_plot.scale)
    assert window.settings.loss_scale == "linear"
    again = opened()
    assert again.loss_plot.scale.scale == "linear"


def test_the_list_tells_how_much_a_layer_learns_in_words_or_as_a_number(opened: Opener) -> None:
    window = opened()
    entry = window.network._entries["dense_1"]
    wide = entry._count.fontMetrics().horizontalAdvance("9 parameters") + 200
    entry.resize(wide, entry.height())
    assert (entry._count.text(), entry.toolTip()) == ("9 parameters", "")
    entry.resize(120, entry.height())
    assert (entry._count.text(), entry.toolTip()) == ("9", "9 parameters")
    entry.resize(40, entry.height())
    assert not entry._count.isVisibleTo(entry)
    assert entry.toolTip() == "9 parameters"
    assert "9 parameters" in entry.accessibleName()
