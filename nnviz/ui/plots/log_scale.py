"""From values to heights on a logarithmic axis, and the range of the axis that suits them.

Heights are logarithms to base ten; what has none is given the floor of the plot.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.nn.describe import Array

EMPTY_RANGE = (-2.05, 0.05)
"""The range of an axis with nothing on it: a little more than from 0.01 to 1."""


def logarithms(values: Array, floor: float) -> Array:
    """log₁₀ of values (m,), and the floor for those that are 0 or less; NaN stays NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(values <= 0, floor, np.log10(values))


def log_range(values: Sequence[Array]) -> tuple[float, float]:
    """The powers of ten between which all positive values lie, in quarters of a decade, with a margin.

    Quarters keep the axis still while the values creep.
    """
    found = np.concatenate([np.empty(0), *values])
    found = found[np.isfinite(found) & (found > 0)]
    if not found.size:
        return EMPTY_RANGE
    low = float(np.floor(4 * np.log10(found.min()) - 0.2)) / 4
    high = float(np.ceil(4 * np.log10(found.max()) + 0.2)) / 4
    return low - 0.02 * (high - low), high + 0.02 * (high - low)
