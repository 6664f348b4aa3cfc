"""Asks a network with the parameters of any frame, on a twin of it, so that a pass is never disturbed.

Samples go through in batches that stay in the processor's cache, which is many times faster than all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import cached_property
from math import prod
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, readonly
from nnviz.session.crossing import FIXTURE

if TYPE_CHECKING:
    from nnviz.nn import Arrays, Graph
    from nnviz.nn.state import Memories

_CACHED = 60_000
"""About how many numbers of a batch may be under way in a network."""

_WORK = 2_000_000
"""About how many numbers may be worked out for one result."""


@dataclass(frozen=True, eq=False)
class Moment:
    """What a prediction follows from.

    Attributes:
        arrays: of a frame, the parameters among them.
        memories: what nodes remembered when the pass of the frame began, such as running means.
    """

    arrays: Arrays
    memories: Memories = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Asked:
    """A network as it is at one moment.

    Attributes:
        asker: answers for it.
        moment: what the answers follow from.
    """

    asker: Asker
    moment: Moment

    def record(self, inputs: Sequence[Array]) -> Arrays:
        """What every node takes and gives for one array (n, ...) per input."""
        return self.asker.record(self.moment, inputs)


class Asker:
    """A twin of a network that answers for the frames of it; any thread may ask.

    Attributes:
        cells: how many numbers are worked out for one sample.
    """

    crosses = FIXTURE

    def __init__(self, graph: Graph) -> None:
        self._graph, self._lock = graph, Lock()
        self.cells = sum(prod(shape) for shape in graph.shapes.values())
        self._batch = max(16, min(2048, _CACHED // self.cells))

    def __reduce__(self) -> tuple[type[Asker], tuple[Graph]]:
        return Asker, (self._graph,)

    @cached_property
    def _twin(self) -> Graph:
        return self._graph.twin()

    @property
    def most(self) -> int:
        """How many samples a result may ask about, so that it is there in the blink of an eye."""
        return max(100, min(2000, _WORK // self.cells))

    def ask(self, moment: Moment, inputs: Sequence[Array]) -> Array:
        """The outputs (n, ...) for one array (n, ...) per input, as they are at a moment."""
        with self._lock, np.errstate(all="ignore"):
            self._bring_to(moment)
            return readonly(self._answer(inputs))

    def record(self, moment: Moment, inputs: Sequence[Array]) -> Arrays:
        """What every node takes and gives for one array (n, ...) per input at a moment, as
        :meth:`~nnviz.nn.Graph.predict_recorded` has it, in one forward."""
        with self._lock, np.errstate(all="ignore"):
            self._bring_to(moment)
            found = self._twin.predict_recorded(*inputs)
        return {name: {key: readonly(array) for key, array in own.items()} for name, own in found.items()}

    def _bring_to(self, moment: Moment) -> None:
        for name, node in self._twin.nodes.items():
            for parameter in node.parameters:
                parameter.value[...] = moment.arrays[name][parameter.key]
        for name, remembered in moment.memories.items():
            self._twin.nodes[name].restore(remembered)

    def _answer(self, inputs: Sequence[Array]) -> Array:
        count = len(inputs[0])
        size = min(self._batch, count)
        outputs = np.empty((count, *self._twin.shapes[self._twin.output]), self._twin.dtype)
        # The last batch reaches back to be as large as the others: another size is laid out anew.
        for start in (*range(0, count - size, size), count - size):
            part = slice(start, start + size)
            outputs[part] = self._twin.predict(*(array[part] for array in inputs))
        return outputs
