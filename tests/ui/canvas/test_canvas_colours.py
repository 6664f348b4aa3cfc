"""Colours and widths on the canvas are the scale applied to the tensors of the frame."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.ui import diverging
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.scale import ABSENT, PATIENCE, Limit, Values, width
from nnviz.ui.theme import DARK, LIGHT

EDGES = {  # what the edges into each node show, flattened as they are drawn
    ColourMode.WEIGHTS: lambda f: [f.array("dense_1", "W"), None, f.array("dense_3", "W"), None, None],
    ColourMode.ACTIVATIONS: lambda f: [
        np.repeat(f.array("dense_1", "X")[0], 3),
        f.array("tanh_2", "X")[0],
        f.array("dense_3", "X")[0],
        f.array("tanh_4", "X")[0],
        f.array("loss", "X")[0],
    ],
    ColourMode.GRADIENTS: lambda f: [
        f.array("dense_1", "dW"),
        f.array("tanh_2", "dX")[0],
        f.array("dense_3", "dW"),
        f.array("tanh_4", "dX")[0],
        f.array("loss", "dX")[0],
    ],
}
UNITS = {
    ColourMode.WEIGHTS: lambda f: [None, f.array("dense_1", "B"), None, f.array("dense_3", "B"), None],
    ColourMode.ACTIVATIONS: lambda f: (
        [f.array("input", "Y")[0]]
        + [f.array(name, "Y")[0] for name in ("dense_1", "tanh_2", "dense_3", "tanh_4")]
    ),
    ColourMode.GRADIENTS: lambda f: (
        [f.array("dense_1", "dX")[0]]
        + [f.array(name, "dY")[0] for name in ("dense_1", "tanh_2", "dense_3", "tanh_4")]
    ),
}


def expected_limit(frame, mode):
    return diverging.nice_limit(EDGES[mode](frame) + UNITS[mode](frame))


@pytest.mark.parametrize("mode", list(ColourMode))
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_edges_show_their_tensor_in_colour_and_width(canvas, live, mode, theme):
    canvas.set_theme(theme)
    canvas.set_mode(mode)
    canvas.show_frame(live)
    limit, colours = expected_limit(live, mode), diverging.level_colours(theme)
    seen = 0
    for bundle, values in zip(canvas.picture.bundles, EDGES[mode](live), strict=True):
        if values is None:
            assert {item.pen().widthF() for item in bundle.items} == {0.8}
            continue
        for item, value in zip(bundle.items, values.ravel(), strict=True):
            level = diverging.level(value, limit)
            assert item.pen().widthF() == pytest.approx(0.8 + 6.2 * abs(level) / 16)
            if level:
                assert item.pen().color() == colours[level]
            seen += 1
    assert seen == (9 if mode is ColourMode.WEIGHTS else 14)


@pytest.mark.parametrize("mode", list(ColourMode))
def test_units_show_their_tensor(canvas, live, mode):
    canvas.set_mode(mode)
    canvas.show_frame(live)
    limit, colours = expected_limit(live, mode), diverging.level_colours(DARK)
    names = ("input", "dense_1", "tanh_2", "dense_3", "tanh_4")
    for name, values in zip(names, UNITS[mode](live), strict=True):
        shapes = canvas.picture.columns[name].units.shapes
        if values is None:
            assert {shape.brush().color().name() for shape in shapes} == {DARK.raised}
        else:
            fills = [colours[diverging.level(value, limit)] for value in values]
            assert [shape.brush().color() for shape in shapes] == fills


def test_what_has_not_been_computed_is_neutral_and_thin(canvas, at):
    canvas.set_mode(ColourMode.GRADIENTS)
    canvas.show_frame(at(7))  # tanh 4 has just passed its gradient on; Dense 3 has not
    first, *_, dense_3, tanh_4, loss = canvas.picture.bundles
    for bundle in (first, dense_3):
        assert {item.pen().widthF() for item in bundle.items} == {0.8}
    assert tanh_4.items[0].pen().widthF() > 0.8
    assert loss.items[0].pen().widthF() > 0.8


@pytest.mark.parametrize("mode", list(ColourMode))
def test_the_legend_says_the_tensors_and_the_limit(canvas, live, mode):
    canvas.set_mode(mode)
    canvas.show_frame(live)
    texts = {
        ColourMode.WEIGHTS: "W, B",
        ColourMode.ACTIVATIONS: "Y",
        ColourMode.GRADIENTS: "∂E/∂W, ∂E/∂Y",
    }
    limit = f"{expected_limit(live, mode):g}"
    legend = canvas.legend
    assert (legend.tensors.text(), legend.low.text(), legend.high.text()) == (
        texts[mode],
        "−" + limit,
        "+" + limit,
    )
    assert f"−{limit}" in legend.accessibleName()


def test_a_live_frame_with_smaller_values_keeps_the_scale_and_a_paused_one_does_not():
    limit = Limit()
    assert limit.update(2.0, live=True) == 2.0
    assert limit.update(5.0, live=True) == 5.0
    for _ in range(PATIENCE - 1):
        assert limit.update(0.1, live=True) == 5.0
    assert limit.update(0.2, live=True) == 0.2
    assert limit.update(1.0, live=True) == 1.0
    assert limit.update(0.5, live=False) == 0.5


def test_one_large_value_starts_the_waiting_anew():
    limit = Limit()
    limit.update(5.0, live=True)
    for needed in (1.0,) * (PATIENCE - 1) + (5.0,) + (1.0,) * (PATIENCE - 1):
        assert limit.update(needed, live=True) == 5.0
    assert limit.update(1.0, live=True) == 1.0


def test_levels_agree_with_the_scale_value_by_value():
    numbers = np.array([0.0, 0.1, -0.26, 0.5, -7.0, np.nan, np.inf])
    values = Values([numbers, None], [7, 2])
    assert values.levels(0.5).tolist() == [diverging.level(v, 0.5) for v in numbers] + [ABSENT] * 2


def test_width_grows_with_the_level_from_thin_to_thick():
    widths = [width(level) for level in range(17)]
    assert widths == sorted(set(widths))
    assert (widths[0], widths[16], width(-16)) == (0.8, 7.0, 7.0)
