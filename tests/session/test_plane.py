"""What every unit gives over the input plane, and the forward pass of a probe, are the network's own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import Graph
from nnviz.nn.describe import Array
from nnviz.session.asking import Asker
from nnviz.session.frame import Frame
from nnviz.session.lesson import load
from nnviz.session.plane import SIDE
from nnviz.session.probing import can_probe, probe
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

XOR = Setup(
    "xor",
    (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    "article",
    1,
)


def network(setup: Setup, run: Run, frame: Frame) -> Graph:
    """A network with the weights of a frame."""
    made = setup.make_network(run.data)
    for name, node in made.nodes.items():
        for parameter in node.parameters:
            parameter.value[...] = frame.arrays[name][parameter.key]
    return made


def grid(low: float, high: float) -> Array:
    axis = np.linspace(low, high, SIDE)
    return np.array([[x1, x2] for x2 in axis for x1 in axis])


@pytest.mark.parametrize("back", [0, 1, 8])
def test_thumbnails_are_what_the_network_of_the_frame_gives_at_every_point(back: int) -> None:
    run = Run(XOR)
    run.train_epochs(30)
    run.go_to(run.cursor - back)
    frame = run.frame()
    plane = frame.plane
    assert plane is not None
    points = grid(plane.low, plane.high)
    shown = network(XOR, run, frame)
    np.testing.assert_array_equal(plane.values["tanh_4"].reshape(-1, 1), shown.predict(points))
    hidden = shown.predict_recorded(points)
    for name in ("dense_1", "tanh_2", "dense_3"):
        units = plane.values[name].shape[-1]
        np.testing.assert_array_equal(plane.values[name].reshape(-1, units), hidden[name]["Y"])
    # by hand, for those who do not trust the recording
    by_hand = np.tanh(points @ frame.array("dense_1", "W") + frame.array("dense_1", "B"))
    np.testing.assert_allclose(plane.values["tanh_2"].reshape(-1, 3), by_hand, rtol=1e-13, atol=1e-16)
    np.testing.assert_array_equal(plane.values["input"].reshape(-1, 2), points)


def test_a_unit_at_some_points_is_its_column() -> None:
    run = Run(XOR)
    plane = run.frame().plane
    assert plane is not None
    points = np.array([[0.3, -0.1], [1.0, 0.0]])
    expected = network(XOR, run, run.frame()).predict_recorded(points)["tanh_2"]["Y"]
    np.testing.assert_array_equal(plane.of_unit(("tanh_2", 2), points), expected[:, 2])


def test_one_forward_serves_all_units_until_a_weight_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    record = Asker.record
    monkeypatch.setattr(Asker, "record", lambda *given: asked.append(1) or record(*given))
    run = Run(XOR)
    run.train(8)
    assert asked == []  # nobody has looked
    for _ in range(9):  # from the end of the pass back to its start
        plane = run.frame().plane
        assert plane is not None
        assert plane.values
        run.go_to(run.cursor - 1)
    assert len(asked) == 2  # after the update and before it


def test_only_two_features_make_a_plane() -> None:
    sine = Run(Setup("sine", (Part("Dense", {"units": 1}),), Part("MSE"), Part("SGD")))
    assert sine.frame().plane is None
    classes = Run(load("softmax-two").setup)
    plane = classes.frame().plane
    assert plane is not None
    assert plane.values["relu_2"].shape == (SIDE, SIDE, 2)
    np.testing.assert_array_equal(plane.values["relu_2"], np.maximum(plane.values["dense_1"], 0.0))


# -- the probe --------------------------------------------------------------------------------------


@pytest.mark.parametrize("back", [0, 1, 5])
def test_a_probe_is_the_forward_pass_of_its_input(back: int) -> None:
    run = Run(XOR)
    run.train_epochs(20)
    run.go_to(run.cursor - back)
    frame = run.frame()
    shown = probe(frame, (0.31, -0.72))
    expected = network(XOR, run, frame).predict_recorded(np.array([[0.31, -0.72]]))
    for name, own in expected.items():
        for key, array in own.items():
            np.testing.assert_array_equal(shown.arrays[name][key], array)
    np.testing.assert_array_equal(shown.arrays["loss"]["X"], expected["tanh_4"]["Y"])
    assert shown.arrays["dense_1"]["W"] is frame.arrays["dense_1"]["W"]


def test_nothing_of_the_training_pass_is_left_in_a_probe() -> None:
    run = Run(XOR)
    run.train_epochs(20)
    shown = probe(run.frame(), (0.5, 0.5))
    keys = {key for own in shown.arrays.values() for key in own}
    assert keys == {"X", "Y", "W", "B"}
    assert (shown.rows, shown.before, shown.unedited, shown.loss) == ((), {}, {}, None)
    assert shown.probe == (0.5, 0.5)


def test_a_probe_changes_nothing_of_the_run() -> None:
    asked, left_alone = Run(XOR), Run(XOR)
    for run in (asked, left_alone):
        run.train(50)
        if run is asked:
            probe(run.frame(), (9.0, -9.0))
        run.train(50)
    first, second = (run.frame().arrays["dense_1"]["W"] for run in (asked, left_alone))
    np.testing.assert_array_equal(first, second)


def test_a_probe_needs_as_many_features_as_the_network_has() -> None:
    frame = Run(XOR).frame()
    assert can_probe(frame, (0.0, 0.0))
    assert not can_probe(frame, (0.0,))
    assert not can_probe(frame, (0.0, 0.0, 0.0))


def test_dropout_lets_a_probe_through_whole() -> None:
    layers = (Part("Dense", {"units": 8}), Part("Dropout", {"rate": 0.5}), Part("Dense", {"units": 1}))
    run = Run(Setup("xor", layers, Part("MSE"), Part("SGD")))
    run.train(3)
    shown = probe(run.frame(), (0.4, 0.6))
    np.testing.assert_array_equal(shown.arrays["dropout_2"]["Y"], shown.arrays["dense_1"]["Y"])


# -- features of points -----------------------------------------------------------------------------


def test_of_features_the_plane_and_the_probe_are_those_of_the_points() -> None:
    setup = replace(XOR, features=("x1", "x1*x2"))
    run = Run(setup)
    run.train_epochs(5)
    frame = run.frame()
    assert frame.plane is not None
    assert frame.surface is not None
    points = grid(frame.plane.low, frame.plane.high)
    given = np.column_stack([points[:, 0], points[:, 0] * points[:, 1]])
    shown = network(setup, run, frame)
    np.testing.assert_array_equal(frame.plane.values["tanh_4"].reshape(-1, 1), shown.predict(given))
    np.testing.assert_array_equal(frame.surface.find(points), shown.predict(given)[:, 0])
    probed = probe(frame, (0.5, -2.0))
    np.testing.assert_array_equal(probed.arrays["dense_1"]["X"], [[0.5, -1.0]])
    assert can_probe(frame, (0.5, -2.0))
    assert not can_probe(frame, (0.5,))
