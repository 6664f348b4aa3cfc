"""Networks that cannot be built, and what is said of each: the name, what was expected, what was given."""

from __future__ import annotations

import re

import numpy as np
import pytest

from nnviz.nn import DataError, Graph, GraphError, Node, Program, Sequential, ShapeError
from nnviz.nn.layers.add import Add
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.optimizers.sgd import SGD


def test_a_cycle_is_refused() -> None:
    with pytest.raises(GraphError, match=r"^the nodes form a cycle: (a → b → a|b → a → b)$"):
        Graph({"a": (Tanh(), ("b",)), "b": (Tanh(), ("a",))}, {"x": (1,)}, "b")


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(GraphError, match=r"^a: unknown source 'y'; known: \['a', 'x'\]$"):
        Graph({"a": (Tanh(), ("y",))}, {"x": (1,)}, "a")


def test_an_unknown_output_is_refused() -> None:
    with pytest.raises(GraphError, match=r"^unknown output 'b'; known: \['a', 'x'\]$"):
        Graph({"a": (Tanh(), ("x",))}, {"x": (1,)}, "b")


def test_a_name_for_an_input_and_a_node_is_refused() -> None:
    with pytest.raises(GraphError, match=r"^'x' names both an input and a node$"):
        Graph({"x": (Tanh(), ("x",))}, {"x": (1,)}, "x")


def test_one_node_in_two_places_is_refused() -> None:
    curve = Tanh()
    with pytest.raises(GraphError, match=r"^'tanh_2' and 'tanh_4' are one and the same node"):
        Sequential([Dense(3), curve, Dense(1), curve], (2,))


@pytest.mark.parametrize(
    ("nodes", "inputs", "idle"),
    [
        ({"a": (Tanh(), ("x",)), "b": (Tanh(), ("x",))}, ("x",), "b"),
        ({"a": (Tanh(), ("x",))}, ("x", "z"), "z"),
    ],
)
def test_what_leads_nowhere_is_refused(
    nodes: dict[str, tuple[Node, tuple[str, ...]]], inputs: tuple[str, ...], idle: str
) -> None:
    with pytest.raises(GraphError, match=f"^'{idle}' does not lead to the output 'a'$"):
        Graph(nodes, dict.fromkeys(inputs, (1,)), "a")


def test_a_network_without_layers_is_refused() -> None:
    with pytest.raises(GraphError, match=r"^a network needs at least one layer, given none$"):
        Sequential([], (2,))


def test_a_wrong_number_of_sources_is_refused() -> None:
    with pytest.raises(GraphError, match=r"^a: expected 2 inputs, given 1$"):
        Graph({"a": (Add(), ("x",))}, {"x": (1,)}, "a")


def test_shapes_that_do_not_fit_are_named_with_the_node() -> None:
    with pytest.raises(ShapeError, match=r"^sum: expected \(N, 3\), given \(N, 2\)$"):
        Graph({"a": (Dense(3), ("x",)), "sum": (Add(), ("a", "x"))}, {"x": (2,)}, "sum")
    with pytest.raises(ShapeError, match=r"^dense_1: expected \(N, features\), given \(N, 8, 8, 1\)$"):
        Sequential([Dense(3)], (8, 8, 1))


def test_data_of_another_shape_is_refused() -> None:
    network = Sequential([Dense(1)], (2,))
    for bad in (np.zeros((5, 3)), np.zeros(2), np.zeros((5, 2, 1))):
        with pytest.raises(ShapeError) as caught:
            network.predict(bad)
        assert str(caught.value) == f"input: expected (N, 2), given {bad.shape}"


def test_a_wrong_number_of_inputs_is_refused() -> None:
    with pytest.raises(DataError, match=r"^expected 1 inputs, given 2$"):
        Sequential([Dense(1)], (2,)).predict(np.zeros((1, 2)), np.zeros((1, 2)))


@pytest.mark.parametrize("name", ["loss", "update"])
def test_a_node_may_not_be_called_like_a_part_of_the_program(name: str) -> None:
    network = Graph({name: (Tanh(), ("x",))}, {"x": (1,)}, name)
    with pytest.raises(GraphError, match=f"^'{name}' is a name of the program"):
        Program(network, MSE(), SGD())


@pytest.mark.parametrize(
    ("shapes", "error", "message"),
    [
        ([(3, 1), (3, 1)], DataError, r"expected 3 arrays (x, y, targets), given 2"),
        ([(3, 1), (2, 1), (3, 1)], ShapeError, r"y: expected (3, 1), given (2, 1)"),
        ([(3, 1), (3, 2), (3, 1)], ShapeError, r"y: expected (3, 1), given (3, 2)"),
        ([(3, 1), (3, 1), (3, 2)], ShapeError, r"loss: expected (N, 1), given (N, 2)"),
        ([(0, 1), (0, 1), (0, 1)], DataError, r"a batch needs at least one sample, given 0"),
    ],
)
def test_a_batch_that_does_not_fit_is_refused(
    shapes: list[tuple[int, ...]], error: type[Exception], message: str
) -> None:
    network = Graph({"a": (Add(), ("x", "y"))}, {"x": (1,), "y": (1,)}, "a")
    program = Program(network, MSE(), SGD())
    program.run(*[np.ones((2, 1))] * 3)
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        program.run(*[np.ones(shape) for shape in shapes])
