"""A dataset: inputs and targets side by side, checked once before anything is trained on them.

The shipped ones are functions in this file, found by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnviz.nn.data import check_samples
from nnviz.nn.describe import Array, readonly


@dataclass(frozen=True)
class Dataset:
    """Samples to learn from.

    Attributes:
        name: what a lesson calls it.
        x: inputs (N, ...), read-only.
        t: targets (N, ...), read-only.
        x_names: one name per input feature.

    Raises:
        DataError: no samples, different lengths, or a number that is not finite.
    """

    name: str
    x: Array
    t: Array
    x_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_samples(self.name, {"inputs": self.x, "targets": self.t})

    def __len__(self) -> int:
        return len(self.x)


def xor() -> Dataset:
    """The four cases of exclusive or; article A's order, inputs (4, 2), targets (4, 1)."""
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    return Dataset("xor", readonly(x), readonly(t), ("x₁", "x₂"))


DATASETS: dict[str, Callable[[], Dataset]] = {"xor": xor}
"""The shipped datasets by name."""
