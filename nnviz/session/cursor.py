"""The cursor's arithmetic: one number for every stop of every pass of a run.

A pass has a stop after each formula of each operation, ``n`` in all, and stop ``k`` of pass ``p`` is
``p·n + k``; so the end of one pass and the start of the next are the same place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from nnviz.dataclass import dataclass
from nnviz.nn import Operation
from nnviz.session.choices import Unit


@dataclass(frozen=True)
class Place:
    """A place within a pass.

    Attributes:
        pass_index: the pass, counted from 0 over the whole run.
        position: how many of its operations have run; the last of them perhaps only in part.
        remaining: how many formulas of that last one are still to come.
    """

    pass_index: int
    position: int
    remaining: int = 0


class Ruler:
    """Converts between places and one running number, and knows where each unit stops.

    Attributes:
        length: how many stops a pass has.
    """

    def __init__(self, operations: Sequence[Operation], passes_per_epoch: int) -> None:
        self._ends = tuple(accumulate((operation.stops for operation in operations), initial=0))
        self.length = self._ends[-1]
        layers = (0, *(self._ends[position] for position in layer_stops(operations)))
        # Of each unit the stops from one number on, and after how many numbers they begin again.
        self._stops = {
            Unit.FORMULA: ((0,), 1),
            Unit.OPERATION: (self._ends[:-1], self.length),
            Unit.LAYER: (layers[:-1], self.length),
            Unit.PASS: ((0,), self.length),
            Unit.EPOCH: ((0,), self.length * passes_per_epoch),
        }

    def place(self, number: int) -> Place:
        """The place of a number; 0 is before anything, else the position is at least 1."""
        if not number:
            return Place(0, 0)
        pass_index, within = divmod(number - 1, self.length)
        position = bisect_right(self._ends, within)
        return Place(pass_index, position, self._ends[position] - within - 1)

    def number(self, place: Place) -> int:
        """The number of a place."""
        return place.pass_index * self.length + self._ends[place.position] - place.remaining

    def formula(self, pass_index: int, position: int, formula: int) -> Place:
        """The place at which so many formulas of the operation ``position``, from 1, have run; of one
        with fewer formulas, all."""
        stops = self._ends[position] - self._ends[position - 1]
        return Place(pass_index, position, max(0, stops - formula))

    def next(self, number: int, unit: Unit) -> int:
        """The first stop of a unit after a number."""
        stops, period = self._stops[unit]
        start, within = divmod(number, period)
        return start * period + (*stops, period)[bisect_right(stops, within)]

    def previous(self, number: int, unit: Unit) -> int:
        """The last stop of a unit before a number; 0 is a stop of every unit."""
        if not number:
            return 0
        stops, period = self._stops[unit]
        start, within = divmod(number - 1, period)
        return start * period + stops[bisect_right(stops, within) - 1]


def layer_stops(operations: Sequence[Operation]) -> tuple[int, ...]:
    """The positions at which a layer (with its activation) is done, in one phase of the pass."""
    keys = [(operation.phase, operation.group) for operation in operations]
    ends = [place for place, (a, b) in enumerate(pairwise(keys), 1) if a != b]
    return (*ends, len(operations))
