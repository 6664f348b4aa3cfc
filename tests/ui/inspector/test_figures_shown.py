"""The same formula in numbers: operands in its order with its signs, symbols that open their tensor."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from nnviz.nn.derive import Weight
from nnviz.ui import numbers
from nnviz.ui.inspector import Inspector
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_dialog import TensorDialog, as_text
from nnviz.ui.theme import DARK


@pytest.fixture
def inspector(qtbot):
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(1100, 420)
    with qtbot.waitExposed(made):
        made.show()
    return made


def read(row) -> str:
    """The signs and tensors from left to right, as they are placed."""
    placed = [(rect.left(), sign) for sign, rect in row._placed]
    placed += [(view.x(), view._name) for view in row.views]
    return " ".join(text for _, text in sorted(placed))


def test_operands_stand_as_in_the_formula_with_its_signs(inspector, frames):
    inspector.show_frame(frames[0])
    assert read(inspector.equations.rows[0]) == "X · W + B = Y"
    inspector.show_frame(frames[7])
    assert [read(row) for row in inspector.equations.rows] == [
        "∂E/∂Y · Wᵀ = ∂E/∂X",
        "Xᵀ · ∂E/∂Y = ∂E/∂W",
        "Σₙ ∂E/∂Y = ∂E/∂B",
    ]
    inspector.show_frame(frames[10])
    assert read(inspector.equations.rows[0]) == "W before − η · ∂E/∂W → W after"


def test_a_function_encloses_its_operand(inspector, frames):
    inspector.show_frame(frames[1])
    assert read(inspector.equations.rows[0]) == "tanh( X ) = Y"


def test_a_transposed_table_shows_columns_as_rows_and_names_the_cells_of_the_tensor():
    x = np.array([[1.0, 2.0, 3.0]])
    turned = Tensor("X", x, transposed=True)
    assert (turned.title, turned.shape_text, turned.table.tolist()) == ("Xᵀ", "(3, 1)", [[1.0], [2.0], [3.0]])
    assert turned.index(2, 0) == (0, 2)
    assert turned.cell_text(2, 0) == "X[1, 3] = 3.0"
    assert turned.cells(np.array([[0, 1]])) == {(1, 0)}
    assert turned.as_text() == "1.0\n2.0\n3.0"


def test_pointing_lights_the_cells_of_a_transposed_table(inspector, frames):
    inspector.show_frame(frames[7])
    row = inspector.equations.rows[1]
    row.result.table.pin((2, 0))
    assert row.operands[0].table._lit == {(2, 0)}
    assert row.line.text().startswith("∂E/∂W₃₁ = X₁₃ · ∂E/∂Y₁₁")


def test_numbers_keep_the_chosen_digits_to_the_last_zero(inspector, passes):
    frame = passes.frame_at(passes.xor_run(), 0, 1)
    inspector.show_frame(frame)
    row = inspector.equations.rows[0]
    row.result.table.pin((0, 0))
    inspector.set_precision(6)
    assert " + 0.000000 × " in row.line.text()
    assert row.line.text().endswith(f"= {numbers.plain(float(frame.arrays['dense_1']['Y'][0, 0]), 6)}")


def test_steps_fill_the_same_widgets(inspector, frames):
    for frame in (*frames, *frames):
        inspector.show_frame(frame)
    widgets = len(inspector.findChildren(object))
    for frame in frames:
        inspector.show_frame(frame)
    assert len(inspector.findChildren(object)) == widgets


def test_room_makes_numbers_larger_and_its_lack_never_smaller_than_readable(inspector, frames):
    sizes = []
    for width, height in ((600, 200), (1100, 420), (1900, 900)):
        inspector.resize(width, height)
        inspector.show_frame(frames[1])
        sizes.append(inspector.equations.rows[0].result.table.font().pixelSize())
    assert sizes[0] == 13
    assert sizes == sorted(sizes)
    assert sizes[2] == 45


@pytest.mark.parametrize(("height", "pixels"), [(222, 14), (208, 13), (186, 11)])
def test_a_low_inspector_writes_smaller_so_that_the_whole_equation_is_seen(inspector, passes, height, pixels):
    frame = passes.frame_at(passes.xor_run(), 0, 10)
    inspector.resize(700, height)
    inspector.show_frame(frame)
    page = inspector.equations
    row = page.rows[0]
    assert row.result.table.font().pixelSize() == pixels
    assert page.verticalScrollBar().maximum() > 0  # what comes after it is scrolled to
    assert row.y() + row.height() <= page.viewport().height()


# -- symbols of the drawn formula ----------------------------------------------------------------


def test_each_symbol_has_its_place_in_the_drawing(inspector, frames):
    inspector.show_frame(frames[7])
    formula = inspector.equations.rows[1].formula
    spots = formula.spots()
    assert [key for key, _ in spots] == ["dW", "X", "dY"]
    for (_, one), (_, other) in pairwise(spots):
        assert one.right() < other.left() + 6
    assert all(rect.intersects(formula.rect().toRectF()) for _, rect in spots)


def test_pointing_at_a_symbol_marks_its_table(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    row = inspector.equations.rows[1]
    place = dict(row.formula.spots())["X"].center().toPoint()
    qtbot.mouseMove(row.formula, place)
    assert [view._marked for view in row.views] == [False, True, False]
    qtbot.mouseMove(row.formula, QPoint(1, row.formula.height() - 1))
    row.formula._point(None)
    assert not any(view._marked for view in row.views)


def test_a_click_on_a_symbol_gives_its_table_the_keyboard(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    row = inspector.equations.rows[1]
    place = dict(row.formula.spots())["dY"].center().toPoint()
    qtbot.mouseClick(row.formula, Qt.MouseButton.LeftButton, pos=place)
    assert row.operands[1].table.hasFocus()
    assert row.operands[1]._marked
    row.operands[1]._flash.timeout.emit()
    assert not row.operands[1]._marked


def test_the_keyboard_reaches_every_tensor_by_a_menu(inspector, frames):
    inspector.show_frame(frames[7])
    formula = inspector.equations.rows[1].formula
    assert formula.focusPolicy() & Qt.FocusPolicy.TabFocus
    menu = formula.menu()
    assert [action.text() for action in menu.actions()] == ["∂E/∂W", "X", "∂E/∂Y"]
    menu.actions()[1].trigger()
    assert inspector.equations.rows[1].operands[0].table.hasFocus()
    menu.close()


def test_a_formula_that_cannot_be_drawn_still_lists_its_tensors(qtbot):
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.show_tex(r"\frac{X", "#000000", 22)
    label.show_symbols((("X", "X"),), {"X": "X"})
    assert label.spots() == []
    with qtbot.waitSignal(label.symbol_chosen) as caught:
        label.menu().actions()[0].trigger()
    assert caught.args == ["X"]


# -- a tensor by itself --------------------------------------------------------------------------


def test_a_tensor_of_its_own_tells_its_extremes_and_can_be_taken_along(qtbot, inspector):
    array = np.array([[-3.0, 0.5], [1.0, 0.5]])
    dialog = inspector.show_tensor(Tensor("W", array))
    qtbot.addWidget(dialog)
    said = dialog.figures.text()
    norm = f"‖·‖ {np.linalg.norm(array):.4f}"
    assert said.split("    ") == ["smallest −3.0000", "largest +1.0000", "mean −0.2500", norm, "4 numbers"]
    dialog.copy_all.click()
    assert QGuiApplication.clipboard().text() == "-3.0\t0.5\n1.0\t0.5"
    assert dialog.view.table.tensor.array is array


def test_all_planes_are_copied_each_under_its_place():
    images = np.arange(8.0).reshape(2, 2, 2, 1)
    assert (
        as_text(Tensor("X", images))
        == "X[1, :, :, 1]\n0.0\t1.0\n2.0\t3.0\n\nX[2, :, :, 1]\n4.0\t5.0\n6.0\t7.0"
    )


def test_a_click_on_a_name_shows_the_tensor_by_itself(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    view = inspector.equations.rows[0].operands[1]
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 2, 8))
    (dialog,) = inspector.findChildren(TensorDialog)
    assert np.array_equal(dialog.tensor.array, frames[7].arrays["dense_3"]["W"])
    dialog.close()


# -- the chain rule to one weight ----------------------------------------------------------------


def test_ctrl_and_a_click_ask_for_the_chain_rule_to_a_weight(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    row = inspector.equations.rows[1]
    table = row.result.table
    with qtbot.waitSignal(inspector.weight_asked) as caught:
        middle = table._cell_rect(2, 0).center()
        qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, middle
        )
    assert caught.args == [Weight("dense_3", "W", (2, 0))]
    assert table.pinned is None
    weights = inspector.equations.rows[0].operands[1].table
    weights._menu_cell = (0, 1)
    chain = next(action for action in weights.actions() if action.text() == "Chain rule to this weight…")
    with qtbot.waitSignal(inspector.weight_asked) as caught:
        chain.trigger()
    assert caught.args == [Weight("dense_3", "W", (1, 0))]


def test_what_is_no_weight_has_no_chain_rule(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    table = inspector.equations.rows[0].result.table
    assert not any(action.isVisible() for action in table.actions() if action.text().startswith("Chain"))
    middle = table._cell_rect(0, 0).center()
    with qtbot.assertNotEmitted(inspector.weight_asked):
        qtbot.mouseClick(
            table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, middle
        )


def test_theme_of_the_dialog_is_that_of_the_window(qtbot, inspector):
    dialog = inspector.show_tensor(Tensor("W", np.zeros((2, 2))))
    qtbot.addWidget(dialog)
    assert DARK.text in dialog.place.styleSheet()


def test_the_menu_of_its_table_shows_the_tensor_by_itself_without_the_mouse(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    table = inspector.equations.rows[0].operands[1].table
    entry = next(action for action in table.actions() if action.text() == "Show by itself…")
    before = set(inspector.findChildren(TensorDialog))
    entry.trigger()
    (dialog,) = set(inspector.findChildren(TensorDialog)) - before
    qtbot.addWidget(dialog)
    assert dialog.tensor.title == table.tensor.title
