"""How the first values of the weights are drawn, each way under its own name.

An initializer makes its own generator from a seed, so that the article's legacy generator and
numpy's modern one are used alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.nn.errors import SettingError

Draw = Callable[["np.random.Generator", tuple[int, ...], int, int], Array]
"""Draws an array of a shape, given the number of inputs and outputs of one unit."""

MAX_SEED = 2**32 - 1
"""The largest seed numpy's legacy generator takes; every initializer keeps to it."""


@dataclass(frozen=True)
class Initializer:
    """A named way to draw weights and biases.

    Attributes:
        name: what a lesson or the command line calls it.
        title: what the screen calls it.
        help: the distribution in one line.
        weights, biases: draw one array each.
        legacy: whether a seed means ``numpy.random.RandomState(seed)``.
    """

    name: str
    title: str
    help: str
    weights: Draw
    biases: Draw
    legacy: bool = False

    def generator(self, seed: int) -> np.random.Generator:
        """A fresh generator for a seed from 0 to 2³² − 1.

        Raises:
            SettingError: the seed is not a whole number in that range.
        """
        if isinstance(seed, bool) or not isinstance(seed, (int, np.integer)) or not 0 <= seed <= MAX_SEED:
            raise SettingError("seed must be a whole number from 0 to {0}, given {1!r}", MAX_SEED, seed)
        return _legacy_generator(int(seed)) if self.legacy else np.random.default_rng(int(seed))


def _legacy_generator(seed: int) -> np.random.Generator:
    """A Generator that yields the numbers ``numpy.random.seed(seed); numpy.random.rand()`` yields."""
    bits = np.random.MT19937()
    bits.state = cast("Any", np.random.RandomState(seed).get_state(legacy=False))
    return np.random.Generator(bits)


def _zeros(rng: np.random.Generator, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Array:
    return np.zeros(shape)


def _half(rng: np.random.Generator, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Array:
    return rng.random(shape) - 0.5


def _glorot(rng: np.random.Generator, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Array:
    limit = np.sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, shape)


def _he(rng: np.random.Generator, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Array:
    return rng.normal(0.0, np.sqrt(2.0 / fan_in), shape)


def _orthogonal(rng: np.random.Generator, shape: tuple[int, ...], fan_in: int, fan_out: int) -> Array:
    # The last axis is the unit's, also of a kernel; the others are all its inputs.
    drawn = rng.normal(size=(int(np.prod(shape[:-1])), shape[-1] if shape else 1))
    tall = drawn if drawn.shape[0] >= drawn.shape[1] else drawn.T
    q, r = np.linalg.qr(tall)
    q *= np.where(np.diag(r) < 0.0, -1.0, 1.0)  # without this some matrices would be likelier
    return np.ascontiguousarray(q if tall is drawn else q.T).reshape(shape)


INITIALIZERS: dict[str, Initializer] = {
    item.name: item
    for item in (
        Initializer(
            "article",
            "Article A",
            "weights and biases uniform in [−0.5, 0.5), numpy's legacy RandomState, W before B",
            _half,
            _half,
            legacy=True,
        ),
        Initializer("uniform", "Uniform ±0.5", "weights and biases uniform in [−0.5, 0.5)", _half, _half),
        Initializer("glorot", "Glorot", "uniform in ±√(6 / (inputs + outputs)); biases 0", _glorot, _zeros),
        Initializer("he", "He", "normal with variance 2 / inputs; biases 0", _he, _zeros),
        Initializer(
            "orthogonal",
            "Orthogonal",
            "weights of length 1 at right angles to each other (Saxe 2014); biases 0",
            _orthogonal,
            _zeros,
        ),
        Initializer("zeros", "Zeros", "everything 0, so that units stay alike", _zeros, _zeros),
    )
}
"""Every initializer by name."""


def initializer(name: str) -> Initializer:
    """The initializer of that name.

    Raises:
        SettingError: there is none; the message lists those there are.
    """
    if name not in INITIALIZERS:
        raise SettingError("initializer {0!r} is unknown; allowed: {1}", name, [*INITIALIZERS])
    return INITIALIZERS[name]


def drawn(how: Initializer, seed: int, shape: tuple[int, ...], bias: bool = False) -> Array:
    """Numbers for one tensor, as a layer would draw them first from a fresh generator.

    Args:
        shape: of a kernel, or a matrix (inputs, units); of what else there is, the last axis is the units'.
        bias: whether it is one that is added.

    Raises:
        SettingError: the seed is not a whole number from 0 to 2³² − 1.
    """
    area = int(np.prod(shape[:-2]))
    inputs = area * (shape[-2] if len(shape) > 1 else 1)
    draw = how.biases if bias else how.weights
    return draw(how.generator(seed), shape, inputs, area * (shape[-1] if shape else 1))
