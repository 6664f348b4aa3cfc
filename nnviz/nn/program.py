"""A pass as a program: one flat tuple of operations, Forward … Loss, Backward …, Update.

Training runs it, recording runs it and copies what each operation wrote, stepping is an index
into the recording; there is no second loop anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import partial

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, Phase, gradient_of, of_parameter
from nnviz.nn.errors import DataError, GraphError, ShapeError
from nnviz.nn.node import Loss, Node
from nnviz.nn.optimizer import Optimizer
from nnviz.nn.plan import Calls, Plan
from nnviz.nn.room import Room
from nnviz.nn.topology import Topology

LOSS = "loss"
"""The name of the loss among the nodes of a program."""

UPDATE = "update"
"""The name under which the optimizer stands at the end of a program."""

APART = 64
"""Recorded arrays begin at multiples of so many bytes, as a processor likes them."""

_SIZES_KEPT = 2
"""How many sizes of batch stay laid out: the usual one, and that of the last batch of an epoch."""


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
        gives: for each of its formulas, in the order of the description, the keys of what it gives;
            an update gives the same of every parameter at once, such as W and B.
    """

    index: int
    kind: Kind
    node: str
    group: int
    gives: tuple[tuple[str, ...], ...]

    @property
    def phase(self) -> Phase:
        """The part of the pass it belongs to; the loss ends the forward part."""
        return phase_of(self.kind)

    @property
    def stops(self) -> int:
        """How many places it can be stopped at: after each formula, and at least after all of it."""
        return max(1, len(self.gives))

    def pending(self, remaining: int) -> frozenset[str]:
        """The keys of what its last formulas give, as many as remain."""
        return frozenset(key for keys in self.gives[len(self.gives) - remaining :] for key in keys)


def phase_of(kind: Kind) -> Phase:
    """The part of a pass that operations of a kind belong to; the loss ends the forward part."""
    if kind is Kind.UPDATE:
        return Phase.UPDATE
    return Phase.BACKWARD if kind is Kind.BACKWARD else Phase.FORWARD


Written = dict[str, dict[str, Array]]
"""Arrays by node and key: ``written["dense_1"]["dW"]``."""


class _Forward:
    """The forward of a node, or of the loss."""

    left_out: tuple[str, ...] = ()

    def __init__(self, name: str, plan: Plan, output: str) -> None:
        self.name, self._plan, self._output_key = name, plan, output
        self.calls = self.needed = tuple(plan.forward)

    def written(self) -> Written:
        return {self.name: {self._output_key: self._plan.output.array, **self._plan.extras}}


class _Backward:
    """The backward of a node, or of the loss.

    Attributes:
        calls: all of it.
        needed: what the update needs of it: what goes back to the data moves nothing.
        left_out: the keys of what is not found without the rest.
    """

    def __init__(self, name: str, plan: Plan, node: Node, sums: Calls, ends: bool, d_output: str) -> None:
        self.name, self._plan, self._node, self._d_output_key = name, plan, node, d_output
        own = (*sums, *plan.parameter_gradients)
        self.calls = (*own, *plan.input_gradients)
        self.needed = own if ends else self.calls
        self.left_out = tuple(map(gradient_of, input_keys(len(plan.d_inputs)))) if ends else ()

    def written(self) -> Written:
        plan = self._plan
        found = {self._d_output_key: plan.d_output.array}
        keys = input_keys(len(plan.d_inputs))
        found |= {gradient_of(key): room.array for key, room in zip(keys, plan.d_inputs, strict=True)}
        found |= {gradient_of(p.key): p.grad for p in self._node.parameters}
        return {self.name: found}


class _Update:
    """The step of the optimizer."""

    name = UPDATE
    left_out: tuple[str, ...] = ()

    def __init__(self, graph: Topology, optimizer: Optimizer) -> None:
        self._graph, self._optimizer = graph, optimizer
        self.calls = self.needed = (partial(optimizer.step, graph.values, graph.gradients),)

    def written(self) -> Written:
        graph, optimizer = self._graph, self._optimizer
        found = with_parts(graph, optimizer.moments() | optimizer.workings())
        measured = optimizer.measured()
        return found | {UPDATE: measured} if measured else found


_Step = _Forward | _Backward | _Update


class _Laid:
    """A program laid out for one size of batch.

    Attributes:
        rooms: where the data go, and last the targets, (N, ...) each.
        error: where E is found, ().
        steps: the operations, in order.
        calls: what training makes of them, in one row.
        recording_size: bytes of a recording, once somebody has asked for it.
    """

    def __init__(self, graph: Topology, loss: Loss, optimizer: Optimizer, count: int) -> None:
        wiring = graph.wiring(count, training=True)
        target = wiring.output.like()
        self.rooms = tuple(room.array for room in (*wiring.inputs.values(), target))
        judged = loss.plan([wiring.output, target], count, graph.dtype, training=True)
        judged.d_output = Room.of_number(graph.dtype)
        judged.d_output.array[...] = 1.0
        wiring.connect(judged.d_inputs[0])
        loss.arrange(judged)
        self.error = judged.output.array
        plans, sums = wiring.plans, wiring.sums
        forward = [_Forward(name, plans[name], "Y") for name in graph.order]
        judge = _Forward(LOSS, judged, "E")
        blame = _Backward(LOSS, judged, loss, Calls(), False, "dE")
        backward = [
            _Backward(name, plans[name], graph.nodes[name], sums[name], graph.is_first(name), "dY")
            for name in reversed(graph.order)
        ]
        self.steps: tuple[_Step, ...] = (*forward, judge, blame, *backward, _Update(graph, optimizer))
        self.calls = tuple(call for step in self.steps for call in step.needed)
        self.recording_size = 0
        self._flat_gradients = [plans[name].d_output.cells for name in graph.order]

    def norms(self) -> list[float]:
        """‖∂E/∂Y‖ of every node, in forward order."""
        return [float(cells.dot(cells)) ** 0.5 for cells in self._flat_gradients]


def parameter_values(graph: Topology) -> Written:
    """The parameter values of every node that has some, as views."""
    nodes = graph.nodes.items()
    return {name: {p.key: p.value for p in node.parameters} for name, node in nodes if node.parameters}


def with_parts(graph: Topology, vectors: Mapping[str, Array]) -> Written:
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
        calls: what training makes of them for the size of batch run last, in one row.
        error: where the latest E stands, ().
        graph, loss, optimizer: what it was compiled from.

    Raises:
        GraphError: a network with a node or an input called ``loss`` or ``update``.
    """

    def __init__(self, graph: Topology, loss: Loss, optimizer: Optimizer) -> None:
        for name in (LOSS, UPDATE):
            if name in graph.shapes:
                raise GraphError(f"{name!r} is a name of the program and cannot be one of its nodes")
        shape = graph.shapes[graph.output]
        loss.name = LOSS
        loss.output_shape(shape, shape)
        self.graph, self.loss, self.optimizer = graph, loss, optimizer
        optimizer.build(graph.values)
        self._sizes: dict[int, _Laid] = {}
        self._lay_out(1)
        self.operations = self._describe()

    def _lay_out(self, count: int) -> None:
        """Turns to passes of so many samples."""
        if count not in self._sizes:
            if len(self._sizes) == _SIZES_KEPT:
                del self._sizes[next(iter(self._sizes))]
            self._sizes[count] = _Laid(self.graph, self.loss, self.optimizer, count)
        self._laid = self._sizes[count]
        self._rooms = self._laid.rooms
        self.calls, self.error = self._laid.calls, self._laid.error

    def _describe(self) -> tuple[Operation, ...]:
        groups, number = {}, 0
        for name, node in self.graph.nodes.items():
            number += bool(node.parameters) or not number
            groups[name] = number
        groups[LOSS] = number + 1
        found = []
        for index, step in enumerate(self._laid.steps):
            if isinstance(step, _Update):
                kind = Kind.UPDATE
            elif isinstance(step, _Backward):
                kind = Kind.BACKWARD
            else:
                kind = Kind.LOSS if step.name == LOSS else Kind.FORWARD
            group = groups.get(step.name, number + 2)
            found.append(Operation(index, kind, step.name, group, self._gives(kind, step.name)))
        return tuple(found)

    def _gives(self, kind: Kind, name: str) -> tuple[tuple[str, ...], ...]:
        """What each formula of an operation gives."""
        if kind is Kind.UPDATE:
            nodes = self.graph.nodes.values()
            parameters = tuple(dict.fromkeys(p.key for node in nodes for p in node.parameters))
            formulas = self.optimizer.description.update
            return tuple(tuple(of_parameter(f.gives, key) for key in parameters) for f in formulas)
        described = self.loss if name == LOSS else self.graph.nodes[name]
        formulas = described.description.formulas(phase_of(kind))
        return tuple((formula.gives,) for formula in formulas)

    def load(self, *batch: Array) -> None:
        """Puts a batch in place: an array (N, ...) for each input, and the targets.

        Shapes alone are looked at, and values only of targets in another form than the pass reads:
        what the loss's :meth:`~nnviz.nn.node.Loss.targets` gives is loaded fastest.

        Raises:
            DataError: no samples, or not an array for each input and one for the targets, or a
                class number that is none.
            ShapeError: an array of another shape than the network's, named with both.
        """
        if len(batch) != len(self._rooms):
            names = (*self.graph.input_shapes, "targets")
            raise DataError(f"expected {len(names)} arrays ({', '.join(names)}), given {len(batch)}")
        for room, array in zip(self._rooms, batch, strict=True):
            if room.shape != array.shape:
                self._load_other(batch)
                return
            room[...] = array

    def _load_other(self, batch: Sequence[Array]) -> None:
        """Loads a batch that does not fit the size laid out last, or whose targets are class numbers."""
        *inputs, given = batch
        shape, count = self.graph.shapes[self.graph.output], len(given)
        if count == 0:
            raise DataError("a batch needs at least one sample, given 0")
        for array, (name, expected) in zip(inputs, self.graph.input_shapes.items(), strict=True):
            if array.shape != (count, *expected):
                raise ShapeError(name, (count, *expected), array.shape)
        target = self.loss.targets(given, shape, self.graph.dtype)
        self._lay_out(count)
        self.load(*inputs, target)

    def run(self, *batch: Array) -> float:
        """Runs one whole pass over a batch, as :meth:`load` takes it, and returns its E."""
        self.load(*batch)
        for call in self.calls:
            call()
        return float(self.error)

    def step(self, index: int) -> Written:
        """Runs one operation of a loaded pass and returns what it wrote, as views that the next pass
        overwrites."""
        step = self._laid.steps[index]
        for call in step.calls:
            call()
        return step.written()

    def written(self, index: int) -> Written:
        """What an operation wrote when it last ran, as views that can be written to."""
        return self._laid.steps[index].written()

    def given(self) -> Written:
        """What a pass that is loaded, and not yet run, starts from: the batch, the target, every parameter,
        what the optimizer remembers of it and whether it is frozen, the rate and the optimizer's other
        numbers."""
        start = with_parts(self.graph, self.optimizer.moments() | self.optimizer.masks())
        start |= self._loaded()
        numbers = self.optimizer.constants(self.optimizer.passes)
        start[UPDATE] = {key: np.asarray(number) for key, number in numbers.items()}
        return start

    def _loaded(self) -> Written:
        """The batch and the targets, as views."""
        *inputs, target = self._rooms
        found = {name: {"Y": array} for name, array in zip(self.graph.input_shapes, inputs, strict=True)}
        return found | {LOSS: {"T": target}}

    def standing(self) -> Written:
        """What there is of batch, target, parameters and nodes after :meth:`run`, as views that the next pass
        overwrites; the gradients by the data are not, which training leaves out."""
        found = parameter_values(self.graph) | self._loaded()
        for step in self._laid.steps[:-1]:
            for name, written in step.written().items():
                kept = {key: array for key, array in written.items() if key not in step.left_out}
                found.setdefault(name, {}).update(kept)
        return found

    @property
    def recording_size(self) -> int:
        """How many bytes the arrays of a recorded pass take, each with ``APART`` more."""
        laid = self._laid
        if not laid.recording_size:
            found = [self.given(), *(step.written() for step in laid.steps)]
            arrays = (array for written in found for each in written.values() for array in each.values())
            laid.recording_size = sum(array.nbytes + APART for array in arrays)
            # parameters may be frozen later on
            laid.recording_size += sum(p.value.size * 8 + APART for p in self.graph.parameters())
        return laid.recording_size

    def norms(self) -> list[float]:
        """‖∂E/∂Y‖ of every node of the graph in the latest pass, in forward order."""
        return self._laid.norms()
