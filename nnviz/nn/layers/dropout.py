"""Dropout: while training, some units are switched off at random, so that no other can rely on them.

Those that stay are made larger in proportion, and outside training nothing happens at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from nnviz.nn.describe import (
    Array,
    Dependence,
    Description,
    Formula,
    Glyph,
    Setting,
    Symbol,
    Tensors,
    symbols,
)
from nnviz.nn.initializers import MAX_SEED, Initializer
from nnviz.nn.node import Elementwise, Shape, share, whole_number


def _output(t: Tensors) -> Array:
    return np.asarray(t["X"] * t["M"])


def _input_gradient(t: Tensors) -> Array:
    return np.asarray(t["dY"] * t["M"])


class Dropout(Elementwise):
    """Y = X ⊙ M, where a cell of M is 0 with probability p and 1 / (1 − p) otherwise ('inverted').

    M is drawn anew in every forward of training, from a generator of this layer's own: one for each
    seed and name of a layer, so that two layers of a network with one seed switch off different units.
    Outside training M is 1 everywhere.
    """

    description = Description(
        title="Dropout",
        family="regularisation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = X ⊙ M",
        source="article A, exercise; Srivastava 2014, inverted",
        symbols=(*symbols("X", "Y"), Symbol("M", "M", "M")),
        forward=(
            Formula(
                "Y",
                ("X", "M"),
                r"X \odot M",
                Dependence.MASK,
                _output,
                "a random share of the values becomes 0, the others grow to make up for it",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "M"),
                r"\frac{\partial E}{\partial Y} \odot M",
                Dependence.MASK,
                _input_gradient,
                "the error passes only where the value passed, and grows as the value did",
            ),
        ),
        settings=(
            Setting("rate", float, 0.5, 0.0, 0.99, "how likely a value is switched off (below 1)"),
            Setting("seed", int, 0, 0, MAX_SEED, "where the random masks begin"),
        ),
    )

    def __init__(self, rate: float = 0.5, seed: int = 0) -> None:
        super().__init__()
        self.rate = share("Dropout", "rate", rate)
        self.seed = whole_number("Dropout", "seed", seed, 0, MAX_SEED)
        self._rng = self._generator()

    def _generator(self) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64([self.seed, *self.name.encode()]))

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        self._rng = self._generator()

    def initialize(self, initializer: Initializer, rng: np.random.Generator) -> None:
        """Begins the masks anew, so that equal networks with equal first weights train alike."""
        self._rng = self._generator()

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._drawn, self._mask = np.empty(like.shape, like.dtype), np.ones_like(like)
        self._rate, self._scale = (like.dtype.type(number) for number in (self.rate, 1.0 / (1.0 - self.rate)))

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        if training:
            self._rng.random(dtype=x.dtype, out=self._drawn)
            np.greater_equal(self._drawn, self._rate, self._mask)
            np.multiply(self._mask, self._scale, self._mask)
        else:
            self._mask.fill(1.0)
        return np.multiply(x, self._mask, self._y)

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        return (np.multiply(d_output, self._mask, self._dx),)

    def capture(self) -> dict[str, Any]:
        state = self._rng.bit_generator.state
        return {**state["state"], "has_uint32": state["has_uint32"], "uinteger": state["uinteger"]}

    def restore(self, captured: Mapping[str, Any]) -> None:
        state = {"state": captured["state"], "inc": captured["inc"]}
        rest = {key: captured[key] for key in ("has_uint32", "uinteger")}
        self._rng.bit_generator.state = {"bit_generator": "PCG64", "state": state, **rest}

    def extras(self) -> dict[str, Array]:
        """The mask of the latest forward, shaped like X."""
        return {"M": self._mask}
