"""What every optimizer promises: the update it shows is the one it makes, and it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from nnviz.nn import (
    Arrays,
    Formula,
    NetworkState,
    Optimizer,
    Program,
    Sequential,
    SettingError,
    record,
    registry,
)
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.sgd import SGD
from nnviz.session.cursor import Unit
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

OPTIMIZERS = registry.optimizers()

each_optimizer = pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=list(OPTIMIZERS))

X = np.array([[0.5, -1.0], [2.0, 0.25]])
T = np.array([[1.0], [-1.0]])


def made(kind: type[Any], **settings: Any) -> Optimizer:
    defaults = {item.name: item.default for item in kind.description.settings}
    optimizer: Optimizer = kind(**defaults | settings)
    return optimizer


def program(kind: type[Any], **settings: Any) -> Program:
    network = Sequential([Dense(3), Tanh(), Dense(1)], (2,), 4, "uniform")
    return Program(network, MSE(), made(kind, **settings))


GUARDS: dict[str, dict[str, Any]] = {
    "plain": {},
    "decay": {"weight_decay": 0.1},
    "by value": {"clip_value": 0.05},
    "by norm": {"clip_norm": 0.02},
    "by norm, unclipped": {"clip_norm": 1e9},
    "all": {"weight_decay": 0.1, "clip_value": 0.05, "clip_norm": 0.02},
    "step": {"schedule": "step", "schedule_passes": 2, "schedule_factor": 0.5},
    "cosine": {"schedule": "cosine", "schedule_passes": 20, "warm_up": 2, "clip_norm": 0.02},
}

guarded = pytest.mark.parametrize("settings", GUARDS.values(), ids=list(GUARDS))


@guarded
@each_optimizer
def test_every_update_formula_gives_the_recorded_update(kind: type[Any], settings: dict[str, Any]) -> None:
    trained = program(kind, **settings)
    formulas = trained.optimizer.description.update
    for _ in range(4):
        trace = record(trained, X, T)
        last = len(trace.operations)
        before, after = trace.at(last - 1), trace.at(last)
        for name, node in trained.graph.nodes.items():
            checked = set()
            for key in (parameter.key for parameter in node.parameters):
                for number, formula in enumerate(formulas):
                    value = formula.evaluate(operands(formulas, number, before, after, name, key))
                    given = renamed(formula.gives, key)
                    np.testing.assert_allclose(value, after[name][given], rtol=1e-12)
                    checked.add(given)
                assert not np.array_equal(before[name][key], after[name][key])
                assert {f"{memory}.{key}" for memory in kind.remembers} <= set(before[name])
            assert checked == set(trace.writes[-1].get(name, {}))


def operands(
    formulas: Sequence[Formula], number: int, before: Arrays, after: Arrays, name: str, key: str
) -> dict[str, np.ndarray]:
    """What a formula reads for one parameter: the old value unless a formula before it gave a new."""
    earlier = {formula.gives for formula in formulas[:number]}
    found = {}
    for taken in formulas[number].takes:
        if taken in after["update"]:
            found[taken] = after["update"][taken]
        else:
            found[taken] = (after if taken in earlier else before)[name][renamed(taken, key)]
    return found


def renamed(key: str, parameter: str) -> str:
    return key[:-1] + parameter if key.endswith("W") else key


@guarded
@each_optimizer
def test_every_update_formula_has_its_symbols(kind: type[Any], settings: dict[str, Any]) -> None:
    description = made(kind, **settings).description
    symbols = [symbol.key for symbol in description.symbols]
    assert len(set(symbols)) == len(symbols)
    gives = [formula.gives for formula in description.update]
    assert len(set(gives)) == len(gives)
    assert gives[-1] == "W"
    for formula in description.update:
        assert {formula.gives, *formula.takes} <= set(symbols)
        assert len(set(formula.takes)) == len(formula.takes)
        assert formula.tex.count("{") == formula.tex.count("}")


@each_optimizer
@guarded
def test_a_captured_state_makes_the_same_steps_again(kind: type[Any], settings: dict[str, Any]) -> None:
    trained = program(kind, **settings)
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


# -- what is remembered --------------------------------------------------------------------------


@each_optimizer
def test_a_state_counts_and_protects_what_is_remembered(kind: type[Any]) -> None:
    trained = program(kind)
    trained.run(X, T)
    state = NetworkState.capture(trained)
    assert state.nbytes - NetworkState.capture(program(SGD)).nbytes == 13 * 8 * len(kind.remembers)
    for key in kind.remembers:
        assert state.optimizer[key].any()
        assert not state.optimizer[key].flags.writeable
        assert not np.shares_memory(state.optimizer[key], trained.optimizer.moments()[key])


@each_optimizer
def test_another_network_finds_nothing_remembered(kind: type[Any]) -> None:
    optimizer = made(kind)
    first = Program(Sequential([Dense(3), Tanh(), Dense(1)], (2,), 4, "uniform"), MSE(), optimizer)
    first.run(X, T)
    moved = first.graph.values.tobytes()
    again = Program(Sequential([Dense(3), Tanh(), Dense(1)], (2,), 4, "uniform"), MSE(), optimizer)
    again.run(X, T)
    assert again.graph.values.tobytes() == moved


@each_optimizer
def test_single_precision_stays_single(kind: type[Any]) -> None:
    layers = [Dense(3), Tanh(), Dense(1)]
    network = Sequential(layers, (2,), 4, "uniform", dtype=np.float32)
    trained = Program(network, MSE(), made(kind, **GUARDS["all"]))
    trained.run(X.astype(np.float32), T.astype(np.float32))
    held = [*trained.optimizer.moments().values(), *trained.optimizer.workings().values()]
    assert {array.dtype for array in (network.values, *held)} == {np.dtype(np.float32)}


def run_of(kind: str, **settings: Any) -> Run:
    layers = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))
    chosen = {"schedule": "cosine", "schedule_passes": 300, "warm_up": 40, "clip_norm": 0.5} | settings
    return Run(Setup("xor", layers, Part("MSE"), Part(kind, chosen), "article", 1))


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_rewinding_and_training_again_gives_the_same_run(kind: str) -> None:
    straight, back = run_of(kind), run_of(kind)
    straight.train(333)
    back.train(333)
    back.go_to(back.ruler.length * 123 + 4)
    back.frame()
    back.rewind_here()
    assert back.passes == 123
    back.train(333 - 123)
    assert same_arrays(straight, back)
    back.reset()
    back.train(333)
    assert same_arrays(straight, back)
    back.new_weights(1)
    back.train(333)
    assert same_arrays(straight, back)


def same_arrays(one: Run, two: Run) -> bool:
    """Whether two runs stand at the same bits, what their optimizers remember included."""
    frames = [run.live_frame().arrays for run in (one, two)]
    bits = [
        {(name, key): array.tobytes() for name, found in arrays.items() for key, array in found.items()}
        for arrays in frames
    ]
    return bits[0] == bits[1]


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_stepping_back_over_an_update_shows_what_it_began_with(kind: str) -> None:
    run = run_of(kind)
    run.train(5)
    after = run.frame()
    run.step(Unit.OPERATION, forward=False)
    before = run.frame()
    for key in OPTIMIZERS[kind].remembers:
        old = before.arrays["dense_1"][f"{key}.W"]
        np.testing.assert_array_equal(after.before["dense_1"][f"{key}.W"], old)
        assert not np.array_equal(after.arrays["dense_1"][f"{key}.W"], old)


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_memory_that_is_not_finite_does_not_go_unnoticed(kind: str) -> None:
    run = run_of(kind)
    run.train(3)
    trainer = run._trainer
    assert trainer.weights_finite()
    for memory in trainer.program.optimizer.moments().values():
        memory[0] = np.inf  # the parameter itself would merely stand still
        assert not trainer.weights_finite()


# -- one step, by hand ---------------------------------------------------------------------------

G = np.array([0.5, -4.0])


def steps(optimizer: Optimizer, *gradients: np.ndarray) -> np.ndarray:
    values = np.array([1.0, -2.0])
    for gradient in gradients:
        optimizer.step(values, gradient)
    return values


def test_momentum_adds_up_its_steps() -> None:
    np.testing.assert_allclose(
        steps(OPTIMIZERS["Momentum"](0.25, momentum=0.5), G, G), [1 - 0.25 * 1.25, -2 + 0.25 * 10], rtol=1e-15
    )


def test_nesterov_counts_the_newest_gradient_once_more() -> None:
    np.testing.assert_allclose(
        steps(OPTIMIZERS["Nesterov"](0.25, momentum=0.5), G), [1 - 0.25 * 0.75, -2 + 0.25 * 6], rtol=1e-15
    )


def test_the_first_step_of_rmsprop_depends_on_the_sign_alone() -> None:
    moved = steps(OPTIMIZERS["RMSprop"](0.25, alpha=0.75, eps=0.0), G)
    np.testing.assert_allclose(moved, [1 - 0.5, -2 + 0.5], rtol=1e-15)


def test_eps_stands_outside_the_root() -> None:
    moved = steps(OPTIMIZERS["RMSprop"](1.0, alpha=0.0, eps=0.5), np.array([0.5, -1.5]))
    np.testing.assert_allclose(moved, [1 - 0.5, -2 + 0.75], rtol=1e-15)


@pytest.mark.parametrize("count", [1, 2, 7])
def test_adam_takes_whole_steps_from_the_first_while_the_gradient_stays(count: int) -> None:
    moved = steps(OPTIMIZERS["Adam"](0.25, eps=0.0), *[G] * count)
    np.testing.assert_allclose(moved, [1 - 0.25 * count, -2 + 0.25 * count], rtol=1e-12)


def test_decay_goes_through_adams_moments_and_around_adamws() -> None:
    through = steps(OPTIMIZERS["Adam"](0.25, eps=0.0, weight_decay=0.5), G)
    around = steps(OPTIMIZERS["AdamW"](0.25, eps=0.0, weight_decay=0.5), G)
    np.testing.assert_allclose(through, [0.75, -1.75], rtol=1e-12)
    np.testing.assert_allclose(around, [0.875 - 0.25, -1.75 + 0.25], rtol=1e-12)


def test_clipping_by_value_cuts_each_gradient_and_leaves_the_recorded_one() -> None:
    gradients = G.copy()
    np.testing.assert_array_equal(steps(SGD(1.0, clip_value=1.0), gradients), [0.5, -1.0])
    np.testing.assert_array_equal(gradients, G)


def test_clipping_by_norm_keeps_the_direction() -> None:
    moved = steps(SGD(1.0, clip_norm=1.0), np.array([3.0, -4.0]))
    np.testing.assert_allclose(moved, [1 - 0.6, -2 + 0.8], rtol=1e-6)
    np.testing.assert_array_equal(steps(SGD(1.0, clip_norm=5.1), np.array([3.0, -4.0])), [-2.0, 2.0])


def test_a_setting_that_no_optimizer_has_is_refused() -> None:
    with pytest.raises(TypeError, match="speed"):
        SGD(0.1, speed=3)  # type: ignore[call-arg]
    with pytest.raises(SettingError, match=r"^SGD: schedule must be one of .*cosine, given 'daily'$"):
        SGD(0.1, schedule="daily")
