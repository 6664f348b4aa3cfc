"""Looking at one neuron: which edges, units and cells stay lit, what ends it, and the lines of the biases."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from nnviz.nn.derive import Weight
from nnviz.ui import diverging
from nnviz.ui.canvas.edge import UNLIT
from nnviz.ui.canvas.modes import ColourMode, measure
from nnviz.ui.canvas.scale import ABSENT
from nnviz.ui.canvas.tips import exact
from nnviz.ui.neuron import Neuron
from nnviz.ui.theme import LIGHT
from tests.networks import NETWORKS


@pytest.fixture
def big(canvas, qapp):
    canvas.resize(1600, 900)
    qapp.processEvents()
    return canvas


def shown(canvas, name):
    frame = NETWORKS[name]().frame()
    canvas.show_frame(frame)
    return frame


def is_line(link):
    """Whether one line stands for all edges of a link."""
    return link.total == 1 and not link.units


def drawn(picture, edges):
    """The edges with those of a line as that line."""
    lines = {(b.link.source, b.link.node.name) for b in picture.bundles if is_line(b.link)}
    return {(s, 0, t, 0) if (s, t) in lines else (s, u, t, v) for s, u, t, v in edges}


def all_edges(picture):
    """Every edge of a picture, as (from, its unit, to, its unit)."""
    for bundle in picture.bundles:
        link = bundle.link
        ends = zip(link.starts.tolist(), link.ends.tolist(), strict=True)
        if is_line(link):  # past other columns: the same units of both
            ends = ((unit, unit) for unit in range(picture.plan.column(link.source).channels))
        for start, end in ends:
            yield link.source, start, link.node.name, end


def painted_lit(picture):
    """The edges that are painted at full strength, by what is painted."""
    found = set()
    for bundle in picture.bundles:
        link = bundle.link
        for place, edge in enumerate(bundle.chosen.tolist()):
            item = bundle.items[place] if bundle.items else None
            strong = item.opacity() == 1.0 if item else bool(bundle.sheaf.levels[place] != -128)
            if strong:
                found.add((link.source, int(link.starts[edge]), link.node.name, int(link.ends[edge])))
    return found


def on_paths(picture, neuron):
    """The edges of every path from an input through a neuron to the loss, found by walking all of them."""
    onward = {}
    for edge in all_edges(picture):
        onward.setdefault(edge[:2], []).append(edge)

    def walks(place):
        if place[0] == "loss":
            yield []
        for edge in onward.get(place, ()):
            for rest in walks(edge[2:]):
                yield [edge, *rest]

    begins = [(each.name, unit) for each in picture.stage.inputs for unit in range(each.shape[0])]
    begins += [(node.name, 0) for node in picture.stage.nodes if not node.sources]
    here = (neuron.node, neuron.unit)
    found = set()
    for walk in itertools.chain.from_iterable(map(walks, begins)):
        if any(here in (edge[:2], edge[2:]) for edge in walk):
            found |= set(walk)
    return found


@pytest.mark.parametrize("name", ["xor", "residual", "price", "smallest"])
def test_the_lit_edges_are_those_of_all_paths_through_the_neuron(big, name):
    frame = shown(big, name)
    picture = big.picture
    columns = [column for column in picture.plan.columns if column.name != frame.stage.loss.name]
    for column in columns:
        for unit in range(column.channels):
            big.focus_on(Neuron(column.name, unit))
            wanted = drawn(picture, on_paths(picture, Neuron(column.name, unit)))
            assert painted_lit(picture) == wanted, (column.name, unit)
    big.focus_on(None)
    assert painted_lit(picture) == drawn(picture, all_edges(picture))


def test_what_is_dimmed_can_still_be_seen(big):
    shown(big, "xor")
    big.focus_on(Neuron("dense_1", 1))
    items = next(b for b in big.picture.bundles if b.link.node.name == "dense_1").items
    assert sorted({item.opacity() for item in items}) == [UNLIT, 1.0]
    assert UNLIT > 0.1
    circles = big.picture.columns["dense_1"].units
    assert [shape.opacity() == 1.0 for shape in circles.shapes] == [False, True, False]
    assert [label.item.opacity() == 1.0 for label in circles.numbers] == [False, True, False]
    assert circles.ring.isVisible()
    assert circles.ring.pos() == big.picture.layout.places["dense_1"].units[1]


def test_straight_lines_are_dimmed_too_and_keep_their_colours(big):
    shown(big, "32-32-32")
    bundle = next(b for b in big.picture.bundles if b.link.node.name == "dense_2")
    assert bundle.sheaf is not None
    before = [bundle.pen(place).color().name() for place in range(1024)]
    big.focus_on(Neuron("dense_1", 5))
    lit = bundle.sheaf.levels != -128
    assert lit.tolist() == (bundle.link.starts == 5).tolist()
    assert [bundle.pen(place).color().name() for place in range(1024)] == before
    big.focus_on(None)
    assert (bundle.sheaf.levels != -128).all()
    assert [bundle.pen(place).color().name() for place in range(1024)] == before


def test_a_neuron_before_shares_leads_to_every_share(big):
    shown(big, "softmax")
    big.focus_on(Neuron("dense_1", 3))
    assert big.picture.paths.units("softmax_2").all()
    big.focus_on(Neuron("softmax_2", 3))
    assert big.picture.paths.units("dense_1").all()


def test_a_channel_lights_its_maps_its_kernel_and_its_cells_in_a_row(big):
    frame = shown(big, "cnn")
    big.focus_on(Neuron("conv2d_1", 2))
    columns = big.picture.columns

    def lit(node, key):
        column = columns[node]
        return next(v.lit for s, v in zip(column.sheets, column.veils, strict=True) if s.spot.key == key)

    kernels = frame.array("conv2d_1", "W").shape
    assert lit("conv2d_1", "W").reshape(kernels).all((0, 1, 2)).tolist() == [False] * 2 + [True] + [False] * 3
    maps = lit("relu_2", "Y").reshape(frame.array("relu_2", "Y").shape[1:])
    assert maps.all((0, 1)).tolist() == maps.any((0, 1)).tolist() == [False] * 2 + [True] + [False] * 3
    row = lit("flatten_4", "Y")
    assert np.flatnonzero(row).tolist() == list(range(2, 54, 6))
    matrix = lit("dense_5", "W").reshape(54, 10)
    assert matrix.all(1).tolist() == row.tolist()
    assert lit("input", "Y").all()


def test_a_unit_beside_a_matrix_marks_its_column_there_and_its_row_in_the_next(big):
    shown(big, "784-128-64-10")
    big.focus_on(Neuron("dense_1", 40))
    first, second = (big.picture.columns[name] for name in ("dense_1", "dense_3"))
    matrices = [
        next(v for s, v in zip(c.sheets, c.veils, strict=True) if s.spot.key == "W") for c in (first, second)
    ]
    assert matrices[0].lit.reshape(784, 128).all(0).nonzero()[0].tolist() == [40]
    assert matrices[1].lit.reshape(128, 64).all(1).nonzero()[0].tolist() == [40]
    assert all(veil.ring.isVisible() and veil.item.isVisible() for veil in matrices)
    wide, tall = (veil.ring.rect() for veil in matrices)
    assert wide.height() > wide.width()
    assert tall.width() > tall.height()
    drawn = next(b for b in big.picture.bundles if b.link.node.name == "dense_1")
    assert (drawn.link.ends[drawn.chosen] == 40).all()  # of 60 edges that are drawn all lead into it
    big.focus_on(None)
    assert not matrices[0].item.isVisible()


def click(canvas, qtbot, point):
    qtbot.mouseClick(canvas.view.viewport(), Qt.MouseButton.LeftButton, pos=canvas.view.mapFromScene(point))


def test_a_click_looks_at_a_neuron_and_another_ends_it(big, qtbot):
    shown(big, "xor")
    heard, weights = [], []
    big.focused.connect(heard.append)
    big.weight_clicked.connect(weights.append)
    unit = big.picture.layout.places["dense_1"].units[1]
    click(big, qtbot, unit)
    click(big, qtbot, unit)
    click(big, qtbot, unit)
    qtbot.keyClick(big.view, Qt.Key.Key_Escape)
    click(big, qtbot, unit)
    qtbot.mouseClick(big.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    here = Neuron("dense_1", 1)
    assert heard == [here, None, here, None, here, None]
    assert weights == []


def test_a_click_on_a_map_or_a_cell_looks_at_its_channel_or_unit(big, qtbot):
    shown(big, "cnn")
    spot = next(s.spot for s in big.picture.columns["conv2d_1"].sheets if s.spot.key == "Y")
    click(big, qtbot, spot.tiles[4].center())
    assert big.neuron == Neuron("conv2d_1", 4)
    shown(big, "784-128-64-10")
    spot = next(s.spot for s in big.picture.columns["relu_2"].sheets if s.spot.key == "Y")
    point = dict(spot.middles(spot.box))[77]
    click(big, qtbot, point)
    assert big.neuron == Neuron("relu_2", 77)


def test_the_same_neuron_stays_in_sight_through_steps_themes_and_sizes(big, at):
    big.show_frame(at(3))
    big.focus_on(Neuron("tanh_2", 0))
    before = painted_lit(big.picture)
    big.show_frame(at(8))
    assert painted_lit(big.picture) == before
    # where stepping dims all columns but one, the paths stay lit
    assert big.picture.columns["dense_1"].units.back.opacity() == 1.0
    big.set_theme(LIGHT)
    big.resize(1300, 700)
    assert big.neuron == Neuron("tanh_2", 0)
    assert painted_lit(big.picture) == before
    big.focus_on(None)
    assert big.picture.columns["dense_1"].units.back.opacity() < 1.0


def test_another_network_without_such_a_neuron_ends_it(big):
    shown(big, "xor")
    heard = []
    big.focus_on(Neuron("dense_1", 2))
    big.focused.connect(heard.append)
    shown(big, "smallest")
    assert big.neuron is None
    assert heard == [None]
    big.focus_on(Neuron("nothing", 0))
    big.focus_on(Neuron("dense_1", 7))
    assert big.neuron is None


def test_pulses_travel_over_lit_edges_alone(big):
    frame = shown(big, "xor")
    big.set_mode(ColourMode.GRADIENTS)
    big.focus_on(Neuron("dense_1", 1))
    big.picture.lay_flow(frame, ColourMode.GRADIENTS)
    stream = next(s for s in big.picture.flow.streams if s._bundle.link.node.name == "dense_1")
    edges = [e for item in stream.items.values() if item.isVisible() for e in [item.path().elementCount()]]
    assert sum(edges) == 2 * 4  # two cubic curves, into the one unit


# -- biases ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mode", "key"), [(ColourMode.WEIGHTS, "B"), (ColourMode.GRADIENTS, "dB")])
def test_the_line_of_a_bias_has_the_colour_of_its_value_on_the_scale_of_the_weights(big, mode, key):
    frame = shown(big, "xor")
    big.set_mode(mode)
    limit = big.scales.limit(measure(mode, True))
    colours = diverging.level_colours(big._theme)
    seen = 0
    for name in ("dense_1", "dense_3"):
        biases = big.picture.columns[name].biases
        for shape, value in zip(biases.shapes, frame.array(name, key).tolist(), strict=True):
            level = diverging.level(value, limit)
            if level:  # a zero is as pale as an edge that carries none
                assert shape.pen().color().name() == colours[level].name()
                seen += 1
    assert seen


def test_with_activations_a_bias_is_neutral(big):
    shown(big, "xor")
    big.set_mode(ColourMode.ACTIVATIONS)
    biases, inks = big.picture.columns["dense_1"].biases, big.picture.inks
    assert {shape.pen().color().name() for shape in biases.shapes} == {inks.pens[ABSENT].color().name()}


def test_the_line_of_a_bias_is_read_and_clicked_for_itself(big, qtbot):
    frame = shown(big, "xor")
    heard = []
    big.weight_clicked.connect(heard.append)
    for unit, line in enumerate(big.picture.columns["dense_1"].biases.lines):
        at_line = big.view.mapFromScene(line.pointAt(0.4))
        assert big.tip_at(at_line).splitlines() == [
            f"Dense 1, bias of unit {unit + 1} of 3",
            f"B[{unit + 1}] = {exact(frame.array('dense_1', 'B')[unit])}",
            f"∂E/∂B[{unit + 1}] = {exact(frame.array('dense_1', 'dB')[unit])}",
        ]
        click(big, qtbot, line.pointAt(0.4))
    assert heard == [Weight("dense_1", "B", (unit,)) for unit in range(3)]
    assert big.neuron is None


def test_only_layers_with_a_bias_for_each_unit_have_such_lines(big):
    shown(big, "xor")
    counts = {name: len(column.biases.lines) for name, column in big.picture.columns.items()}
    assert counts == {"input": 0, "dense_1": 3, "tanh_2": 0, "dense_3": 1, "tanh_4": 0, "loss": 0}


@pytest.mark.parametrize("size", [(760, 330), (1000, 460), (1600, 900)])
@pytest.mark.parametrize("name", ["xor", "2-8-8-1", "deepest", "32-32-32"])
def test_the_line_of_a_bias_reaches_no_other_unit(canvas, qapp, size, name):
    canvas.resize(*size)
    qapp.processEvents()
    shown(canvas, name)
    for column in canvas.picture.columns.values():
        place, lines = column.place, column.biases.lines
        for unit, line in enumerate(lines):
            below = place.units[unit + 1].y() - place.ry if unit + 1 < len(lines) else place.panel.bottom()
            assert line.p1().y() <= below + 0.5
            assert place.panel.contains(line.p1())
