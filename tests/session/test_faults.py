"""What happens when a number is no longer finite: it is found where it began, and can be taken back.

Where that is, a walk in plain numpy through the same network says, operation by operation.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from nnviz.session.cursor import Unit
from nnviz.session.data.logic import gate
from nnviz.session.records import EpochRecord, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from tests.session.places import after

OPERATIONS, LENGTH = 9, 13
"""How many operations a pass has, and how many stops: one for each formula."""


def setup(activation: str, rate: float, seed: int, batch: int) -> Setup:
    layers = (Part("Dense", {"units": 3}), Part(activation), Part("Dense", {"units": 1}))
    return Setup(
        "xor", layers, Part("MSE"), Part("SGD", {"learning_rate": rate}), "article", seed, batch_size=batch
    )


Found = tuple[int, int, str, str, str]
"""Pass, operation from 1, title, phase, symbol."""


def walk(activation: str, rate: float, seed: int, batch: int, passes: int) -> Iterator[tuple[Found, object]]:
    """Every tensor that the passes compute, in the order in which they do."""
    draw, data = np.random.RandomState(seed), gate("xor")
    w1, b1 = draw.rand(2, 3) - 0.5, draw.rand(3) - 0.5
    w2, b2 = draw.rand(3, 1) - 0.5, draw.rand(1) - 0.5
    for index in range(passes):
        rows = [(index * batch + place) % 4 for place in range(batch)]
        x, t = data.x[rows], data.t[rows]
        title = {"ReLU": "ReLU 2", "Tanh": "tanh 2"}[activation]
        a = x @ w1 + b1
        yield (index, 1, "Dense 1", "forward", "Y"), a
        h = np.maximum(a, 0) if activation == "ReLU" else np.tanh(a)
        yield (index, 2, title, "forward", "Y"), h
        y = h @ w2 + b2
        yield (index, 3, "Dense 3", "forward", "Y"), y
        yield (index, 4, "MSE", "forward", "E"), np.mean((t - y) ** 2)
        dy = 2 * (y - t) / t.size
        yield (index, 5, "MSE", "backward", "∂E/∂Ŷ"), dy
        dh, dw2, db2 = dy @ w2.T, h.T @ dy, dy.sum(axis=0)
        yield (index, 6, "Dense 3", "backward", "∂E/∂X"), dh
        yield (index, 6, "Dense 3", "backward", "∂E/∂W"), dw2
        yield (index, 6, "Dense 3", "backward", "∂E/∂B"), db2
        da = np.where(a > 0, dh, 0) if activation == "ReLU" else dh * (1 - h * h)
        yield (index, 7, title, "backward", "∂E/∂X"), da
        dw1, db1 = x.T @ da, da.sum(axis=0)
        yield (index, 8, "Dense 1", "backward", "∂E/∂X"), da @ w1.T
        yield (index, 8, "Dense 1", "backward", "∂E/∂W"), dw1
        yield (index, 8, "Dense 1", "backward", "∂E/∂B"), db1
        w1, b1, w2, b2 = w1 - rate * dw1, b1 - rate * db1, w2 - rate * dw2, b2 - rate * db2
        yield (index, 9, "SGD", "update", "W"), w1
        yield (index, 9, "SGD", "update", "B"), b1
        yield (index, 9, "SGD", "update", "W"), w2
        yield (index, 9, "SGD", "update", "B"), b2


def first_fault(*case: object) -> Found:
    with np.errstate(all="ignore"):
        return next(found for found, value in walk(*case, 500) if not np.isfinite(value).all())  # type: ignore[arg-type]


def found(run: Run) -> Found:
    fault = run.fault
    assert fault is not None
    assert fault.epoch == fault.pass_index // run.live_frame().batches + 1
    return (fault.pass_index, fault.position, fault.title, fault.phase, fault.symbol)


CASES = {
    "relu, in the loss": ("ReLU", 2.0, 0, 1, (324, 4)),
    "relu, in forward": ("ReLU", 1e76, 0, 4, (2, 3)),
    "relu, in the update": ("ReLU", 3e77, 0, 4, (1, 9)),
    "relu, in the update of a bias": ("ReLU", 3e77, 10, 4, (1, 9)),
    "tanh, in the loss": ("Tanh", 0.5, 0, 1, (356, 4)),
    "tanh, in backward": ("Tanh", 1e155, 3, 1, (1, 6)),
    "tanh, in the update, some passes before it shows": ("Tanh", 1e154, 4, 1, (1, 9)),
    "tanh, in the first update": ("Tanh", 1e308, 10, 4, (0, 9)),
}

each_case = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))


@each_case
def test_running_finds_the_first_number_that_is_not_finite(case: tuple) -> None:  # type: ignore[type-arg]
    *how, place = case
    run = Run(setup(*how))
    done = run.train(500)
    assert found(run) == first_fault(*how)
    assert found(run)[:2] == place
    assert place[0] < run.passes == done <= place[0] + 4
    assert run.cursor == after(run, *place)
    assert run.status().fault is run.fault


@each_case
def test_stepping_finds_the_same(case: tuple) -> None:  # type: ignore[type-arg]
    *how, place = case
    run = Run(setup(*how))
    run.train(max(0, place[0] - 1))
    for _ in range(4 * OPERATIONS):
        run.step(Unit.OPERATION)
    assert found(run) == first_fault(*how)
    assert run.cursor == after(run, *place)


@each_case
def test_the_frame_at_the_fault_holds_the_bad_number_and_the_one_before_does_not(case: tuple) -> None:  # type: ignore[type-arg]
    run = Run(setup(*case[:-1]))
    run.train(500)

    def finite() -> bool:
        arrays = run.frame().arrays
        return all(bool(np.isfinite(array).all()) for each in arrays.values() for array in each.values())

    assert not finite()
    run.step(Unit.OPERATION, forward=False)
    assert finite()


@each_case
def test_nothing_is_trained_while_there_is_a_fault(case: tuple) -> None:  # type: ignore[type-arg]
    run = Run(setup(*case[:-1]))
    run.train(500)
    passes, cursor, records = run.passes, run.cursor, run.take_records()
    assert run.train(10) == 0
    for unit in Unit:
        run.step(unit)
    run.go_to((passes + 5) * LENGTH)
    assert (run.passes, run.cursor, run.take_records()) == (passes, cursor, ())
    assert all(np.isfinite(record.loss) for record in records if isinstance(record, EpochRecord))


@each_case
def test_rewinding_goes_to_the_start_of_the_pass_whose_update_led_there(case: tuple) -> None:  # type: ignore[type-arg]
    *how, place = case
    led = place[0] if place[1] == OPERATIONS else place[0] - 1
    run, fresh = Run(setup(*how)), Run(setup(*how))
    run.train(500)
    records = run.take_records()
    run.rewind_to_finite()
    assert (run.fault, run.passes, run.cursor) == (None, led, led * LENGTH)
    assert run.take_records() == (Rewound(run.epochs),)
    assert len(records) - 1 == place[0] // (4 // how[3])
    fresh.train(led)
    assert run.outputs().tobytes() == fresh.outputs().tobytes()
    assert shown(run) == shown(fresh)


def shown(run: Run) -> list[bytes]:
    return [array.tobytes() for found in run.frame().arrays.values() for array in found.values()]


@pytest.mark.parametrize("activation", ["ReLU", "Tanh"])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("batch", [1, 4])
@pytest.mark.parametrize("step", [False, True], ids=["running", "stepping"])
def test_after_rewinding_a_lower_rate_lets_training_go_on(
    activation: str, seed: int, batch: int, step: bool
) -> None:
    run = Run(setup(activation, 10.0, seed, batch))
    if step:
        run.train(100)
        while not run.fault:
            run.step(Unit.LAYER)
    run.train(500)
    assert run.fault
    run.rewind_to_finite()
    run.take_records()
    run.set_learning_rate(0.05)
    assert run.train(600) == 600
    assert run.fault is None
    losses = [found.loss for found in run.take_records() if isinstance(found, EpochRecord)]
    assert losses[0] > 1e290
    assert losses[-1] < 1e-9 * losses[0]


def test_a_rate_lowered_before_the_rewind_is_kept() -> None:
    run = Run(setup("ReLU", 2.0, 0, 1))
    run.train(500)
    fault = run.fault
    assert fault is not None
    run.set_learning_rate(0.05)
    assert run.fault == fault
    run.rewind_to_finite()
    assert run.status().learning_rate == 0.05
    assert run.train(600) == 600


def test_without_a_lower_rate_the_fault_comes_back() -> None:
    run = Run(setup("ReLU", 2.0, 0, 1))
    run.train(500)
    fault = run.fault
    run.rewind_to_finite()
    run.train(500)
    assert run.fault == fault


def test_rewinding_without_a_fault_does_nothing() -> None:
    run = Run(setup("Tanh", 0.1, 0, 1))
    run.train(10)
    run.take_records()
    run.rewind_to_finite()
    assert (run.passes, run.cursor, run.take_records()) == (10, 10 * LENGTH, ())


def test_looking_back_from_a_fault_and_starting_over() -> None:
    run, straight = Run(setup("ReLU", 2.0, 0, 1)), Run(setup("ReLU", 2.0, 0, 1))
    run.train(500)
    straight.train(101)
    run.go_to(100 * LENGTH + 4)
    straight.go_to(100 * LENGTH + 4)
    assert run.frame().loss == straight.frame().loss
    run.go_to(200 * LENGTH)
    run.rewind_here()
    assert (run.fault, run.passes) == (None, 200)
    run.train(500)
    assert found(run)[:2] == (324, 4)
    run.reset()
    assert (run.fault, run.passes, run.cursor) == (None, 0, 0)


@pytest.mark.parametrize("step", [False, True])
def test_an_infinite_weight_behind_a_flat_curve_is_found_at_the_end_of_the_epoch(step: bool) -> None:
    # tanh makes 1 of an infinite sum, so E stays finite for ever.
    layers = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))
    rate = Part("SGD", {"learning_rate": 1.7e308})
    run = Run(Setup("xor", layers, Part("MSE"), rate, "article", 2, batch_size=4))
    if step:
        for _ in range(11 * 3):
            run.step(Unit.OPERATION)
    else:
        run.train(400)
    fault = run.fault
    assert fault is not None
    assert (fault.position, fault.title, fault.phase, fault.symbol) == (11, "SGD", "update", "B")
    assert (run.passes, run.cursor) == (fault.pass_index + 1, run.ruler.length * run.passes)
    assert np.isinf(run.frame().arrays["dense_3"]["B"]).any()
    assert np.isfinite(run.frame().before["dense_3"]["B"]).all()
