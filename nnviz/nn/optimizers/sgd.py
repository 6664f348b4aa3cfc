"""SGD: every parameter takes a step against its gradient.

The length of the step is the gradient times the learning rate, and nothing is remembered.
"""

from __future__ import annotations

from typing import Unpack

import numpy as np

from nnviz.nn.describe import (
    Array,
    Dependence,
    Description,
    Formula,
    Glyph,
    Symbol,
    Tensors,
)
from nnviz.nn.optimizer import Optimizer, Shared, rate_setting, shared_settings


def _step(t: Tensors) -> Array:
    return np.asarray(t["W"] - t["rate"] * t["dW"])


class SGD(Optimizer):
    """W ← W − η·∂E/∂W, for every parameter W of the network."""

    description = Description(
        title="SGD",
        family="optimizer",
        glyph=Glyph.ELEMENTWISE,
        summary="W ← W − η·∂E/∂W",
        source="article A, the update; Robbins and Monro 1951; torch.optim.SGD",
        symbols=(
            Symbol("W", "W", "W"),
            Symbol("dW", "∂E/∂W", r"\frac{\partial E}{\partial W}"),
            Symbol("rate", "η", r"\eta"),
        ),
        update=(
            Formula(
                "W",
                ("W", "rate", "dW"),
                r"W - \eta \cdot \frac{\partial E}{\partial W}",
                "W - rate * dW",
                Dependence.ELEMENTWISE,
                _step,
                "each parameter moves against its gradient, by gradient × learning rate",
            ),
        ),
        settings=(rate_setting(0.1), *shared_settings()),
    )

    def __init__(self, learning_rate: float = 0.1, **shared: Unpack[Shared]) -> None:
        super().__init__(learning_rate, **shared)

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        # an array of shape () is multiplied with in half the time of a number
        self._length, self._length_of = np.zeros((), like.dtype), 0.0

    def _move(self, values: Array, gradients: Array, rate: float) -> None:
        if rate != self._length_of:
            self._length, self._length_of = np.asarray(rate, values.dtype), rate
        np.multiply(gradients, self._length, self._work)
        np.subtract(values, self._work, values)
