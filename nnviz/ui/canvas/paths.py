"""The paths through one neuron: what leads from an input to it, and from it to the loss.

They are found once for a neuron, link by link; which units and which edges lie on them is then read off.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn import NodeInfo
from nnviz.nn.describe import Array, Dependence
from nnviz.ui.canvas.forms import Form, depends, mixes
from nnviz.ui.canvas.links import Link
from nnviz.ui.canvas.plan import Column, Plan
from nnviz.ui.canvas.spots import OUTSIDE, Spot
from nnviz.ui.neuron import Neuron

_ALL_WITH_ALL = (Dependence.MATMUL, Dependence.CORRELATE)


class Paths:
    """Everything of a picture that lies on a path through a neuron.

    Attributes:
        neuron: the one that they lead through.
    """

    def __init__(self, plan: Plan, neuron: Neuron) -> None:
        self.neuron, self._plan = neuron, plan
        here = np.zeros(plan.column(neuron.node).channels, bool)
        here[neuron.unit] = True
        self._before = {neuron.node: here}
        self._after = {neuron.node: here}
        for link in reversed(plan.links):
            self._spread(self._before, link.node.name, link.source, link, back=True)
        for link in plan.links:
            self._spread(self._after, link.source, link.node.name, link, back=False)

    def _spread(self, found: dict[str, Array], known: str, other: str, link: Link, back: bool) -> None:
        """Adds the units at the other end of a link that those known lead to."""
        if known not in found:
            return
        source, target = self._plan.column(link.source), self._plan.column(link.node.name)
        reached = _reached(link.node, source, target, found[known], back)
        found[other] = found.get(other, np.zeros(len(reached), bool)) | reached

    # -- reading --------------------------------------------------------------------------------

    def units(self, name: str) -> Array:
        """Which units, or channels, of a column lie on a path."""
        return self._of(self._before, name) | self._of(self._after, name)

    def biases(self, name: str) -> Array:
        """Which units of a layer have a bias that goes into the neuron, its own included."""
        return self._of(self._before, name)

    def _of(self, found: dict[str, Array], name: str) -> Array:
        return found.get(name, np.zeros(self._plan.column(name).channels, bool))

    def edges(self, link: Link) -> Array:
        """Which edges of a link lie on a path; a line that stands for a whole tensor does if any number
        of it does."""
        end, start = self._of(self._before, link.node.name), self._of(self._after, link.source)
        if link.total == 1 and not link.units:
            return np.array([bool(end.any() or start.any())])
        return np.asarray(end[link.ends] | start[link.starts])

    def cells(self, spot: Spot, column: Column) -> Array:
        """Which cells of a tensor that is shown cell by cell do, in order."""
        if spot.sample:
            count = int(spot.index.max()) + 1
            lit = self.units(column.name)
            return np.tile(lit, count // len(lit))
        return self._weights(column)

    def _weights(self, column: Column) -> Array:
        """Which cells of the weights of a layer: those between an input and an output that do."""
        assert column.info is not None
        end, start = self._of(self._before, column.name), self._of(self._after, column.info.sources[0])
        pairs = start[:, np.newaxis] | end[np.newaxis, :]
        return np.broadcast_to(pairs, column.info.parameters["W"]).ravel()


def _reached(node: NodeInfo, source: Column, target: Column, known: Array, back: bool) -> Array:
    """The units of a source that units of a node depend on, or the other way round."""
    other = source if back else target
    if _all_with_all(node, source, target):
        return np.full(other.channels, bool(known.any()))
    if len(known) == other.channels:
        return known
    few = min(len(known), other.channels)  # images put in one row: the channel runs fastest
    if back:
        return np.asarray(known.reshape(-1, few).any(0))
    return np.tile(known, other.channels // few)


def _all_with_all(node: NodeInfo, source: Column, target: Column) -> bool:
    """Whether each unit of a node depends on all of its source."""
    if target.form is Form.LOSS or mixes(node) or any(depends(node, each) for each in _ALL_WITH_ALL):
        return True
    few, many = sorted((source.channels, target.channels))
    return few != many and not (source.form is Form.MAPS and many % few == 0)


def strongest(values: Array, count: int, lit: Array | None) -> Array:
    """The places of so many of the values of largest size, of those on a path first."""
    sizes = np.abs(np.nan_to_num(values))
    if lit is not None:
        sizes = np.where(lit, sizes + 1.0 + sizes.max(initial=0.0), sizes)
    split = len(values) - count
    return np.argpartition(sizes, split)[split:]


def rectangle(spot: Spot, lit: Array) -> tuple[int, int, int, int] | None:
    """The rows and columns of dots, first and last, that cells fill; None if that is no rectangle, or all."""
    known = spot.index != OUTSIDE
    dots = known & lit[np.where(known, spot.index, 0)]
    rows, columns = (np.flatnonzero(dots.any(axis)) for axis in (1, 0))
    if not len(rows) or np.array_equal(dots, known):
        return None
    box = int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1])
    return box if dots[box[0] : box[1] + 1, box[2] : box[3] + 1].all() else None
