"""Numbers set by hand in the real window: typed into a cell, seen everywhere, taken back and set again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnviz.session.commands import GoToEnd, MakeEdit, Step
from nnviz.session.cursor import Unit
from nnviz.session.edits import Edit
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, click


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


def test_an_older_pass_offers_no_field(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window, passes=3)
    assert "a double click, or F2, sets it" in operand(window, "W")._tip((1, 0))
    window.asked.emit(Step(Unit.PASS, forward=False))
    window.asked.emit(Step(Unit.PASS, forward=False))
    at(qtbot, window, 0, 11)
    click(qtbot, window.timeline.chips[0])
    at(qtbot, window, 0, 1)
    double_click(qtbot, operand(window, "W"), 1, 0)
    assert operand(window, "W").editor is None
    assert "a double click" not in operand(window, "W")._tip((1, 0))


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
