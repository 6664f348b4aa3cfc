"""A pass as a list of operations, and its recording: what stands where after every single one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import Arrays, Kind, Phase, Program, Sequential, record
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.relu import ReLU
from nnviz.nn.layers.sigmoid import Sigmoid
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.sgd import SGD

X, T = np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([[1.0], [0.0]])
RATE = 0.1


def xor() -> Program:
    layers = [Dense(3), Tanh(), Dense(1), Tanh()]
    return Program(Sequential(layers, (2,), 1, "article"), MSE(), SGD(RATE))


def by_hand(program: Program) -> list[dict[str, dict[str, np.ndarray]]]:
    """What each of the 11 operations of XOR's pass gives, in plain numpy, from the current weights."""
    w1, b1, w2, b2 = (parameter.value.copy() for parameter in program.graph.parameters())
    a = X @ w1 + b1
    h = np.tanh(a)
    z = h @ w2 + b2
    y = np.tanh(z)
    dy = 2 * (y - T) / T.size
    dz = dy * (1 - y**2)
    dh = dz @ w2.T
    da = dh * (1 - h**2)
    dw2, db2 = h.T @ dz, dz.sum(axis=0)
    dw1, db1 = X.T @ da, da.sum(axis=0)
    return [
        {"dense_1": {"X": X, "Y": a}},
        {"tanh_2": {"X": a, "Y": h}},
        {"dense_3": {"X": h, "Y": z}},
        {"tanh_4": {"X": z, "Y": y}},
        {"loss": {"X": y, "E": np.mean((T - y) ** 2)}},
        {"loss": {"dE": np.ones(()), "dX": dy}},
        {"tanh_4": {"dY": dy, "dX": dz}},
        {"dense_3": {"dY": dz, "dX": dh, "dW": dw2, "dB": db2}},
        {"tanh_2": {"dY": dh, "dX": da}},
        {"dense_1": {"dY": da, "dX": da @ w1.T, "dW": dw1, "dB": db1}},
        {
            "dense_1": {"W": w1 - RATE * dw1, "B": b1 - RATE * db1},
            "dense_3": {"W": w2 - RATE * dw2, "B": b2 - RATE * db2},
        },
    ]


def start(program: Program) -> dict[str, dict[str, np.ndarray]]:
    """What a pass starts from: batch, target, rate and weights."""
    found = {"input": {"Y": X}, "loss": {"T": T}, "update": {"rate": np.asarray(RATE)}}
    for name, node in program.graph.nodes.items():
        if node.parameters:
            found[name] = {parameter.key: parameter.value.copy() for parameter in node.parameters}
    return found


def flat(arrays: Arrays) -> dict[tuple[str, str], np.ndarray]:
    return {(name, key): array for name, found in arrays.items() for key, array in found.items()}


def same_bits(one: Arrays, two: Arrays) -> bool:
    first, second = flat(one), flat(two)
    return first.keys() == second.keys() and all(
        first[key].shape == second[key].shape and first[key].tobytes() == second[key].tobytes()
        for key in first
    )


# -- the list ------------------------------------------------------------------------------------


def test_the_operations_of_xor() -> None:
    found = [(op.index, op.kind, op.node, op.group) for op in xor().operations]
    assert found == [
        (0, Kind.FORWARD, "dense_1", 1),
        (1, Kind.FORWARD, "tanh_2", 1),
        (2, Kind.FORWARD, "dense_3", 2),
        (3, Kind.FORWARD, "tanh_4", 2),
        (4, Kind.LOSS, "loss", 3),
        (5, Kind.BACKWARD, "loss", 3),
        (6, Kind.BACKWARD, "tanh_4", 2),
        (7, Kind.BACKWARD, "dense_3", 2),
        (8, Kind.BACKWARD, "tanh_2", 1),
        (9, Kind.BACKWARD, "dense_1", 1),
        (10, Kind.UPDATE, "update", 4),
    ]


def test_the_phases_of_xor() -> None:
    phases = [op.phase for op in xor().operations]
    assert phases == [Phase.FORWARD] * 5 + [Phase.BACKWARD] * 5 + [Phase.UPDATE]


def test_layers_before_the_first_weights_and_two_activations_share_a_group() -> None:
    layers = [ReLU(), Dense(2), Tanh(), Sigmoid(), Dense(1)]
    program = Program(Sequential(layers, (2,)), MSE(), SGD())
    groups = {op.node: op.group for op in program.operations}
    assert groups == {
        "relu_1": 1, "dense_2": 2, "tanh_3": 2, "sigmoid_4": 2, "dense_5": 3, "loss": 4, "update": 5,
    }  # fmt: skip


# -- running -------------------------------------------------------------------------------------


def test_run_gives_the_error_before_its_update() -> None:
    program = xor()
    expected = by_hand(program)
    assert program.run(X, T) == pytest.approx(float(expected[4]["loss"]["E"]), rel=1e-14)
    again = by_hand(program)
    assert program.run(X, T) == pytest.approx(float(again[4]["loss"]["E"]), rel=1e-14)
    assert again[4]["loss"]["E"] < expected[4]["loss"]["E"]


def test_a_pass_forgets_the_gradients_of_the_one_before() -> None:
    program = xor()
    program.optimizer.learning_rate = 0.0
    program.run(X, T)
    once = program.graph.gradients.copy()
    program.run(X, T)
    np.testing.assert_array_equal(program.graph.gradients, once)


def test_norms_are_those_of_the_gradient_by_each_output() -> None:
    program = xor()
    expected = by_hand(program)
    gradients = [step[name]["dY"] for name, step in (
        ("dense_1", expected[9]), ("tanh_2", expected[8]), ("dense_3", expected[7]), ("tanh_4", expected[6]),
    )]  # fmt: skip
    program.run(X, T)
    np.testing.assert_allclose(program.norms(), [np.linalg.norm(g) for g in gradients], rtol=1e-13)


# -- recording -----------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), passes=st.integers(0, 5))
def test_a_recorded_pass_is_a_plain_pass_to_the_bit(seed: int, passes: int) -> None:
    layers = [Dense(4), ReLU(), Dense(2), Sigmoid(), Dense(1)]
    plain = Program(Sequential(layers, (2,), seed), MSE(), SGD(0.3))
    recorded = Program(plain.graph.twin(), MSE(), SGD(0.3))
    for _ in range(passes):
        plain.run(X, T)
        recorded.run(X, T)
    error = plain.run(X, T)
    trace = record(recorded, X, T)
    assert float(trace.at(len(trace.operations))["loss"]["E"]) == error
    assert recorded.graph.values.tobytes() == plain.graph.values.tobytes()
    assert recorded.graph.gradients.tobytes() == plain.graph.gradients.tobytes()


@pytest.mark.parametrize("position", range(12))
def test_every_position_shows_what_has_been_computed_so_far(position: int) -> None:
    program = xor()
    program.run(X, T)
    expected, steps = start(program), by_hand(program)
    for step in steps[:position]:
        for name, found in step.items():
            expected.setdefault(name, {}).update(found)
    arrays = flat(record(program, X, T).at(position))
    assert arrays.keys() == flat(expected).keys()
    for key, array in flat(expected).items():
        np.testing.assert_allclose(arrays[key], array, rtol=1e-12, atol=1e-15, err_msg=str(key))


def test_before_an_update_stand_the_weights_that_it_moved() -> None:
    program = xor()
    old = start(program)
    trace = record(program, X, T)
    moved = {name: old[name] for name in ("dense_1", "dense_3")}
    assert same_bits(trace.before(11), moved)
    assert not same_bits(trace.before(11), trace.writes[10])


@pytest.mark.parametrize("position", range(11))
def test_no_other_operation_overwrites_anything(position: int) -> None:
    before = record(xor(), X, T).before(position)
    assert flat(before) == {}


def test_a_recording_cannot_be_written_to_and_does_not_move_with_the_network() -> None:
    program, x = xor(), X.copy()
    trace = record(program, x, T)
    kept = {key: array.copy() for key, array in flat(trace.at(11)).items()}
    x[...] = 9.0
    for _ in range(3):
        program.run(X, T)
    program.graph.values[...] = 7.0
    for position in range(12):
        for array in flat(trace.at(position)).values():
            assert not array.flags.writeable
            with pytest.raises(ValueError, match="read-only"):
                array[...] = 0.0
    for key, array in flat(trace.at(11)).items():
        np.testing.assert_array_equal(array, kept[key])


def test_looking_at_a_position_does_not_change_another() -> None:
    trace = record(xor(), X, T)
    early = flat(trace.at(2))
    trace.at(11)
    assert flat(trace.at(2)).keys() == early.keys()
    assert ("dense_1", "dW") not in early
