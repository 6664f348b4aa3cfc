"""Two branches that meet: article C's price graphs, a residual block, and what cannot be built."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz import nn
from nnviz.nn import Graph, Parameter, Program, Sequential, ShapeError, SizeError, record
from nnviz.nn.layers.add import Add
from nnviz.nn.layers.conv2d import Conv2D
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.mul import Mul
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.sgd import SGD
from tests.nn.differences import check_gradients, slope

each_shape = pytest.mark.parametrize("shape", [(), (1,)])


@each_shape
def test_two_apples_with_tax_cost_220(shape: tuple[int, ...]) -> None:
    shop = Graph(
        {"apples": (nn.Mul(), ("apple", "number")), "paid": (nn.Mul(), ("apples", "tax"))},
        dict.fromkeys(("apple", "number", "tax"), shape),
        "paid",
    )
    given = [np.full((1, *shape), value) for value in (100, 2, 1.1)]
    assert shop.forward(*given).item() == pytest.approx(220, rel=1e-15)
    gradients = shop.backward(np.ones((1, *shape)))
    assert [gradient.item() for gradient in gradients] == pytest.approx([2.2, 110, 200], rel=1e-15)


@each_shape
def test_apples_and_oranges_with_tax_cost_715(shape: tuple[int, ...]) -> None:
    shop = Graph(
        {
            "apples": (nn.Mul(), ("apple", "apple number")),
            "oranges": (nn.Mul(), ("orange", "orange number")),
            "fruit": (nn.Add(), ("apples", "oranges")),
            "paid": (nn.Mul(), ("fruit", "tax")),
        },
        dict.fromkeys(("apple", "apple number", "orange", "orange number", "tax"), shape),
        "paid",
    )
    given = [np.full((1, *shape), value) for value in (100, 2, 150, 3, 1.1)]
    assert shop.forward(*given).item() == pytest.approx(715, rel=1e-15)
    gradients = shop.backward(np.ones((1, *shape)))
    assert [g.item() for g in gradients] == pytest.approx([2.2, 110, 3.3, 165, 650], rel=1e-15)


def test_sum_and_product_by_hand() -> None:
    first, second, d = np.array([[1.0, 2.0]]), np.array([[3.0, -4.0]]), np.array([[10.0, 100.0]])
    add, mul = Add(), Mul()
    np.testing.assert_array_equal(add.forward(first, second), [[4, -2]])
    np.testing.assert_array_equal(add.backward(d), [d, d])
    np.testing.assert_array_equal(mul.forward(first, second), [[3, -8]])
    np.testing.assert_array_equal(mul.backward(d), [[[30, -400]], [[10, 200]]])


def test_a_product_remembers_what_it_multiplied() -> None:
    mul, first, second = Mul(), np.array([[2.0]]), np.array([[3.0]])
    mul.forward(first, second)
    first[...] = second[...] = 99
    np.testing.assert_array_equal(mul.backward(np.array([[1.0]])), [[[3]], [[2]]])


@pytest.mark.parametrize("kind", [Add, Mul])
def test_gradients_agree_with_central_differences(kind: type) -> None:
    rng = np.random.default_rng(0)
    check_gradients(kind(), rng.standard_normal((3, 2, 2)), rng.standard_normal((3, 2, 2)))


@pytest.mark.parametrize("kind", [Add, Mul])
def test_branches_of_different_shapes_are_refused(kind: type) -> None:
    nodes = {"a": (Dense(3), ("x",)), "meet": (kind(), ("a", "x"))}
    with pytest.raises(ShapeError, match=r"^meet: expected \(N, 3\), given \(N, 2\)$"):
        Graph(nodes, {"x": (2,)}, "meet")


def test_a_value_used_twice_gets_the_sum_of_its_gradients() -> None:
    square = Graph({"square": (Mul(), ("x", "x"))}, {"x": (1,)}, "square")
    np.testing.assert_array_equal(square.forward([[3.0], [-5.0]]), [[9], [25]])
    np.testing.assert_array_equal(square.backward([[1.0], [2.0]]), [[6], [-20]])
    double = Graph({"double": (Add(), ("x", "x"))}, {"x": (1,)}, "double")
    double.forward([[3.0]])
    np.testing.assert_array_equal(double.backward([[7.0]]), [[14]])


def residual() -> Graph:
    """a + W2·tanh(W1·a) for a = W0·x: the shortcut goes past two layers."""
    graph = Graph(
        {
            "stem": (Dense(3), ("x",)),
            "inner": (Dense(3), ("stem",)),
            "curve": (Tanh(), ("inner",)),
            "outer": (Dense(3), ("curve",)),
            "sum": (Add(), ("stem", "outer")),
        },
        {"x": (2,)},
        "sum",
    )
    graph.initialize("uniform", 5)
    return graph


def test_a_residual_block_agrees_with_central_differences() -> None:
    graph, rng = residual(), np.random.default_rng(0)
    x, d = rng.standard_normal((4, 2)), rng.standard_normal((4, 3))
    graph.forward(x)
    dx = graph.backward(d)

    def value() -> float:
        return float((graph.forward(x) * d).sum())

    found = graph.gradients.copy()
    np.testing.assert_allclose(dx, slope(value, x), rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(found, slope(value, graph.values), rtol=1e-6, atol=1e-9)


def test_a_residual_block_in_training_splits_and_adds_the_error() -> None:
    rng = np.random.default_rng(0)
    program = Program(residual(), MSE(), SGD(0.1))
    trace = record(program, rng.standard_normal((4, 2)), rng.standard_normal((4, 3)))
    found = trace.at(len(trace.operations) - 1)
    np.testing.assert_array_equal(found["sum"]["dX1"], found["sum"]["dY"])
    np.testing.assert_array_equal(found["outer"]["dY"], found["sum"]["dX2"])
    np.testing.assert_array_equal(found["stem"]["dY"], found["sum"]["dX1"] + found["inner"]["dX"])


# -- networks that are too large -----------------------------------------------------------------


def test_a_layer_wider_than_memory_is_refused_before_it_is_made() -> None:
    with pytest.raises(SizeError, match=r"^dense_1\.W: \(100000, 100000000\) is 10000000000000 numbers, at"):
        Sequential([Dense(100_000_000)], (100_000,))
    with pytest.raises(SizeError, match=r"^dense_1: \(4611686018427387904\) is 4611686018427387904 numbers"):
        Sequential([Dense(2**62)], (2,))
    with pytest.raises(SizeError, match=r"^conv2d_1: \(2999, 2999, 1000\) is 8994001000 n"):
        Sequential([Conv2D(1000, 2)], (3000, 3000, 1))


def test_sizes_do_not_overflow() -> None:
    side = np.int64(2**32)  # side · side · 1 is 0 in 64 bits
    with pytest.raises(SizeError, match=r"^input: .* is 18446744073709551616 numbers, at most \d+ fit$"):
        Sequential([Conv2D(1, 1)], (side, side, 1))
    with pytest.raises(SizeError, match=r"^W: .* is 18446744073709551616 numbers"):
        Parameter("W", (side, side))


def test_many_layers_that_do_not_fit_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nnviz.nn.limits.most_numbers", lambda: 10)
    Sequential([Dense(2), Dense(1)], (2,))  # 9 numbers
    with pytest.raises(SizeError, match=r"^the network up to dense_2 is 12 numbers, at most 10 fit$"):
        Sequential([Dense(2), Dense(2)], (2,))
