"""A network: a directed acyclic graph of named nodes over one flat vector of parameters.

``Sequential`` is sugar for a chain; nothing in here knows about training.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

import numpy as np

from nnviz.nn.describe import Array, Description
from nnviz.nn.errors import DataError, GraphError, ShapeError, SizeError
from nnviz.nn.initializers import Initializer, initializer
from nnviz.nn.limits import check_count, check_size
from nnviz.nn.node import Node, Parameter, written
from nnviz.nn.room import Shape
from nnviz.nn.wiring import Wiring

INPUT = "input"
"""The name of the place where data enters a network with one input."""


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


class Graph:
    """A network of nodes, built for the shapes of its inputs.

    Args:
        nodes: each node by its name, with the names of its sources: ``{"sum": (Add(), ("a", "b"))}``.
        input_shapes: the shape of each input by its name, without the batch axis.
        output: the node whose output is the network's.
        dtype: ``float64`` or ``float32``.

    Raises:
        GraphError: a cycle, an unknown source, a doubled name, a node used in two places, or an
            input or a node that does not lead to the output.
        ShapeError: a node cannot take what its sources give.
        SizeError: an output of one sample, a parameter or all of them would not fit into memory;
            found out from the shapes, before an array of that size is made.
    """

    def __init__(
        self,
        nodes: Mapping[str, tuple[Node, Sequence[str]]],
        input_shapes: Mapping[str, Shape],
        output: str,
        dtype: Any = np.float64,
    ) -> None:
        self.input_shapes = {name: tuple(map(int, shape)) for name, shape in input_shapes.items()}
        self.sources = {name: tuple(sources) for name, (_, sources) in nodes.items()}
        self.dtype = np.dtype(dtype)
        self._check_names(output)
        self.order = self._sorted()
        self._check_use(nodes, output)
        self.nodes = {name: nodes[name][0] for name in self.order}
        self.output = output
        self.shapes: dict[str, Shape] = dict(self.input_shapes)
        self._build()
        self._flatten()

    def _check_names(self, output: str) -> None:
        for name in self.input_shapes:
            if name in self.sources:
                raise GraphError(f"{name!r} names both an input and a node")
        known = {*self.input_shapes, *self.sources}
        for name, sources in self.sources.items():
            for source in sources:
                if source not in known:
                    raise GraphError(f"{name}: unknown source {source!r}; known: {sorted(known)}")
        if output not in known:
            raise GraphError(f"unknown output {output!r}; known: {sorted(known)}")

    def _check_use(self, nodes: Mapping[str, tuple[Node, Sequence[str]]], output: str) -> None:
        """A node remembers one forward, so it stands in one place; and what it gives must be used."""
        places: dict[int, str] = {}
        for name, (node, _) in nodes.items():
            first = places.setdefault(id(node), name)
            if first != name:
                raise GraphError(f"{first!r} and {name!r} are one and the same node; make one for each")
        used = {output}
        for name in reversed(self.order):
            if name in used:
                used.update(self.sources[name])
        for name in (*self.input_shapes, *self.order):
            if name not in used:
                raise GraphError(f"{name!r} does not lead to the output {output!r}")

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
            check_count(f"the network up to {name}", count)

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
        self._by_hand: Wiring | None = None

    def is_first(self, name: str) -> bool:
        """Whether a node is fed with data alone."""
        return all(source in self.input_shapes for source in self.sources[name])

    def parameters(self) -> Iterator[Parameter]:
        """Every parameter, node by node in the order of the forward pass."""
        for node in self.nodes.values():
            yield from node.parameters

    def initialize(self, how: str | Initializer, rng: np.random.Generator | int) -> None:
        """Draws every parameter anew, from a generator or from the seed of one."""
        chosen = initializer(how) if isinstance(how, str) else how
        generator = rng if isinstance(rng, np.random.Generator) else chosen.generator(rng)
        for node in self.nodes.values():
            node.initialize(chosen, generator)

    def twin(self) -> Graph:
        """A second network of the same making with values, memories and working arrays of its own."""
        nodes = {
            name: (type(node)(**node.settings()), self.sources[name]) for name, node in self.nodes.items()
        }
        copy = Graph(nodes, self.input_shapes, self.output, self.dtype)
        copy.values[...] = self.values
        for name, node in self.nodes.items():
            copy.nodes[name].restore(node.capture())
        return copy

    # -- passes by hand -------------------------------------------------------------------------

    def wiring(self, count: int, training: bool) -> Wiring:
        """Rooms and plans of its own for so many samples, not yet connected."""
        return Wiring(self.nodes, self.sources, self.input_shapes, self.output, count, self.dtype, training)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """The output (N, ...) for one array (N, ...) per input, in the order of ``input_shapes``.

        Raises:
            DataError: not one array per input, or of different lengths, or empty.
            ShapeError: an array of another shape than the input's.
        """
        arrays = self._checked(inputs)
        wiring = self._by_hand
        if wiring is None or wiring.count != len(arrays[0]) or wiring.training != training:
            wiring = self._by_hand = self.wiring(len(arrays[0]), training)
            self._d_output = wiring.output.like()
            wiring.connect(self._d_output)
        for room, array in zip(wiring.inputs.values(), arrays, strict=True):
            np.copyto(room.array, array)
        wiring.forward()
        return wiring.output.array.copy("C")

    def backward(self, d_output: Array) -> Array | tuple[Array, ...]:
        """The gradient by the input (by each, if there are several) after a :meth:`forward`.

        Adds the gradients by the parameters into ``parameter.grad``.

        Raises:
            GraphError: there was no forward to go back from.
            ShapeError: the gradient is not shaped like the output.
        """
        wiring = self._by_hand
        if wiring is None:
            raise GraphError("backward needs a forward before it")
        given = np.asarray(d_output, self.dtype)
        if given.shape != self._d_output.array.shape:
            raise ShapeError("the gradient by the output", self._d_output.array.shape, given.shape)
        np.copyto(self._d_output.array, given)
        before = self.gradients.copy()
        wiring.backward()
        np.add(self.gradients, before, self.gradients)
        found = tuple(room.array.copy("C") for room in wiring.d_inputs.values())
        return found[0] if len(found) == 1 else found

    def predict(self, *inputs: Array) -> Array:
        """The output for one array per input, as it is when nothing is being trained."""
        return self.forward(*inputs, training=False)

    def _checked(self, inputs: Sequence[Any]) -> list[Array]:
        """The inputs in the network's precision."""
        if len(inputs) != len(self.input_shapes):
            raise DataError(f"expected {len(self.input_shapes)} inputs, given {len(inputs)}")
        arrays = [np.asarray(array, self.dtype) for array in inputs]
        for array, (name, shape) in zip(arrays, self.input_shapes.items(), strict=True):
            if array.shape[1:] != shape or array.ndim != len(shape) + 1:
                raise ShapeError(name, written(shape), array.shape)
            if len(array) != len(arrays[0]):
                raise DataError(f"{name}: expected {len(arrays[0])} samples, given {len(array)}")
        return arrays

    def describe(self) -> tuple[NodeInfo, ...]:
        """The nodes as plain data, in the order of the forward pass."""
        depth = dict.fromkeys(self.input_shapes, 0)
        found = []
        for number, (name, node) in enumerate(self.nodes.items(), start=1):
            depth[name] = 1 + max(depth[source] for source in self.sources[name])
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


class Sequential(Graph):
    """A chain of layers, each fed by the one before it.

    Args:
        layers: the layers from input to output, at least one.
        input_shape: the shape of one sample, such as ``(2,)``.
        initializer: the name of the way the weights are drawn.
        rng: the generator the weights are drawn from, or the seed of one.
        dtype: ``float64`` or ``float32``.
    """

    def __init__(
        self,
        layers: Sequence[Node],
        input_shape: Shape,
        rng: np.random.Generator | int = 0,
        initializer: str | Initializer = "glorot",
        dtype: Any = np.float64,
    ) -> None:
        if not layers:
            raise GraphError("a network needs at least one layer, given none")
        nodes: dict[str, tuple[Node, Sequence[str]]] = {}
        previous = INPUT
        for number, layer in enumerate(layers, start=1):
            name = f"{type(layer).__name__.lower()}_{number}"
            nodes[name] = (layer, (previous,))
            previous = name
        super().__init__(nodes, {INPUT: tuple(input_shape)}, previous, dtype)
        self.initialize(initializer, rng)
