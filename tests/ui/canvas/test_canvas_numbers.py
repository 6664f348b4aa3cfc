"""Numbers on the canvas are the frame's, or absent."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.nn import Kind
from nnviz.session.cursor import Unit
from nnviz.session.setup import Part
from nnviz.ui import numbers
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.scale import DIM, DIM_TEXT
from nnviz.ui.canvas.units import fitted
from nnviz.ui.canvas.verdict import target_lines
from nnviz.ui.theme import DARK, LIGHT, mixed


def dense(units):
    """A dense layer."""
    return Part("Dense", {"units": units})


LAYERS = ("dense_1", "tanh_2", "dense_3", "tanh_4")


def inside(canvas, name):
    return [label.text for label in canvas.picture.columns[name].units.numbers]


def beneath(canvas, name):
    return [label.text for label in canvas.picture.columns[name].units.beneath]


def norms(canvas, name):
    return [label.text for label in canvas.picture.columns[name]._norms]


def test_circles_hold_the_outputs_of_the_frame(canvas, live):
    canvas.show_frame(live)
    for name in ("input", *LAYERS):
        assert inside(canvas, name) == [numbers.signed(v) for v in live.array(name, "Y")[0]]


def test_circles_are_blank_until_their_output_is_computed(canvas, at):
    canvas.show_frame(at(1))
    assert "" not in inside(canvas, "input") + inside(canvas, "dense_1")
    assert inside(canvas, "tanh_2") == ["", "", ""]
    assert inside(canvas, "tanh_4") == [""]


def test_stepping_back_blanks_them_again(canvas, at):
    canvas.show_frame(at(4))
    canvas.show_frame(at(2))
    assert inside(canvas, "dense_3") == [""]


def test_the_loss_says_e_and_the_target(canvas, at):
    frame = at(5)
    canvas.show_frame(frame)
    facts = [label.text for label in canvas.picture.columns["loss"].units.facts if label.text]
    target = frame.array("loss", "T")[0, 0]
    assert facts == [f"E = {numbers.plain(frame.loss)}", f"T = {numbers.signed(target)}"]
    canvas.show_frame(at(4))
    assert canvas.picture.columns["loss"].units.facts[0].text == ""


def test_under_a_circle_stands_what_colours_it(canvas, live):
    canvas.show_frame(live)
    assert beneath(canvas, "dense_1") == [numbers.signed(v) for v in live.array("dense_1", "B")]
    assert beneath(canvas, "tanh_2") == ["", "", ""]
    canvas.set_mode(ColourMode.GRADIENTS)
    assert beneath(canvas, "tanh_2") == [numbers.signed(v) for v in live.array("tanh_2", "dY")[0]]
    canvas.set_mode(ColourMode.ACTIVATIONS)
    assert beneath(canvas, "dense_1") == ["", "", ""]


def test_norms_stand_under_their_columns_once_they_are_known(canvas, at):
    frame = at(8)
    canvas.show_frame(frame)
    assert norms(canvas, "dense_3") == [
        f"‖∂E/∂Y‖ {frame.norm('dense_3', 'dY'):.3g}",
        f"‖∂E/∂W‖ {frame.norm('dense_3', 'dW'):.3g}",
    ]
    assert norms(canvas, "dense_1") == ["", ""]
    assert norms(canvas, "tanh_4") == [f"‖∂E/∂Y‖ {frame.norm('tanh_4', 'dY'):.3g}"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.14, "+0.14"),
        (-1.624, "−1.62"),
        (12.345, "+12.3"),
        (-123.45, "−123"),
        (0.0, "0.00"),
        (float("nan"), "NaN"),
    ],
)
def test_a_number_too_wide_for_its_circle_loses_decimals(value, text):
    assert fitted(value) == text


def test_a_batch_shows_its_first_sample_and_says_so(canvas, chain):
    frame = chain(2, dense(3), outputs=3, batch_size=4).live_frame()
    canvas.show_frame(frame)
    assert inside(canvas, "dense_1") == [numbers.signed(v) for v in frame.array("dense_1", "Y")[0]]
    assert canvas.picture.columns["input"].note_text == "sample 1 of 4 of the batch"


def test_another_sample_of_the_batch_can_be_chosen(canvas, chain, qtbot):
    run = chain(2, dense(3), outputs=3, batch_size=4)
    frame = run.live_frame()
    canvas.show_frame(frame)
    canvas.show()
    assert canvas.sample.isVisible()
    box = canvas.sample
    parts = sorted((box.label, box.fewer, box.box, box.more, box.after), key=lambda part: part.x())
    assert [part.text() for part in parts] == ["sample", "‹", "1", "›", "of 4"]
    qtbot.mouseClick(canvas.sample.more, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(canvas.sample.more, Qt.MouseButton.LeftButton)
    assert inside(canvas, "dense_1") == [numbers.signed(v) for v in frame.array("dense_1", "Y")[2]]
    assert canvas.picture.columns["input"].note_text == "sample 3 of 4 of the batch"
    canvas.show_frame(run.live_frame())  # the choice stays
    assert canvas.picture.columns["input"].note_text == "sample 3 of 4 of the batch"
    for _ in range(9):
        qtbot.mouseClick(canvas.sample.fewer, Qt.MouseButton.LeftButton)
    assert inside(canvas, "dense_1") == [numbers.signed(v) for v in frame.array("dense_1", "Y")[0]]


def test_one_sample_needs_no_note_and_no_choice(canvas, live):
    canvas.show_frame(live)
    canvas.show()
    assert canvas.picture.columns["input"].note_text == ""
    assert not canvas.sample.isVisible()


def test_many_targets_are_counted():
    target = np.arange(10.0)
    assert target_lines(target, False, 4, "T") == ["T =", "0.00", "+1.00", "… 10 values"]
    assert target_lines(target[:2], False, 4, "T") == ["T =", "0.00", "+1.00"]


def opacities(canvas):
    columns = canvas.picture.columns
    return {name: (c.units.back.opacity(), c.units.front.opacity()) for name, c in columns.items()}


def test_stepping_dims_all_but_the_operation(canvas, at):
    canvas.show_frame(at(8))
    found = opacities(canvas)
    assert found.pop("dense_3") == (1.0, 1.0)
    assert set(found.values()) == {(DIM, DIM_TEXT)}
    edges = {bundle.link.node.name: bundle.layer.opacity() for bundle in canvas.picture.bundles}
    assert edges == {name: 1.0 if name == "dense_3" else DIM for name in (*LAYERS, "loss")}
    assert canvas.picture.columns["dense_3"].panel.pen().color().name() == DARK.of(Kind.BACKWARD)


def contrast(a, b):
    def luminance(colour):
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_numbers_in_dimmed_circles_can_still_be_read(canvas, at, theme):
    canvas.set_theme(theme)
    canvas.set_mode(ColourMode.GRADIENTS)
    for position in (10, 8, 11):
        canvas.show_frame(at(position))
        for name in ("input", *LAYERS):
            units = canvas.picture.columns[name].units
            dimmed = units.back.opacity() < 1.0
            for shape, label in zip(units.shapes, units.numbers, strict=True):
                fill, ink = shape.brush().color(), label.item.brush().color()
                back = mixed(theme.panel, fill, DIM) if dimmed else fill
                seen = mixed(back, ink, DIM_TEXT) if dimmed else ink
                assert contrast(back, seen) >= (3.5 if dimmed else 4.5), (name, position)


@pytest.mark.parametrize("position", [5, 6])
def test_the_chip_at_the_loss_leaves_the_target_readable(canvas, at, position, qapp):
    canvas.resize(722, 330)
    qapp.processEvents()
    canvas.show_frame(at(position))
    (chip,) = canvas.picture.chips
    error, target = (fact.item for fact in canvas.picture.columns["loss"].units.facts if fact.text)
    assert target.text().startswith("T = ")
    assert error.sceneBoundingRect().bottom() < target.sceneBoundingRect().bottom() < chip.box.top()


@pytest.mark.parametrize("position", [5, 6])
def test_where_columns_are_narrow_the_chip_covers_no_number_either(canvas, at, position, qapp):
    canvas.resize(520, 330)
    qapp.processEvents()
    canvas.show_frame(at(position))
    (chip,) = canvas.picture.chips
    facts = [fact.item for fact in canvas.picture.columns["loss"].units.facts if fact.text]
    assert facts[0].text() == "E ="
    for fact in facts:  # its last pixels are for letters that reach below the line
        assert fact.sceneBoundingRect().bottom() - 3 <= chip.box.top()


@pytest.mark.parametrize("frame_of", ["live", "start"])
def test_nothing_is_dimmed_live_or_before_the_first_operation(canvas, at, live, xor_run, frame_of):
    canvas.show_frame(at(8))
    xor_run.go_to(0)
    canvas.show_frame(live if frame_of == "live" else xor_run.frame())
    assert set(opacities(canvas).values()) == {(1.0, 1.0)}
    assert canvas.picture.chips == []


@pytest.mark.parametrize(
    ("position", "chips"),
    [
        (1, ["Y"]),
        (5, ["E"]),
        (6, ["∂E/∂E → ∂E/∂Ŷ"]),
        (8, ["∂E/∂Y → ∂E/∂X, ∂E/∂W, ∂E/∂B"]),
        (9, ["∂E/∂Y → ∂E/∂X"]),
        (11, ["W ← W − η·∂E/∂W", "W ← W − η·∂E/∂W"]),
    ],
)
def test_a_chip_names_what_was_computed(canvas, at, position, chips):
    canvas.show_frame(at(position))
    assert [chip.text for chip in canvas.picture.chips] == chips


def test_a_chip_names_only_the_formulas_that_have_run(canvas, xor_run):
    xor_run.step(Unit.OPERATION, forward=False)
    texts = []
    for _ in range(3):
        canvas.show_frame(xor_run.frame())
        texts += [chip.text for chip in canvas.picture.chips]
        xor_run.step(Unit.FORMULA, forward=False)
    assert texts == [f"∂E/∂Y → {given}" for given in ("∂E/∂X, ∂E/∂W, ∂E/∂B", "∂E/∂X, ∂E/∂W", "∂E/∂X")]


def test_an_update_lights_every_column_with_parameters(canvas, at):
    canvas.show_frame(at(11))
    lit = [name for name, pair in opacities(canvas).items() if pair == (1.0, 1.0)]
    assert lit == ["dense_1", "dense_3"]


def test_arrows_show_the_way_of_the_operation(canvas, at, live):
    def ways():
        return [heads.travel.value if heads.item.isVisible() else 0 for heads in canvas.picture.heads]

    canvas.show_frame(at(3))
    assert ways() == [0, 0, 1, 0, 0]
    canvas.show_frame(at(8))
    assert ways() == [0, 0, -1, 0, 0]
    canvas.show_frame(live)
    assert ways() == [0, 0, 0, 0, 0]
    canvas.set_mode(ColourMode.GRADIENTS)
    assert ways() == [-1, -1, -1, -1, -1]


def test_arrowheads_point_left_going_back_and_right_going_forward(canvas, at):
    def lean(position):
        canvas.show_frame(at(position))
        path = canvas.picture.heads[3].item.path()  # into tanh 4: one straight edge
        xs = [path.elementAt(number).x for number in range(3)]
        return xs[0] - (xs[1] + xs[2]) / 2

    assert lean(7) < 0 < lean(4)


def test_a_chip_stays_within_the_picture(canvas, chain):
    layers = [part for _ in range(6) for part in (dense(3), Part("Tanh"))]
    run = chain(2, *layers, outputs=3)
    run.go_to(run.ruler.previous(run.ruler.length, Unit.OPERATION))
    canvas.show_frame(run.frame())
    (chip,) = canvas.picture.chips
    assert chip.box.left() >= 0
    assert chip.box.right() <= canvas.picture.layout.size.width()


def test_where_columns_are_narrow_each_chip_says_less_rather_than_leave_its_column(canvas, chain):
    run = chain(2, *[dense(3)] * 12, outputs=3)
    run.go_to(run.ruler.length)
    canvas.show_frame(run.frame())
    assert [chip.text for chip in canvas.picture.chips] == ["W"] * 12
    panels = [canvas.picture.columns[f"dense_{number}"].place.panel for number in range(1, 13)]
    boxes = sorted((chip.box for chip in canvas.picture.chips), key=lambda box: box.left())
    assert all(panel.contains(box) for panel, box in zip(panels, boxes, strict=True))
