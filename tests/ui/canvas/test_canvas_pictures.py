"""Every layer has its picture, and every pixel of it is the scale applied to a tensor of the frame."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnviz import nn
from nnviz.nn import Kind, registry
from nnviz.nn.program import input_keys
from nnviz.ui import diverging
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.modes import ColourMode, Measure
from nnviz.ui.canvas.scale import ABSENT
from nnviz.ui.numbers import plain
from nnviz.ui.theme import DARK, LIGHT
from tests.networks import NETWORKS, alone, recorded


def colours_of(sheet):
    """What a sheet paints, dot by dot, as 0xAARRGGBB; None where it is hollow."""
    if not sheet.item.isVisible():
        return None
    image = sheet.item.pixmap().toImage()
    found = [image.pixel(x, y) for y in range(image.height()) for x in range(image.width())]
    return np.array(found).reshape(image.height(), image.width())


def tensor_of(sheet, frame):
    array = frame.array(sheet.spot.node, sheet.spot.key)
    if array is None:
        return None
    return array[frame.sample].ravel() if sheet.spot.sample else array.ravel()


def expected_colour(value, limit, theme):
    return diverging.colour(round(127 * max(-1.0, min(1.0, value / limit))) / 127, theme).rgb()


@pytest.mark.parametrize("name", list(registry.layers()))
@pytest.mark.parametrize("mode", list(ColourMode))
def test_every_registered_layer_has_a_picture_of_its_output_and_its_gradient(canvas, name, mode):
    network = alone(name)
    canvas.set_mode(mode)
    for position in range(len(network.trace.operations) + 1):
        canvas.show_frame(network.frame(position))
    frame = network.frame()
    canvas.show_frame(frame)
    column = canvas.picture.columns["layer"]
    shown = {sheet.spot.key for sheet in column.sheets if sheet.item.isVisible()}
    about = column.place.column
    if about.form is Form.CIRCLES:
        assert len(column.units.shapes) == about.units
        assert len(column.units.numbers) == (about.units if about.units <= 16 else 0)
        assert all(label.text for label in column.units.numbers)
        assert all(shape.brush().color() != QColor(DARK.panel) for shape in column.units.shapes)
    elif about.form is Form.BARS:
        assert [bar.rect().width() > 0 for bar in column.units.bars] == [True] * about.units
    else:
        assert {"Y", "dY"} <= shown
        assert {"W", "dW"} & shown == ({"W", "dW"} if name == "Conv2D" else set())
    assert (column.spread is not None) is (about.info.description.family == "normalisation")


@pytest.mark.parametrize("name", list(registry.losses()))
def test_every_registered_loss_says_its_value(canvas, name):
    loss, rng = registry.losses()[name](), np.random.default_rng(0)
    layers = [nn.Dense(3), nn.Softmax() if name == "CrossEntropy" else nn.Sigmoid()]
    graph = nn.Sequential(layers, (2,), 1)
    classes = name in ("CrossEntropy", "SoftmaxCrossEntropy")
    target = np.array([1.0, 2.0]) if classes else rng.uniform(0.2, 0.8, (2, 3)).round()
    target = 2 * target - 1 if name == "Hinge" else target
    frame = recorded(graph, loss, rng.normal(size=(2, 2)), target, passes=0).frame()
    canvas.show_frame(frame)
    facts = " ".join(label.text for label in canvas.picture.columns["loss"].units.facts)
    assert facts.startswith(f"E = {plain(frame.loss)}")
    assert ("truth 2" in facts) is classes


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("mode", list(ColourMode))
@pytest.mark.parametrize("name", ["cnn", "widest"])
def test_every_dot_of_a_sheet_has_the_colour_of_its_cell(canvas, name, mode, theme):
    frame = NETWORKS[name]().frame().looking_at(2)
    canvas.resize(1400, 900)
    canvas.set_theme(theme)
    canvas.set_mode(mode)
    canvas.show_frame(frame)
    canvas.sample.box.setValue(3)
    kinds = set()
    for sheet in canvas.picture.sheets:
        values, index, painted = tensor_of(sheet, frame), sheet.spot.index, colours_of(sheet)
        if sheet.gray or sheet.spot.marks or painted.shape != index.shape:
            continue
        limit = canvas.scales.limit(sheet.measure)
        for row, column in np.argwhere(index >= 0)[::7]:
            assert painted[row, column] == expected_colour(values[index[row, column]], limit, theme)
        assert set(painted[index < 0].tolist()) <= {0}
        kinds.add(sheet.measure)
    assert kinds == set(Measure)


def test_data_that_are_never_negative_are_grey_from_the_background_to_ink(canvas):
    frame = NETWORKS["cnn"]().frame()
    canvas.resize(1400, 900)
    canvas.show_frame(frame)
    sheet = canvas.picture.columns["input"].sheets[0]
    assert sheet.gray
    values, painted = tensor_of(sheet, frame), colours_of(sheet)
    places = [tuple(np.argwhere(sheet.spot.index == cell)[0]) for cell in range(64)]
    light = [QColor(int(painted[place])).lightness() for place in places]
    order = np.argsort(values, kind="stable")
    assert (np.diff(np.array(light)[order]) >= 0).all()
    assert max(light) > 200 > 60 > min(light)
    assert "X 0…1" in canvas.legend.others.text()
    arrays = {key: dict(found) for key, found in frame.arrays.items()}
    arrays["input"]["Y"] = arrays["input"]["Y"] - 0.5
    canvas.show_frame(replace(frame, arrays=arrays))
    assert not sheet.gray


def test_where_cells_are_smaller_than_dots_each_dot_is_the_strongest_of_its_cells(canvas):
    frame = NETWORKS["784-128-64-10"]().frame()
    canvas.show_frame(frame)
    sheet = next(s for s in canvas.picture.columns["dense_1"].sheets if s.spot.key == "W")
    down, across = sheet._pool
    assert down > 1
    assert across > 1
    weights, painted = frame.array("dense_1", "W"), colours_of(sheet)
    limit = canvas.scales.limit(Measure.WEIGHT)
    for row, column in ((0, 0), (5, 9), (20, 3), (painted.shape[0] - 1, painted.shape[1] - 1)):
        block = weights[row * down : (row + 1) * down, column * across : (column + 1) * across]
        strongest = block.ravel()[np.abs(block).argmax()]
        assert painted[row, column] == expected_colour(strongest, limit, DARK)


def test_what_has_not_been_computed_in_this_pass_is_hollow(canvas):
    network = NETWORKS["cnn"]()
    for position, operation in enumerate(network.trace.operations, start=1):
        frame = network.frame(position)
        canvas.show_frame(frame)
        for sheet in canvas.picture.sheets:
            known = tensor_of(sheet, frame) is not None
            assert sheet.item.isVisible() is known, (operation, sheet.spot.node, sheet.spot.key)


def test_a_tensor_with_values_that_are_not_finite_is_painted(canvas):
    frame = NETWORKS["cnn"]().frame()
    arrays = {key: dict(found) for key, found in frame.arrays.items()}
    wrong = arrays["relu_2"]["Y"].copy()
    wrong[0, 0, 0, 0], wrong[0, 1, 1, 1], wrong[0, 2, 2, 2] = np.nan, np.inf, -np.inf
    arrays["relu_2"]["Y"] = wrong
    canvas.resize(1400, 900)
    canvas.show_frame(replace(frame, arrays=arrays))
    sheet = canvas.picture.columns["relu_2"].sheets[0]
    painted = colours_of(sheet)
    cells = np.arange(wrong[0].size).reshape(wrong[0].shape)
    at = [painted[tuple(np.argwhere(sheet.spot.index == cells[k, k, k])[0])] for k in range(3)]
    zero = QColor(DARK.neutral).rgb()
    assert at == [zero, diverging.colour(1, DARK).rgb(), diverging.colour(-1, DARK).rgb()]


def test_all_but_the_operation_is_dimmed(canvas):
    network = NETWORKS["cnn"]()
    canvas.show_frame(network.frame(network.backward_of("maxpool2d_3")))
    opacity = {name: column._pictures.opacity() for name, column in canvas.picture.columns.items()}
    assert opacity.pop("maxpool2d_3") == 1.0
    assert set(opacity.values()) == {0.35}


def test_of_each_window_of_a_maximum_the_winner_alone_keeps_its_colour(canvas):
    frame = NETWORKS["cnn"]().frame()
    canvas.resize(1400, 900)
    canvas.show_frame(frame)
    sheet = canvas.picture.columns["maxpool2d_3"].sheets[0]
    assert (sheet.spot.key, sheet.spot.marks) == ("X", "X")
    image, pooled = frame.array("maxpool2d_3", "X")[0], frame.array("maxpool2d_3", "Y")[0]
    lost = sheet._marked.reshape(image.shape)
    for row, column, channel in np.ndindex(pooled.shape):
        window = (slice(2 * row, 2 * row + 2), slice(2 * column, 2 * column + 2), channel)
        assert (~lost[window]).sum() == 1
        assert image[window][~lost[window]] == [pooled[row, column, channel]]
        assert image[window].ravel().argmax() == np.flatnonzero(~lost[window])[0]  # the first of equals
    painted, limit = colours_of(sheet), canvas.scales.limit(Measure.OUTPUT)
    for cell in range(0, image.size, 5):
        place = tuple(np.argwhere(sheet.spot.index == cell)[0])
        whole = painted[place] == expected_colour(image.ravel()[cell], limit, DARK)
        assert whole or lost.ravel()[cell]


def test_units_that_are_switched_off_are_crossed_out(canvas):
    frame = NETWORKS["batchnorm-dropout"]().frame()
    canvas.show_frame(frame)
    column, mask = canvas.picture.columns["dropout_4"], frame.array("dropout_4", "M")
    for sample in (0, 3):
        canvas.sample.box.setValue(sample + 1)
        off = np.flatnonzero(mask[sample] == 0)
        path = column.units.crosses.path()
        assert len(off) > 0
        assert path.elementCount() == 4 * len(off)
        ends = [path.elementAt(number).y for number in range(path.elementCount())]
        middles = {round((a + b) / 2, 3) for a, b in zip(ends[::2], ends[1::2], strict=True)}
        assert middles == {round(column.place.units[unit].y(), 3) for unit in off}


def test_cells_that_are_switched_off_are_clear(canvas):
    frame = NETWORKS["deep-cnn"]().frame()
    canvas.resize(2400, 1400)
    canvas.show_frame(frame)
    sheet = canvas.picture.columns["dropout_7"].sheets[0]
    mask, painted = frame.array("dropout_7", "M")[0].ravel(), colours_of(sheet)
    index = sheet.spot.index
    assert {bool(p) for p in painted[(index >= 0) & (mask[index] == 0)].tolist()} == {False}
    assert {bool(p) for p in painted[(index >= 0) & (mask[index] > 0)].tolist()} == {True}


def test_shares_are_bars_with_the_true_class_marked_and_gradients_beside(canvas):
    network = NETWORKS["softmax"]()
    frame = network.frame()
    canvas.show_frame(frame)
    bars, shares = canvas.picture.columns["softmax_2"].units, frame.array("softmax_2", "Y")[0]
    full = bars._full
    assert [bar.rect().width() for bar in bars.bars] == pytest.approx((full * shares).tolist(), abs=0.01)
    assert [label.text for label in bars.names] == [str(number) for number in range(10)]
    truth = int(frame.array("loss", "T")[0].argmax())
    marked = [bar.brush().color().name() == DARK.forward for bar in bars.bars]
    assert marked == [number == truth for number in range(10)]
    limit = canvas.scales.limit(Measure.OUTPUT_GRADIENT)
    levels = [diverging.level(value, limit) for value in frame.array("softmax_2", "dY")[0]]
    colours = diverging.level_colours(DARK)
    assert [square.brush().color() for square in bars.squares] == [colours[level] for level in levels]
    canvas.show_frame(network.frame(1))
    assert {bar.rect().width() for bar in bars.bars} == {0.0}
    assert bars._levels == [ABSENT] * 10


def test_the_loss_says_which_class_was_right_and_which_was_chosen(canvas):
    network = NETWORKS["softmax"]()
    frame = network.frame()
    shares, target = frame.array("loss", "X"), frame.array("loss", "T")
    canvas.resize(1200, 500)
    canvas.show_frame(frame)
    for sample in range(6):
        canvas.sample.box.setValue(sample + 1)
        truth, answer = int(target[sample].argmax()), int(shares[sample].argmax())
        facts = [label.text for label in canvas.picture.columns["loss"].units.facts]
        assert facts[1:3] == [f"truth {truth}", f"answer {answer} {'✓' if truth == answer else '✗'}"]


def test_a_normalising_layer_shows_the_spread_before_and_after(canvas):
    frame = NETWORKS["batchnorm-dropout"]().frame()
    canvas.show_frame(frame)
    for name in ("batchnorm_2", "layernorm_6"):
        spread = canvas.picture.columns[name].spread
        arrays = [frame.array(name, key).ravel() for key in ("X", "Y")]
        assert spread.limit == max(np.abs(array).max() for array in arrays)
        for array, counts in zip(arrays, spread.counts, strict=True):
            middle = spread.limit / 17
            assert counts.sum() == array.size
            assert counts[8] == ((array >= -middle) & (array < middle)).sum()


def test_the_sample_that_is_chosen_is_the_one_that_is_shown(canvas):
    frame = NETWORKS["cnn"]().frame()
    canvas.show_frame(frame)
    for sample in (0, 5, 2):
        canvas.sample.box.setValue(sample + 1)
        for sheet in canvas.picture.sheets:
            if sheet.spot.sample:
                expected = frame.array(sheet.spot.node, sheet.spot.key)[sample].ravel()
                assert np.array_equal(sheet.values, expected)


def test_the_legend_names_every_scale_in_use(canvas):
    frame = NETWORKS["cnn"]().frame()
    canvas.set_mode(ColourMode.GRADIENTS)
    canvas.show_frame(frame)
    assert canvas.legend.tensors.text() == "∂E/∂Y"
    said = canvas.legend.others.text().split("   ")
    assert [text.split(" ")[0] for text in said] == ["W", "Y", "∂E/∂W", "X"]
    for kind, text in zip((Measure.WEIGHT, Measure.OUTPUT, Measure.WEIGHT_GRADIENT), said, strict=False):
        assert text == f"{kind.value} ±{canvas.scales.limit(kind):g}".replace("-0", "−")


def test_a_network_of_units_alone_has_one_scale_for_all_gradients(canvas, live):
    canvas.set_mode(ColourMode.GRADIENTS)
    canvas.show_frame(live)
    both = {canvas.scales.limit(kind) for kind in (Measure.WEIGHT_GRADIENT, Measure.OUTPUT_GRADIENT)}
    assert len(both) == 1
    assert canvas.legend.others.text() == ""


def test_an_edge_into_a_node_with_several_sources_shows_its_own_operand(canvas):
    network = NETWORKS["price"]()
    frame = network.frame()
    canvas.set_mode(ColourMode.ACTIVATIONS)
    canvas.show_frame(frame)
    seen = 0
    for bundle in canvas.picture.bundles:
        link = bundle.link
        if link.node.name != "loss":
            keys = dict(zip(link.node.sources, input_keys(len(link.node.sources)), strict=True))
            assert link.key == keys[link.source]
            value = frame.array(link.source, "Y")[0, 0]
            level = diverging.level(value, canvas.scales.limit(Measure.OUTPUT))
            assert level == 0 or bundle.pen(0).color() == diverging.level_colours(DARK)[level]
            seen += 1
    assert seen == 8
    assert any(operation.kind is Kind.BACKWARD for operation in network.trace.operations)
