"""The making of a network: named nodes in order, their shapes, and one flat vector of parameters.

It checks all there is to check before anything is computed, and lays the nodes out for passes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, Description
from nnviz.nn.errors import GraphError, SettingError, SizeError
from nnviz.nn.initializers import Initializer, initializer
from nnviz.nn.limits import check_parameters, check_room, check_size
from nnviz.nn.node import Node, Parameter
from nnviz.nn.room import Shape
from nnviz.nn.wiring import Wiring

PRECISIONS = ("float64", "float32")
"""The precisions a network can work in."""


@dataclass(frozen=True)
class Input:
    """A place where data enter a network: samples of one shape, given without the batch axis."""

    shape: Shape


Part = Node | Input | tuple[Node, Sequence[str]]
"""What may stand under a name: an input, a node with the names of its sources, or one that has none."""


@dataclass(frozen=True)
class NodeInfo:
    """What a view needs to know of a node that never changes during training.

    Attributes:
        name: the unique name, such as ``dense_1``.
        title: the name on the screen, such as ``Dense 1``.
        sources: the names of the nodes whose outputs it takes, in order.
        depth: the number of nodes on the longest way from an input to this one.
        output_shape: without the batch axis.
        parameters: the shape of each parameter by its key.
        description: what the node says of itself.
    """

    name: str
    title: str
    sources: tuple[str, ...]
    depth: int
    output_shape: Shape
    parameters: Mapping[str, Shape]
    description: Description

    @property
    def size(self) -> int:
        """How many numbers training moves in this node."""
        return sum(math.prod(shape) for shape in self.parameters.values())


class Topology:
    """Nodes that form a network, built for the shapes of its inputs.

    Args:
        parts: each node by its name, with the names of its sources, ``{"sum": (Add(), ("a", "b"))}``;
            inputs may stand among them, ``{"a": Input((3,))}``.
        input_shapes: the shape of each other input by its name, without the batch axis.
        output: the node whose output is the network's; the last of the parts unless told otherwise.
        dtype: ``float64`` or ``float32``.

    Raises:
        GraphError: a cycle, an unknown source, a doubled name, a node used in two places, no input at
            all, or an input or a node that does not lead to the output.
        ShapeError: a node cannot take what its sources give.
        SizeError: an output of one sample, a parameter or all of them would not fit into memory;
            found out from the shapes, before an array of that size is made.
        SettingError: another precision.
    """

    def __init__(
        self,
        parts: Mapping[str, Part],
        input_shapes: Mapping[str, Shape] | None = None,
        output: str | None = None,
        dtype: Any = np.float64,
    ) -> None:
        self.dtype = _precision(dtype)
        self.input_shapes = dict(input_shapes or {})
        nodes: dict[str, Node] = {}
        self.sources: dict[str, tuple[str, ...]] = {}
        for name, part in parts.items():
            if name in self.input_shapes:
                raise GraphError(f"{name!r} names both an input and a node")
            if isinstance(part, Input):
                self.input_shapes[name] = part.shape
            else:
                nodes[name], sources = part if isinstance(part, tuple) else (part, ())
                self.sources[name] = tuple(sources)
        self.input_shapes = {name: tuple(map(int, s)) for name, s in self.input_shapes.items()}
        self.output = output if output is not None else next(reversed([*self.input_shapes, *parts]), "")
        self._check_names()
        self.order = self._sorted()
        self._check_use(nodes)
        self.nodes = {name: nodes[name] for name in self.order}
        self.shapes: dict[str, Shape] = dict(self.input_shapes)
        self._build()
        self._flatten()

    def _check_names(self) -> None:
        known = {*self.input_shapes, *self.sources}
        for name, sources in self.sources.items():
            for source in sources:
                if source not in known:
                    raise GraphError(f"{name}: unknown source {source!r}; known: {sorted(known)}")
        if self.output not in known:
            raise GraphError(f"unknown output {self.output!r}; known: {sorted(known)}")
        if not self.input_shapes:
            raise GraphError("a network needs at least one input, given none")

    def _check_use(self, nodes: Mapping[str, Node]) -> None:
        """A node remembers one forward, so it stands in one place; and what it gives must be used."""
        places: dict[int, str] = {}
        for name, node in nodes.items():
            first = places.setdefault(id(node), name)
            if first != name:
                raise GraphError(f"{first!r} and {name!r} are one and the same node; make one for each")
        used = {self.output}
        for name in reversed(self.order):
            if name in used:
                used.update(self.sources[name])
        for name in (*self.input_shapes, *self.order):
            if name not in used:
                raise GraphError(f"{name!r} does not lead to the output {self.output!r}")

    def _sorted(self) -> tuple[str, ...]:
        try:
            order = tuple(TopologicalSorter(self.sources).static_order())
        except CycleError as error:
            raise GraphError(f"the nodes form a cycle: {' → '.join(error.args[1])}") from error
        return tuple(name for name in order if name in self.sources)

    def _build(self) -> None:
        count = 0
        for name, shape in self.input_shapes.items():
            check_size(name, shape)
        for name, node in self.nodes.items():
            shapes = [self.shapes[source] for source in self.sources[name]]
            if len(shapes) != node.inputs:
                raise GraphError(f"{name}: expected {node.inputs} inputs, given {len(shapes)}")
            node.name = name
            self.shapes[name] = node.output_shape(*shapes)
            check_size(name, self.shapes[name])
            self._build_node(name, node, shapes)
            count += sum(parameter.value.size for parameter in node.parameters)
            check_parameters(f"the network up to {name}", count)

    def _build_node(self, name: str, node: Node, shapes: Sequence[Shape]) -> None:
        try:
            node.build(*shapes, dtype=self.dtype)
        except SizeError as error:
            raise SizeError(f"{name}.{error}") from error
        for parameter in node.parameters:
            parameter.name = f"{name}.{parameter.key}"

    def _flatten(self) -> None:
        """Lays all parameters side by side, so that an update or a copy is one numpy call."""
        sizes = [sum(parameter.value.size for parameter in node.parameters) for node in self.nodes.values()]
        self.values: Array = np.zeros(sum(sizes), self.dtype)
        self.gradients: Array = np.zeros(sum(sizes), self.dtype)
        start = 0
        for node, size in zip(self.nodes.values(), sizes, strict=True):
            if size:
                node.place(self.values[start : start + size], self.gradients[start : start + size])
            start += size

    def initialize(self, how: str | Initializer, rng: np.random.Generator | int) -> None:
        """Draws every parameter anew, from a generator or from the seed of one."""
        chosen = initializer(how) if isinstance(how, str) else how
        generator = rng if isinstance(rng, np.random.Generator) else chosen.generator(rng)
        for node in self.nodes.values():
            node.initialize(chosen, generator)

    def parameters(self) -> Iterator[Parameter]:
        """Every parameter, node by node in the order of the forward pass."""
        for node in self.nodes.values():
            yield from node.parameters

    def is_first(self, name: str) -> bool:
        """Whether a node is fed with data alone."""
        return all(source in self.input_shapes for source in self.sources[name])

    def wiring(self, count: int, training: bool) -> Wiring:
        """Rooms and plans of its own for so many samples, not yet connected.

        Raises:
            SizeError: they would not fit into memory; found out before any is made.
        """
        numbers = 0
        for name, node in self.nodes.items():
            numbers += node.working_size(*(self.shapes[source] for source in self.sources[name]))
        check_room(f"a pass over {count} samples", numbers * count, self.dtype.itemsize)
        return Wiring(self.nodes, self.sources, self.input_shapes, self.output, count, self.dtype, training)

    def describe(self) -> tuple[NodeInfo, ...]:
        """The nodes as plain data, in the order of the forward pass."""
        depth = dict.fromkeys(self.input_shapes, 0)
        found = []
        for number, (name, node) in enumerate(self.nodes.items(), start=1):
            depth[name] = 1 + max((depth[source] for source in self.sources[name]), default=0)
            found.append(
                NodeInfo(
                    name,
                    f"{node.description.title} {number}",
                    self.sources[name],
                    depth[name],
                    self.shapes[name],
                    {p.key: p.value.shape for p in node.parameters},
                    node.description,
                )
            )
        return tuple(found)


def _precision(given: Any) -> np.dtype[Any]:
    try:
        found: np.dtype[Any] = np.dtype(given)
    except TypeError:
        found = np.dtype(object)
    if found.name not in PRECISIONS:
        raise SettingError(f"precision must be one of {', '.join(PRECISIONS)}, given {given!r}")
    return found
