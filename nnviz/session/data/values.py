"""A dataset that is written out number by number, as the worked examples of a lesson are.

It is as small as a person can read; larger ones come from a file or a seed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nnviz.nn.data import as_numbers
from nnviz.nn.describe import readonly
from nnviz.session.data.dataset import Dataset


def values(
    inputs: Mapping[str, Any], targets: Any, labels: Mapping[str, Sequence[str]] | None = None
) -> Dataset:
    """A dataset of the numbers given.

    Args:
        inputs: for each input of the network, by its name, one entry a sample.
        targets: one entry a sample.
        labels: a name per feature, by the input.

    Raises:
        DataError: something that is not a number, no samples, or not as many of each.
    """
    arrays = {name: readonly(as_numbers("values", name, given, np.float64)) for name, given in inputs.items()}
    named = {name: tuple(names) for name, names in (labels or {}).items()}
    return Dataset("values", arrays, readonly(as_numbers("values", "targets", targets, np.float64)), named)
