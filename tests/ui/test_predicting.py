"""Guessing in the real window: what is covered, what a guess does, and covers put on by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from nnviz.session.commands import GoToFormula, Step
from nnviz.session.cursor import Unit
from nnviz.session.questions import Asks, question
from nnviz.ui.inspector.equation_row import EquationRow
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.inspector.prediction_line import PredictionLine
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, click, press


def predicting(opened: Opener) -> MainWindow:
    window = opened()
    window.menus._made["predict"].trigger()
    return window


def forward(qtbot: QtBot, window: MainWindow, *place: int) -> None:
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, *place)


def row(window: MainWindow) -> EquationRow:
    assert window.shown is not None
    return next(r for r in window.inspector.equations.rows if r.equation.formula is window.shown.formula)


def result(window: MainWindow) -> MatrixTable:
    return row(window).result.table


def line(window: MainWindow) -> PredictionLine:
    return window.inspector.guessing.line


def hover(table: MatrixTable, cell: tuple[int, int]) -> None:
    at_cell = QPointF(table._cell_rect(*cell).center())
    none, everywhere = Qt.MouseButton.NoButton, table.viewport().mapToGlobal(at_cell)
    moved = QMouseEvent(
        QEvent.Type.MouseMove, at_cell, everywhere, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(table.viewport(), moved)


def tip(table: MatrixTable) -> str:
    QToolTip.hideText()
    at_cell = table._cell_rect(0, 0).center()
    asked = QHelpEvent(QEvent.Type.ToolTip, at_cell, table.viewport().mapToGlobal(at_cell))
    QApplication.sendEvent(table.viewport(), asked)
    return QToolTip.text() if QToolTip.isVisible() else ""


def value(window: MainWindow) -> float:
    assert window.shown is not None
    asked = question(window.shown)
    assert asked is not None
    return asked.answer


def covered_by_menu(table: MatrixTable) -> None:
    action = next(a for a in table.actions() if a.text() in ("Cover", "Uncover"))
    action.trigger()


def test_by_itself_nothing_is_covered(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    forward(qtbot, window, 0, 1)
    assert not result(window).covered
    assert not line(window).isVisible()


def test_a_covered_result_gives_its_numbers_away_in_no_way(opened: Opener, qtbot: QtBot) -> None:
    window = predicting(opened)
    forward(qtbot, window, 0, 1)
    table = result(window)
    assert {table.text(0, column) for column in range(3)} == {"?"}
    assert len({table.cell_colours(0, column)[0].name() for column in range(3)}) == 1
    assert row(window).result.note() == ""
    assert tip(table) == ""
    hover(table, (0, 1))
    click(qtbot, table.viewport())
    assert table.pinned is None
    assert not row(window).line.isVisible()
    QApplication.clipboard().setText("before")
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert QApplication.clipboard().text() == "before"
    assert table.editor is None
    assert not any(view.table.covered for view in row(window).operands)
    assert "this panel only" in line(window).note.text()


def test_a_guess_takes_the_cover_off_and_stands_beside_the_answer(opened: Opener, qtbot: QtBot) -> None:
    window = predicting(opened)
    forward(qtbot, window, 0, 1)
    right = value(window)
    qtbot.keyClicks(line(window).field, f"{right:.1e}")
    qtbot.keyClick(line(window).field, Qt.Key.Key_Return)
    assert not result(window).covered
    assert result(window).pinned is not None
    assert row(window).line.isVisible()
    text = line(window).verdict.text()
    assert text.startswith("✓ Right: guessed ")
    assert f"{right:.4g}".replace("-", "−") in text
    assert not line(window).field.isVisible()
    assert window.canvas.hasFocus()


def test_a_wrong_guess_says_how_far_off_it_is(opened: Opener, qtbot: QtBot) -> None:
    window = predicting(opened)
    forward(qtbot, window, 0, 1)
    qtbot.keyClicks(line(window).field, repr(3 * value(window)))
    click(qtbot, line(window).check)
    assert line(window).verdict.text().startswith("✗ Not right: guessed ")
    assert line(window).verdict.text().endswith(" · 200 % off")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a number is missing"),
        ("nan", "the number must be finite"),
        ("much", "“much” is not a number"),
        ("1e999", "1e999 is too large"),
    ],
)
def test_what_is_no_number_leaves_the_question_open(
    opened: Opener, qtbot: QtBot, text: str, reason: str
) -> None:
    window = predicting(opened)
    forward(qtbot, window, 0, 1)
    qtbot.keyClicks(line(window).field, text)
    qtbot.keyClick(line(window).field, Qt.Key.Key_Return)
    assert result(window).covered
    assert line(window).field.isVisible()
    assert window._theme.bad in line(window).field.styleSheet()
    assert line(window).note.text() == reason
    qtbot.keyClicks(line(window).field, "1")
    assert line(window).note.text().startswith("right within 5 %")


def test_show_uncovers_without_a_guess_and_it_stays_so_in_the_pass(opened: Opener, qtbot: QtBot) -> None:
    window = predicting(opened)
    forward(qtbot, window, 0, 1)
    click(qtbot, line(window).show_it)
    assert line(window).verdict.text().startswith("It is ")
    forward(qtbot, window, 0, 2)
    assert result(window).covered
    press(qtbot, window, Qt.Key.Key_Left)
    at(qtbot, window, 0, 1)
    assert not result(window).covered
    assert line(window).verdict.isVisible()
    window.asked.emit(Step(Unit.PASS))
    window.asked.emit(GoToFormula(11, 1))
    at(qtbot, window, 0, 11)
    assert result(window).covered


def test_the_weight_that_moves_most_is_chosen_by_a_button(opened: Opener, qtbot: QtBot) -> None:
    window = predicting(opened)
    window.asked.emit(GoToFormula(11, 1))
    at(qtbot, window, 0, 11)
    assert window.shown is not None
    asked = question(window.shown)
    assert asked is not None
    assert asked.asks is Asks.MOST
    assert all(each.result.table.covered for each in window.inspector.equations.rows)
    assert len(line(window).choices) == len(asked.cells)
    button = line(window).choices[int(asked.answer)]
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert line(window).verdict.text().startswith(f"✓ Right: guessed {button.text()} (")
    assert not any(each.result.table.covered for each in window.inspector.equations.rows)


def test_the_question_stays_when_the_theme_the_language_or_the_digits_change(
    opened: Opener, qtbot: QtBot
) -> None:
    window = predicting(opened)
    forward(qtbot, window, 0, 1)
    qtbot.keyClicks(line(window).field, "0.25")
    window.set_theme_name("light")
    window.inspector.set_precision(6)
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: "多少" in line(window).asked.text())
    window.set_language("en")
    qtbot.waitUntil(lambda: line(window).asked.text().startswith("What is "))
    assert line(window).field.text() == "0.25"
    assert result(window).covered


def test_it_is_remembered_and_can_be_turned_off_while_a_question_is_open(
    opened: Opener, qtbot: QtBot, settings: Settings
) -> None:
    window = predicting(opened)
    assert settings.predict
    forward(qtbot, window, 0, 1)
    window.menus._made["predict"].trigger()
    assert not settings.predict
    assert not result(window).covered
    assert not line(window).isVisible()
    settings.predict = True
    again = opened()
    assert again.menus._made["predict"].isChecked()
    forward(qtbot, again, 0, 1)
    assert result(again).covered


def test_any_table_is_covered_by_hand_until_the_stop_changes(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    forward(qtbot, window, 0, 1)
    weights = row(window).operands[1].table
    shown = weights.text(0, 0)
    result(window).pin((0, 0))
    covered_by_menu(weights)
    assert weights.text(0, 0) == "?"
    hover(result(window), (0, 1))
    assert not row(window).line.isVisible()  # it would spell the covered numbers out
    window.inspector.set_precision(5)
    weights = row(window).operands[1].table
    assert weights.covered
    covered_by_menu(weights)
    window.inspector.set_precision(4)
    assert row(window).operands[1].table.text(0, 0) == shown
    covered_by_menu(row(window).operands[1].table)
    forward(qtbot, window, 0, 2)
    press(qtbot, window, Qt.Key.Key_Left)
    at(qtbot, window, 0, 1)
    assert row(window).operands[1].table.text(0, 0) == shown


def test_taking_the_cover_of_a_question_off_by_hand_gives_it_up(opened: Opener, qtbot: QtBot) -> None:
    window = predicting(opened)
    forward(qtbot, window, 0, 1)
    covered_by_menu(result(window))
    assert not result(window).covered
    assert line(window).verdict.text().startswith("It is ")


def test_a_whole_pass_is_guessed_stop_by_stop(opened: Opener, qtbot: QtBot) -> None:
    window = predicting(opened)
    asked = set()
    for stop in range(18):
        before = window.shown
        press(qtbot, window, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda before=before: window.shown is not before)
        assert window.shown is not None
        assert window.shown.pass_index == 0
        found = question(window.shown)
        assert found is not None
        asked.add(found.asks)
        assert line(window).isVisible(), stop
        line(window).answered.emit(found.answer)
        assert line(window).verdict.text().startswith("✓ Right: "), stop
        assert result(window).text(0, 0) != "?"
        if window.shown.operation is window.shown.stage.operations[-1]:
            break
    assert window.shown is not None
    assert window.shown.position == 11
    assert asked == set(Asks)
