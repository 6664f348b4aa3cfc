"""Two classes of points in the plane, drawn from a seed: circle, gaussians, spiral and moons.

Targets are 0 and 1; what is held apart for tests is drawn from the same distribution.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnviz.nn import INPUT, SettingError
from nnviz.nn.describe import Array, readonly
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.ranges import check_number, check_share

Draw = Callable[["np.random.Generator", Array], Array]
"""Points (N, 2) without noise for the class numbers (N,), from a generator."""

MOST = 100_000
"""The most points that can be asked for."""


def _circle(rng: np.random.Generator, classes: Array) -> Array:
    """Class 1 within half of the radius, class 0 in the ring outside of 0.7 of it."""
    low, high = np.where(classes, 0.0, 0.7), np.where(classes, 0.5, 1.0)
    radius, angle = rng.uniform(low, high), rng.uniform(0, 2 * np.pi, len(classes))
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _gaussians(rng: np.random.Generator, classes: Array) -> Array:
    """A cloud about (0.5, 0.5) and one about (−0.5, −0.5), each of standard deviation 0.2."""
    centre = np.where(classes, 0.5, -0.5)[:, np.newaxis]
    return np.asarray(centre + rng.normal(0, 0.2, (len(classes), 2)))


def _spiral(rng: np.random.Generator, classes: Array) -> Array:
    """Two arms of one and three quarter turns, half a turn apart."""
    along = rng.uniform(0.05, 1.0, len(classes))
    angle = 3.5 * np.pi * along + np.pi * classes
    return np.column_stack([along * np.sin(angle), along * np.cos(angle)])


def _moons(rng: np.random.Generator, classes: Array) -> Array:
    """Two half circles that reach into each other."""
    angle = rng.uniform(0, np.pi, len(classes))
    side = np.where(classes, -1.0, 1.0)
    x = side * np.cos(angle) + np.where(classes, 1.0, 0.0)
    y = side * np.sin(angle) + np.where(classes, 0.5, 0.0)
    return np.column_stack([(x - 0.5) / 1.5, (y - 0.25) / 1.5])


DRAWS: dict[str, Draw] = {
    "circle": _circle,
    "gaussians": _gaussians,
    "spiral": _spiral,
    "moons": _moons,
}
"""The kinds of planes by name."""


def plane(
    kind: str,
    points: int = 200,
    noise: float = 0.0,
    seed: int = 0,
    test_share: float = 0.0,
    stretch: float = 1.0,
) -> Dataset:
    """Points of two classes, as many of each, in an order drawn at random.

    Args:
        kind: one of :data:`DRAWS`.
        points: how many in all.
        noise: the standard deviation of what is added to each coordinate; the points lie between −1 and 1.
        seed: what they are drawn from.
        test_share: the share of them that is held apart, from 0 to 0.9.
        stretch: what x₁ is multiplied by in the end, as if it had been measured in another unit.

    Raises:
        SettingError: another kind, or a number out of its range.
    """
    if kind not in DRAWS:
        raise SettingError("plane {0!r} is unknown; allowed: {1}", kind, [*DRAWS])
    check_number(f"{kind}: points", points, 2, MOST)
    check_number(f"{kind}: noise", noise, 0.0, 10.0)
    check_number(f"{kind}: seed", seed, 0, 2**32 - 1)
    check_share(f"{kind}: test_share", test_share)
    check_number(f"{kind}: stretch", stretch, 0.001, 1000.0)
    rng = np.random.default_rng(seed)
    classes = rng.permutation(np.arange(points) % 2)
    x = DRAWS[kind](rng, classes) + rng.normal(0, 1, (points, 2)) * noise
    x[:, 0] *= stretch
    t = classes[:, np.newaxis].astype(float)
    whole = Dataset(kind, {INPUT: readonly(x)}, readonly(t), {INPUT: ("x₁", "x₂")})
    return whole.split(points - round(points * test_share))
