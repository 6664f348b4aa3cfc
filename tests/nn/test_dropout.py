"""Dropout: who is switched off, that it is done while training only, and that it can be done again."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import Program, Sequential, SettingError, record
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.dropout import Dropout
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.sgd import SGD
from nnviz.session.cursor import Unit
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from tests.nn.differences import check_gradients

ONES = np.ones((50, 40))

XOR = Setup(
    "xor",
    (
        Part("Dense", {"units": 8}),
        Part("Tanh"),
        Part("Dropout", {"rate": 0.25, "seed": 3}),
        Part("Dense", {"units": 1}),
    ),
    Part("MSE"),
    Part("SGD", {"learning_rate": 0.1}),
    seed=1,
)


def test_what_stays_grows_to_make_up_for_what_goes() -> None:
    y = Dropout(0.2, seed=1).forward(ONES, training=True)
    assert set(np.unique(y)) == {0.0, 1.25}
    assert abs(y.mean() - 1.0) < 0.03
    assert abs((y == 0).mean() - 0.2) < 0.03


def test_outside_training_nothing_happens_in_either_direction() -> None:
    layer = Dropout(0.5)
    layer.forward(ONES, training=True)
    x = np.random.default_rng(0).standard_normal((50, 40))
    np.testing.assert_array_equal(layer.forward(x), x)
    np.testing.assert_array_equal(layer.backward(3 * x)[0], 3 * x)


def test_a_prediction_uses_up_no_chance() -> None:
    one, other = Dropout(0.5), Dropout(0.5)
    other.forward(ONES)
    expected = one.forward(ONES, training=True)
    np.testing.assert_array_equal(other.forward(ONES, training=True), expected)


def test_the_error_passes_where_the_value_passed() -> None:
    layer = Dropout(0.5, seed=2)
    y = layer.forward(ONES, training=True)
    np.testing.assert_array_equal(layer.backward(7 * ONES)[0], 7 * y)
    check_gradients(Dropout(0.4, seed=2), np.random.default_rng(0).standard_normal((3, 5)))


def test_a_rate_of_0_switches_nothing_off() -> None:
    np.testing.assert_array_equal(Dropout(0.0).forward(ONES, training=True), ONES)


@pytest.mark.parametrize("rate", [1.0, -0.1, float("nan"), True, "0.5"])
def test_a_rate_that_leaves_nobody_is_refused(rate: float) -> None:
    with pytest.raises(SettingError, match=r"^Dropout: rate must be at least 0 and less than 1, given"):
        Dropout(rate)


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5])
def test_a_seed_out_of_range_is_refused(seed: int) -> None:
    with pytest.raises(SettingError, match=r"^Dropout: seed must be a whole number from 0 to 4294967295"):
        Dropout(0.5, seed)


def test_every_forward_draws_anew_and_every_seed_differently() -> None:
    layer = Dropout(0.5, seed=4)
    first = layer.forward(ONES, training=True).copy()
    assert (layer.forward(ONES, training=True) != first).any()
    np.testing.assert_array_equal(Dropout(0.5, seed=4).forward(ONES, training=True), first)
    assert (Dropout(0.5, seed=5).forward(ONES, training=True) != first).any()


def test_two_layers_of_one_network_with_one_seed_switch_off_different_units() -> None:
    program = Program(Sequential([Dropout(0.5), Dropout(0.5)], (40,)), MSE(), SGD())
    arrays = record(program, ONES, ONES).at(3)
    assert (arrays["dropout_1"]["M"] != arrays["dropout_2"]["M"]).any()


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_what_was_captured_comes_back_bit_for_bit(dtype: type) -> None:
    layer, x = Dropout(0.5), np.ones((3, 5), dtype)
    layer.forward(x, training=True)
    start = layer.capture()
    masks = [layer.forward(x, training=True).copy() for _ in range(3)]
    layer.restore(start)
    for mask in masks:
        assert mask.dtype == dtype
        np.testing.assert_array_equal(layer.forward(x, training=True), mask)


def test_a_twin_goes_on_with_the_same_masks() -> None:
    network = Sequential([Dense(8), Dropout(0.5)], (40,))
    network.forward(ONES, training=True)
    twin = network.twin()
    expected = network.forward(ONES, training=True)
    np.testing.assert_array_equal(twin.forward(ONES, training=True), expected)


# -- in a run ------------------------------------------------------------------------------------


def test_two_runs_of_one_setup_agree_bit_for_bit() -> None:
    one, other = Run(XOR), Run(XOR)
    one.train_epochs(20)
    other.train_epochs(20)
    assert one.take_records() == other.take_records()


def test_stepping_back_and_on_shows_the_same_masks() -> None:
    run = Run(XOR)
    run.train(130)
    seen = []
    for forward in (False, True):
        frames = []
        for _ in range(40):
            run.step(Unit.OPERATION, forward=forward)
            found = run.frame().arrays.get("dropout_3", {})
            frames.append({key: array.copy() for key, array in found.items()})
        seen.append(frames)
    back, on = seen[0][:-1][::-1], seen[1][:-1]
    assert any(0.0 in frame.get("M", ()) for frame in back)
    for earlier, later in zip(back, on, strict=True):
        assert earlier.keys() == later.keys()
        for key in earlier:
            np.testing.assert_array_equal(earlier[key], later[key])


def test_training_again_from_an_earlier_pass_is_the_same_training() -> None:
    run, straight = Run(XOR), Run(XOR)
    straight.train(160)
    run.train(160)
    for _ in range(30):
        run.step(Unit.PASS, forward=False)
    run.rewind_here()
    assert run.passes == 130
    run.train(30)
    np.testing.assert_array_equal(run.outputs(), straight.outputs())


def test_a_reset_begins_the_masks_anew() -> None:
    run, fresh = Run(XOR), Run(XOR)
    run.train(9)
    run.reset()
    run.train(9)
    fresh.train(9)
    np.testing.assert_array_equal(run.outputs(), fresh.outputs())
