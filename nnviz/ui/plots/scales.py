"""The scales of a plot's left axis: how values become heights, what range suits them, and where labels go.

A plot is drawn with one of them at a time; its real points are the same under each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from nnviz.nn.describe import Array
from nnviz.ui.plots.log_scale import log_range, logarithms
from nnviz.ui.plots.ticks import Tick, linear_ticks, log_ticks
from nnviz.ui.plots.time_axis import Range


class Scale:
    """Heights that are logarithms to base ten.

    Attributes:
        least, highest: the least range of heights that can be zoomed to, and the farthest height.
    """

    least, highest = 1e-4, 330.0

    def heights(self, values: Array, floor: float) -> Array:
        """The heights (m,) of values (m,), the floor for those that have none; NaN stays NaN."""
        return logarithms(values, floor)

    def height(self, value: float, floor: float) -> float:
        """The height of one value."""
        return float(self.heights(np.asarray([value]), floor)[0])

    def of_logs(self, logs: Array) -> Array:
        """The heights (m,) of values whose logarithms to base ten are given."""
        return logs

    def range(self, values: Sequence[Array]) -> Range:
        """The heights between which all values lie, with a margin; it stays still while they creep."""
        return log_range(values)

    def ticks(self, low: float, high: float, pixels: float, gap: float) -> list[Tick]:
        """The labels between two heights, at least ``gap`` pixels apart."""
        return log_ticks(low, high, pixels, gap)


class Linear(Scale):
    """Heights that are the values, seen from 0 on."""

    least, highest = 1e-12, 1e30

    def heights(self, values: Array, floor: float) -> Array:
        return np.where(np.isfinite(values), np.clip(values, -self.highest, self.highest), values)

    def of_logs(self, logs: Array) -> Array:
        return np.asarray(10.0 ** np.minimum(logs, math.log10(self.highest)))

    def range(self, values: Sequence[Array]) -> Range:
        found = self.heights(np.concatenate([np.empty(0), *values]), 0.0)
        found = found[np.isfinite(found)]
        low, high = (min(0.0, float(found.min())), float(found.max())) if found.size else (0.0, 1.0)
        size = max(high, -low, self.least)
        step = 10.0 ** math.floor(math.log10(size)) / 4
        low, high = step * math.floor(low / step), step * max(1, math.ceil(high / step))
        return low - 0.02 * (high - low), high + 0.02 * (high - low)

    def ticks(self, low: float, high: float, pixels: float, gap: float) -> list[Tick]:
        return linear_ticks(low, high, pixels, gap)


class Percent(Linear):
    """Heights that are shares out of a hundred, seen up to the whole."""

    least, highest = 0.01, 1e3

    def range(self, values: Sequence[Array]) -> Range:
        found = np.concatenate([np.empty(0), *values])
        low = 10.0 * math.floor(min(float(found.min()), 90.0) / 10) if found.size else 0.0
        return low - 0.03 * (100 - low), 100 + 0.03 * (100 - low)

    def ticks(self, low: float, high: float, pixels: float, gap: float) -> list[Tick]:
        found = linear_ticks(low, high, pixels, gap)
        return [(place, f"{label} %") for place, label in found if 0 <= place <= 100]


LOGARITHMIC, LINEAR, PERCENT = Scale(), Linear(), Percent()

LOSS_SCALES: dict[str, Scale] = {"log": LOGARITHMIC, "linear": LINEAR}
"""What a loss can be drawn with, by the name under which the choice is remembered."""
