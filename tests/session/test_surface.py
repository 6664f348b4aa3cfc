"""The picture over the input plane: real outputs of the weights in the frame, point by point."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import Graph, Sequential
from nnviz.nn.layers.dense import Dense
from nnviz.session.results import RESOLUTION
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.session.surface import SurfaceMaker
from tests.session.places import after

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    "article",
    1,
)
LENGTH = 15
"""How many stops a pass has: one for each formula."""


def network(run: Run) -> Graph:
    """A network with the weights of the frame under the cursor."""
    arrays = run.frame().arrays
    made = XOR.make_network(run.data)
    for name, node in made.nodes.items():
        for parameter in node.parameters:
            parameter.value[...] = arrays[name][parameter.key]
    return made


@pytest.mark.parametrize("number", [0, 3 * LENGTH + 14, 4 * LENGTH, 40 * LENGTH + 1])
def test_every_point_is_what_the_network_of_the_frame_predicts(number: int) -> None:
    run = Run(XOR)
    run.train(60)
    run.go_to(number)
    surface, shown = run.frame().surface, network(run)
    assert surface is not None
    axis = np.linspace(surface.low, surface.high, RESOLUTION)
    assert surface.values.shape == (RESOLUTION, RESOLUTION)
    for row, column in ((0, 0), (0, 40), (40, 0), (20, 20), (7, 31)):
        predicted = shown.predict([[axis[column], axis[row]]]).item()
        assert surface.values[row, column] == pytest.approx(predicted, rel=1e-13)
    whole = [[shown.predict([[x1, x2]]).item() for x1 in axis] for x2 in axis]
    np.testing.assert_allclose(surface.values, whole, rtol=1e-12, atol=1e-15)


def test_it_changes_with_the_update_and_only_then() -> None:
    run = Run(XOR)
    run.train(4)
    pictures = []
    for position in range(12):
        run.go_to(after(run, 3, position))
        surface = run.frame().surface
        assert surface is not None
        pictures.append(surface.values.tobytes())
    assert len(set(pictures[:11])) == 1
    assert pictures[11] != pictures[0]


def test_it_reaches_past_the_data_and_carries_it() -> None:
    run = Run(XOR)
    surface = run.frame().surface
    assert surface is not None
    assert (surface.low, surface.high) == (-0.3, 1.3)
    np.testing.assert_array_equal(surface.points, run.data.x)
    np.testing.assert_array_equal(surface.targets, [0.0, 1.0, 1.0, 0.0])


def test_drawing_it_does_not_disturb_the_training() -> None:
    run, undrawn = Run(XOR), Run(XOR)
    for _ in range(20):
        run.train(1)
        surface = run.live_frame().surface
        assert surface is not None
        assert surface.values.size
    undrawn.train(20)
    assert run.outputs().tobytes() == undrawn.outputs().tobytes()


def test_a_live_picture_is_that_of_the_newest_weights() -> None:
    run = Run(XOR)
    run.train(7)
    live, paused = run.live_frame().surface, run.frame().surface
    assert live is not None
    assert paused is not None
    assert live.values.tobytes() == paused.values.tobytes()


def test_a_picture_that_is_looked_at_late_is_still_that_of_its_frame() -> None:
    run, early = Run(XOR), Run(XOR)
    late, at_once = run.frame().surface, early.frame().surface
    assert late is not None
    assert at_once is not None
    expected = at_once.values.tobytes()
    run.train(50)
    newest = run.live_frame().surface
    assert newest is not None
    assert newest.values.tobytes() != expected
    assert late.values.tobytes() == expected
    assert late.values is late.values


@pytest.mark.parametrize(
    ("units", "input_shape", "suited"), [(1, (2,), True), (2, (2,), False), (1, (3,), False)]
)
def test_only_two_inputs_and_one_output_make_a_plane(
    units: int, input_shape: tuple[int, ...], suited: bool
) -> None:
    graph = Sequential([Dense(units)], input_shape)
    assert (SurfaceMaker.suited(graph, XOR.make_data()) is not None) == suited
