"""The one scale for signed values: blue positive, orange negative, the background's grey at zero.

Colours come in 33 levels so that pens and brushes can be shared; images use the same colours in
255 steps.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

import numpy as np
from PySide6.QtGui import QColor

from nnviz.nn.describe import Array
from nnviz.ui.theme import Theme, mixed

LEVELS = 16
"""Steps from zero to either pole."""


def colour(share: float, theme: Theme) -> QColor:
    """The colour of a share from −1 to 1 of the scale's limit."""
    pole = theme.positive if share > 0 else theme.negative
    return mixed(theme.neutral, pole, min(abs(share), 1.0) ** 0.8)


def level(value: float, limit: float) -> int:
    """The level, −16 to 16, of a value on a scale that ends at ±limit; 0 where it is not finite."""
    if not math.isfinite(value) or limit <= 0:
        return 0
    return round(LEVELS * max(-1.0, min(1.0, value / limit)))


@cache
def level_colours(theme: Theme) -> Mapping[int, QColor]:
    """The colour of every level."""
    return {step: colour(step / LEVELS, theme) for step in range(-LEVELS, LEVELS + 1)}


def colour_table(theme: Theme) -> list[int]:
    """255 colours for an indexed image: index 0 is the negative pole, 127 zero, 254 the positive."""
    return [colour((index - 127) / 127, theme).rgb() for index in range(255)]


def indices(values: Array, limit: float) -> Array:
    """The place of each value in :func:`colour_table`, as bytes of the same shape."""
    shares = np.clip(np.nan_to_num(np.asarray(values, float) / (limit or 1.0)), -1.0, 1.0)
    return np.rint(127 + 127 * shares).astype(np.uint8)


def nice_limit(arrays: Iterable[Array | None]) -> float:
    """The smallest of 1, 2, 5 times a power of ten that no finite value exceeds; 1 for nothing."""
    peak = 0.0
    for array in arrays:
        if array is not None and array.size:
            finite = np.abs(array[np.isfinite(array)])
            peak = max(peak, float(finite.max()) if finite.size else 0.0)
    return nice(peak)


def nice(peak: float) -> float:
    """The smallest of 1, 2, 5 times a power of ten that is at least ``peak``; 1 for 0."""
    if peak <= 0:
        return 1.0
    power = float(10.0 ** math.floor(math.log10(peak)))
    return next((step * power for step in (1.0, 2.0, 5.0) if step * power >= peak), 10.0 * power)
