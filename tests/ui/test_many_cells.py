"""Many cells set at once in the real window: selected, typed, dragged, filled, pasted, frozen, taken back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nnviz.nn.derive import Weight
from nnviz.nn.freezing import Frozen
from nnviz.session.commands import GoToEnd, UndoEdit
from nnviz.session.edits import Edit, Fill, Freeze
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.ui.canvas.locks import Locks
from nnviz.ui.canvas.tips import column_tip
from nnviz.ui.editing.words import written
from nnviz.ui.inspector.edit_table import EditTable
from nnviz.ui.inspector.tensor_dialog import TensorDialog
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at
from tests.ui.test_editing import at_an_older_pass, at_dense, context_menu, operand, type_number

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


def weights(window: MainWindow) -> np.ndarray:
    assert window.shown is not None
    found = window.shown.before.get("dense_1", {}).get("W", window.shown.arrays["dense_1"]["W"])
    return np.asarray(found)


def expected(*changes: object) -> np.ndarray:
    """W of the first layer in a run of its own with these changes, as the pass starts with it."""
    run = Run(load("xor").setup)
    run.train(2)
    for change in changes:
        run.edit(change)  # type: ignore[arg-type]
    return np.asarray(run.frame().before["dense_1"]["W"])


def locks_of(window: MainWindow) -> Locks:
    assert window.canvas.picture is not None
    return window.canvas.picture.locks


def opened_dialog(qtbot: QtBot, window: MainWindow, name: str = "W") -> TensorDialog:
    (row,) = window.inspector.equations.rows
    view = next(view for view in row.operands if view.tensor.name == name)
    view.large_asked.emit(view)
    dialog = window.inspector.findChildren(TensorDialog)[-1]
    qtbot.addWidget(dialog)
    return dialog


def mouse(table: EditTable, kind: QEvent.Type, at_: QPoint, held: Qt.KeyboardModifier) -> None:
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    point = QPointF(at_)
    event = QMouseEvent(kind, point, table.viewport().mapToGlobal(point), LEFT, buttons, held)
    QApplication.sendEvent(table.viewport(), event)


def centre(table: EditTable, row: int, column: int) -> QPoint:
    return table._cell_rect(row, column).center()


@pytest.fixture
def dialog(opened: Opener, qtbot: QtBot) -> tuple[MainWindow, TensorDialog]:
    window = opened()
    at_dense(qtbot, window)
    return window, opened_dialog(qtbot, window)


Open = tuple[MainWindow, TensorDialog]


def test_a_number_typed_over_selected_cells_sets_them_all_in_one_step(dialog: Open, qtbot: QtBot) -> None:
    window, shown = dialog
    table, before = shown.table, weights(window)
    qtbot.mouseClick(table.viewport(), LEFT, pos=centre(table, 0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert table.selected == [(0, 1), (0, 2), (1, 1), (1, 2)]
    qtbot.keyClicks(table, "7")
    assert table.editor is not None
    assert table.editor.text() == "7"
    type_number(qtbot, table, "-0,25")
    cells = [(0, 1), (0, 2), (1, 1), (1, 2)]
    wanted = expected(Fill.of("dense_1", "W", cells, -0.25))
    qtbot.waitUntil(lambda: weights(window).tobytes() == wanted.tobytes())
    assert table.selected == cells  # they stay selected for what comes next
    assert table.tensor.array.tobytes() == wanted.tobytes()
    assert written(window.shown.changes[0], window.shown.stage) == "W of Dense 1, 4 cells: −0.25"
    qtbot.keyClick(shown, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: weights(window).tobytes() == before.tobytes())
    qtbot.waitUntil(lambda: not window.actions_.undo.isEnabled())


def test_the_mouse_selects_a_block_and_shift_extends_it(dialog: Open, qtbot: QtBot) -> None:
    _, shown = dialog
    table = shown.table
    none = Qt.KeyboardModifier.NoModifier
    mouse(table, QEvent.Type.MouseButtonPress, centre(table, 1, 0), none)
    mouse(table, QEvent.Type.MouseMove, centre(table, 0, 1), none)
    mouse(table, QEvent.Type.MouseButtonRelease, centre(table, 0, 1), none)
    mouse(table, QEvent.Type.MouseMove, centre(table, 0, 2), none)
    assert table.selected == [(0, 0), (0, 1), (1, 0), (1, 1)]
    qtbot.mouseClick(table.viewport(), LEFT, SHIFT, centre(table, 1, 2))
    assert table.selected == [(1, 0), (1, 1), (1, 2)]
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert len(table.selected) == 6
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.selected == []


def test_a_drag_with_alt_moves_cells_live_and_is_one_step(dialog: Open, qtbot: QtBot) -> None:
    window, shown = dialog
    table, before = shown.table, weights(window)
    place = centre(table, 0, 1)
    mouse(table, QEvent.Type.MouseButtonPress, place, ALT)
    for y in range(1, 31):
        mouse(table, QEvent.Type.MouseMove, place - QPoint(0, y), ALT)
    mouse(table, QEvent.Type.MouseButtonRelease, place - QPoint(0, 30), ALT)
    wanted = expected(Edit("dense_1", "W", (0, 1), round(float(before[0, 1]) + 30 * 0.001, 5)))
    qtbot.waitUntil(lambda: weights(window).tobytes() == wanted.tobytes())
    window.asked.emit(UndoEdit())
    qtbot.waitUntil(lambda: weights(window).tobytes() == before.tobytes())
    qtbot.waitUntil(lambda: not window.actions_.undo.isEnabled())


def test_cells_are_copied_with_all_digits_and_pasted_back(dialog: Open, qtbot: QtBot) -> None:
    window, shown = dialog
    table, before = shown.table, weights(window)
    qtbot.mouseClick(table.viewport(), LEFT, pos=centre(table, 0, 0))
    qtbot.keyClick(table, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == f"{before[0, 0]}\t{before[0, 1]}"
    qtbot.mouseClick(table.viewport(), LEFT, pos=centre(table, 1, 1))
    qtbot.keyClick(table, Qt.Key.Key_V, CTRL)
    wanted = expected(Fill.of("dense_1", "W", [(1, 1), (1, 2)], before[0, :2]))
    qtbot.waitUntil(lambda: weights(window).tobytes() == wanted.tobytes())
    assert weights(window)[1, 2] == before[0, 1]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1\t2\t3\n4\t5\t6\n", [[1, 2, 3], [4, 5, 6]]),
        ("0,5;1,25;-2e-3\r\n4;5;1,125\r\n", [[0.5, 1.25, -0.002], [4, 5, 1.125]]),
        ("1,2,3\n4,5,6.5", [[1, 2, 3], [4, 5, 6.5]]),
        ("[[ 0.1  0.2 -3. ]\n [ 4.   5.   6. ]]", [[0.1, 0.2, -3], [4, 5, 6]]),
    ],
)
def test_a_whole_tensor_is_pasted_from_any_spreadsheet(
    dialog: Open, qtbot: QtBot, text: str, numbers: list[list[float]]
) -> None:
    window, shown = dialog
    QGuiApplication.clipboard().setText(text)
    qtbot.mouseClick(shown.paste, LEFT)
    qtbot.waitUntil(lambda: weights(window).tolist() == numbers)
    assert shown.table.complaint == ""


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "there are no numbers on the clipboard"),
        ("1\t2\t3\n4\tfive\t6", "row 2, column 2: “five” is not a number"),
        ("1\t2\t3\n4\t5", "row 2 has 2 columns, row 1 has 3"),
        ("1\t2\n3\t4", "the clipboard has 2 × 2 numbers, here is room for 2 × 3"),
        ("1\t2\tinf\n4\t5\t6", "row 1, column 3: the number must be finite"),
        ("1\t2\t\n4\t5\t6", "row 1, column 3: a number is missing"),
    ],
)
def test_what_cannot_be_pasted_is_said_with_its_place(dialog: Open, text: str, complaint: str) -> None:
    window, shown = dialog
    before = weights(window)
    QGuiApplication.clipboard().setText(text)
    shown.table.paste()
    assert shown.table.complaint == f"Not pasted: {complaint}"
    assert shown.table._sign is not None
    assert shown.table._sign.isVisible()
    assert shown.rect().contains(shown.table._sign.geometry())
    assert weights(window).tobytes() == before.tobytes()
    assert not window.actions_.undo.isEnabled()


def choose(table: EditTable, text: str) -> None:
    table.fill.aboutToShow.emit()
    entries = table.fill.actions()
    entries += [action for entry in entries if (menu := entry.menu()) for action in menu.actions()]  # type: ignore[attr-defined]
    next(action for action in entries if action.text() == text).trigger()


def answer(qtbot: QtBot, table: EditTable, text: str) -> None:
    question = table.fill.question
    assert question is not None
    question.field.setText(text)
    qtbot.keyClick(question.field, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("entry", "typed", "made"),
    [
        ("With a Constant…", "1e-3", lambda w: np.full_like(w, 0.001)),
        ("With Zeros", None, np.zeros_like),
        ("Negate", None, np.negative),
        ("Scale by…", "−3", lambda w: w * -3.0),
    ],
)
def test_the_menu_fills_all_cells_in_one_step(
    dialog: Open, qtbot: QtBot, entry: str, typed: str | None, made: Callable[[np.ndarray], np.ndarray]
) -> None:
    window, shown = dialog
    before = weights(window)
    choose(shown.table, entry)
    if typed is not None:
        answer(qtbot, shown.table, typed)
    qtbot.waitUntil(lambda: weights(window).tobytes() == made(before).tobytes())
    window.asked.emit(UndoEdit())
    qtbot.waitUntil(lambda: weights(window).tobytes() == before.tobytes())


def test_an_initializer_gives_the_very_first_weights_of_its_seed(dialog: Open, qtbot: QtBot) -> None:
    window, shown = dialog
    setup = load("xor").setup
    first = setup.make_network(setup.make_data()).nodes["dense_1"].parameters[0].value
    choose(shown.table, "Article A…")
    answer(qtbot, shown.table, "1.5")
    question = shown.table.fill.question
    assert question is not None
    assert question.complaint.text().startswith("seed must be a whole number")
    answer(qtbot, shown.table, str(setup.seed))
    qtbot.waitUntil(lambda: weights(window).tobytes() == first.tobytes())


def test_a_factor_that_is_too_large_is_refused(dialog: Open, qtbot: QtBot) -> None:
    window, shown = dialog
    choose(shown.table, "With a Constant…")
    answer(qtbot, shown.table, "10")
    qtbot.waitUntil(lambda: weights(window)[0, 0] == 10.0)
    choose(shown.table, "Scale by…")
    answer(qtbot, shown.table, "1e308")
    question = shown.table.fill.question
    assert question is not None
    assert "larger than any number" in question.complaint.text()
    question.reject()
    assert weights(window)[0, 0] == 10.0


def test_cells_are_frozen_marked_and_freed(dialog: Open, qtbot: QtBot) -> None:
    window, shown = dialog
    table, before = shown.table, weights(window)
    qtbot.mouseClick(table.viewport(), LEFT, pos=centre(table, 1, 2))
    table.freeze()
    change = Freeze(Frozen("dense_1", "W", ((1, 2),)))
    qtbot.waitUntil(lambda: bool(window.shown and window.shown.changes))
    assert window.shown is not None
    assert window.shown.changes[0].change == change
    assert written(window.shown.changes[0], window.shown.stage) == "W of Dense 1, 1 cells: frozen"
    window.asked.emit(GoToEnd())
    at(qtbot, window, 1, 11)
    after = window.shown.arrays["dense_1"]["W"]
    assert after[1, 2] == before[1, 2]
    assert (after != before).sum() == 2  # the row of the input that is 1
    locks = locks_of(window)
    assert (locks.part, locks.whole, len(locks.items)) == (("dense_1",), (), 1)
    column = window.canvas.picture.plan.column("dense_1")  # type: ignore[union-attr]
    assert column_tip(window.shown, column).endswith("W: 1 of 6 frozen")
    assert table.tensor.is_frozen(1, 2)
    assert not table.tensor.is_frozen(1, 1)
    assert "frozen: no update moves it" in table._tip((1, 2))
    table.freeze()
    qtbot.waitUntil(lambda: not locks_of(window).items)


def test_a_layer_is_frozen_and_filled_from_its_menu_on_the_canvas(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    menu = window.desk._layer_menu("dense_1")
    assert menu is not None
    menu.freeze.trigger()
    assert menu.freeze.text() == "Freeze Layer"
    qtbot.waitUntil(lambda: locks_of(window).whole == ("dense_1",))
    again = window.desk._layer_menu("dense_1")
    assert again is not None
    assert again.freeze.text() == "Unfreeze Layer"
    assert [fill.title() for fill in again.fills] == ["Fill W", "Fill B"]
    again.fills[1].aboutToShow.emit()
    again.fills[1].actions()[1].trigger()
    qtbot.waitUntil(lambda: window.shown.arrays["dense_1"]["B"].tolist() == [0.0, 0.0, 0.0])  # type: ignore[union-attr]
    assert window.desk._layer_menu("tanh_2") is None
    assert window.desk._layer_menu("input") is None


def test_the_inspector_shows_that_what_is_frozen_stays(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    window.desk.change(Freeze(Frozen("dense_3")))
    window.asked.emit(GoToEnd())
    at(qtbot, window, 1, 11)
    qtbot.waitUntil(lambda: window.inspector.equations.rows[0].equation.operands[0].name == "F")
    for row in window.inspector.equations.rows:
        operands = {tensor.name: tensor.array for tensor in row.equation.operands}
        frozen = row.equation.owner.name == "dense_3"
        assert (operands["F"] == frozen).all()
        if frozen:
            assert row.result.tensor.array.tobytes() == operands[row.equation.result.name].tobytes()


def test_of_an_older_pass_the_window_asks_before_cells_are_filled(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_an_older_pass(qtbot, window)
    table = operand(window, "W")
    assert isinstance(table, EditTable)
    table.select_all()
    choose(table, "With Zeros")
    assert window.desk.question is not None
    window.desk.question.rewind.click()
    qtbot.waitUntil(lambda: not weights(window).any())
    assert window.status is not None


def test_a_tensor_of_another_pass_cannot_be_set_in_its_window(dialog: Open, qtbot: QtBot) -> None:
    window, shown = dialog
    before = shown.table.tensor.array
    assert shown.fill.isVisibleTo(shown)
    window.asked.emit(GoToEnd())
    at(qtbot, window, 1, 11)
    assert shown.fill.isVisibleTo(shown)
    window.actions_.forward.trigger()
    qtbot.waitUntil(lambda: not shown.fill.isVisibleTo(shown))
    assert shown.table.tensor.array.tobytes() == before.tobytes()
    shown.table.edit((0, 0))
    assert shown.table.editor is None
    shown.table.select_all()
    assert len(shown.table.selected) == 6  # to be copied


def test_a_weight_is_frozen_from_the_menu_of_its_edge(
    opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    popups: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: popups.append(menu))
    window = opened()
    at_dense(qtbot, window)
    picture = window.canvas.picture
    assert picture is not None
    bundle = next(each for each in picture.bundles if each.link.node.name == "dense_1")
    edge = next(k for k in range(6) if (bundle.link.starts[k], bundle.link.ends[k]) == (1, 2))
    view = window.canvas.view
    context_menu(view.viewport(), view.mapFromScene(bundle.course.path(edge).pointAtPercent(0.9)))
    first = popups[0].actions()[0]
    assert first.text() == "Freeze This Weight"
    first.trigger()
    qtbot.waitUntil(lambda: len(locks_of(window).items) == 1)
    assert window.shown is not None
    assert window.shown.changes[0].change == Freeze(Frozen("dense_1", "W", ((1, 2),)))
    again = window.desk._layer_menu("dense_1", Weight("dense_1", "W", (1, 2)))
    assert again is not None
    assert [action.text() for action in again.actions()[:2]] == ["Unfreeze This Weight", "Freeze Layer"]
    window.asked.emit(UndoEdit())
    qtbot.waitUntil(lambda: not locks_of(window).items)


def test_a_weight_is_frozen_on_its_card_and_freed_by_undo(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    at_dense(qtbot, window)
    weight = Weight("dense_1", "W", (0, 1))
    window.open_weight(weight)
    button = window.weight_card.freeze
    qtbot.waitUntil(lambda: not button.isHidden())
    assert not button.isChecked()
    assert button.accessibleName() == "Freeze this weight"
    button.click()
    qtbot.waitUntil(button.isChecked)
    assert locks_of(window).part == ("dense_1",)
    assert button.accessibleName() == "Unfreeze this weight"
    assert window.shown is not None
    assert window.shown.changes[0].change == Freeze(Frozen("dense_1", "W", ((0, 1),)))
    window.asked.emit(UndoEdit())
    qtbot.waitUntil(lambda: not button.isChecked())
    assert locks_of(window).items == []
