"""Frozen parameters: no update moves them or what is remembered of them, and all others as ever."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nnviz.nn import NetworkState, Program, SettingError, record, registry
from nnviz.nn.describe import of_parameter
from nnviz.nn.expansion import expand
from nnviz.nn.freezing import Frozen, any_frozen, holding, marked, mask_of, named
from tests.nn.test_optimizers import T, X, each_optimizer, guarded, made, program, renamed

CELL = Frozen("dense_1", "W", ((1, 2),))


def freeze(trained: Program, *what: Frozen) -> None:
    trained.optimizer.freeze(mask_of(trained.graph, what))


@guarded
@each_optimizer
def test_a_frozen_cell_stays_with_its_memory_and_has_its_gradient(
    kind: type[Any], settings: dict[str, Any]
) -> None:
    trained = program(kind, **settings)
    for _ in range(2):
        trained.run(X, T)
    freeze(trained, CELL, Frozen("dense_3"))
    before = {key: array.copy() for key, array in trained.optimizer.moments().items()}
    first, mask = trained.graph.values.copy(), trained.optimizer.frozen
    assert mask is not None
    for _ in range(3):
        trained.run(X, T)
    assert trained.graph.values[mask].tobytes() == first[mask].tobytes()
    assert (trained.graph.values[~mask] != first[~mask]).all()
    assert (trained.graph.gradients[mask] != 0.0).all()
    for key, old in before.items():
        moment = trained.optimizer.moments()[key]
        assert moment[mask].tobytes() == old[mask].tobytes()
        assert (moment[~mask] != old[~mask]).all()


@guarded
@each_optimizer
def test_the_others_take_the_very_steps_that_they_would_take(
    kind: type[Any], settings: dict[str, Any]
) -> None:
    """If there were none but them: what is frozen counts in no norm, as in PyTorch what has no gradient."""
    frozen, free = program(kind, **settings), made(kind, **settings)
    freeze(frozen, CELL)
    mask = frozen.optimizer.frozen
    assert mask is not None
    assert mask.sum() == 1
    values = frozen.graph.values[~mask]
    for _ in range(3):
        frozen.run(X, T)
        free.step(values, frozen.graph.gradients[~mask])
        assert frozen.graph.values[~mask].tobytes() == values.tobytes()
    freeze(frozen)
    assert frozen.optimizer.frozen is None


def test_the_norm_is_that_of_what_moves() -> None:
    optimizer = registry.optimizers()["SGD"](learning_rate=1.0, clip_norm=1.0)
    values = np.array([10.0, 20.0, 30.0])
    optimizer.freeze(np.array([False, True, False]))
    optimizer.step(values, np.array([3.0, 1e9, -4.0]))
    assert optimizer.measured()["norm"] == 5.0
    np.testing.assert_allclose(values, [10 - 0.6, 20.0, 30 + 0.8], rtol=1e-6)
    optimizer.freeze(np.array([True, True, True]))
    optimizer.step(values, np.array([3.0, 1e9, -4.0]))
    assert optimizer.measured()["norm"] == 0.0
    optimizer.freeze(None)
    optimizer.step(values, np.array([3.0, 0.0, -4.0]))
    assert optimizer.measured()["norm"] == 5.0


@guarded
@each_optimizer
def test_every_formula_says_what_was_done_cell_by_cell(kind: type[Any], settings: dict[str, Any]) -> None:
    """Every number on the screen is the number that the training used, also of what stays."""
    trained = program(kind, **settings)
    freeze(trained, CELL, Frozen("dense_3", "B"))
    description = holding(trained.optimizer.description)
    symbols = [symbol.key for symbol in description.symbols]
    assert len(set(symbols)) == len(symbols)
    for _ in range(3):
        trace = record(trained, X, T)
        last = len(trace.operations)
        before, after = trace.at(last - 1), trace.at(last)
        assert any_frozen(before)
        for name, node in trained.graph.nodes.items():
            for key in (parameter.key for parameter in node.parameters):
                given: set[str] = set()
                for formula in description.update:
                    assert {formula.gives, *formula.takes} <= set(symbols)
                    operands = {
                        taken: after["update"][taken]
                        if taken in after["update"]
                        else (after if taken in given else before)[name][renamed(taken, key)]
                        for taken in formula.takes
                    }
                    expected = after[name][of_parameter(formula.gives, key)]
                    np.testing.assert_allclose(formula.evaluate(operands), expected, rtol=1e-12)
                    for place in np.ndindex(*expected.shape):
                        cell = expand(formula, operands, place)
                        np.testing.assert_allclose(cell.value, expected[place], rtol=1e-9)
                    given.add(formula.gives)


def test_a_trace_has_the_mask_only_where_something_is_frozen() -> None:
    trained = program(registry.optimizers()["Adam"])
    record(trained, X, T)
    assert not any_frozen(record(trained, X, T).given)
    freeze(trained, CELL)
    given = record(trained, X, T).given
    assert given["dense_1"]["F.W"].tolist() == [[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
    assert given["dense_3"]["F.B"].tolist() == [0.0]


def test_a_state_brings_back_what_is_frozen() -> None:
    trained = program(registry.optimizers()["SGD"])
    free = NetworkState.capture(trained)
    freeze(trained, CELL)
    held = NetworkState.capture(trained)
    free.restore(trained)
    assert trained.optimizer.frozen is None
    held.restore(trained)
    assert named(trained.graph, trained.optimizer.frozen) == (CELL,)


def test_names_are_as_few_as_can_be_and_come_back() -> None:
    graph = program(registry.optimizers()["SGD"]).graph
    every = tuple(Frozen("dense_1", key) for key in ("W", "B"))
    assert named(graph, mask_of(graph, every)) == (Frozen("dense_1"),)
    assert named(graph, mask_of(graph, every[:1])) == every[:1]
    mask = marked(graph, mask_of(graph, [Frozen("dense_3")]), Frozen("dense_3", "B"), on=False)
    assert named(graph, mask) == (Frozen("dense_3", "W"),)
    assert marked(graph, mask, Frozen("dense_3"), on=False) is None
    assert named(graph, None) == ()


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (Frozen("tanh_2"), "tanh_2 cannot be frozen; what can: dense_1.W, dense_1.B, dense_3.W, dense_3.B"),
        (Frozen("dense_1", "K"), "dense_1.K cannot be frozen"),
        (Frozen("dense_1", "W", ((2, 0),)), r"W of dense_1 has shape \(2, 3\), no cell \(2, 0\)"),
        (Frozen("dense_1", "W", ((0,),)), r"no cell \(0\)|no cell \(0,\)"),
        (Frozen("dense_1", "", ((0, 0),)), "no cell"),
    ],
)
def test_what_is_not_there_cannot_be_frozen(what: Frozen, reason: str) -> None:
    graph = program(registry.optimizers()["SGD"]).graph
    with pytest.raises(SettingError, match=reason):
        mask_of(graph, [what])
