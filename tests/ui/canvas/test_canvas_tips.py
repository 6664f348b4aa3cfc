"""Hit-testing finds the right weight, and tooltips give its exact values."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from nnviz.session.edits import Edit
from nnviz.session.setup import Part
from nnviz.ui.canvas.edge import Course


def dense(units):
    """A dense layer."""
    return Part("Dense", {"units": units})


def minus(value):
    return f"{float(value):+}".replace("-", "−")


def halfway(canvas, number, edge, share=0.3):
    """A point of the viewport on an edge."""
    course = canvas.picture.bundles[number].course
    x = course.left + share * (course.right - course.left)
    return QPointF(x, course.heights(x)[edge])


@pytest.mark.parametrize("edge", range(6))
@pytest.mark.parametrize("share", [0.15, 0.3, 0.85])
def test_every_weight_of_the_first_layer_is_found(canvas, live, edge, share):
    canvas.show_frame(live)
    start, end = divmod(edge, 3)
    text = canvas.tip_at(canvas.view.mapFromScene(halfway(canvas, 0, edge, share)))
    name = f"{('x₁', 'x₂')[start]}→{end + 1}"
    assert text.splitlines()[0] == "Input → Dense 1"
    assert f"W[{name}] = {minus(live.array('dense_1', 'W')[start, end])}" in text
    assert f"∂E/∂W[{name}] = {minus(live.array('dense_1', 'dW')[start, end])}" in text


def test_the_course_agrees_with_the_curve_that_is_drawn():
    course = Course((10.0, 90.0), (np.array([20.0]), np.array([70.0])), curved=True)
    path = course.path(0)
    for percent in (0.1, 0.35, 0.5, 0.8):
        point = path.pointAtPercent(percent)
        assert course.heights(point.x())[0] == pytest.approx(point.y(), abs=0.05)


def test_a_few_pixels_beside_an_edge_still_read_it(canvas, live):
    canvas.show_frame(live)
    point = halfway(canvas, 3, 0, 0.5)  # Dense 3 to tanh 4: one straight edge
    near = canvas.view.mapFromScene(point + QPointF(0, 6))
    far = canvas.view.mapFromScene(point + QPointF(0, 40))
    assert canvas.tip_at(near).startswith("Dense 3 → tanh 4\nX[1] = ")
    assert "X[1]" not in canvas.tip_at(far)


def test_a_circle_gives_everything_known_of_its_unit(canvas, live):
    canvas.show_frame(live)
    centre = canvas.picture.layout.places["dense_1"].units[2]
    assert canvas.tip_at(canvas.view.mapFromScene(centre)).splitlines() == [
        "Dense 1, unit 3 of 3",
        f"Y[3] = {minus(live.array('dense_1', 'Y')[0, 2])}",
        f"∂E/∂Y[3] = {minus(live.array('dense_1', 'dY')[0, 2])}",
        f"B[3] = {minus(live.array('dense_1', 'B')[2])}",
        f"∂E/∂B[3] = {minus(live.array('dense_1', 'dB')[2])}",
    ]


def test_what_is_not_computed_says_so(canvas, at):
    canvas.show_frame(at(3))
    centre = canvas.picture.layout.places["dense_1"].units[0]
    text = canvas.tip_at(canvas.view.mapFromScene(centre))
    assert "∂E/∂Y[1] = not computed yet in this pass" in text


def test_an_update_tells_the_weight_before_it(canvas, at):
    frame = at(11)
    canvas.show_frame(frame)
    text = canvas.tip_at(canvas.view.mapFromScene(halfway(canvas, 2, 1)))
    assert f"before the update: W[2→1] = {minus(frame.before['dense_3']['W'][1, 0])}" in text


def test_what_follows_from_a_number_set_by_hand_is_written_after_what_it_would_be(canvas, xor_run, at):
    plain = at(10)
    xor_run.edit(Edit("dense_1", "W", (1, 2), 0.75))
    frame = at(10)
    canvas.show_frame(frame)
    pairs = [float(each.array("dense_1", "W")[1, 2]) for each in (plain, frame)]
    text = canvas.tip_at(canvas.view.mapFromScene(halfway(canvas, 0, 5)))
    assert f"W[x₂→3] = {minus(pairs[0])} ⇒ {minus(pairs[1])}" in text
    assert pairs[1] == 0.75
    assert text.splitlines()[-1] == "⇒ leads from what it would be without the changes by hand"
    other = canvas.tip_at(canvas.view.mapFromScene(halfway(canvas, 0, 0)))
    assert f"W[x₁→1] = {minus(frame.array('dense_1', 'W')[0, 0])}" in other.splitlines()
    canvas.show_frame(at(11))  # the update has written over it
    text = canvas.tip_at(canvas.view.mapFromScene(halfway(canvas, 0, 5)))
    assert f"before the update: W[x₂→3] = {minus(pairs[0])} ⇒ +0.75" in text
    head = canvas.picture.columns["dense_3"].place
    text = canvas.tip_at(canvas.view.mapFromScene(QPointF(head.centre, head.panel.top() + 10)))
    norms = (repr(each.norm("dense_3", "dY")) for each in (plain, frame))
    assert f"‖∂E/∂Y‖ = {' ⇒ '.join(norms)}" in text


def test_input_loss_and_head_have_tips(canvas, live):
    canvas.show_frame(live)
    places = canvas.picture.layout.places

    def tip(point):
        return canvas.tip_at(canvas.view.mapFromScene(point))

    assert f"∂E/∂X[x₁] = {minus(live.array('dense_1', 'dX')[0, 0])}" in tip(places["input"].units[0])
    assert f"E = {minus(live.loss)}" in tip(places["loss"].units[0])
    head = tip(QPointF(places["tanh_2"].centre, places["tanh_2"].panel.top() + 8))
    assert head.startswith("tanh 2: Y = tanh(X)\n")
    assert f"‖∂E/∂Y‖ = {live.norm('tanh_2', 'dY')!r}" in head


def test_among_the_strongest_only_drawn_edges_are_found(canvas, chain):
    run = chain(64, dense(64), outputs=64)
    canvas.show_frame(run.live_frame())
    bundle = canvas.picture.bundles[0]
    hidden = int(np.setdiff1d(np.arange(64 * 64), bundle.chosen)[0])
    found = bundle.nearest(halfway(canvas, 0, hidden))
    assert found is not None
    assert found[0] in bundle.chosen
