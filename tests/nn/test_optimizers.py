"""What every optimizer promises: the update it shows is the one it makes, and it can be taken back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnviz.nn import NetworkState, Optimizer, Program, Sequential, SettingError, record, registry
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.sgd import SGD

OPTIMIZERS = registry.optimizers()

each_optimizer = pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=list(OPTIMIZERS))

X = np.array([[0.5, -1.0], [2.0, 0.25]])
T = np.array([[1.0], [-1.0]])


def made(kind: type[Any]) -> Optimizer:
    optimizer: Optimizer = kind(**{item.name: item.default for item in kind.description.settings})
    return optimizer


def program(kind: type[Any]) -> Program:
    network = Sequential([Dense(3), Tanh(), Dense(1)], (2,), 4, "uniform")
    return Program(network, MSE(), made(kind))


@each_optimizer
def test_every_update_formula_gives_the_recorded_update(kind: type[Any]) -> None:
    trained = program(kind)
    for _ in range(3):
        trace = record(trained, X, T)
        last = len(trace.operations)
        before, after = trace.at(last - 1), trace.at(last)
        for name, found in trace.writes[-1].items():
            for key in found:
                tensors = {"W": before[name][key], "dW": before[name]["d" + key], **before["update"]}
                (formula,) = [f for f in kind.description.update if f.gives == "W"]
                value = formula.evaluate({k: tensors[k] for k in formula.takes})
                np.testing.assert_allclose(value, after[name][key], rtol=1e-12)
                assert not np.array_equal(value, before[name][key])


@each_optimizer
def test_a_captured_state_makes_the_same_steps_again(kind: type[Any]) -> None:
    trained = program(kind)
    trained.run(X, T)
    state = NetworkState.capture(trained)
    once = [(trained.run(X, T), trained.graph.values.tobytes()) for _ in range(3)]
    trained.optimizer.learning_rate = 0.5
    state.restore(trained)
    again = [(trained.run(X, T), trained.graph.values.tobytes()) for _ in range(3)]
    assert once == again


@each_optimizer
def test_a_captured_state_is_out_of_reach_of_the_training(kind: type[Any]) -> None:
    trained = program(kind)
    state = NetworkState.capture(trained)
    kept = state.values.copy()
    trained.run(X, T)
    np.testing.assert_array_equal(state.values, kept)
    assert not np.array_equal(trained.graph.values, kept)
    with pytest.raises(ValueError, match="read-only"):
        state.values[0] = 1.0


@each_optimizer
@pytest.mark.parametrize("rate", [-0.1, float("nan"), float("inf"), "0.1", True, None])
def test_a_learning_rate_that_cannot_be_is_refused_and_nothing_changes(kind: type[Any], rate: Any) -> None:
    optimizer = made(kind)
    before = optimizer.learning_rate
    message = rf"^learning rate must be a finite number of at least 0, given {rate!r}$"
    with pytest.raises(SettingError, match=message):
        optimizer.learning_rate = rate
    assert optimizer.learning_rate == before


def test_sgd_moves_by_the_gradient_times_the_rate() -> None:
    values, gradients = np.array([1.0, -2.0, 3.0]), np.array([0.5, 4.0, 0.0])
    SGD(0.25).step(values, gradients)
    np.testing.assert_array_equal(values, [0.875, -3.0, 3.0])
    np.testing.assert_array_equal(gradients, [0.5, 4.0, 0.0])


def test_sgd_at_rate_zero_stands_still() -> None:
    values = np.array([1.0, -2.0])
    SGD(0.0).step(values, np.array([7.0, 7.0]))
    np.testing.assert_array_equal(values, [1.0, -2.0])


@pytest.mark.parametrize(("bad", "finite"), [(np.nan, False), (np.inf, False), (1e308, True)])
def test_a_state_knows_whether_it_is_finite(bad: float, finite: bool) -> None:
    trained = program(SGD)
    trained.graph.values[3] = bad
    assert NetworkState.capture(trained).finite is finite


def test_a_state_counts_its_arrays() -> None:
    small = NetworkState.capture(program(SGD))
    large = NetworkState.capture(Program(Sequential([Dense(100)], (2,)), MSE(), SGD()))
    assert large.nbytes - small.nbytes == (300 - 13) * 8
