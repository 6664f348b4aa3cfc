"""A dataset: inputs and targets side by side, checked once before anything is trained on them.

The shipped ones are functions in this file, found by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from nnviz import resources
from nnviz.nn import INPUT
from nnviz.nn.data import check_samples
from nnviz.nn.describe import Array, readonly


@dataclass(frozen=True)
class Dataset:
    """Samples to learn from.

    Attributes:
        name: what a lesson calls it.
        inputs: an array (N, ...) for each input of a network, by its name, read-only.
        t: targets (N, ...), or class numbers (N,), read-only.
        labels: a name per feature, by the input; none for an input of unnamed features.

    Raises:
        DataError: no samples, different lengths, or a number that is not finite.
    """

    name: str
    inputs: Mapping[str, Array]
    t: Array
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_samples(self.name, {**self.inputs, "targets": self.t})

    def __len__(self) -> int:
        return len(self.t)

    @property
    def x(self) -> Array:
        """The first input (N, ...), of most datasets the only one."""
        return next(iter(self.inputs.values()))


def xor() -> Dataset:
    """The four cases of exclusive or; article A's order, inputs (4, 2), targets (4, 1)."""
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    return Dataset("xor", {INPUT: readonly(x)}, readonly(t), {INPUT: ("x₁", "x₂")})


LEARNED_DIGITS = 1500
"""How many of the 1,797 digits are learned from; the rest is kept for tests."""


@cache
def digits() -> Dataset:
    """Handwritten digits: images (1500, 8, 8, 1) from 0 for paper to 1 for ink, class numbers (1500,).

    From E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning
    Repository 1998, https://doi.org/10.24432/C50P49, under CC BY 4.0; in scikit-learn's order, each
    pixel divided by its most, 16.
    """
    with np.load(resources.root() / "data" / "digits.npz", allow_pickle=False) as file:
        images, labels = file["images"], file["labels"]
    x = images[:LEARNED_DIGITS, :, :, np.newaxis] / 16.0
    return Dataset("digits", {INPUT: readonly(x)}, readonly(labels[:LEARNED_DIGITS].astype(float)))


DATASETS: dict[str, Callable[[], Dataset]] = {"xor": xor, "digits": digits}
"""The shipped datasets by name."""
