"""Numbers set by hand in the real window: typed into a cell, seen everywhere, taken back and set again."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from nnviz.nn.derive import Weight
from nnviz.session.commands import GoToEnd, MakeEdit, Step
from nnviz.session.cursor import Unit
from nnviz.session.edits import Activation, Edit, Rate
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.numbers import short
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, click, press


def at_dense(qtbot: QtBot, window: MainWindow, passes: int = 2) -> None:
    """Trains some passes and goes to the forward of the first layer in the newest."""
    for _ in range(passes):
        window.asked.emit(Step(Unit.PASS))
    window.asked.emit(GoToEnd())
    at(qtbot, window, passes - 1, 11)
    click(qtbot, window.timeline.chips[0])
    at(qtbot, window, passes - 1, 1)


def operand(window: MainWindow, name: str) -> MatrixTable:
    (row,) = window.inspector.equations.rows
    return next(view.table for view in row.operands if view.tensor.name == name)


def double_click(qtbot: QtBot, table: MatrixTable, row: int, column: int) -> None:
    at_cell = table._cell_rect(row, column).center()
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at_cell)


def type_number(qtbot: QtBot, table: MatrixTable, text: str) -> None:
    assert table.editor is not None
    table.editor.selectAll()
    qtbot.keyClicks(table.editor, text)
    qtbot.keyClick(table.editor, Qt.Key.Key_Return)


def weight(window: MainWindow) -> float:
    assert window.shown is not None
    return float(window.shown.arrays["dense_1"]["W"][1, 0])


def test_a_weight_typed_into_its_cell_changes_the_pass_as_in_an_engine_of_its_own(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    at_dense(qtbot, window)
    double_click(qtbot, operand(window, "W"), 1, 0)
    type_number(qtbot, operand(window, "W"), "-2.5")
    qtbot.waitUntil(lambda: weight(window) == -2.5)
    run = Run(load("xor").setup)
    run.train(2)
    run.edit(Edit("dense_1", "W", (1, 0), -2.5))
    run.go_to(run.ruler.length + 1)
    expected, frame = run.frame(), window.shown
    assert frame is not None
    assert frame.arrays["dense_1"]["Y"].tobytes() == expected.arrays["dense_1"]["Y"].tobytes()
    result = window.inspector.equations.rows[0].result.tensor
    assert result.was(0, 0) == float(expected.unedited["dense_1"]["Y"][0, 0])
    assert result.was(0, 1) is None  # it hangs on other weights
    assert "numbers set by hand" in window.state.text()


def test_undo_and_redo_by_keys_and_by_the_menu(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    before = weight(window)
    assert not window.actions_.undo.isEnabled()
    double_click(qtbot, operand(window, "W"), 1, 0)
    type_number(qtbot, operand(window, "W"), "0.25")
    qtbot.waitUntil(lambda: window.actions_.undo.isEnabled())
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.actions_.redo.isEnabled())
    assert weight(window) == before
    window.actions_.redo.trigger()
    qtbot.waitUntil(lambda: window.actions_.undo.isEnabled())
    assert weight(window) == 0.25


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, None])
def test_escape_or_a_click_elsewhere_leaves_the_number(
    opened: Opener, qtbot: QtBot, key: Qt.Key | None
) -> None:
    window = opened()
    at_dense(qtbot, window)
    table = operand(window, "W")
    double_click(qtbot, table, 1, 0)
    assert table.editor is not None
    table.editor.setText("7")
    if key is None:
        window.canvas.setFocus()
    else:
        qtbot.keyClick(table.editor, key)
    qtbot.waitUntil(lambda: table.editor is None)
    QApplication.processEvents()
    assert not window.actions_.undo.isEnabled()


def test_what_is_no_number_stays_open(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    table = operand(window, "W")
    double_click(qtbot, table, 1, 0)
    type_number(qtbot, table, "much")
    assert table.editor is not None
    assert table.editor.complaint.isVisible()
    reason, help_ = table.editor.complaint.text().splitlines()
    assert reason == "“much” is not a number"
    assert help_.startswith("a number, such as")
    type_number(qtbot, table, "inf")
    assert table.editor is not None
    qtbot.keyClick(table.editor, Qt.Key.Key_Escape)
    assert not window.actions_.undo.isEnabled()


def test_a_result_that_follows_from_others_has_no_field_and_an_output_has(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    at_dense(qtbot, window)
    result = window.inspector.equations.rows[0].result.table
    result.edit((0, 0))  # Y: an activation can be set
    assert result.editor is not None
    qtbot.keyClick(result.editor, Qt.Key.Key_Escape)
    click(qtbot, window.timeline.chips[7])
    at(qtbot, window, 1, 8)
    for row in window.inspector.equations.rows:
        row.result.table.edit((0, 0))
        assert row.result.table.editor is None


def at_an_older_pass(qtbot: QtBot, window: MainWindow) -> None:
    """Three passes are done, and the first stands at the forward of its first layer."""
    at_dense(qtbot, window, passes=3)
    window.asked.emit(Step(Unit.PASS, forward=False))
    window.asked.emit(Step(Unit.PASS, forward=False))
    at(qtbot, window, 0, 11)
    click(qtbot, window.timeline.chips[0])
    at(qtbot, window, 0, 1)


def test_an_older_pass_is_changed_after_a_question(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_an_older_pass(qtbot, window)
    before = weight(window)
    double_click(qtbot, operand(window, "W"), 1, 0)
    type_number(qtbot, operand(window, "W"), "-2.5")
    question = window.desk.question
    assert question is not None
    assert question.text().startswith("This pass is not the newest. Rewind the network to here")
    assert "does not bring those passes back" in question.informativeText()
    click(qtbot, question.cancel)
    qtbot.waitUntil(lambda: window.desk.question is None)
    assert weight(window) == before
    assert window.status is not None
    assert window.status.passes == 3
    double_click(qtbot, operand(window, "W"), 1, 0)
    type_number(qtbot, operand(window, "W"), "-2.5")
    assert window.desk.question is not None
    click(qtbot, window.desk.question.rewind)
    qtbot.waitUntil(lambda: weight(window) == -2.5)
    assert window.status.passes == 1
    at(qtbot, window, 0, 1)
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: weight(window) == before)
    assert window.status.passes == 1


def test_a_rate_typed_while_stopped_changes_the_update_and_undo_brings_it_back(
    opened: Opener, qtbot: QtBot
) -> None:
    window = opened()
    at_dense(qtbot, window)
    window.asked.emit(GoToEnd())
    at(qtbot, window, 1, 11)
    box = window.transport.rate
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "0.5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.timeline.changes.isVisible())
    assert window.timeline.changes.text() == "set by hand: 1 ▾"
    frame = window.shown
    assert frame is not None
    row = window.inspector.equations.rows[0]
    rate = next(view.tensor for view in row.operands if view.tensor.name == "η")
    assert (rate.array, rate.was(0, 0)) == (0.5, 0.1)
    assert row.result.tensor.was(1, 0) == frame.unedited["dense_1"]["W"][1, 0]
    assert row.result.tensor.was(0, 0) is None  # x₁ is 0 in this sample
    window.activateWindow()
    window.canvas.setFocus()
    qtbot.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.timeline.changes.isVisible())
    assert box.value() == 0.1
    qtbot.keyClick(window.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.timeline.changes.isVisible())
    assert box.value() == 0.5


def test_the_weight_before_the_update_is_marked_too(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    old = weight(window)
    double_click(qtbot, operand(window, "W"), 1, 0)
    type_number(qtbot, operand(window, "W"), "-2.5")
    qtbot.waitUntil(lambda: weight(window) == -2.5)
    click(qtbot, window.timeline.chips[-1])
    at(qtbot, window, 1, 11)
    row = window.inspector.equations.rows[0]
    before = next(view.tensor for view in row.operands if view.tensor.name == "W")
    assert (before.when, before.array[1, 0], before.was(1, 0)) == ("before", -2.5, old)
    assert before.was(0, 0) is None


def test_what_was_changed_is_listed_and_taken_back_one_by_one_or_all(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    menu = window.desk.changes
    assert not menu.menuAction().isEnabled()
    assert not window.timeline.changes.isVisible()
    old = weight(window)
    changes = [Edit("dense_1", "W", (1, 0), -2.5), Edit("input", "Y", (0, 1), 0.5), Rate(0.2)]
    for change in (*changes, Activation("tanh_2", "ReLU")):
        window.desk.change(change)
    qtbot.waitUntil(lambda: window.timeline.changes.text() == "set by hand: 4 ▾")
    menu.fill()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert texts == [
        "Choose one to take it back",
        f"W[2, 1] of Dense 1: {short(old, 6)} → −2.5",
        f"X[1, 2] of Input: {window.shown.unedited['input']['Y'][0, 1]:g} → 0.5",  # type: ignore[union-attr]
        "learning rate: 0.1 → 0.2",
        "tanh 2 → ReLU 2",
        "Take All Back",
    ]
    next(action for action in menu.actions() if action.text().startswith("W[2, 1]")).trigger()
    qtbot.waitUntil(lambda: window.timeline.changes.text() == "set by hand: 3 ▾")
    assert weight(window) == old
    menu.fill()
    menu.actions()[-1].trigger()
    qtbot.waitUntil(lambda: not window.timeline.changes.isVisible())
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: window.timeline.changes.text() == "set by hand: 3 ▾")


def test_of_an_older_pass_the_list_can_be_read_only(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    window.desk.change(Rate(0.2))
    qtbot.waitUntil(lambda: window.timeline.changes.isVisible())
    window.asked.emit(Step(Unit.PASS))
    window.asked.emit(Step(Unit.PASS))
    window.asked.emit(Step(Unit.PASS, forward=False))
    at(qtbot, window, 1, 11)
    window.desk.changes.fill()
    heading, _line, entry = window.desk.changes.actions()
    assert heading.text() == "Rewind the network to here to take one back"
    assert (entry.text(), entry.isEnabled()) == ("learning rate: 0.1 → 0.2", False)


def test_another_activation_is_chosen_from_the_menus(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    window.desk.activations.fill()
    layers = [menu for menu in window.desk.activations.findChildren(QMenu) if menu.title()]
    assert [menu.title() for menu in layers] == ["tanh 2", "tanh 4"]
    entries = {action.text(): action for action in layers[0].actions()}
    assert [text for text, action in entries.items() if action.isChecked()] == ["tanh"]
    entries["ReLU"].trigger()
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.stage.nodes[1].title == "ReLU 2")
    frame = window.shown
    assert frame is not None
    assert frame.position == 1  # where it was before
    click(qtbot, window.timeline.chips[1])
    at(qtbot, window, 1, 2)
    result = window.inspector.equations.rows[0].result.tensor
    x = frame.arrays["dense_1"]["Y"]
    assert result.array[0].tolist() == [max(0.0, value) for value in x[0]]
    assert result.was(0, 0) == pytest.approx(math.tanh(x[0, 0]))
    window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.stage.nodes[1].title == "tanh 2")


def test_a_layer_has_a_menu_where_it_is_an_activation(
    opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    popups: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: popups.append(menu))
    window = opened()
    at_dense(qtbot, window)
    wanted = []
    for view in (window.canvas, window.network):
        view.menu_asked.connect(lambda name, _: wanted.append(name))
    picture = window.canvas.picture
    assert picture is not None
    head = picture.columns["tanh_2"].place
    at_head = window.canvas.view.mapFromScene(head.centre, head.panel.top() + 10)
    context_menu(window.canvas.view.viewport(), at_head)
    (popup,) = popups
    built = ["Insert After", "Branch To", "Replace by", "Duplicate", "Delete"]
    assert [action.text() for action in popup.actions() if action.text()] == [
        "Change Activation",
        *built,
        "Copy Picture of the Network",
        "Save Picture of the Network…",
    ]
    (kinds,) = popup.findChildren(QMenu)
    assert [action.text() for action in kinds.actions() if action.isChecked()] == ["tanh"]
    entry = window.network._entries["dense_1"]
    context_menu(entry, entry.rect().center())
    names = [action.text() for action in popups[1].actions() if action.text()]
    assert names == ["Freeze Layer", "Fill W", "Fill B", *built]
    assert wanted == ["tanh_2", "dense_1"]


def context_menu(widget: QWidget, where: QPoint) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, widget.mapToGlobal(where))
    QApplication.sendEvent(widget, event)


def test_a_refusal_lies_over_the_window_and_moves_nothing(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    places = [panel.geometry() for panel in window.panels.values()]
    window.asked.emit(MakeEdit(Edit("dense_1", "dW", (0, 0), 1.0)))
    qtbot.waitUntil(window.notice.isVisible)
    assert window.notice.text().startswith("dW of dense_1 cannot be set; what can: ")
    assert [panel.geometry() for panel in window.panels.values()] == places
    click(qtbot, window.notice)
    assert not window.notice.isVisible()


def test_a_cell_that_changed_is_painted_with_both_numbers(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    plain = operand(window, "W").grab().toImage()
    double_click(qtbot, operand(window, "W"), 1, 0)
    type_number(qtbot, operand(window, "W"), f"{weight(window) + 1e-9!r}")  # the same to four digits
    qtbot.waitUntil(lambda: window.actions_.undo.isEnabled())
    table = operand(window, "W")
    cell = table._cell_rect(1, 0)
    changed = table.grab().toImage()
    assert changed.copy(cell) != plain.copy(cell)
    assert table._tip((1, 0)).splitlines()[1].startswith("without what was set by hand: ")
    other = table._cell_rect(0, 0).adjusted(3, 3, -3, -3)
    assert changed.copy(other) == plain.copy(other)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "W of dense_1 has shape (2, 3), so there is no cell (0, 3)"),
        ("zh_CN", "dense_1 的 W 的形状是 (2, 3)，因此没有元素 (0, 3)"),
    ],
)
def test_a_refusal_is_in_the_language_of_the_window(
    opened: Opener, qtbot: QtBot, language: str, told: str
) -> None:
    window = opened()
    at_dense(qtbot, window)
    try:
        window.set_language(language)
        window.asked.emit(MakeEdit(Edit("dense_1", "W", (0, 3), 1.0)))
        qtbot.waitUntil(window.notice.isVisible)
        assert window.notice.text() == told
    finally:
        window.set_language("en")


def test_a_weight_is_looked_into_without_a_mouse(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    press(qtbot, window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    card = window.weight_card
    qtbot.waitUntil(lambda: card.strip.isVisible())
    assert card.weight == Weight("dense_1", "W", (0, 0))
    assert window.focusWidget() is card.chooser.parameter
    qtbot.keyClick(card.chooser.parameter, Qt.Key.Key_Down)
    assert card.weight == Weight("dense_1", "B", (0,))
    axis = card.chooser.axes[0]
    axis.setFocus()
    qtbot.keyClick(axis, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: card.value.text().startswith("b₂ = "))
    card.check.all.setFocus()
    qtbot.keyClick(card.check.all, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: card.layer.isVisible())
    assert card.layer.summary.text() == "9 of 9 weights checked · 9 agree"
