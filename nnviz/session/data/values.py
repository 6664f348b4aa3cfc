"""A dataset that is written out number by number, as the worked examples of a lesson are.

It is as small as a person can read; larger ones come from a file or a seed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nnviz.nn.data import as_numbers
from nnviz.nn.describe import readonly
from nnviz.nn.errors import SettingError
from nnviz.session.data.dataset import Dataset


def values(
    inputs: Mapping[str, Any],
    targets: Any,
    labels: Mapping[str, Sequence[str]] | None = None,
    extent: Sequence[float] | None = None,
) -> Dataset:
    """A dataset of the numbers given.

    Args:
        inputs: for each input of the network, by its name, one entry a sample.
        targets: one entry a sample.
        labels: a name per feature, by the input.
        extent: the least and the largest coordinate that a picture of them shows.

    Raises:
        DataError: something that is not a number, no samples, or not as many of each.
        SettingError: an extent that is not two finite numbers, the second the larger.
    """
    arrays = {name: readonly(as_numbers("values", name, given, np.float64)) for name, given in inputs.items()}
    named = {name: tuple(names) for name, names in (labels or {}).items()}
    t = readonly(as_numbers("values", "targets", targets, np.float64))
    return Dataset("values", arrays, t, named, extent=_range(extent))


def _range(extent: Sequence[float] | None) -> tuple[float, float] | None:
    if extent is None:
        return None
    numbers = all(isinstance(end, (int, float)) and math.isfinite(end) for end in extent)
    if len(extent) != 2 or not numbers or not extent[0] < extent[1]:
        raise SettingError("extent must be two numbers, the second the larger, given {0!r}", extent)
    return float(extent[0]), float(extent[1])
