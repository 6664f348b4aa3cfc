"""What is found to be wrong with a network: exact counts and ratios, and what must not be said.

Frames are taken from real runs, and their arrays replaced where exact numbers are needed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import Kind
from nnviz.session.cursor import Unit
from nnviz.session.diagnosis import Ailment, Severity, diagnose
from nnviz.session.frame import Frame
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup


def frame_of(*layers: Part, batch_size: int = 4, initializer: str = "article") -> Frame:
    """A live frame of XOR."""
    optimizer = Part("SGD", {"learning_rate": 0.1})
    setup = Setup("xor", layers, Part("MSE"), optimizer, initializer, seed=1, batch_size=batch_size)
    run = Run(setup)
    run.train(1)
    return run.live_frame()


def with_arrays(frame: Frame, node: str, **given: object) -> Frame:
    """The frame with other arrays of one node."""
    own = {**frame.arrays[node], **{key: np.asarray(value, float) for key, value in given.items()}}
    return replace(frame, arrays={**frame.arrays, node: own})


def ailments(frame: Frame, node: str) -> dict[Ailment, tuple[int, int]]:
    """What is wrong with a node, with its counts."""
    return {each.ailment: (each.count, each.total) for each in diagnose(frame).get(node, ())}


@pytest.fixture
def relus() -> Frame:
    """2-3-1 with ReLU, all four samples in one batch."""
    return frame_of(Part("Dense", {"units": 3}), Part("ReLU"), Part("Dense", {"units": 1}))


def column(*values: float) -> np.ndarray:
    """The same for each of four samples."""
    return np.tile(np.array(values, float), (4, 1))


def test_a_unit_that_gives_0_and_lets_nothing_back_is_dead(relus):
    frame = with_arrays(relus, "relu_2", Y=column(0, 0, 1), dY=column(1, -2, 1), dX=column(0, 0, 1))
    (finding,) = diagnose(frame)["relu_2"]
    assert (finding.ailment, finding.count, finding.total) == (Ailment.DEAD, 2, 3)
    assert finding.severity is Severity.SERIOUS
    one = with_arrays(relus, "relu_2", Y=column(0, 2, 1), dY=column(1, -2, 1), dX=column(0, -2, 1))
    assert diagnose(one)["relu_2"][0].severity is Severity.WARNING


def test_one_sample_that_passes_is_enough_to_live(relus):
    y, dx = column(0, 0, 1), column(0, 0, 1)
    y[3, 0], dx[3, 0] = 0.5, 1.0
    frame = with_arrays(relus, "relu_2", Y=y, dY=column(1, 1, 1), dX=dx)
    assert ailments(frame, "relu_2") == {Ailment.DEAD: (1, 3)}


def test_nothing_is_said_of_a_unit_that_no_error_reaches(relus):
    frame = with_arrays(relus, "relu_2", Y=column(0, 0, 1), dY=column(0, 0, 1), dX=column(0, 0, 1))
    assert ailments(frame, "relu_2") == {}


def test_a_batch_of_one_of_four_is_no_evidence():
    one = frame_of(Part("Dense", {"units": 3}), Part("ReLU"), Part("Dense", {"units": 1}), batch_size=1)
    dead = {"Y": np.zeros((1, 3)), "dY": np.ones((1, 3)), "dX": np.zeros((1, 3))}
    assert ailments(with_arrays(one, "relu_2", **dead), "relu_2") == {}
    whole = replace(one, batches=1)
    assert ailments(with_arrays(whole, "relu_2", **dead), "relu_2") == {Ailment.DEAD: (3, 3)}
    eight = {key: np.repeat(value, 8, axis=0) for key, value in dead.items()}
    many = replace(one, rows=tuple(range(8)))
    assert ailments(with_arrays(many, "relu_2", **eight), "relu_2") == {Ailment.DEAD: (3, 3)}


def test_a_unit_whose_slope_is_small_for_every_sample_is_saturated(relus):
    slope = column(0.005, 0.01, 0.5)
    slope[0, 2] = 0.0
    frame = with_arrays(relus, "relu_2", Y=column(0.99, -0.5, 0.1), dY=column(2, 2, 2), dX=2 * slope)
    assert ailments(frame, "relu_2") == {Ailment.SATURATED: (1, 3)}


def test_dead_units_are_not_saturated_as_well(relus):
    frame = with_arrays(relus, "relu_2", Y=column(0, 1, 1), dY=column(1, 1, 1), dX=column(0, 1e-4, 1))
    assert ailments(frame, "relu_2") == {Ailment.DEAD: (1, 3), Ailment.SATURATED: (1, 3)}


def test_leaky_relu_is_never_dead():
    frame = frame_of(Part("Dense", {"units": 3}), Part("LeakyReLU"), Part("Dense", {"units": 1}))
    x = column(-1, -2, -3)
    leaked = with_arrays(frame, "leakyrelu_2", Y=0.01 * x, dY=column(1, 1, 1), dX=column(0.01, 0.01, 0.01))
    assert ailments(leaked, "leakyrelu_2") == {}


def test_only_activations_have_units_that_die(relus):
    frame = with_arrays(relus, "dense_1", Y=column(0, 0, 0), dY=column(1, 1, 1), dX=np.zeros((4, 2)))
    assert ailments(frame, "dense_1") == {}


def test_channels_of_images_are_counted_as_units():
    conv = Part("Conv2D", {"channels": 2, "kernel_size": 3})
    layers = (conv, Part("ReLU"), Part("Flatten"), Part("Dense", {"units": 10}))
    setup = Setup("digits", layers, Part("SoftmaxCrossEntropy"), Part("SGD"), "he", seed=1, batch_size=8)
    run = Run(setup)
    run.train(1)
    frame = run.live_frame()
    name = frame.stage.nodes[1].name
    shape = frame.arrays[name]["Y"].shape
    y, dy = np.zeros(shape), np.ones(shape)
    y[0, 1, 1, 1] = 1.0
    found = with_arrays(frame, name, Y=y, dY=dy, dX=(y > 0) * dy)
    assert ailments(found, name) == {Ailment.DEAD: (1, 2)}


def test_a_gradient_below_a_thousandth_of_the_last_has_vanished(relus):
    def at(norm: float) -> Frame:
        last = with_arrays(relus, "dense_3", dY=[[2.0], [0.0], [0.0], [0.0]])
        dy = np.zeros((4, 3))
        dy[0, 0] = norm
        return with_arrays(last, "dense_1", dY=dy)

    (finding,) = diagnose(at(0.001))["dense_1"]
    assert (finding.ailment, finding.measured, finding.reference) == (Ailment.VANISHING, 0.001, 2.0)
    assert finding.ratio == 0.0005
    assert ailments(at(0.002), "dense_1") == {}
    assert ailments(at(2000.0), "dense_1") == {}
    assert list(ailments(at(2001.0), "dense_1")) == [Ailment.EXPLODING]
    assert diagnose(at(0.0))["dense_1"][0].ratio == 0.0


@pytest.mark.parametrize("last", [0.0, np.nan, np.inf])
def test_no_ratio_is_taken_to_a_last_gradient_that_cannot_be_divided_by(relus, last):
    frame = with_arrays(relus, "dense_3", dY=np.full((4, 1), last))
    assert ailments(with_arrays(frame, "dense_1", dY=np.zeros((4, 3))), "dense_1") == {}


def test_numbers_that_are_not_finite_are_counted_and_nothing_else_is_said(relus):
    bad = column(0, 0, 1)
    bad[0, 0], bad[1, 1] = np.inf, np.nan
    frame = with_arrays(relus, "relu_2", Y=bad, dX=column(0, 0, 0))
    (finding,) = diagnose(frame)["relu_2"]
    assert (finding.ailment, finding.key, finding.count, finding.total) == (Ailment.NOT_FINITE, "Y", 2, 12)
    loss = frame.stage.loss.name
    assert ailments(with_arrays(frame, loss, E=np.inf), loss) == {Ailment.NOT_FINITE: (1, 1)}


def test_a_sum_that_overflows_is_no_finding(relus):
    frame = with_arrays(relus, "dense_1", W=np.full((2, 3), 1.5e308))
    assert Ailment.NOT_FINITE not in ailments(frame, "dense_1")


def at_update(step: float) -> Frame:
    """A frame at an update that moved weights of norm 2 by so much."""
    optimizer = Part("SGD", {"learning_rate": 0.1})
    layers = (Part("Dense", {"units": 1}),)
    run = Run(Setup("xor", layers, Part("MSE"), optimizer, "article", seed=1, batch_size=4))
    run.train(1)
    run.step(Unit.OPERATION, forward=False)
    run.step(Unit.OPERATION)
    frame = run.frame()
    assert frame.operation.kind is Kind.UPDATE
    before = {**frame.before, "dense_1": {"W": np.array([[2.0], [0.0]])}}
    return with_arrays(replace(frame, before=before), "dense_1", W=[[2.0 + step], [0.0]])


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (2.0, (Ailment.LONG_STEP, Severity.WARNING)),
        (0.5, (Ailment.LONG_STEP, Severity.NOTE)),
        (0.019, None),
        (0.00021, None),
        (0.0001, (Ailment.SHORT_STEP, Severity.NOTE)),
        (0.0, (Ailment.SHORT_STEP, Severity.NOTE)),
    ],
)
def test_an_update_is_compared_with_the_weights(step, expected):
    found = [(f.ailment, f.severity) for f in diagnose(at_update(step)).get("dense_1", ())]
    assert found == ([expected] if expected else [])


def test_an_update_of_weights_of_0_has_no_ratio():
    frame = at_update(1.0)
    before = {**frame.before, "dense_1": {"W": np.zeros((2, 1))}}
    assert ailments(replace(frame, before=before), "dense_1") == {}


def test_nothing_is_said_of_what_has_not_been_computed_yet():
    frame = at_update(0.0)
    empty = replace(frame, arrays={"update": frame.arrays["update"]}, position=0, before={})
    assert diagnose(empty) == {}


def test_the_worst_comes_first(relus):
    y, dx = column(0, 0, 0), column(0, 0, 0)
    frame = with_arrays(relus, "relu_2", Y=y, dY=column(1e-9, 1e-9, 1e-9), dX=dx)
    assert [each.ailment for each in diagnose(frame)["relu_2"]] == [Ailment.DEAD, Ailment.VANISHING]


def test_a_sample_that_no_error_reaches_keeps_no_unit_alive(relus):
    dy = column(1, 1, 1)
    dy[0] = 0.0
    frame = with_arrays(relus, "relu_2", Y=column(0, 1, 1), dY=dy, dX=dy * column(0, 1, 1))
    assert ailments(frame, "relu_2") == {Ailment.DEAD: (1, 3)}


def test_a_unit_that_lets_a_little_back_is_not_dead(relus):
    frame = with_arrays(relus, "relu_2", Y=column(0, 1, 1), dY=column(1, 1, 1), dX=column(0.001, 1, 1))
    assert ailments(frame, "relu_2") == {Ailment.SATURATED: (1, 3)}
