"""Points on a curve of one variable, to be found again by regression.

The curve is a sine, as the simplest that no straight line follows.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn import INPUT
from nnviz.nn.describe import readonly
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.ranges import check_number, check_share


def sine(points: int = 40, noise: float = 0.0, seed: int = 0, test_share: float = 0.0) -> Dataset:
    """Points of t = sin(π x) for x from −1 to 1: inputs (N, 1), targets (N, 1).

    Args:
        points: how many in all, drawn evenly over x.
        noise: the standard deviation of what is added to each target.
        seed: what they are drawn from.
        test_share: the share of them that is held apart, from 0 to 0.9.

    Raises:
        SettingError: a number out of its range.
    """
    check_number("sine: points", points, 2, 100_000)
    check_number("sine: noise", noise, 0.0, 10.0)
    check_number("sine: seed", seed, 0, 2**32 - 1)
    check_share("sine: test_share", test_share)
    rng = np.random.default_rng(seed)
    x = rng.uniform(-1, 1, (points, 1))
    t = np.sin(np.pi * x) + rng.normal(0, 1, (points, 1)) * noise
    whole = Dataset("sine", {INPUT: readonly(x)}, readonly(t), {INPUT: ("x",)})
    return whole.split(points - round(points * test_share))
