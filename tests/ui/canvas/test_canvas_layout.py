"""Nothing covers anything else: from one layer to twelve, from one unit to a thousand, in any graph."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QGraphicsSimpleTextItem

from nnviz import nn
from nnviz.session.frame import Stage
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.lanes import Passage, lanes_of
from nnviz.ui.canvas.layout import lay_out
from nnviz.ui.canvas.plan import plan
from nnviz.ui.language import Language
from tests.networks import NETWORKS, recorded

SIZES = [(722, 290), (1000, 420), (1600, 800), (2600, 1300)]
LAYERS = (nn.Tanh, nn.ReLU, nn.BatchNorm, nn.LayerNorm, nn.Dropout, nn.Softmax)


@st.composite
def chains(draw):
    """A chain of one to twelve layers, of one to a thousand units."""
    units = st.sampled_from([1, 2, 3, 10, 16, 17, 24, 25, 64, 65, 300, 1000])
    layers = []
    for _ in range(draw(st.integers(1, 12))):
        layers.append(draw(st.sampled_from([nn.Dense(draw(units)), *(kind() for kind in LAYERS)])))
    return nn.Sequential(layers, (draw(units),), 0)


@st.composite
def images(draw):
    """Convolutions and what goes with them, and a dense end."""
    side, channels = draw(st.sampled_from([(8, 1), (28, 3)])), st.sampled_from([1, 3, 8, 32])
    after = draw(st.sampled_from([nn.ReLU, nn.MaxPool2D, nn.AvgPool2D]))
    layers = [nn.Conv2D(draw(channels), 3), after()]
    if draw(st.booleans()):
        layers += [nn.Conv2D(draw(channels), 3, padding="same"), nn.Dropout(0.3)]
    if draw(st.booleans()):
        layers += [nn.Flatten(), nn.Dense(10), nn.Softmax()]
    return nn.Sequential(layers, (side[0], side[0], side[1]), 0)


@st.composite
def graphs(draw):
    """A graph in which every node after the first two adds or multiplies any two before it."""
    width = draw(st.sampled_from([1, 4]))
    parts, names = {"n0": (nn.Dense(width), ("a",)), "n1": (nn.Dense(width), ("b",))}, ["n0", "n1"]
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from([nn.Add, nn.Mul]))
        parts[f"m{number}"] = (kind(), (names[-1], draw(st.sampled_from(names))))
        names.append(f"m{number}")
    unread = [n for n in names[:-1] if all(n not in sources for _, sources in parts.values())]
    for number, name in enumerate(unread):
        parts[f"e{number}"] = (nn.Add(), (names[-1], name))
        names.append(f"e{number}")
    return nn.Graph(parts, {"a": (2,), "b": (3,)})


def layout_of(graph, size):
    stage = Stage.of(nn.Program(graph, nn.WeightedSum(), nn.SGD()))
    return lay_out(plan(stage), QSizeF(*size))


def inside(outer, inner):
    return outer.adjusted(-0.6, -0.6, 0.6, 0.6).contains(inner)


def check(layout):
    whole = QRectF(QPointF(0, 0), layout.size)
    places = layout.places.values()
    for a, b in combinations(places, 2):
        assert not a.panel.intersects(b.panel), (a.column.name, b.column.name)
    for place in places:
        body = place.body
        assert whole.contains(place.panel)
        assert place.panel.bottom() + 1 <= layout.river.title
        boxes = [spot.box for spot in body.spots]
        for box in boxes:
            assert inside(place.panel, box), place.column.name
            assert box.bottom() <= place.strip.top() + 1
        for a, b in combinations(body.spots, 2):
            assert place.column.form is Form.MAPS or not a.box.intersects(b.box)
            for tile, other in zip(a.tiles, b.tiles, strict=False):
                assert not tile.intersects(other)
        for a, b in pairwise(body.units):
            assert b.y() - a.y() >= 2 * body.ry - 0.01
        for unit in body.units:
            corner = QPointF(unit.x() - body.rx, unit.y() - body.ry)
            assert inside(place.panel, QRectF(corner, QSizeF(2 * body.rx, 2 * body.ry)))
        if body.units and boxes:
            assert body.units[0].x() + body.rx <= min(box.left() for box in boxes)
        for column in {tile.center().x() for spot in body.spots for tile in spot.tiles}:
            stack = [t for s in body.spots for t in s.tiles if t.center().x() == column]
            assert all(a.bottom() <= b.top() + 0.01 for a, b in pairwise(sorted(stack, key=QRectF.top)))
    for left, right in layout.passages.values():
        lane = QRectF(left, right).adjusted(0, -1, 0, 1)
        assert not any(place.panel.intersects(lane) for place in places)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=st.one_of(chains(), images(), graphs()), size=st.sampled_from(SIZES))
def test_nothing_covers_anything_else_in_any_network(qapp, graph, size):
    check(layout_of(graph, size))


@settings(max_examples=40, deadline=None)
@given(graph=st.one_of(chains(), graphs()))
def test_every_node_stands_right_of_what_it_reads_and_has_a_lane(graph):
    stage = Stage.of(nn.Program(graph, nn.WeightedSum(), nn.SGD()))
    lanes = lanes_of(stage)
    for node in (*stage.nodes, stage.loss):
        for source in node.sources:
            assert lanes.depth[source] < lanes.depth[node.name]
            for passage in lanes.passages(source, node.name):
                assert passage in lanes.at[passage.depth]
    columns = [lane for at in lanes.at for lane in at if not isinstance(lane, Passage)]
    assert sorted(columns) == sorted(lanes.depth)
    assert [depth for depth, at in enumerate(lanes.at) if not at] == []


def test_what_has_no_source_stands_just_before_its_first_reader():
    lanes = lanes_of(NETWORKS["price"]().stage)
    assert lanes.depth == {
        "apple": 0,
        "orange": 0,
        "apples": 0,
        "oranges": 0,
        "tax": 2,
        "apple_bill": 1,
        "orange_bill": 1,
        "sum": 2,
        "price": 3,
        "loss": 4,
    }


def test_a_branch_that_skips_layers_runs_in_a_lane_of_its_own(canvas):
    canvas.show_frame(NETWORKS["residual"]().frame())
    (bundle,) = [b for b in canvas.picture.bundles if b.link.passages]
    assert (bundle.link.source, bundle.link.node.name) == ("act", "sum")
    panels = [place.panel for place in canvas.picture.layout.places.values()]
    path = bundle.items[0].path()
    ends = {"act", "sum"}
    for percent in np.linspace(0, 1, 200):
        point = path.pointAtPercent(float(percent))
        under = [name for name, place in canvas.picture.layout.places.items() if place.panel.contains(point)]
        assert set(under) <= ends
    assert len(panels) == 8


def texts(canvas):
    found = (item for item in canvas.picture.scene.items() if isinstance(item, QGraphicsSimpleTextItem))
    return [item for item in found if item.text() and item.isVisible() and item.opacity() > 0]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(742, 330), (800, 460), (1000, 460), (1600, 1000), (1920, 1200)])
@pytest.mark.parametrize("name", list(NETWORKS))
def test_texts_are_legible_and_do_not_cover_each_other(qtbot, name, size, language):
    spoken = Language()
    spoken.set(language)
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    canvas.show()
    network = NETWORKS[name]()
    for frame in (network.frame(), network.frame(len(network.trace.operations) - 1)):
        canvas.show_frame(frame)
        items = texts(canvas)
        spoken.set("en")
        assert min(item.font().pixelSize() for item in items) * canvas.view.magnification >= 11 * 0.999
        covered = [chip.box for chip in canvas.picture.chips]
        items = [i for i in items if not any(box.intersects(i.sceneBoundingRect()) for box in covered)]
        boxes = [item.sceneBoundingRect().adjusted(1, 4, -1, -4) for item in items]
        for (a, one), (b, other) in combinations(enumerate(boxes), 2):
            assert not one.intersects(other), (items[a].text(), items[b].text())


def test_a_network_of_one_unit_and_one_of_a_thousand_are_laid_out(qapp):
    for units in (1, 1000):
        graph = nn.Sequential([nn.Dense(units)], (units,), 0)
        check(layout_of(graph, (1000, 420)))


def test_frames_of_such_networks_can_be_shown(canvas):
    rng = np.random.default_rng(0)
    for layers, shape in (
        ([nn.Dense(1000), nn.Softmax()], (1000,)),
        ([nn.Conv2D(64, 5), nn.MaxPool2D(3, 1), nn.Flatten(), nn.Dense(2)], (20, 14, 3)),
        ([nn.Flatten(), nn.LayerNorm()], (3, 2)),
    ):
        graph = nn.Sequential(layers, shape, 0)
        x, t = rng.normal(size=(2, *shape)), rng.normal(size=(2, *graph.shapes[graph.output]))
        network = recorded(graph, nn.WeightedSum(), x, t, passes=0)
        for position in (None, 1, len(network.trace.operations)):
            canvas.show_frame(network.frame(position))
        check(canvas.picture.layout)
