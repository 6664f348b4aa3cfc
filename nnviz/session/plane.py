"""The input plane of a network of its points: what every unit gives all over it, at one moment.

One forward of a twin answers for all units at once, when somebody looks and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import ClassVar

from nnviz.dataclass import dataclass
from nnviz.nn import Arrays, Graph
from nnviz.nn.describe import Array
from nnviz.session.asking import Asker, Moment
from nnviz.session.crossing import MOMENTARY
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.features import are_of_plane, inputs_of
from nnviz.session.results import grid_of
from nnviz.session.surface import range_of_plane

SIDE = 24
"""Points along each side of a thumbnail."""

Unit = tuple[str, int]
"""A unit: its node or input, and its number from 0."""


@dataclass(frozen=True, eq=False)
class Plane:
    """The input plane at a moment.

    Attributes:
        low, high: the range of both axes, that of the surface.
        inputs: what the network is given of points (n, 2).
        asker: answers for thumbnails.
        moment: what the answers follow from.
    """

    crosses: ClassVar = MOMENTARY

    low: float
    high: float
    inputs: Callable[[Array], Array]
    asker: Asker
    moment: Moment

    @cached_property
    def values(self) -> Mapping[str, Array]:
        """What the units of every input and node give (SIDE, SIDE, units), row 0 at ``low`` of x₂; nodes
        whose output is not a row of units are left out."""
        found = self._record(grid_of(self.low, self.high, SIDE))
        rows = {name: own["Y"] for name, own in found.items() if own["Y"].ndim == 2}
        return {name: array.reshape(SIDE, SIDE, -1) for name, array in rows.items()}

    def share(self, point: Sequence[float]) -> tuple[float, float]:
        """How far a point is to the right and up, from 0 to 1 at the edges of a thumbnail, which lie half a
        step beyond its outermost points."""
        half = (self.high - self.low) / (SIDE - 1) / 2
        low, high = self.low - half, self.high + half
        first, second = ((value - low) / (high - low) for value in point)
        return first, second

    def of_unit(self, unit: Unit, points: Array) -> Array:
        """What one unit gives (n,) at points (n, 2)."""
        name, number = unit
        return self._record(points)[name]["Y"][:, number]

    def _record(self, points: Array) -> Arrays:
        return self.asker.record(self.moment, [self.inputs(points)])


class PlaneMaker:
    """Makes planes for a network of points of the plane, whatever its outputs are."""

    def __init__(self, graph: Graph, data: Dataset) -> None:
        self._make = partial(Plane, *range_of_plane(data), partial(inputs_of, data), Asker(graph))

    @classmethod
    def suited(cls, graph: Graph, data: Dataset) -> PlaneMaker | None:
        """A maker if the network has one input, of points of the plane or of features of them; else None."""
        fits = are_of_plane(data) and [*graph.input_shapes.values()] == [data.x.shape[1:]]
        return cls(graph, data) if fits else None

    def make(self, moment: Moment) -> Plane:
        """The plane at a moment."""
        return self._make(moment)
