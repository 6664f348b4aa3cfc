"""A pass as a program: one flat tuple of operations, Forward … Loss, Backward …, Update.

Training runs it, recording runs it and copies what each operation wrote, stepping is an index
into the recording; there is no second loop anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from nnviz.nn.describe import Array, Phase, gradient_of
from nnviz.nn.errors import GraphError
from nnviz.nn.graph import Graph
from nnviz.nn.node import Loss, Node
from nnviz.nn.optimizer import Optimizer

LOSS = "loss"
"""The name of the loss among the nodes of a program."""

UPDATE = "update"
"""The name under which the optimizer stands at the end of a program."""


class Kind(Enum):
    """What an operation does."""

    FORWARD = "forward"
    LOSS = "loss"
    BACKWARD = "backward"
    UPDATE = "update"


@dataclass(frozen=True)
class Operation:
    """One step of a pass, as plain data.

    Attributes:
        index: its place in the program, from 0.
        kind: what it does.
        node: the name of the node it concerns; ``loss`` or ``update`` where it is no layer.
        group: the number of the layer it belongs to, counting a layer with weights and the
            activation after it as one; the places where the group or the kind changes are where
            stepping by layer stops.
    """

    index: int
    kind: Kind
    node: str
    group: int

    @property
    def phase(self) -> Phase:
        """The part of the pass it belongs to; the loss ends the forward part."""
        if self.kind is Kind.UPDATE:
            return Phase.UPDATE
        return Phase.BACKWARD if self.kind is Kind.BACKWARD else Phase.FORWARD


Written = dict[str, dict[str, Array]]
"""Arrays by node and key: ``written["dense_1"]["dW"]``."""


class _Cell:
    """The working arrays of one node during a pass."""

    __slots__ = ("d_inputs", "d_output", "output")

    def __init__(self) -> None:
        self.output: Array = np.empty(0)
        self.d_output: Array = np.empty(0)
        self.d_inputs: tuple[Array, ...] = ()


class _Forward:
    def __init__(self, name: str, node: Node, cell: _Cell, sources: Sequence[_Cell], output: str) -> None:
        self.name, self.node, self.cell, self.sources = name, node, cell, tuple(sources)
        self._output_key = output

    def run(self) -> None:
        self.cell.output = self.node.forward(*[s.output for s in self.sources], training=True)

    def written(self) -> Written:
        return {self.name: {self._output_key: self.cell.output, **self.node.extras()}}


class _ForwardOne(_Forward):
    """The forward of a node with one source, as nearly all are, without a loop over them."""

    def __init__(self, name: str, node: Node, cell: _Cell, sources: Sequence[_Cell], output: str) -> None:
        super().__init__(name, node, cell, sources, output)
        (self._source,) = sources
        self._forward = node.forward

    def run(self) -> None:
        self.cell.output = self._forward(self._source.output, training=True)


class _Backward:
    def __init__(
        self, name: str, node: Node, cell: _Cell, consumers: Sequence[tuple[_Cell, int]], d_output: str
    ) -> None:
        self.name, self.node, self.cell, self.consumers = name, node, cell, tuple(consumers)
        self._d_output_key = d_output

    def run(self) -> None:
        cell = self.cell
        if self.consumers:
            first, *others = self.consumers
            total = first[0].d_inputs[first[1]]
            for consumer, place in others:
                total = total + consumer.d_inputs[place]
            cell.d_output = total
        cell.d_inputs = self.node.backward(cell.d_output)

    def written(self) -> Written:
        keys = input_keys(len(self.cell.d_inputs))
        found = {self._d_output_key: self.cell.d_output}
        found |= {gradient_of(k): d for k, d in zip(keys, self.cell.d_inputs, strict=True)}
        found |= {gradient_of(p.key): p.grad for p in self.node.parameters}
        return {self.name: found}


class _BackwardOne(_Backward):
    """The backward of a node whose output went to one place, without a sum over them."""

    def __init__(
        self, name: str, node: Node, cell: _Cell, consumers: Sequence[tuple[_Cell, int]], d_output: str
    ) -> None:
        super().__init__(name, node, cell, consumers, d_output)
        ((self._consumer, self._place),) = consumers
        self._backward = node.backward

    def run(self) -> None:
        cell = self.cell
        cell.d_output = self._consumer.d_inputs[self._place]
        cell.d_inputs = self._backward(cell.d_output)


class _Update:
    def __init__(self, graph: Graph, optimizer: Optimizer) -> None:
        self._graph, self._optimizer = graph, optimizer

    def run(self) -> None:
        self._optimizer.step(self._graph.values, self._graph.gradients)

    def written(self) -> Written:
        graph, optimizer = self._graph, self._optimizer
        found = with_parts(graph, optimizer.moments() | optimizer.workings())
        measured = optimizer.measured()
        return found | {UPDATE: measured} if measured else found


def parameter_values(graph: Graph) -> Written:
    """The parameter values of every node that has some, as views."""
    nodes = graph.nodes.items()
    return {name: {p.key: p.value for p in node.parameters} for name, node in nodes if node.parameters}


def with_parts(graph: Graph, vectors: Mapping[str, Array]) -> Written:
    """The parameter values, and beside each its part of flat vectors: ``V.W`` of ``V``; as views."""
    found, start = parameter_values(graph), 0
    for name, node in graph.nodes.items():
        for parameter in node.parameters:
            end, shape = start + parameter.value.size, parameter.value.shape
            for key, vector in vectors.items():
                found[name][f"{key}.{parameter.key}"] = vector[start:end].reshape(shape)
            start = end
    return found


def input_keys(count: int) -> tuple[str, ...]:
    """How a node's inputs are called: X, or X1, X2, … where there are several."""
    return ("X",) if count == 1 else tuple(f"X{number}" for number in range(1, count + 1))


class Program:
    """A network, a loss and an optimizer compiled into one list of operations.

    Attributes:
        operations: the list as plain data, for timelines and cursors.
        graph, loss, optimizer: what it was compiled from.

    Raises:
        GraphError: a network of several inputs, or with a node called ``loss`` or ``update``.
    """

    def __init__(self, graph: Graph, loss: Loss, optimizer: Optimizer) -> None:
        if len(graph.input_shapes) != 1:
            raise GraphError(f"training needs one input, given {len(graph.input_shapes)}")
        for name in (LOSS, UPDATE):
            if name in graph.shapes:
                raise GraphError(f"{name!r} is a name of the program and cannot be one of its nodes")
        shape = graph.shapes[graph.output]
        loss.name = LOSS
        loss.output_shape(shape, shape)
        self.graph, self.loss, self.optimizer = graph, loss, optimizer
        self._cells = {name: _Cell() for name in (*graph.input_shapes, *graph.order, LOSS)}
        self._cells[LOSS].d_output = np.ones((), graph.dtype)
        self._target = _Cell()
        optimizer.build(graph.values)
        self._steps_before = 0
        self._steps = self._compile()
        self._runs = tuple(step.run for step in self._steps)
        self.operations = self._describe()

    def _compile(self) -> tuple[_Forward | _Backward | _Update, ...]:
        graph, cells = self.graph, self._cells
        consumers: dict[str, list[tuple[_Cell, int]]] = {name: [] for name in cells}
        consumers[graph.output].append((cells[LOSS], 0))
        for name in graph.order:
            for place, source in enumerate(graph.sources[name]):
                consumers[source].append((cells[name], place))
        forward = [
            (_ForwardOne if node.inputs == 1 else _Forward)(
                name, node, cells[name], [cells[s] for s in graph.sources[name]], "Y"
            )
            for name, node in graph.nodes.items()
        ]
        judge = _Forward(LOSS, self.loss, cells[LOSS], [cells[graph.output], self._target], "E")
        blame = _Backward(LOSS, self.loss, cells[LOSS], (), "dE")
        backward = [
            (_BackwardOne if len(consumers[name]) == 1 else _Backward)(
                name, graph.nodes[name], cells[name], consumers[name], "dY"
            )
            for name in reversed(graph.order)
        ]
        return (*forward, judge, blame, *backward, _Update(graph, self.optimizer))

    def _describe(self) -> tuple[Operation, ...]:
        groups, number = {}, 0
        for name, node in self.graph.nodes.items():
            number += bool(node.parameters) or not number
            groups[name] = number
        groups[LOSS] = number + 1
        found = []
        for index, step in enumerate(self._steps):
            name = UPDATE if isinstance(step, _Update) else step.name
            if name == UPDATE:
                kind = Kind.UPDATE
            elif isinstance(step, _Backward):
                kind = Kind.BACKWARD
            else:
                kind = Kind.LOSS if name == LOSS else Kind.FORWARD
            found.append(Operation(index, kind, name, groups.get(name, number + 2)))
        return tuple(found)

    def load(self, x: Array, target: Array) -> None:
        """Puts a batch in place, (N, ...) each, and clears the gradients; nothing is checked."""
        self._cells[next(iter(self.graph.input_shapes))].output = x
        self._target.output = target
        self.graph.gradients.fill(0.0)
        self._steps_before = self.optimizer.passes

    def run(self, x: Array, target: Array) -> float:
        """Runs one whole pass over a batch and returns its E."""
        self.load(x, target)
        for run in self._runs:
            run()
        return float(self._cells[LOSS].output)

    def written(self, index: int) -> Written:
        """What one operation wrote in the latest pass, as views that the next pass overwrites."""
        return self._steps[index].written()

    def step(self, index: int) -> Written:
        """Runs one operation of a loaded pass and returns what it wrote, as views."""
        self._steps[index].run()
        return self._steps[index].written()

    def given(self) -> Written:
        """What the loaded pass starts from: the batch, the target, every parameter and what the
        optimizer remembers of it, the rate and the optimizer's other numbers."""
        name = next(iter(self.graph.input_shapes))
        start = with_parts(self.graph, self.optimizer.moments())
        start[name] = {"Y": self._cells[name].output}
        start[LOSS] = {"T": self._target.output}
        numbers = self.optimizer.constants(self._steps_before)
        start[UPDATE] = {key: np.asarray(number) for key, number in numbers.items()}
        return start

    def norms(self) -> list[float]:
        """‖∂E/∂Y‖ of every node of the graph in the latest pass, in forward order."""
        found = []
        for name in self.graph.order:
            flat = self._cells[name].d_output.ravel("K")  # as it lies in memory, so nothing is copied
            found.append(float(flat.dot(flat)) ** 0.5)
        return found
