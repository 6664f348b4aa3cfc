"""A rerun: one recorded pass on a twin of its network, to be run again with a weight moved.

The batch, the masks and the running means are those of the recording, whatever is tried; the network
that is being trained is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import numpy as np

from nnviz.nn.derive.local import Local
from nnviz.nn.derive.weight import Weight, cell_of
from nnviz.nn.describe import Array, gradient_of
from nnviz.nn.graph import Graph
from nnviz.nn.node import Loss
from nnviz.nn.program import LOSS, Kind
from nnviz.nn.trace import Arrays, Trace


class Rerun:
    """One recorded pass, to be tried again and taken apart.

    Args:
        graph: the network that the pass was recorded from; a twin of it is made.
        loss: the loss of that pass.
        trace: the recording.

    Attributes:
        graph: the twin, holding the values from before the pass.
        loss: a loss of its own.
        trace: the recording.
        arrays: every array of the pass by node and key, before the update.
    """

    def __init__(self, graph: Graph, loss: Loss, trace: Trace) -> None:
        self.graph, self.trace = graph.twin(), trace
        self.loss = type(loss)(**loss.settings())
        self.loss.name = LOSS
        self.arrays: Arrays = trace.at(len(trace.operations) - self._updates())
        self._start = self._flat(trace.given)
        self._batch = [trace.given[name]["Y"] for name in graph.input_shapes]
        self._wiring = self.graph.wiring(len(self._batch[0]), training=True)
        self._wiring.connect(self._wiring.output.like())
        for room, array in zip(self._wiring.inputs.values(), self._batch, strict=True):
            room.array[...] = array
        self._locals: dict[str, Local] = {}
        self.reset()

    def _updates(self) -> int:
        return sum(operation.kind is Kind.UPDATE for operation in self.trace.operations)

    def _flat(self, arrays: Arrays) -> Array:
        """The parameters that some arrays hold, in one vector like that of the graph."""
        nodes = self.graph.nodes.items()
        cells = [arrays[name][p.key].ravel() for name, node in nodes for p in node.parameters]
        return np.concatenate([np.zeros(0, self.graph.dtype), *cells])

    def local(self, name: str) -> Local:
        """The local derivatives of one node."""
        if name not in self._locals:
            read = [self.arrays[source]["Y"] for source in self.graph.sources[name]]
            self._locals[name] = Local(self.graph.nodes[name], read, self.trace.memories.get(name, {}))
        return self._locals[name]

    # -- what was recorded ----------------------------------------------------------------------

    def value(self, weight: Weight) -> float:
        """The value of a weight before the pass's update.

        Raises:
            ParameterError: there is no such weight; the message says what is allowed.
        """
        cell_of(self.graph, weight)
        return float(self.arrays[weight.node][weight.key][weight.index])

    def gradient(self, weight: Weight) -> float:
        """The recorded ∂E/∂w of a weight.

        Raises:
            ParameterError: there is no such weight; the message says what is allowed.
        """
        cell_of(self.graph, weight)
        return float(self.arrays[weight.node][gradient_of(weight.key)][weight.index])

    def gradients(self) -> Array:
        """The recorded ∂E/∂w of all weights, in one vector."""
        turned = {
            name: {p.key: self.arrays[name][gradient_of(p.key)] for p in node.parameters}
            for name, node in self.graph.nodes.items()
        }
        return self._flat(turned)

    def updated(self) -> tuple[Array, Array]:
        """All weights after the pass's update, in one vector, and by how much it moved them."""
        after = self._flat(self.trace.at(len(self.trace.operations)))
        return after, after - self._start

    # -- trying it again ------------------------------------------------------------------------

    def reset(self) -> None:
        """Puts values and memories back to where the pass started from."""
        self.graph.values[...] = self._start
        for name, captured in self.trace.memories.items():
            self.graph.nodes[name].restore(captured)

    def error(self) -> float:
        """E of the batch with the values that the twin holds now, other things being as recorded."""
        for name, captured in self.trace.memories.items():
            self.graph.nodes[name].restore(captured)
        with np.errstate(all="ignore"):
            self._wiring.forward()
            return float(self.loss.forward(self._wiring.output.array, self.trace.given[LOSS]["T"]))

    def error_at(self, weight: Weight, value: float) -> float:
        """E of the batch if one weight had another value."""
        with self.moved(weight, value):
            return self.error()

    def error_with(self, values: Array) -> float:
        """E of the batch if all weights, in one vector, had other values."""
        self.graph.values[...] = values
        try:
            return self.error()
        finally:
            self.graph.values[...] = self._start

    @contextmanager
    def moved(self, weight: Weight, value: float) -> Iterator[None]:
        """Lets one weight of the twin have another value for a while."""
        cells = cell_of(self.graph, weight).value
        before = cells[weight.index]
        cells[weight.index] = value
        try:
            yield
        finally:
            cells[weight.index] = before

    def outputs(self) -> Mapping[str, Array]:
        """Copies of every node's output in the latest :meth:`error`, by name in forward order."""
        return {name: plan.output.array.copy() for name, plan in self._wiring.plans.items()}
