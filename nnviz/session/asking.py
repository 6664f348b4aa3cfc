"""Asks a network with the parameters of any frame, on a twin of it, so that a pass is never disturbed.

Samples go through in batches that stay in the processor's cache, which is many times faster than all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from threading import Lock

import numpy as np

from nnviz.nn import Arrays, Graph
from nnviz.nn.describe import Array, readonly
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


class Asker:
    """A twin of a network that answers for the frames of it; any thread may ask.

    Attributes:
        cells: how many numbers are worked out for one sample.
    """

    def __init__(self, graph: Graph) -> None:
        self._twin, self._lock = graph.twin(), Lock()
        self.cells = sum(prod(shape) for shape in graph.shapes.values())
        self._batch = max(16, min(2048, _CACHED // self.cells))

    @property
    def most(self) -> int:
        """How many samples a result may ask about, so that it is there in the blink of an eye."""
        return max(100, min(2000, _WORK // self.cells))

    def ask(self, moment: Moment, inputs: Sequence[Array]) -> Array:
        """The outputs (n, ...) for one array (n, ...) per input, as they are at a moment."""
        with self._lock, np.errstate(all="ignore"):
            for name, node in self._twin.nodes.items():
                for parameter in node.parameters:
                    parameter.value[...] = moment.arrays[name][parameter.key]
            for name, remembered in moment.memories.items():
                self._twin.nodes[name].restore(remembered)
            return readonly(self._answer(inputs))

    def _answer(self, inputs: Sequence[Array]) -> Array:
        count = len(inputs[0])
        size = min(self._batch, count)
        outputs = np.empty((count, *self._twin.shapes[self._twin.output]), self._twin.dtype)
        # The last batch reaches back to be as large as the others: another size is laid out anew.
        for start in (*range(0, count - size, size), count - size):
            part = slice(start, start + size)
            outputs[part] = self._twin.predict(*(array[part] for array in inputs))
        return outputs
