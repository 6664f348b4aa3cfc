"""What data must be before anything is trained on them: some samples, as many of each, all finite.

A data set is checked once, as a whole; passes then look at shapes alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnviz.nn.describe import Array
from nnviz.nn.errors import DataError


def as_numbers(owner: str, what: str, given: Any, dtype: Any) -> Array:
    """What was given as an array of a precision.

    Raises:
        DataError: it is not made of numbers, its rows differ in length, or a number is too large for
            the precision.
    """
    try:
        found = np.asarray(given)
    except ValueError as error:
        raise DataError("{0}: {1} must be numbers, but rows of them differ in length", owner, what) from error
    if found.dtype.kind not in "biuf":
        raise DataError("{0}: {1} must be numbers, given {2}", owner, what, found.dtype)
    with np.errstate(over="ignore"):
        array: Array = found.astype(dtype, copy=False)
    if not np.isfinite(array).all() and np.isfinite(found).all():
        most = float(np.finfo(dtype).max)
        raise DataError("{0}: {1} must be at most {2:g}, given {3:g}", owner, what, most, np.abs(found).max())
    return array


def check_samples(owner: str, arrays: Mapping[str, Array]) -> None:
    """Makes sure that arrays, by what they hold, can be learned from together.

    Raises:
        DataError: no samples, not as many of each, or a number that is not finite.
    """
    (first, leading), *others = arrays.items()
    if leading.ndim == 0 or len(leading) == 0:
        raise DataError("{0}: a dataset needs at least one sample, given 0", owner)
    for what, array in others:
        count = len(array) if array.ndim else 0
        if count != len(leading):
            raise DataError("{0}: {1} samples of {2} but {3} of {4}", owner, len(leading), first, count, what)
    for what, array in arrays.items():
        finite = np.isfinite(array)
        if not finite.all():
            row = int(np.argwhere(~finite)[0][0])
            raise DataError("{0}: {1} must be finite, but row {2} is not", owner, what, row)
