"""One weight: a single cell of a parameter, by the name of its node, its key and its place.

It is plain data, so that it can be asked for from a view and travel to the thread of a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.errors import ParameterError
from nnviz.nn.node import Node, Parameter
from nnviz.nn.room import Shape
from nnviz.nn.topology import Topology


@dataclass(frozen=True)
class Weight:
    """One cell of a parameter.

    Attributes:
        node: the name of the node, such as ``dense_1``.
        key: the key of the parameter, such as ``W``.
        index: the place of the cell, from 0 along each axis.
    """

    node: str
    key: str
    index: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.node}.{self.key}[{', '.join(map(str, self.index))}]"


def owner_of(graph: Topology, node: str) -> Node:
    """The node of that name, which has parameters.

    Raises:
        ParameterError: it has none, or there is no such node; the message says which there are.
    """
    owners = [name for name, found in graph.nodes.items() if found.parameters]
    if node not in owners:
        raise ParameterError("{0!r} has no parameters; those that have: {1}", node, _listed(owners))
    return graph.nodes[node]


def parameter_of(graph: Topology, node: str, key: str) -> Parameter:
    """The parameter of a node.

    Raises:
        ParameterError: there is none; the message says which there are.
    """
    found = {parameter.key: parameter for parameter in owner_of(graph, node).parameters}
    if key not in found:
        raise ParameterError("{0} has no parameter {1!r}; allowed: {2}", node, key, _listed(found))
    return found[key]


def cell_of(graph: Topology, weight: Weight) -> Parameter:
    """The parameter that a weight is a cell of, after making sure that there is such a cell.

    Raises:
        ParameterError: there is none; the message says what is allowed.
    """
    parameter = parameter_of(graph, weight.node, weight.key)
    shape = parameter.value.shape
    inside = len(weight.index) == len(shape) and all(
        0 <= place < size for place, size in zip(weight.index, shape, strict=True)
    )
    if not inside:
        allowed = ", ".join(f"0 to {size - 1}" for size in shape)
        raise ParameterError("{0} is outside {1}; allowed: [{2}]", weight, parameter.name, allowed)
    return parameter


def weights_of(graph: Topology, node: str, key: str) -> Iterator[Weight]:
    """Every weight of one parameter, in order.

    Raises:
        ParameterError: there is no such parameter; the message says which there are.
    """
    return (Weight(node, key, place) for place in _places(parameter_of(graph, node, key).value.shape))


def _places(shape: Shape) -> Iterator[tuple[int, ...]]:
    return iter(np.ndindex(*shape))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
