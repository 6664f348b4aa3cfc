"""The inspector shows exactly the numbers of the operation under the cursor."""

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QRect, QTranslator

from nnviz.ui import numbers
from nnviz.ui.inspector import Inspector
from nnviz.ui.inspector.equations import equations
from nnviz.ui.inspector.live_page import HEADINGS
from nnviz.ui.inspector.tensor_view import TensorView
from nnviz.ui.theme import DARK, LIGHT


@pytest.fixture
def inspector(qtbot):
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(820, 260)
    with qtbot.waitExposed(made):
        made.show()
    return made


def plain(label) -> str:
    """The words of a label without their markup."""
    from PySide6.QtGui import QTextDocumentFragment

    return QTextDocumentFragment.fromHtml(label.text()).toPlainText()


def cell_texts(view: TensorView) -> list[str]:
    rows, columns = view.table.tensor.table.shape
    return [view.table.text(row, column) for row in range(rows) for column in range(columns)]


@pytest.mark.parametrize("position", range(1, 12))
def test_every_cell_is_the_recorded_number(inspector, frames, position):
    frame = frames[position - 1]
    inspector.set_precision(8)
    inspector.show_frame(frame)
    operation = frame.operation
    rows = inspector.equations.rows
    if position < 11:
        node = frame.stage.node(operation.node)
        formulas = node.description.formulas(operation.phase)
        expected = [[frame.arrays[node.name][k] for k in (f.gives, *f.takes)] for f in formulas]
    else:
        expected = [
            [frame.arrays[n][p], frame.before[n][p], frame.arrays["update"]["rate"], frame.arrays[n]["d" + p]]
            for n in ("dense_1", "dense_3")
            for p in ("W", "B")
        ]
    assert len(rows) == len(expected)
    for row, arrays in zip(rows, expected, strict=True):
        views = [row.result, *row.operands]
        for view, array in zip(views, arrays, strict=True):
            if view.tensor.constant:
                assert cell_texts(view) == ["0.1"]
                continue
            stands = array.T if view.tensor.transposed else array
            assert cell_texts(view) == [numbers.signed(float(v), 8) for v in stands.ravel()]
            back = np.array([float(text.replace("−", "-")) for text in cell_texts(view)])
            assert np.abs(back - stands.ravel()).max() <= 0.5e-8


def test_the_update_shows_parameters_before_and_after(inspector, frames):
    inspector.show_frame(frames[10])
    row = inspector.equations.rows[0]
    assert row.caption.text() == "Dense 1 · W"
    assert row.result.title().startswith("W after")
    assert [view.title().split(" (")[0].strip() for view in row.operands] == ["W before", "η", "∂E/∂W"]
    old, _, gradient = (view.tensor.array for view in row.operands)
    assert np.array_equal(row.result.tensor.array, old - 0.1 * gradient)


def test_a_low_inspector_shows_what_an_update_gives_in_one_row(inspector, frames):
    inspector.resize(685, 230)  # as it is in a window of 1280 by 720
    inspector.show_frame(frames[10])
    page = inspector.equations
    row = page.rows[0]
    assert {view.geometry().bottom() for view in (row.operands[0], row.operands[2], row.result)} == {
        row.result.geometry().bottom()
    }
    assert row.y() + row.result.geometry().bottom() < page.viewport().height()
    assert all(view.table.is_whole(view.table.width()) for view in row.views)
    assert row.result.table.font().pixelSize() == 11


def test_the_heading_names_the_operation(inspector, frames):
    headings = []
    for frame in frames:
        inspector.show_frame(frame)
        headings.append(plain(inspector.heading))
    assert headings[0] == "Dense 1 · forward"
    assert headings[4:8] == ["MSE · loss", "MSE · backward", "tanh 4 · backward", "Dense 3 · backward"]
    assert headings[10] == "SGD · update"


def test_a_sentence_stands_beside_its_formula_and_is_said_once(inspector, frames):
    inspector.show_frame(frames[7])
    said = [row.meaning.text() for row in inspector.equations.rows]
    assert said[0].startswith("an input is blamed")
    assert len(set(said)) == 3
    inspector.show_frame(frames[10])
    said = [row.meaning.text() for row in inspector.equations.rows]
    assert said[0].startswith("each parameter moves")
    assert said[1:] == ["", "", ""]


def test_shapes_and_scales_are_written_with_each_tensor(inspector, frames):
    inspector.show_frame(frames[7])
    result = inspector.equations.rows[1].result
    assert result.title() == "∂E/∂W (3, 1)"
    peak = np.abs(frames[7].arrays["dense_3"]["dW"]).max()
    assert 0.2 < peak < 0.5
    assert result.note() == "±0.5"


def test_a_batch_keeps_its_axis(inspector, passes):
    run = passes.xor_run(batch_size=4)
    inspector.show_frame(passes.frame_at(run, 0, 1))
    row = inspector.equations.rows[0]
    assert [view.title() for view in (row.result, *row.operands)] == [
        "Y (4, 3)",
        "X (4, 2)",
        "W (2, 3)",
        "B (3,)",
    ]


def test_before_the_first_operation_the_batch_and_the_target_are_shown(inspector, passes):
    inspector.show_frame(passes.start_frame())
    hint = "Nothing has been computed yet. The next step computes the first operation."
    assert inspector.sentence.text() == hint
    assert [view.title() for view in inspector.equations.tensors] == ["X (1, 2)", "T (1, 1)"]
    assert cell_texts(inspector.equations.tensors[0]) == ["0.0000", "0.0000"]
    assert inspector.equations.rows == []


def test_digits_can_be_chosen(qtbot, inspector, frames):
    inspector.show_frame(frames[7])
    value = float(frames[7].arrays["dense_3"]["dB"][0])
    assert cell_texts(inspector.equations.rows[2].result) == [numbers.signed(value, 4)]
    with qtbot.waitSignal(inspector.precision_changed) as caught:
        inspector.digits.more.click()
    assert caught.args == [5]
    assert inspector.precision() == 5
    assert cell_texts(inspector.equations.rows[2].result) == [numbers.signed(value, 5)]


def test_setting_the_digits_from_outside_makes_no_signal(qtbot, inspector):
    with qtbot.assertNotEmitted(inspector.precision_changed):
        inspector.set_precision(6)
    assert inspector.precision() == 6
    inspector.set_precision(99)
    assert inspector.precision() == 8


def test_other_numbers_of_the_same_equations_stay_where_they_are(inspector, frames, passes):
    bar = inspector.equations.verticalScrollBar()
    inspector.show_frame(frames[7])
    bar.setValue(bar.maximum())
    reached = bar.value()
    assert reached > 50
    inspector.show_frame(passes.frame_at(passes.xor_run(), 3, 8))
    assert bar.value() == reached
    inspector.show_frame(frames[9])
    assert bar.value() == 0


# -- while training runs ------------------------------------------------------------------------


def table_texts(live) -> list[list[str]]:
    return [[live.table.item(r, c).text() for c in range(6)] for r in range(live.table.rowCount())]


def test_a_running_network_shows_e_and_the_norms_of_every_layer(inspector, passes):
    (frame,) = passes.live_frames(1)
    inspector.show_frame(frame)
    live = inspector.live
    assert live.isVisible()
    assert live.hint.text() == "Pause, or press ←, to look inside a pass."
    assert live.error.text() == f"E = {numbers.plain(frame.loss)}"
    assert [live.table.horizontalHeaderItem(c).text() for c in range(6)] == ["layer", *HEADINGS]
    rows = table_texts(live)
    assert [row[0] for row in rows] == ["Dense 1", "tanh 2", "Dense 3", "tanh 4"]
    for row, node in zip(rows, frame.stage.nodes, strict=True):
        for text, key in zip(row[1:], ("Y", "dY", "dX", "W", "dW"), strict=True):
            array = frame.array(node.name, key)
            expected = "" if array is None else numbers.plain(float(np.linalg.norm(array)))
            assert text == expected
    assert rows[1][4:] == ["", ""]


def test_the_table_of_a_running_network_grows_with_its_room(qtbot, inspector, passes):
    inspector.show_frame(*passes.live_frames(1))
    table = inspector.live.table
    assert (table.font().pixelSize(), table.item(0, 0).font().pixelSize(), table.rowHeight(0)) == (14, 13, 26)
    inspector.resize(1800, 700)
    qtbot.waitUntil(lambda: table.font().pixelSize() == 25)
    assert (table.item(0, 0).font().pixelSize(), table.rowHeight(0)) == (23, 47)
    assert table.maximumWidth() == 1548


def test_live_frames_are_looked_at_ten_times_a_second(qtbot, inspector, monkeypatch, passes):
    looked = []
    monkeypatch.setattr(inspector.live, "show_frame", looked.append)
    frames = passes.live_frames(30)
    for frame in frames:
        inspector.show_frame(frame)
    assert looked == [frames[0]]
    inspector._wait.timeout.emit()
    assert looked == [frames[0], frames[-1]]
    assert inspector._wait.interval() == 100


def test_live_frames_rebuild_nothing(inspector, passes):
    first, second = passes.live_frames(2)
    inspector.show_frame(first)
    item, widgets = inspector.live.table.item(0, 1), len(inspector.findChildren(object))
    inspector.live.show_frame(second)
    assert inspector.live.table.item(0, 1) is item
    assert len(inspector.findChildren(object)) == widgets


def test_pausing_is_shown_at_once(inspector, frames, passes):
    inspector.show_frame(passes.live_frames(1)[0])
    inspector.show_frame(frames[7])
    assert inspector.equations.isVisible()
    assert plain(inspector.heading) == "Dense 3 · backward"


def test_a_hidden_inspector_does_nothing_until_it_is_seen(qtbot, inspector, frames, monkeypatch, passes):
    inspector.hide()
    looked = []
    monkeypatch.setattr(inspector.live, "show_frame", looked.append)
    for frame in passes.live_frames(5):
        inspector.show_frame(frame)
    assert looked == []
    inspector.show_frame(frames[0])
    assert inspector.equations.rows == []
    inspector.show()
    assert plain(inspector.heading) == "Dense 1 · forward"
    assert len(inspector.equations.rows) == 1


# -- looks --------------------------------------------------------------------------------------


def test_a_theme_can_come_at_any_time(inspector, frames):
    inspector.set_theme(LIGHT)
    inspector.show_frame(frames[4])
    assert LIGHT.loss in inspector.heading.text()
    inspector.set_theme(DARK)
    assert DARK.loss in inspector.heading.text()
    back, _ = inspector.equations.rows[0].operands[0].table.cell_colours(0, 0)
    assert back.name() == DARK.positive


def test_a_new_language_is_taken_at_once(qapp, inspector, frames):
    class Chinese(QTranslator):
        def translate(self, context, text, disambiguation=None, n=-1):
            known = {"backward": "反向", "digits": "位数", "tanh": "双曲正切"}
            meaning = "误差在曲线陡处通过" if context == "nn" and text.startswith("the error") else ""
            return known.get(text, meaning)

        def isEmpty(self):
            return False

    chinese = Chinese()
    inspector.show_frame(frames[6])
    QCoreApplication.installTranslator(chinese)
    qapp.processEvents()
    try:
        assert plain(inspector.heading) == "双曲正切 4 · 反向"
        assert inspector.digits.label.text() == "位数"
        assert inspector.equations.rows[0].meaning.text() == "误差在曲线陡处通过"
    finally:
        QCoreApplication.removeTranslator(chinese)
        qapp.processEvents()
    assert plain(inspector.heading) == "tanh 4 · backward"


@pytest.mark.parametrize("size", [(360, 200), (560, 240), (820, 260), (1400, 420), (2400, 700)])
@pytest.mark.parametrize("digits", [4, 8])
def test_nothing_overlaps_or_leaves_the_page(inspector, frames, size, digits):
    inspector.resize(*size)
    inspector.set_precision(digits)
    for frame in frames:
        inspector.show_frame(frame)
        page = inspector.equations
        assert [row.equation.tex for row in page.rows] == [e.tex for e in equations(frame)]
        for row in page.rows:
            assert row.geometry().right() < page.viewport().width()
            labels = [label for label in (row.formula, row.meaning, row.caption) if label.isVisible()]
            parts = [*labels, row.result, *row.operands]
            assert not overlapping(parts)
            signs = [rect for _, rect in row._placed]
            assert not any(rect.intersects(part.geometry()) for rect in signs for part in parts)
            outside = [p.geometry() for p in parts if not row.rect().contains(p.geometry())]
            assert outside == [], (row.rect(), row.equation.tex)
            needed = row.meaning.heightForWidth(row.meaning.width()) if row.meaning in labels else 0
            assert row.meaning.height() >= needed
        assert not overlapping(page.rows)
        assert page.widget().height() >= max(row.geometry().bottom() for row in page.rows)


def overlapping(widgets) -> bool:
    places = [QRect(widget.geometry()) for widget in widgets]
    return any(a.intersects(b) for n, a in enumerate(places) for b in places[:n])
