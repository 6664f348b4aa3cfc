"""A learning rate that is changed on the way: which updates use it, also after going back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import Arrays
from nnviz.session.cursor import Unit
from nnviz.session.frame import Frame
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
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


def bits(arrays: Arrays) -> dict[tuple[str, str], bytes]:
    return {(name, key): array.tobytes() for name, found in arrays.items() for key, array in found.items()}


def same(one: Frame, two: Frame) -> bool:
    """Whether two frames show the same, to the bit."""
    assert one.surface is not None
    assert two.surface is not None
    return (
        (one.pass_index, one.position, one.epoch, one.batch_number, one.rows)
        == (two.pass_index, two.position, two.epoch, two.batch_number, two.rows)
        and bits(one.arrays) == bits(two.arrays)
        and bits(one.before) == bits(two.before)
        and one.surface.values.tobytes() == two.surface.values.tobytes()
    )


def trained(setup: Setup, passes: int) -> Run:
    run = Run(setup)
    run.train(passes)
    return run


def test_a_rate_changed_between_passes_holds_from_the_next() -> None:
    run = trained(XOR, 30)
    run.set_learning_rate(0.7)
    assert run.status().learning_rate == 0.7
    run.train(30)
    outputs = run.outputs().tobytes()
    for pass_index, rate in ((29, 0.1), (30, 0.7), (59, 0.7), (3, 0.1)):
        run.go_to(after(run, pass_index, 11))
        frame = run.frame()
        assert frame.learning_rate == rate
        for node in ("dense_1", "dense_3"):
            for key in "WB":
                moved = frame.before[node][key] - rate * frame.arrays[node]["d" + key]
                np.testing.assert_array_equal(frame.arrays[node][key], moved)
    run.go_to(20 * LENGTH)
    run.rewind_here()
    assert run.status().learning_rate == 0.1
    run.train(10)
    run.set_learning_rate(0.7)
    run.train(30)
    assert run.outputs().tobytes() == outputs


def test_rewinding_to_where_the_rate_was_changed_keeps_the_change() -> None:
    run = trained(XOR, 30)
    run.set_learning_rate(0.7)
    run.train(30)
    outputs = run.outputs().tobytes()
    run.go_to(30 * LENGTH)
    run.rewind_here()
    assert run.status().learning_rate == 0.7
    run.train(30)
    assert run.outputs().tobytes() == outputs


@pytest.mark.parametrize("position", [1, 5, 10])
def test_a_rate_changed_inside_a_pass_makes_its_update_anew(position: int) -> None:
    run, other = trained(XOR, 30), trained(XOR, 29)
    run.go_to(after(run, 29, position))
    before = run.frame()
    run.set_learning_rate(0.7)
    other.set_learning_rate(0.7)
    other.train(1)
    assert (run.passes, run.cursor) == (30, after(run, 29, position))
    now = run.frame()
    changed = {key for key in bits(now.arrays) if bits(now.arrays)[key] != bits(before.arrays)[key]}
    assert changed == {("update", "rate")}
    assert now.learning_rate == 0.7
    assert run.outputs().tobytes() == other.outputs().tobytes()
    run.go_to(30 * LENGTH)
    other.go_to(30 * LENGTH)
    assert same(run.frame(), other.frame())
    run.train(10)
    other.train(10)
    assert run.outputs().tobytes() == other.outputs().tobytes()
    assert run.take_records() == other.take_records()


def test_changed_rates_are_remembered_within_a_small_budget() -> None:
    run, plain = Run(XOR, history_bytes=5_000), Run(XOR)
    for each in (run, plain):
        for rate in (0.2, 0.3, 0.4):
            each.train(60)
            each.set_learning_rate(rate)
        each.train(2000)
    for pass_index, rate in (
        (59, 0.1),
        (60, 0.2),
        (119, 0.2),
        (120, 0.3),
        (179, 0.3),
        (180, 0.4),
        (900, 0.4),
    ):
        for each in (run, plain):
            each.go_to(after(each, pass_index, 11))
        assert run.frame().learning_rate == rate
        assert same(run.frame(), plain.frame())


def test_a_rate_changed_inside_the_last_pass_of_an_epoch_keeps_one_record_of_it() -> None:
    run = trained(XOR, 8)
    run.step(Unit.OPERATION, forward=False)
    run.set_learning_rate(0.5)
    run.train(4)
    assert [getattr(found, "epoch", 0) for found in run.take_records()] == [0, 1, 2, 3]


def test_a_rate_changed_while_looking_further_back_holds_from_the_head() -> None:
    run, other = trained(XOR, 30), trained(XOR, 30)
    run.go_to(12 * LENGTH + 3)
    run.set_learning_rate(0.7)
    assert run.frame().learning_rate == 0.1
    assert run.cursor == 12 * LENGTH + 3
    other.set_learning_rate(0.7)
    run.train(9)
    other.train(9)
    assert run.outputs().tobytes() == other.outputs().tobytes()


def test_a_rate_changed_before_anything_has_run() -> None:
    run = Run(XOR)
    run.frame()
    run.set_learning_rate(0.4)
    assert (run.passes, run.frame().learning_rate) == (0, 0.4)
    run.train(6)
    other = trained(replace(XOR, optimizer=Part("SGD", {"learning_rate": 0.4})), 6)
    assert run.outputs().tobytes() == other.outputs().tobytes()
    run.go_to(0)
    assert run.frame().learning_rate == 0.4
