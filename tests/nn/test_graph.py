"""Networks as graphs: what cannot be built, what flows where, and article C's price of apples.

What comes back to a value is added up, however often the value is used.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import Graph, Program, Sequential, record
from nnviz.nn.describe import Array
from nnviz.nn.layers.add import Add
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.mul import Mul
from nnviz.nn.layers.relu import ReLU
from nnviz.nn.layers.sigmoid import Sigmoid
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.sgd import SGD


def column(*values: float) -> Array:
    return np.array([[value] for value in values])


# -- article C -----------------------------------------------------------------------------------


def test_two_apples_with_tax() -> None:
    shop = Graph(
        {"apples": (Mul(), ("apple", "number")), "paid": (Mul(), ("apples", "tax"))},
        {"apple": (1,), "number": (1,), "tax": (1,)},
        "paid",
    )
    assert shop.forward(column(100), column(2), column(1.1)) == pytest.approx(column(220))
    gradients = shop.backward(column(1))
    np.testing.assert_allclose(np.ravel(gradients), [2.2, 110, 200], rtol=1e-15)


def test_apples_and_oranges_with_tax() -> None:
    shop = Graph(
        {
            "apples": (Mul(), ("apple", "apple number")),
            "oranges": (Mul(), ("orange", "orange number")),
            "fruit": (Add(), ("apples", "oranges")),
            "paid": (Mul(), ("fruit", "tax")),
        },
        dict.fromkeys(("apple", "apple number", "orange", "orange number", "tax"), (1,)),
        "paid",
    )
    prices = [column(value) for value in (100, 2, 150, 3, 1.1)]
    np.testing.assert_allclose(shop.forward(*prices), column(715), rtol=1e-15)
    np.testing.assert_allclose(np.ravel(shop.backward(column(1))), [2.2, 110, 3.3, 165, 650], rtol=1e-15)


# -- values that are used more than once ---------------------------------------------------------


def test_a_value_used_twice_gets_the_sum_of_both_gradients() -> None:
    square = Graph({"square": (Mul(), ("x", "x"))}, {"x": (1,)}, "square")
    np.testing.assert_array_equal(square.forward(column(3, -5)), column(9, 25))
    np.testing.assert_array_equal(square.backward(column(1, 2)), column(6, -20))


def residual() -> Graph:
    """tanh(a) + a·relu(a) for a = X·W + B: the output of ``a`` is used three times."""
    return Graph(
        {
            "sum": (Add(), ("curve", "gate")),  # on purpose before what it takes
            "a": (Dense(3), ("x",)),
            "curve": (Tanh(), ("a",)),
            "open": (ReLU(), ("a",)),
            "gate": (Mul(), ("a", "open")),
        },
        {"x": (2,)},
        "sum",
    )


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), batch=st.integers(1, 4))
def test_a_value_used_three_times_gets_the_gradient_of_the_whole(seed: int, batch: int) -> None:
    rng = np.random.default_rng(seed)
    network, x = residual(), rng.normal(size=(batch, 2))
    network.initialize("uniform", seed)
    weights, biases = network.nodes["a"].parameters
    a = x @ weights.value + biases.value
    np.testing.assert_allclose(network.forward(x), np.tanh(a) + a * np.maximum(a, 0), rtol=1e-14)
    d_output = rng.normal(size=(batch, 3))
    d_input = network.backward(d_output)
    d_a = d_output * (1 - np.tanh(a) ** 2 + np.where(a > 0, 2 * a, 0))
    np.testing.assert_allclose(d_input, d_a @ weights.value.T, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(weights.grad, x.T @ d_a, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(biases.grad, d_a.sum(axis=0), rtol=1e-12, atol=1e-14)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(seed=st.integers(0, 1000), batch=st.integers(1, 4))
def test_the_graph_and_the_program_agree(seed: int, batch: int) -> None:
    rng = np.random.default_rng(seed)
    network, x, t = residual(), rng.normal(size=(batch, 2)), rng.normal(size=(batch, 3))
    network.initialize("uniform", seed)
    by_hand, loss = network.twin(), MSE()
    error = loss.forward(by_hand.forward(x, training=True), t)
    by_hand.backward(loss.backward(np.ones(()))[0])
    assert Program(network, MSE(), SGD(0.1)).run(x, t) == float(error)
    np.testing.assert_allclose(network.gradients, by_hand.gradients, rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(network.values, by_hand.values - 0.1 * by_hand.gradients, rtol=1e-13)


def test_backward_adds_to_what_is_there() -> None:
    network = residual()
    network.initialize("uniform", 3)
    network.forward(column(1, 2).T)
    network.backward(np.ones((1, 3)))
    once = network.gradients.copy()
    network.backward(np.ones((1, 3)))
    np.testing.assert_array_equal(network.gradients, 2 * once)
    assert once.all()


def test_a_recording_of_a_branch_holds_both_of_its_inputs() -> None:
    network = Graph({"a": (Tanh(), ("x",)), "square": (Mul(), ("a", "a"))}, {"x": (1,)}, "square")
    trace = record(Program(network, MSE(), SGD()), np.array([[0.5]]), np.array([[0.0]]))
    arrays = trace.at(len(trace.operations))
    y = np.tanh(0.5)
    found = {key: array.item() for key, array in arrays["square"].items()}
    assert found == pytest.approx(
        {"X1": y, "X2": y, "Y": y * y, "dY": 2 * y**2, "dX1": 2 * y**3, "dX2": 2 * y**3}
    )
    assert arrays["a"]["dY"].item() == pytest.approx(4 * y**3)


# -- the whole as one ----------------------------------------------------------------------------


def test_nodes_come_after_what_they_take() -> None:
    network = residual()
    assert set(network.order) == {"a", "curve", "open", "gate", "sum"}
    for name, sources in network.sources.items():
        assert all(network.order.index(s) < network.order.index(name) for s in sources if s != "x")


def test_a_description_gives_names_depths_and_sizes() -> None:
    found = {info.name: info for info in residual().describe()}
    assert {name: info.depth for name, info in found.items()} == {
        "a": 1, "curve": 2, "open": 2, "gate": 3, "sum": 4,
    }  # fmt: skip
    assert {name: info.size for name, info in found.items() if info.size} == {"a": 9}
    assert found["a"].parameters == {"W": (2, 3), "B": (3,)}
    assert found["a"].title == "Dense 1"
    assert found["gate"].sources == ("a", "open")
    assert {info.output_shape for info in found.values()} == {(3,)}


def test_parameters_are_views_of_two_flat_vectors() -> None:
    network = Sequential([Dense(3), Tanh(), Dense(1)], (2,), 0)
    assert [p.name for p in network.parameters()] == ["dense_1.W", "dense_1.B", "dense_3.W", "dense_3.B"]
    network.values[...] = np.arange(13)
    network.gradients[...] = -np.arange(13)
    weights = network.nodes["dense_3"].parameters[0]
    np.testing.assert_array_equal(weights.value, [[9], [10], [11]])
    np.testing.assert_array_equal(weights.grad, [[-9], [-10], [-11]])


def test_a_twin_starts_equal_and_goes_its_own_way() -> None:
    network = residual()
    network.initialize("uniform", 1)
    twin, x = network.twin(), np.array([[0.5, -2.0]])
    np.testing.assert_array_equal(twin.predict(x), network.predict(x))
    before, expected = network.values.copy(), network.predict(x)
    twin.values += 1.0
    twin.forward(np.array([[9.0, 9.0]]))
    twin.backward(np.ones((1, 3)))
    np.testing.assert_array_equal(network.values, before)
    assert not network.gradients.any()
    np.testing.assert_array_equal(network.predict(x), expected)
    assert not np.array_equal(twin.predict(x), expected)


def test_single_precision_all_the_way() -> None:
    network = Sequential([Dense(3), Sigmoid()], (2,), 0, dtype=np.float32)
    output = network.forward(np.ones((1, 2)))
    assert (output.dtype, network.backward(np.ones((1, 3))).dtype) == (np.float32, np.float32)  # type: ignore[union-attr]
    assert network.gradients.dtype == network.values.dtype == np.float32
