"""The way from one weight to E: which cells of which nodes the weight can reach, and what joins them.

Everything else about a derivation (its factors, its paths) is read off the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from nnviz.nn.derive.rerun import Rerun
from nnviz.nn.derive.weight import Weight, cell_of
from nnviz.nn.describe import Array, gradient_of
from nnviz.nn.program import LOSS, input_keys


class Way:
    """The nodes between a weight and E.

    Raises:
        ParameterError: there is no such weight; the message says what is allowed.

    Attributes:
        weight: where it begins.
        nodes: their names in forward order, that of the weight first and the network's output last.
        cells: for each node the cells of its output (N, ...) that the weight can reach, counted in
            order, rising.
        sources: for each node but the first, the places among its inputs, from 0, that come from a
            node on the way, with its name.
    """

    def __init__(self, rerun: Rerun, weight: Weight) -> None:
        parameter = cell_of(rerun.graph, weight)
        rerun.reset()
        self.weight, self._rerun = weight, rerun
        chosen = np.zeros(parameter.value.shape, bool)
        chosen[weight.index] = True
        reached = self._follow({weight.key: chosen})
        self.nodes = tuple(reached)
        self.cells = {name: np.flatnonzero(where) for name, where in reached.items()}
        self.sources = {
            name: tuple((k, s) for k, s in enumerate(rerun.graph.sources[name]) if s in reached)
            for name in self.nodes
        }

    def _follow(self, chosen: Mapping[str, Array]) -> dict[str, Array]:
        graph, weight = self._rerun.graph, self.weight
        reached: dict[str, Array] = {}
        for name in graph.order:
            sources = graph.sources[name]
            if name == weight.node or any(source in reached for source in sources):
                before = [reached.get(s, np.zeros(self._shape(s), bool)) for s in sources]
                parts = chosen if name == weight.node else {}
                reached[name] = self._rerun.local(name).reached(before, parts)
        return reached

    def _shape(self, name: str) -> tuple[int, ...]:
        return self._rerun.arrays[name]["Y"].shape

    # -- what is known of a cell ----------------------------------------------------------------

    def place(self, name: str, cell: int) -> tuple[int, ...]:
        """The sample of a cell, and its place within the sample, all from 0."""
        return tuple(map(int, np.unravel_index(cell, self._shape(name))))

    def rows(self, name: str) -> Iterator[tuple[Array, ...]]:
        """For each cell of a node but the first, its derivatives by the cells on the way of every
        source on the way, in the order of ``sources``."""
        for cell in self.cells[name]:
            d_inputs, _ = self._rerun.local(name).row(int(cell))
            yield tuple(d_inputs[k].ravel()[self.cells[source]] for k, source in self.sources[name])

    def last_row(self) -> Array:
        """The derivatives of the first node's cells by the weight itself."""
        local, weight = self._rerun.local(self.weight.node), self.weight
        found = [local.row(int(cell))[1][weight.key][weight.index] for cell in self.cells[weight.node]]
        return np.array(found, float)

    # -- what was recorded ----------------------------------------------------------------------

    def blame(self, name: str) -> Array:
        """The recorded ∂E/∂Y of a node's cells."""
        return self._recorded(name, gradient_of("Y"), name)

    def passed(self, name: str) -> Array:
        """The recorded ∂E/∂X of a node, or of the loss, by the cells that come from nodes on the way."""
        if name == LOSS:
            return self._recorded(LOSS, gradient_of("X"), self.nodes[-1])
        keys = input_keys(len(self._rerun.graph.sources[name]))
        parts = [self._recorded(name, gradient_of(keys[k]), source) for k, source in self.sources[name]]
        return np.concatenate(parts)

    def _recorded(self, name: str, key: str, cells_of: str) -> Array:
        return np.asarray(self._rerun.arrays[name][key].ravel()[self.cells[cells_of]])
