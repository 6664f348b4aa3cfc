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
from nnviz.nn.plan import Plan


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
                "X * M",
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
                "dY * M",
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

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        room = plan.output.like()
        mask = room.memory
        plan.extras["M"] = room.array
        if plan.training:
            drawn = np.empty(room.array.shape, y.dtype)  # chance falls sample by sample
            plan.forward(self._draw, drawn)
            plan.forward(np.greater_equal, drawn, plan.number(self.rate), room.array)
            plan.forward(np.multiply, mask, plan.number(1.0 / (1.0 - self.rate)), mask)
        else:
            plan.forward(mask.fill, 1.0)
        plan.forward(np.multiply, x, mask, y)
        plan.input_gradients(np.multiply, dy, mask, dx)

    def _draw(self, into: Array) -> None:
        self._rng.random(dtype=into.dtype, out=into)

    def capture(self) -> dict[str, Any]:
        state = self._rng.bit_generator.state
        return {**state["state"], "has_uint32": state["has_uint32"], "uinteger": state["uinteger"]}

    def restore(self, captured: Mapping[str, Any]) -> None:
        state = {"state": captured["state"], "inc": captured["inc"]}
        rest = {key: captured[key] for key in ("has_uint32", "uinteger")}
        self._rng.bit_generator.state = {"bit_generator": "PCG64", "state": state, **rest}
