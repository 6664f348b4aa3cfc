"""The gradient river: thickness is monotone in the norm, and stops where the pass has not been."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from nnviz.ui.canvas.river import THREAD, norm_text, thickness


def test_thickness_grows_with_log_norm():
    norms = np.logspace(-3.9, 1, 60)
    shares = [thickness(norm) for norm in norms]
    assert all(b > a for a, b in pairwise(shares))
    steps = np.diff([thickness(10.0**power) for power in (-3, -2, -1, 0, 1)])
    assert steps == pytest.approx([0.2] * 4)


def test_zero_has_dried_up_and_the_least_flow_is_a_thread():
    assert thickness(0.0) == 0.0
    assert thickness(1e-300) == THREAD
    assert thickness(1e9) == thickness(float("inf")) == 1.0


def half_at(canvas, depth):
    """The thickness of the band to one side of its middle at a boundary, read off its path."""
    river = canvas.picture.river
    path, x = river.band.path(), river.place.xs[depth]
    elements = [path.elementAt(number) for number in range(path.elementCount())]
    return max(abs(e.y - river.place.middle) for e in elements if abs(e.x - x) < 0.01)


def boundaries(frame):
    names = ("dense_1", "tanh_2", "dense_3", "tanh_4")
    return [frame.norm("dense_1", "dX"), *(frame.norm(name, "dY") for name in names), 1.0]


def test_the_band_is_as_thick_as_each_norm_says(canvas, live):
    canvas.show_frame(live)
    half = canvas.picture.river.place.half
    for depth, norm in enumerate(boundaries(live)):
        assert half_at(canvas, depth) == pytest.approx(half * thickness(norm))
        assert canvas.picture.river.values[depth].text == norm_text(norm, digits=3)


def test_the_band_ends_where_the_pass_has_come_to(canvas, at):
    canvas.show_frame(at(8))
    river = canvas.picture.river
    assert [label.text != "" for label in river.values] == [False] * 3 + [True] * 3
    box = river.band.path().boundingRect()
    assert (box.left(), box.right()) == pytest.approx((river.place.xs[3], river.place.xs[5]))


def test_there_is_no_band_before_the_backward_part(canvas, at):
    canvas.show_frame(at(5))
    assert canvas.picture.river.band.path().isEmpty()


def test_a_gradient_of_zero_leaves_nothing_and_a_nan_leaves_a_gap(canvas, live):
    for value, gap in ((0.0, False), (np.nan, True)):
        arrays = {name: dict(found) for name, found in live.arrays.items()}
        arrays["dense_3"]["dY"] = np.array([[value]])
        canvas.show_frame(replace(live, arrays=arrays))
        river = canvas.picture.river
        x = river.place.xs[3]
        path = river.band.path()
        at_x = [e for e in map(path.elementAt, range(path.elementCount())) if abs(e.x - x) < 0.01]
        assert (not at_x) is gap
        assert all(e.y == pytest.approx(river.place.middle) for e in at_x)
        assert river.values[3].text == ("NaN" if gap else "0")


def test_norms_are_short():
    assert norm_text(0.38712, digits=3) == "0.387"
    assert norm_text(1.234e-5, digits=3) == "1.23e−5"
    assert norm_text(1.234e-5, digits=2) == "1.2e−5"


def test_norms_side_by_side_have_as_many_digits():
    assert norm_text(0.2, digits=3) == "0.200"
    assert norm_text(1.0, digits=3) == "1.00"
    assert norm_text(1.0, digits=2) == "1.0"
    assert norm_text(100.0, digits=3) == "100"
    assert norm_text(2e-5, digits=3) == "2.00e−5"
    assert norm_text(0.0, digits=3) == "0"


def test_hovering_reads_the_exact_value(canvas, live):
    canvas.show_frame(live)
    river = canvas.picture.river
    point = canvas.view.mapFromScene(river.place.xs[3] + 3, river.place.middle)
    assert canvas.tip_at(point) == f"Dense 3\n‖∂E/∂Y‖ = {live.norm('dense_3', 'dY')!r}"
