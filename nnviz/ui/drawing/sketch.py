"""Points that are being drawn: where they are, what should be answered, and what is wrong with them.

It knows no widget; coordinates are those of the data.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import field

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.session.other_data import Points
from nnviz.session.results import Curve, Surface

MOST = 5000
"""The most points that can be drawn."""

_DIGITS = 3
"""Decimals of a coordinate for a picture that is 1 to 10 wide."""


@dataclass(frozen=True)
class Point:
    """A sample: its coordinates, two in a plane and one on a line, and its target."""

    inputs: tuple[float, ...]
    target: float


@dataclass
class Sketch:
    """A list of points.

    Attributes:
        points: the points, in the order in which they are learned from.
        classes: the targets of the two classes of a plane, the larger first; none of a line.
        extent: from where to where the picture reaches.
    """

    points: list[Point] = field(default_factory=list)
    classes: tuple[float, ...] = ()
    extent: tuple[float, float] = (-1.0, 1.0)

    @classmethod
    def of(cls, result: Surface | Curve) -> Sketch:
        """What a result was learned from."""
        if isinstance(result, Surface):
            points = _points(result.points, result.targets)
            return cls(points, classes_of(result.targets), (result.low, result.high))
        extent = float(result.axis[0]), float(result.axis[-1])
        return cls(_points(result.learned.x, result.learned.targets[:, 0]), (), extent)

    def rounded(self, value: float) -> float:
        """A coordinate with no more digits than a picture can tell apart."""
        wide = self.extent[1] - self.extent[0]
        return round(value, max(0, _DIGITS - math.floor(math.log10(wide))))

    def add(self, point: Point) -> bool:
        """Adds a point, and gives whether there was room for it."""
        if len(self.points) >= MOST:
            return False
        self.points.append(point)
        return True

    def erase(self, hit: Callable[[Point], bool]) -> bool:
        """Takes away the points that are hit, and gives whether any was."""
        kept = [point for point in self.points if not hit(point)]
        erased = len(kept) < len(self.points)
        self.points = kept
        return erased

    @property
    def one_class(self) -> bool:
        """Whether all points of a plane have the same target."""
        return bool(self.classes) and len({point.target for point in self.points}) == 1

    def plain(self) -> Points:
        """The points as a run takes them."""
        inputs = tuple(point.inputs for point in self.points)
        return Points(inputs, tuple(point.target for point in self.points), self.extent)


def classes_of(targets: Array) -> tuple[float, float]:
    """The two targets to draw points with, the larger first; a single one has a likely other."""
    high, low = float(np.max(targets)), float(np.min(targets))
    if high > low:
        return high, low
    return (1.0, -1.0) if high == -1 else (high, 0.0) if high > 0 else (1.0, high)


def _points(inputs: Array, targets: Array) -> list[Point]:
    rows: Sequence[Sequence[float]] = inputs.tolist()
    return [Point(tuple(row), target) for row, target in zip(rows, targets.tolist(), strict=True)]
