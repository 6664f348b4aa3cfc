"""Pointing at a cell of a result shows which cells it was made of, and how, in the pass's own numbers."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget

from nnviz.session import data as dataset
from nnviz.session.cursor import Place
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui import numbers
from nnviz.ui.inspector import Inspector, equations
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView
from nnviz.ui.theme import DARK, LIGHT

LAYERS = (
    Part("Conv2D", {"channels": 2, "kernel_size": 3, "padding": "same"}),
    Part("ReLU"),
    Part("MaxPool2D"),
    Part("Flatten"),
    Part("Dropout", {"rate": 0.5}),
    Part("Dense", {"units": 3}),
    Part("Softmax"),
)
FORWARD = {"conv": 1, "relu": 2, "pool": 3, "flatten": 4, "dropout": 5, "dense": 6, "softmax": 7}
OPERATIONS = 2 * (len(LAYERS) + 1) + 1


@pytest.fixture(scope="module")
def cnn():
    """What a small network over images computed in its first pass, by position."""
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(4, 6, 6, 1)), np.eye(3)[rng.integers(0, 3, 4)]
    with pytest.MonkeyPatch.context() as patch:
        images = dataset.Dataset("images", {"input": x}, t)
        patch.setitem(dataset.DATASETS, "images", lambda: images)
        run = Run(Setup("images", LAYERS, Part("CrossEntropy"), Part("Adam"), seed=2, batch_size=3))
        run.train(1)
        found = {}
        for position in range(1, OPERATIONS + 1):
            run.go_to(run.ruler.number(Place(0, position)))
            found[position] = run.frame()
    return found


def backward(name: str) -> int:
    return OPERATIONS - FORWARD[name]


@pytest.fixture
def inspector(qtbot):
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(1700, 1300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def point(qtbot, inspector, frame, gives, cell, plane=None):
    """Moves the pointer to a cell of the result of that name."""
    inspector.show_frame(frame)
    row = next(row for row in inspector.equations.rows if row.result.tensor.name == gives)
    if plane is not None:
        row.result.show_plane(plane)
    row.result.table.bring_into_view(cell)
    qtbot.mouseMove(row.result.table.viewport(), middle(row.result.table, cell))
    return row


def middle(table, cell) -> QPoint:
    return table._cell_rect(*cell).center()


def lit(row) -> dict[str, list]:
    """The lit cells of each operand, as places in its array, counted from 0."""
    views = {view.tensor.name: view for view in row.operands}
    return {
        name: sorted(view.tensor.index(*cell) for cell in view.table._lit) for name, view in views.items()
    }


def bare(value) -> str:
    return numbers.plain(float(value), 4)


def bracketed(value) -> str:
    return f"({bare(value)})" if value < 0 else bare(value)


# -- which cells light up, and what is said ------------------------------------------------------


def test_dense_forward_lights_a_row_a_column_and_the_bias(qtbot, inspector, frames):
    frame = frames[0]
    row = point(qtbot, inspector, frame, "Y", (0, 1))
    assert lit(row) == {"X": [(0, 0), (0, 1)], "W": [(0, 1), (1, 1)], "B": [(1,)]}
    a = frame.arrays["dense_1"]
    x, w, b, y = a["X"], a["W"], a["B"], a["Y"]
    terms = f"{bare(x[0, 0])} × {bracketed(w[0, 1])} + {bracketed(x[0, 1])} × {bracketed(w[1, 1])}"
    told = f"Y₁₂ = X₁₁ · W₁₂ + … + B₂ = {terms} + {bracketed(b[1])} = {bare(y[0, 1])}"
    assert row.line.text() == told
    assert row.line.isVisible()


def test_dense_backward_lights_what_a_weight_is_blamed_by(qtbot, inspector, passes):
    frame = passes.frame_at(passes.xor_run(batch_size=4), 0, 8)
    row = point(qtbot, inspector, frame, "∂E/∂W", (2, 0))
    assert lit(row) == {"X": [(n, 2) for n in range(4)], "∂E/∂Y": [(n, 0) for n in range(4)]}
    assert row.line.text().startswith("∂E/∂W₃₁ = X₁₃ · ∂E/∂Y₁₁ + … = ")
    assert row.line.text().endswith(f" = {bare(frame.arrays['dense_3']['dW'][2, 0])}")
    assert row.line.text().count("×") == 4
    row = point(qtbot, inspector, frame, "∂E/∂B", (0, 0))
    assert lit(row) == {"∂E/∂Y": [(n, 0) for n in range(4)]}


def test_tanh_backward_is_one_cell_of_each(qtbot, inspector, frames):
    frame = frames[6]
    row = point(qtbot, inspector, frame, "∂E/∂X", (0, 0))
    assert lit(row) == {"∂E/∂Y": [(0, 0)], "Y": [(0, 0)]}
    a = {key: float(array[0, 0]) for key, array in frame.arrays["tanh_4"].items()}
    said = f"{bare(a['dY'])} × (1 − {bracketed(a['Y'])}²)"
    assert row.line.text() == f"∂E/∂X₁₁ = ∂E/∂Y₁₁ · (1 − Y₁₁²) = {said} = {bare(a['dX'])}"


def test_an_update_is_written_as_a_replacement(qtbot, inspector, frames):
    row = point(qtbot, inspector, frames[10], "W", (0, 1))
    assert lit(row) == {"W": [(0, 1)], "η": [()], "∂E/∂W": [(0, 1)]}
    assert row.line.text().startswith("W₁₂ ← W₁₂ − η · ∂E/∂W₁₂ = ")
    assert " − 0.1000 × " in row.line.text()


def test_a_convolution_lights_its_window_its_kernel_and_its_bias(qtbot, inspector, cnn):
    row = point(qtbot, inspector, cnn[FORWARD["conv"]], "Y", (0, 2), plane=(1, 1))
    window = [(1, y, x, 0) for y in (0, 1) for x in (1, 2, 3)]  # the row above is padding
    kernel = [(a, b, 0, 1) for a in (1, 2) for b in (0, 1, 2)]
    found = lit(row)
    assert (found["X"], found["W"], found["B"]) == (window, kernel, [(1,)])
    assert row.line.text().startswith("Y₂,₁,₃,₂ = X₂,₁,₂,₁ · W₂,₁,₁,₂ + … + B₂ = ")
    assert [view.tensor.shown for view in row.operands[:2]] == [(1, 0), (0, 1)]


def test_a_convolution_blames_a_pixel_by_every_window_that_saw_it(qtbot, inspector, cnn):
    frame = cnn[backward("conv")]
    row = point(qtbot, inspector, frame, "∂E/∂X", (5, 0), plane=(2, 0))
    channel = row.operands[0].tensor.shown[1]
    found = lit(row)
    assert found["∂E/∂Y"] == [(2, i, j, channel) for i in (4, 5) for j in (0, 1)]
    assert len(found["W"]) == 4
    value = frame.arrays["conv2d_1"]["dX"][2, 5, 0, 0]
    assert row.line.text().endswith(f" = {bare(value)}")


def test_a_kernel_weight_is_blamed_all_over_the_image(qtbot, inspector, cnn):
    row = point(qtbot, inspector, cnn[backward("conv")], "∂E/∂W", (0, 2), plane=(0, 1))
    sample = row.operands[0].tensor.shown[0]
    assert lit(row)["X"] == [(sample, y, x, 0) for y in range(5) for x in range(1, 6)]
    assert "more terms" in row.line.text()


def test_a_pool_lights_the_winner_and_blames_it_alone(qtbot, inspector, cnn):
    frame = cnn[FORWARD["pool"]]
    x = frame.arrays["maxpool2d_3"]["X"]
    row = point(qtbot, inspector, frame, "Y", (1, 2))
    window = x[0, 2:4, 4:6, 0]
    winner = (0, 2 + int(window.argmax()) // 2, 4 + int(window.argmax()) % 2, 0)
    assert lit(row)["X"] == [winner]
    said = ", ".join(bare(value) for value in window.ravel())
    assert f"= max({said}) = {bare(window.max())}" in row.line.text()
    back = cnn[backward("pool")]
    row = point(qtbot, inspector, back, "∂E/∂X", winner[1:3])
    assert (lit(row)["∂E/∂Y"], lit(row)["X"]) == ([(0, 1, 2, 0)], [winner])
    loser = (2 if winner[1] == 3 else 3, winner[2])
    row = point(qtbot, inspector, back, "∂E/∂X", loser)
    assert lit(row)["∂E/∂Y"] == []
    assert row.line.text() == f"∂E/∂X₁,{chr(0x2081 + loser[0])},{chr(0x2081 + loser[1])},₁ = 0.0000"


def test_dropout_shares_its_mask_between_both_directions(qtbot, inspector, cnn):
    mask = cnn[FORWARD["dropout"]].arrays["dropout_5"]["M"]
    closed = tuple(int(place) for place in np.argwhere(mask == 0)[0])
    for position, gives, operand in ((FORWARD["dropout"], "Y", "X"), (backward("dropout"), "∂E/∂X", "∂E/∂Y")):
        row = point(qtbot, inspector, cnn[position], gives, closed)
        assert lit(row) == {operand: [closed], "M": [closed]}
        assert row.line.text().endswith(" × 0.0000 = 0.0000")


def test_softmax_lights_its_sample(qtbot, inspector, cnn):
    row = point(qtbot, inspector, cnn[FORWARD["softmax"]], "Y", (1, 0))
    assert lit(row) == {"X": [(1, 0), (1, 1), (1, 2)]}
    assert row.line.text().startswith("Y₂₁ = e^X₂₁ / (e^X₂₁ + …) = e^")
    row = point(qtbot, inspector, cnn[backward("softmax")], "∂E/∂X", (1, 0))
    assert lit(row)["∂E/∂Y"] == lit(row)["Y"] == [(1, 0), (1, 1), (1, 2)]
    spelled = row.line.text().split(" = ")[2]
    assert (spelled.count("(1 − "), spelled.count("(0 − ")) == (1, 2)


def test_flatten_finds_the_pixel(qtbot, inspector, cnn):
    row = point(qtbot, inspector, cnn[FORWARD["flatten"]], "Y", (2, 7))
    assert lit(row) == {"X": [(2, 1, 0, 1)]}
    assert row.operands[0].tensor.shown == (2, 1)


@pytest.mark.parametrize("position", range(1, OPERATIONS + 1))
def test_every_result_of_a_pass_can_be_pointed_at(qtbot, inspector, cnn, position):
    inspector.show_frame(cnn[position])
    for row in inspector.equations.rows:
        row.result.table._hover((0, 0))
        value = float(row.result.tensor.table[0, 0])
        assert row.line.tip().endswith(f" {bare(value)}</p>")


# -- how it behaves ------------------------------------------------------------------------------


def test_nothing_moves_when_the_pointer_does(qtbot, inspector, frames):
    inspector.resize(1700, 700)  # too low for a line an equation, which would leave room beside it
    inspector.show_frame(frames[7])
    page = inspector.equations
    widgets = [w for row in page.rows for w in (row, row.result, *row.operands, row.formula)]
    before = [widget.geometry() for widget in (page.widget(), *widgets)]
    row = point(qtbot, inspector, frames[7], "∂E/∂W", (1, 0))
    assert [widget.geometry() for widget in (page.widget(), *widgets)] == before
    assert row.line.isVisible()
    assert not any(row.line.geometry().intersects(each.geometry()) for each in page.rows)


def test_leaving_a_table_puts_the_lights_out(qtbot, inspector, frames):
    row = point(qtbot, inspector, frames[7], "∂E/∂W", (1, 0))
    QApplication.sendEvent(row.result.table.viewport(), QEvent(QEvent.Type.Leave))
    assert [view.table._lit for view in row.operands] == [None, None]
    assert not row.line.isVisible()


def test_lit_cells_keep_their_colours_and_others_fade(qtbot, inspector, passes):
    frame = passes.frame_at(passes.xor_run(batch_size=4), 1, 1)
    row = point(qtbot, inspector, frame, "Y", (0, 1))
    table = row.operands[1].table
    image = table.viewport().grab().toImage()
    spots = [table._cell_rect(0, column).topLeft() + QPoint(7, 6) for column in range(3)]
    shown = [image.pixelColor(spot) for spot in spots]
    own = [table.cell_colours(0, column)[0] for column in range(3)]
    assert shown[1] == own[1]
    assert shown[0] != own[0]
    assert shown[2] != own[2]
    edge = table._cell_rect(0, 1).topLeft() + QPoint(table._cell.width() // 2, 1)
    assert image.pixelColor(edge).name() == DARK.forward


def test_operands_and_other_tables_light_nothing(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    row = inspector.equations.rows[1]
    table = row.operands[0].table
    qtbot.mouseMove(table.viewport(), middle(table, (0, 1)))
    assert not row.line.isVisible()
    assert row.result.table._lit is None


def test_a_click_pins_a_cell_and_another_lets_go(qtbot, inspector, frames):
    row = point(qtbot, inspector, frames[7], "∂E/∂W", (1, 0))
    table = row.result.table
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, (1, 0)))
    qtbot.mouseMove(table.viewport(), middle(table, (2, 0)))
    assert table.pinned == (1, 0)
    assert row.line.text().startswith("∂E/∂W₂₁")
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, (1, 0)))
    assert table.pinned is None


def test_a_click_elsewhere_lets_go(qtbot, inspector, frames):
    row = point(qtbot, inspector, frames[7], "∂E/∂W", (1, 0))
    table = row.result.table
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, (1, 0)))
    table._hover(None)
    assert row.line.isVisible()
    qtbot.mouseClick(inspector.header, Qt.MouseButton.LeftButton)
    assert table.pinned is None
    assert not row.line.isVisible()


def test_the_keyboard_pins_moves_and_lets_go(qtbot, inspector, passes):
    inspector.show_frame(passes.frame_at(passes.xor_run(batch_size=4), 0, 1))
    row = inspector.equations.rows[0]
    table = row.result.table
    assert table.focusPolicy() & Qt.FocusPolicy.TabFocus
    places = []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(table, key)
        places.append(table.pinned)
    assert places == [(0, 0), (0, 1), (1, 1), (1, 0), (1, 0)]
    assert row.line.text().startswith("Y₂₁ = ")
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.pinned is None
    assert not row.line.isVisible()


def test_keys_are_the_windows_until_a_cell_is_pinned(qtbot):
    class Window(QWidget):
        keys = ()

        def keyPressEvent(self, event):
            self.keys = (*self.keys, event.key())

    window = Window()
    qtbot.addWidget(window)
    table = MatrixTable(window)
    table.pointable = True
    table.show_tensor(Tensor("W", np.zeros((2, 2))), 4, DARK)
    arrows = [Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Escape, Qt.Key.Key_Space]
    for key in arrows:
        qtbot.keyClick(table, key)
    assert list(window.keys) == arrows
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Space):
        qtbot.keyClick(table, key)
    assert list(window.keys) == [*arrows, Qt.Key.Key_Space]
    table.pin(None)


def test_a_pin_and_a_plane_outlive_other_numbers_of_the_same_equations(qtbot, inspector, frames, cnn):
    row = point(qtbot, inspector, cnn[FORWARD["conv"]], "Y", (0, 2), plane=(1, 1))
    row.result.table.pin((0, 2))
    text = row.line.text()
    inspector.set_precision(3)
    again = inspector.equations.rows[0]
    assert again.result.tensor.shown == (1, 1)
    assert again.line.text().split(" = ")[:2] == text.split(" = ")[:2]
    inspector.set_theme(LIGHT)
    assert inspector.equations.rows[0].result.table.pinned == (0, 2)
    inspector.show_frame(frames[0])
    assert inspector.equations.rows[0].result.table.pinned is None


def test_samples_and_channels_can_be_leafed_through(qtbot, inspector, cnn):
    frame = cnn[FORWARD["conv"]]
    inspector.show_frame(frame)
    view = inspector.equations.rows[0].result
    sample, channel = view.planes.boxes.values()
    assert (sample.text(), channel.text()) == ("sample 1 / 3", "channel 1 / 2")
    cells, size = view.table._cell, view.size()
    sample.stepUp()
    channel.stepUp()
    y = frame.arrays["conv2d_1"]["Y"]
    assert view.table.text(2, 3) == numbers.signed(float(y[1, 2, 3, 1]), 4)
    assert (view.table._cell, view.size()) == (cells, size)
    weights = inspector.equations.rows[0].operands[1]
    assert [box.text() for box in weights.planes.boxes.values()] == ["kernel 1 / 2"]


def test_a_cell_out_of_sight_is_scrolled_to(qtbot):
    table = MatrixTable()
    qtbot.addWidget(table)
    table.show_tensor(Tensor("X", np.zeros((40, 40))), 4, DARK)
    table.resize(table.fitted_size(600))
    with qtbot.waitExposed(table):
        table.show()
    assert not table.sees_any({(30, 35)})
    table.bring_into_view((30, 35))
    assert table.sees_any({(30, 35)})
    assert table.cell_at(middle(table, (30, 35))) == (30, 35)


def test_lights_turn_to_a_plane_and_scroll_only_if_none_is_in_view(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    view = TensorView(Tensor("X", np.zeros((3, 20, 20, 2))), 4, DARK, DARK.text, ground)
    view.arrange(0, 0, 600)
    with qtbot.waitExposed(ground):
        ground.show()
    table, light = view.table, QColor(DARK.forward)
    view.light(np.array([[0, 1, 1, 0], [2, 9, 9, 1]]), (2, 9, 9, 1), light)
    assert (view.tensor.shown, table._lit) == ((0, 0), {(1, 1)})
    view.light(np.array([[2, 18, 19, 1]]), (2, 18, 19, 1), light)
    assert (view.tensor.shown, table._lit) == ((2, 1), {(18, 19)})
    assert table.sees_any({(18, 19)})
    view.light(np.array([[2, 1, 1, 1], [0, 9, 9, 1]]), (0, 9, 9, 1), light)
    assert view.tensor.shown == (2, 1)
    assert table.sees_any({(1, 1)})
    view.light(np.zeros((0, 0), int), None, light)
    assert (view.tensor.shown, table._lit) == ((2, 1), set())


def test_what_is_said_is_in_sight_however_long_the_page(qtbot, inspector, cnn):
    inspector.resize(700, 240)
    row = point(qtbot, inspector, cnn[backward("conv")], "∂E/∂X", (0, 0))
    page = inspector.equations
    for reached in (0, 120, page.verticalScrollBar().maximum()):
        page.verticalScrollBar().setValue(reached)
        place = row.line.mapTo(page.viewport(), QPoint(0, 0))
        assert 0 <= place.y() <= page.viewport().height() - row.line.height()


def test_what_is_said_never_comes_between_the_pointer_and_its_cell(qtbot, inspector, cnn):
    inspector.resize(700, 190)
    row = point(qtbot, inspector, cnn[backward("conv")], "∂E/∂X", (3, 0))
    table, page = row.result.table, inspector.equations
    assert row.line.isVisible()
    spot = row.line.geometry().center()
    assert page.widget().childAt(spot) is not row.line
    table.pin((3, 0))
    spot = row.line.geometry().topLeft() + QPoint(20, 10)  # the page may have scrolled to it
    assert page.widget().childAt(spot) is row.line  # now its tooltip can be reached
    table.pin(None)


def test_a_result_tells_how_to_keep_a_cell(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    row = inspector.equations.rows[1]
    value = frames[7].arrays["dense_3"]["dW"][0, 0]
    own, hint, *_ = row.result.table._tip((0, 0)).split("\n")
    assert own == f"∂E/∂W[1, 1] = {value}".replace("-", "−")
    assert hint == "a click keeps it; then arrows move it, Esc lets go"
    assert hint not in row.operands[0].table._tip((0, 0))


def test_a_narrow_line_says_fewer_terms_and_then_cuts_its_middle(qtbot, inspector, cnn):
    row = point(qtbot, inspector, cnn[FORWARD["dense"]], "Y", (0, 0))
    line = row.line
    counts = []
    for width in (2000, 900, 640):
        line.resize(width, line.height())
        counts.append(line.text().count("×"))
        assert line.fontMetrics().horizontalAdvance(line.text()) <= width
        assert "more terms" in line.text()
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] >= 1
    line.resize(420, line.height())
    assert line.text().split(" = ")[1].count("×") >= 1  # the symbols have gone
    line.resize(200, line.height())
    assert "…" in line.text()
    assert line.text().endswith(bare(row.result.tensor.table[0, 0])[-3:])
    assert line.tip().count("×") > counts[0]


def test_pointing_expands_one_cell_and_paints_what_is_seen(qtbot, inspector, cnn, monkeypatch):
    asked = []
    expand = equations.expand
    monkeypatch.setattr(equations, "expand", lambda *a: asked.append(a[2]) or expand(*a))
    row = point(qtbot, inspector, cnn[FORWARD["conv"]], "Y", (1, 1))
    qtbot.mouseMove(row.result.table.viewport(), middle(row.result.table, (1, 1)) + QPoint(2, 2))
    assert asked == [(0, 1, 1, 0)]
