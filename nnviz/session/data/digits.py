"""Handwritten digits, 8 × 8 pixels each, as they are shipped.

From E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning
Repository 1998, https://doi.org/10.24432/C50P49, under CC BY 4.0, in scikit-learn's order.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from nnviz import resources
from nnviz.nn import INPUT
from nnviz.nn.describe import Array
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.ranges import check_number

LEARNED = 1500
"""How many of the 1,797 are learned from unless told; the rest is held apart."""


def digits(points: int = LEARNED) -> Dataset:
    """Images (N, 8, 8, 1) from 0 for paper to 1 for ink, and class numbers (N,).

    Args:
        points: how many of the first 1,500 are learned from; the last 297 are held apart.

    Raises:
        SettingError: not from 10 to 1,500.
    """
    check_number("digits: points", points, 10, LEARNED)
    images, labels = _file()
    x = images[:, :, :, np.newaxis] / 16.0
    whole = Dataset("digits", {INPUT: x}, labels.astype(float), classes=tuple("0123456789"))
    made = whole.split(LEARNED)
    return made if points == LEARNED else replace(made.split(points), held=made.held)


@cache
def _file() -> tuple[Array, Array]:
    """The file's images (1797, 8, 8) of 0 to 16, and labels (1797,)."""
    with np.load(resources.root() / "data" / "digits.npz", allow_pickle=False) as file:
        return file["images"], file["labels"]
