"""Badges: what they say, where they stand, what they tell the mouse, and how often they change."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsSimpleTextItem

from nnviz.session.frame import Frame
from nnviz.session.lesson import read_catalogue
from nnviz.session.setup import Part
from nnviz.ui.canvas.ailments import LESSONS
from nnviz.ui.canvas.canvas import Canvas
from tests.networks import NETWORKS
from tests.ui.canvas.conftest import dense, make_run


def dying(frame: Frame, node: str, dead: int) -> Frame:
    """The frame with so many units of a node dead."""
    own = frame.arrays[node]
    on = np.ones(own["Y"].shape)
    on[..., :dead] = 0.0
    found = {**own, "Y": on, "dY": np.ones_like(on), "dX": on}
    return replace(frame, arrays={**frame.arrays, node: found}, batches=1)


@pytest.fixture
def relus() -> Frame:
    """A live frame of 2-3-1 with ReLU over all four samples."""
    run = make_run(dense(3), Part("ReLU"), dense(1), batch_size=4)
    run.train(1)
    return run.live_frame()


def middle(canvas: Canvas, node: str) -> QPointF:
    """The middle of a badge on the picture."""
    return canvas.picture.badges.shown[node].box.center()


def test_a_column_that_is_well_has_no_badge(canvas, relus):
    canvas.show_frame(dying(relus, "relu_2", 0))
    assert canvas.picture.badges.shown == {}


def test_a_badge_says_how_many_units_are_dead_and_goes_when_they_are_not(canvas, relus):
    paused = replace(relus, live=False)
    canvas.show_frame(dying(paused, "relu_2", 2))
    assert {name: badge.text for name, badge in canvas.picture.badges.shown.items()} == {
        "relu_2": "2 of 3 dead"
    }
    item = canvas.picture.badges.shown["relu_2"].item
    assert item.scene() is canvas.picture.scene
    canvas.show_frame(dying(paused, "relu_2", 0))
    assert canvas.picture.badges.shown == {}
    assert item.scene() is None


def test_its_tooltip_gives_the_measured_reason(canvas, relus):
    canvas.show_frame(dying(relus, "relu_2", 2))
    position = canvas.view.mapFromScene(middle(canvas, "relu_2"))
    said = canvas.tip_at(position)
    assert said.startswith("ReLU 2\n2 of 3 units give 0 for every one of the 4 samples of the batch")
    assert said.endswith("Click to open the lesson on it")


def test_the_head_of_its_column_tells_the_reason_too(canvas, relus):
    canvas.show_frame(dying(relus, "relu_2", 2))
    panel = canvas.picture.columns["relu_2"].place.panel
    said = canvas.tip_at(canvas.view.mapFromScene(panel.topLeft() + QPointF(6, 6)))
    assert "2 of 3 units give 0" in said


def test_a_click_asks_for_the_lesson_and_for_nothing_else(canvas, relus):
    canvas.show_frame(dying(relus, "relu_2", 2))
    heard, nodes = [], []
    canvas.badge_clicked.connect(heard.append)
    canvas.node_clicked.connect(nodes.append)
    canvas.view.clicked.emit(middle(canvas, "relu_2"))
    assert (heard, nodes) == (["dead-relus"], [])


def test_every_ailment_has_a_lesson_that_exists(tmp_path):
    names = {entry.lesson.name for entry in read_catalogue(tmp_path).entries}
    assert set(LESSONS.values()) <= names


def test_a_screen_reader_is_told(canvas, relus):
    canvas.show_frame(dying(relus, "relu_2", 2))
    said = canvas.view.accessibleDescription()
    assert said == "Input → Dense 1 → ReLU 2 → Dense 3 → MSE. ReLU 2: 2 of 3 dead"


def test_they_follow_the_frames_that_are_shown_and_no_glances(canvas, relus):
    canvas.show_frame(dying(relus, "relu_2", 2))
    badges = canvas.picture.badges
    canvas.glance(dying(relus, "relu_2", 1))
    assert badges.shown["relu_2"].text == "2 of 3 dead"
    canvas.show_frame(dying(relus, "relu_2", 3))
    assert badges.shown["relu_2"].text == "3 of 3 dead"


@pytest.mark.parametrize("size", [(722, 290), (800, 450), (1000, 420), (1600, 900)])
@pytest.mark.parametrize("name", ["sixteen", "narrow", "price", "deep-cnn", "batchnorm-dropout"])
def test_badges_everywhere_cover_no_text_and_no_unit(canvas, chain, name, size):
    canvas.resize(*size)
    frame = _network(chain, name)
    sick = {
        n.name: {**frame.arrays[n.name], "dY": np.full_like(frame.arrays[n.name]["dY"], np.nan)}
        for n in frame.stage.nodes
    }
    canvas.show_frame(replace(frame, arrays={**frame.arrays, **sick}))
    picture = canvas.picture
    assert len(picture.badges.shown) == len(frame.stage.nodes)
    boxes = [badge.box for badge in picture.badges.shown.values()]
    own = {text for badge in picture.badges.shown.values() for text in badge.item.childItems()}
    texts = [i for i in picture.scene.items() if isinstance(i, QGraphicsSimpleTextItem) and i not in own]
    for number, box in enumerate(boxes):
        assert picture.scene.sceneRect().contains(box) or canvas.view.sceneRect().contains(box)
        assert not any(box.intersects(other) for other in boxes[number + 1 :])
        for text in texts:
            covered = text.sceneBoundingRect().adjusted(0, 3, 0, -3)
            shown = text.isVisible() and text.text()
            assert not (shown and box.adjusted(1, 1, -1, -1).intersects(covered)), text.text()
    for node, badge in picture.badges.shown.items():
        body = picture.columns[node].place.body
        assert all(unit.y() - body.ry >= badge.box.bottom() - 1 for unit in body.units), node
        assert all(spot.box.top() >= badge.box.bottom() - 1 for spot in body.spots), node


def _network(chain, name: str) -> Frame:
    if name in NETWORKS:
        return NETWORKS[name]().frame()
    pairs = {"sixteen": 5, "narrow": 11}[name]
    layers = [part for _ in range(pairs) for part in (dense(16), Part("ReLU"))]
    return chain(2, *layers, dense(1), outputs=1, batch_size=8).live_frame()


def test_a_badge_with_no_room_for_words_is_a_shape(canvas, chain):
    canvas.resize(722, 450)
    frame = _network(chain, "narrow")
    canvas.show_frame(dying(frame, frame.stage.nodes[1].name, 16))
    (badge,) = (b for n, b in canvas.picture.badges.shown.items() if n == frame.stage.nodes[1].name)
    assert badge.text == ""
    assert badge.item.childItems()
