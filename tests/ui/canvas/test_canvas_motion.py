"""Motion: what travels, which way, how fast, and that nothing moves unless it was asked to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnviz.session.setup import Part
from nnviz.ui.canvas.arrows import Travel
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.flow import APART, MOST, PACES, WIDTHS, decades
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.motion import ONCE
from nnviz.ui.theme import DARK
from tests.ui.canvas.conftest import dense


@pytest.fixture
def moved(canvas) -> Canvas:
    """A canvas on which things may move, by gradients."""
    canvas.motion.set_on(True)
    canvas.set_mode(ColourMode.GRADIENTS)
    return canvas


def in_use(canvas) -> list[set[int]]:
    """The decades that are seen of each link."""
    return [{d for d, item in s.items.items() if item.isVisible()} for s in canvas.picture.flow.streams]


def offset(canvas) -> float:
    """Where the dashes of the first pulse seen begin, in pixels."""
    items = (item for s in canvas.picture.flow.streams for item in s.items.values() if item.isVisible())
    pen = next(items).pen()
    return pen.dashOffset() * pen.widthF()


def test_every_decade_has_a_width_and_a_pace_and_0_has_none():
    values = np.array([0.0, np.nan, 1e-12, 2e-4, -2e-3, 0.05, 0.5, -3.0, np.inf])
    assert decades(values).tolist() == [-1, -1, 0, 1, 2, 3, 4, 5, 5]
    assert len(WIDTHS) == len(PACES)
    assert list(WIDTHS) == sorted(set(WIDTHS))
    assert list(PACES) == sorted(set(PACES))


def test_nothing_moves_to_begin_with(canvas, live):
    canvas.show_frame(live)
    assert not canvas.motion.moving
    assert not canvas.picture.flow.layer.isVisible()


def test_a_running_network_sends_its_errors_to_the_left(moved, live):
    moved.show_frame(live)
    assert moved.motion.moving
    assert moved.picture.flow.layer.isVisible()
    link = moved.picture.plan.links[-1]
    size = abs(live.array(link.node.name, "dX").item())
    assert in_use(moved)[-1] == {int(decades(np.array([size]))[0])}
    before = offset(moved)
    moved.picture.flow.advance(0.1)
    assert (offset(moved) - before) % APART == pytest.approx(0.1 * PACES[in_use(moved)[0].pop()], abs=0.01)
    colours = {
        i.pen().color().name() for s in moved.picture.flow.streams for i in s.items.values() if i.isVisible()
    }
    assert colours == {QColor(DARK.backward).name()}


def test_coloured_by_activations_values_go_to_the_right(moved, live):
    moved.set_mode(ColourMode.ACTIVATIONS)
    moved.show_frame(live)
    before = offset(moved)
    moved.picture.flow.advance(0.1)
    assert (before - offset(moved)) % APART == pytest.approx(0.1 * PACES[min(in_use(moved)[0])], abs=0.01)


def test_where_the_gradient_is_0_nothing_travels(moved, live):
    name = live.stage.nodes[1].name
    own = {**live.arrays[name], "dX": np.zeros_like(live.arrays[name]["dX"])}
    moved.show_frame(replace(live, arrays={**live.arrays, name: own}))
    place = [link.node.name for link in moved.picture.plan.links].index(name)
    assert in_use(moved)[place] == set()
    assert in_use(moved)[place + 1]


def test_a_step_moves_its_own_edges_once(moved, at):
    now = [10.0]
    moved.motion._clock = lambda: now[0]
    moved.show_frame(at(7))
    assert not moved.motion.moving, "the first picture was no step"
    moved.show_frame(at(8))
    assert moved.motion.moving
    kinds = [bool(used) for used in in_use(moved)]
    assert kinds == [link.node.name == at(8).operation.node for link in moved.picture.plan.links]
    assert moved.picture.flow._travel is Travel.BACKWARD
    now[0] += ONCE - 0.01
    moved.motion.tick()
    assert moved.motion.moving
    now[0] += 0.02
    moved.motion.tick()
    assert not moved.motion.moving
    assert not moved.picture.flow.layer.isVisible()


def test_a_step_forward_is_teal(moved, at):
    moved.show_frame(at(2))
    moved.show_frame(at(3))
    assert moved.picture.flow._travel is Travel.FORWARD


def test_the_same_place_again_is_no_step(moved, at):
    moved.show_frame(at(8))
    moved.show_frame(at(8))
    assert not moved.motion.moving


def test_a_pause_ends_it(moved, live, at):
    moved.show_frame(live)
    moved.show_frame(at(11))
    assert not moved.motion.moving
    assert not moved.picture.flow.layer.isVisible()


def test_what_cannot_be_seen_does_not_move(moved, live):
    moved.show_frame(live)
    moved.hide()
    moved.motion.tick()
    assert not moved.motion.moving
    moved.show_frame(live)
    assert not moved.motion.moving


def test_it_can_be_turned_off_while_it_moves(moved, live):
    moved.show_frame(live)
    moved.motion.set_on(False)
    assert not moved.motion.moving
    assert not moved.picture.flow.layer.isVisible()
    moved.show_frame(live)
    assert not moved.motion.moving


def test_another_network_begins_anew(moved, live, chain):
    moved.show_frame(live)
    moved.show_frame(chain(2, dense(1), outputs=1).frame())
    assert not moved.motion.moving


def test_few_items_move_however_many_edges_there_are(moved, chain):
    run = chain(40, dense(40), Part("Tanh"), dense(40), outputs=40)
    moved.show_frame(run.live_frame())
    streams = moved.picture.flow.streams
    assert sum(len(stream.items) for stream in streams) <= len(streams) * len(WIDTHS)
    most = max(stream.items[d].path().elementCount() for stream in streams for d in stream.items)
    assert most <= 4 * MOST, "a curve has four elements"
