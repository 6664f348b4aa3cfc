"""Networks that cannot be built, and what is said of each: the name, what was expected, what was given."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import DataError, Graph, GraphError, Node, Program, Sequential, ShapeError
from nnviz.nn.describe import Array, Description, Glyph, symbols
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.tanh import Tanh
from nnviz.nn.losses.mse import MSE
from nnviz.nn.node import Shape, written
from nnviz.nn.optimizers.sgd import SGD


class Plus(Node):
    """Y = X1 + X2, for two inputs of one shape."""

    inputs = 2
    description = Description("plus", "test", Glyph.ELEMENTWISE, "Y = X1 + X2", "", symbols("X1", "X2"))

    def output_shape(self, *input_shapes: Shape) -> Shape:
        first, second = input_shapes
        if first != second:
            raise ShapeError(self._label(), written(first), written(second))
        return first

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        return np.asarray(inputs[0] + inputs[1])

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        return d_output, d_output


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
        Graph({"a": (Plus(), ("x",))}, {"x": (1,)}, "a")


def test_shapes_that_do_not_fit_are_named_with_the_node() -> None:
    with pytest.raises(ShapeError, match=r"^sum: expected \(N, 3\), given \(N, 2\)$"):
        Graph({"a": (Dense(3), ("x",)), "sum": (Plus(), ("a", "x"))}, {"x": (2,)}, "sum")
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


def test_a_program_needs_one_input() -> None:
    network = Graph({"a": (Plus(), ("x", "y"))}, {"x": (1,), "y": (1,)}, "a")
    with pytest.raises(GraphError, match=r"^training needs one input, given 2$"):
        Program(network, MSE(), SGD())
