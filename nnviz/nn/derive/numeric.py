"""A gradient checked numerically: (E(w + h) − E(w − h)) / 2h beside what backpropagation found.

A kink within reach of h, at which the slopes of both sides differ, is found by how the bend of E, and
then that of every node's output, changes with h; no node is asked what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.derive.rerun import Rerun
from nnviz.nn.derive.weight import Weight, cell_of, weights_of
from nnviz.nn.describe import Array

_SUSPICIOUS = 1e-3
"""From which share of what E moves by its bend is looked at closer; a smooth E bends less within h."""

_ROUNDING = 32.0
"""How many of its last bits E may be off by in a comparison."""


@dataclass(frozen=True)
class NumericCheck:
    """Two answers for one weight.

    Attributes:
        weight, value: the weight, and what it was.
        gradient: what backpropagation found.
        slope: (E(w + h) − E(w − h)) / 2h.
        left, right: (E(w) − E(w − h)) / h and (E(w + h) − E(w)) / h.
        h: how far the weight was moved.
        uncertainty: how far ``slope`` may be off by rounding alone.
        kink: whether both sides differ because E has a corner or a jump within reach of h.
        kink_at: the first node whose output has it, or "" where there is none.
    """

    weight: Weight
    value: float
    gradient: float
    slope: float
    left: float
    right: float
    h: float
    uncertainty: float
    kink: bool
    kink_at: str

    @property
    def relative_error(self) -> float:
        """|slope − gradient| as a share of the larger of both; 0 if both are 0."""
        largest = max(abs(self.slope), abs(self.gradient))
        return abs(self.slope - self.gradient) / largest if largest else 0.0

    @property
    def agrees(self) -> bool:
        """Whether both are the same as far as the precision of numbers can tell."""
        largest = max(abs(self.slope), abs(self.gradient))
        allowed = self.uncertainty + 10.0 * self.h * self.h * max(1.0, largest)
        return abs(self.slope - self.gradient) <= allowed + 1e-6 * largest


def step_size(value: float, dtype: np.dtype[Any]) -> float:
    """A step that leaves about as much error by rounding as by the bend of E: ∛ε, or as large a share
    of a large weight; 6·10⁻⁶ in double precision, 5·10⁻³ in single."""
    return float(np.cbrt(np.finfo(dtype).eps)) * max(1.0, abs(value))


def check(rerun: Rerun, weight: Weight) -> NumericCheck:
    """Checks the gradient of one weight.

    Raises:
        ParameterError: there is no such weight; the message says what is allowed.
    """
    cell_of(rerun.graph, weight)
    value, middle = rerun.value(weight), rerun.error()
    sides = _Sides(rerun, weight, value, middle)
    h = step_size(value, rerun.graph.dtype)
    low, high = sides.errors(h)
    down, up = sides.reach(h)
    kink = sides.is_kink(h)
    return NumericCheck(
        weight,
        value,
        rerun.gradient(weight),
        (high - low) / (up + down),
        (middle - low) / down,
        (high - middle) / up,
        h,
        sides.rounding(low, high) / h,
        kink,
        _locate(rerun, weight, value, h) if kink else "",
    )


def check_all(rerun: Rerun, node: str, key: str) -> Iterator[NumericCheck]:
    """Checks every weight of one parameter, one after another; whoever has seen enough stops asking.

    Raises:
        ParameterError: there is no such parameter; the message says which there are.
    """
    return (check(rerun, weight) for weight in weights_of(rerun.graph, node, key))


class _Sides:
    """E on both sides of one weight."""

    def __init__(self, rerun: Rerun, weight: Weight, value: float, middle: float) -> None:
        self._rerun, self._weight, self._value, self._middle = rerun, weight, value, middle
        self._eps = float(np.finfo(rerun.graph.dtype).eps)
        self._found: dict[float, tuple[float, float]] = {}

    def errors(self, h: float) -> tuple[float, float]:
        """E(w − h) and E(w + h)."""
        rerun, weight, value = self._rerun, self._weight, self._value
        if h not in self._found:
            self._found[h] = rerun.error_at(weight, value - h), rerun.error_at(weight, value + h)
        return self._found[h]

    def reach(self, h: float) -> tuple[float, float]:
        """How far w ∓ h really are from w in the precision of the network."""
        kind = self._rerun.graph.dtype.type
        return self._value - float(kind(self._value - h)), float(kind(self._value + h)) - self._value

    def rounding(self, low: float, high: float) -> float:
        """By how much a difference of two of these may be off."""
        return _ROUNDING * self._eps * max(abs(low), abs(self._middle), abs(high))

    def bend(self, h: float) -> tuple[float, float, float]:
        """E(w + h) − 2E(w) + E(w − h), how far E moves in all, and by how much that may be off."""
        low, high = self.errors(h)
        swing = abs(high - self._middle) + abs(self._middle - low)
        return high - 2 * self._middle + low, swing, self.rounding(low, high)

    def is_kink(self, h: float) -> bool:
        """Whether E has a corner or a jump near: halving h takes three quarters of the bend from a
        smooth curve, and some other share from a corner.

        A corner at h/3 would be taken for smooth, so that a second halving is looked at too.
        """
        bend, swing, rounding = self.bend(h)
        if abs(bend) <= _SUSPICIOUS * swing + rounding:
            return False
        half, quarter = self.bend(h / 2)[0], self.bend(h / 4)[0]
        limit = 0.1 * abs(bend) + 5 * rounding
        return abs(bend - 4 * half) > limit or abs(half - 4 * quarter) > limit


def _locate(rerun: Rerun, weight: Weight, value: float, h: float) -> str:
    """The first node whose output bends otherwise than a smooth one would."""
    middle = _outputs(rerun, weight, value)
    bends = [
        _bends(middle, _outputs(rerun, weight, value - part), _outputs(rerun, weight, value + part))
        for part in (h, h / 2, h / 4)
    ]
    eps = float(np.finfo(rerun.graph.dtype).eps)
    for name, found in middle.items():
        whole, half, quarter = (bend[name] for bend in bends)
        limit = 0.1 * np.abs(whole) + 5 * _ROUNDING * eps * np.abs(found).max()
        if ((np.abs(whole - 4 * half) > limit) | (np.abs(half - 4 * quarter) > limit)).any():
            return name
    return rerun.loss.name


def _outputs(rerun: Rerun, weight: Weight, value: float) -> Mapping[str, Array]:
    with rerun.moved(weight, value):
        rerun.error()
    return rerun.outputs()


def _bends(
    middle: Mapping[str, Array], low: Mapping[str, Array], high: Mapping[str, Array]
) -> Mapping[str, Array]:
    return {name: high[name] - 2 * middle[name] + low[name] for name in middle}
