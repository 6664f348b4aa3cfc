"""The cursor's arithmetic: one number for every position of every pass of a run.

Position ``k`` of pass ``p`` is ``p·n + k`` for a program of ``n`` operations, so the end of one
pass and the start of the next are the same place, and stepping is finding the next stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from nnviz.nn import Operation


class Unit(Enum):
    """How far one step goes."""

    OPERATION = "operation"
    LAYER = "layer"
    PASS = "pass"
    EPOCH = "epoch"


@dataclass(frozen=True)
class Place:
    """A position within a pass: ``position`` operations of pass ``pass_index`` have run."""

    pass_index: int
    position: int


class Ruler:
    """Converts between places and one running number, and knows where each unit stops."""

    def __init__(self, operations: Sequence[Operation], passes_per_epoch: int) -> None:
        self.length = len(operations)
        self._per_epoch = passes_per_epoch
        self._layer_stops = layer_stops(operations)

    def place(self, number: int) -> Place:
        """The place of a number; 0 is before anything, else the position is at least 1."""
        if not number:
            return Place(0, 0)
        pass_index, operation = divmod(number - 1, self.length)
        return Place(pass_index, operation + 1)

    def number(self, place: Place) -> int:
        """The number of a place."""
        return place.pass_index * self.length + place.position

    def next(self, number: int, unit: Unit) -> int:
        """The first stop of a unit after a number."""
        return self._stop(number, unit, forward=True)

    def previous(self, number: int, unit: Unit) -> int:
        """The last stop of a unit before a number; 0 is a stop of every unit."""
        return self._stop(number, unit, forward=False) if number else 0

    def _stop(self, number: int, unit: Unit, forward: bool) -> int:
        if unit is Unit.LAYER:
            start, within = divmod(number if forward else number - 1, self.length)
            stops = (0, *self._layer_stops)
            if forward:
                return start * self.length + next(stop for stop in stops if stop > within)
            return start * self.length + max(stop for stop in stops if stop <= within)
        every = {
            Unit.OPERATION: 1,
            Unit.PASS: self.length,
            Unit.EPOCH: self.length * self._per_epoch,
        }[unit]
        return (number // every + 1) * every if forward else (number - 1) // every * every


def layer_stops(operations: Sequence[Operation]) -> tuple[int, ...]:
    """The positions at which a layer (with its activation) is done, in one phase of the pass."""
    keys = [(operation.phase, operation.group) for operation in operations]
    ends = [place for place, (a, b) in enumerate(pairwise(keys), 1) if a != b]
    return (*ends, len(operations))
