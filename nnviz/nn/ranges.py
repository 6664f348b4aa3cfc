"""Refuses what is out of its range: a setting when a node is made, a cell when a node is fed.

The message names who refuses, what the range is and which value was given.
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.nn.describe import Array
from nnviz.nn.errors import DataError, SettingError

LEAST_SHARE = 1e-12
"""What a smaller share counts as where its logarithm is taken, since that of 0 is infinite."""


def number(
    owner: str, name: str, value: object, low: float | None = None, high: float | None = None
) -> float:
    """The value of a setting as a finite number from ``low`` to ``high``, both included.

    Raises:
        SettingError: it is not a number, not finite or out of the range.
    """
    if isinstance(value, (int, float, np.number)) and not isinstance(value, bool):
        found = float(value)
        if math.isfinite(found) and (low is None or low <= found) and (high is None or found <= high):
            return found
    limits = "" if low is None else f" of at least {low:g}"
    limits += "" if high is None else f"{' and' if limits else ' of'} at most {high:g}"
    raise SettingError(f"{owner}: {name} must be a finite number{limits}, given {value!r}")


def check_cells(owner: str, what: str, values: Array, low: float, high: float) -> None:
    """Makes sure that every cell is from ``low`` to ``high``.

    Cells that are not a number pass: a run that met one reports where it first came up.

    Raises:
        DataError: a cell is out of the range; the message names the first one.
    """
    if np.minimum.reduce(values, None) < low or np.maximum.reduce(values, None) > high:
        bad = values[(values < low) | (values > high)][0]
        raise DataError(f"{owner}: {what} must be from {low:g} to {high:g}, given {bad:g}")
