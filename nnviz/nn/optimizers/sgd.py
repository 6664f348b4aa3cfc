"""SGD: every parameter takes a step against its gradient.

The length of the step is the gradient times the learning rate, and nothing is remembered.
"""

from __future__ import annotations

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
)
from nnviz.nn.optimizer import Optimizer


def _step(t: Tensors) -> Array:
    return np.asarray(t["W"] - t["rate"] * t["dW"])


class SGD(Optimizer):
    """W ← W − η·∂E/∂W, for every parameter W of the network."""

    description = Description(
        title="SGD",
        family="optimizer",
        glyph=Glyph.ELEMENTWISE,
        summary="W ← W − η·∂E/∂W",
        source="article A, the update; Robbins and Monro 1951",
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
                Dependence.ELEMENTWISE,
                _step,
                "each parameter moves against its gradient, by gradient × learning rate",
            ),
        ),
        settings=(Setting("learning_rate", float, 0.1, 0.0, None, "how long a step is"),),
    )

    def __init__(self, learning_rate: float = 0.1) -> None:
        super().__init__(learning_rate)
        self._move: Array = np.empty(0)

    def step(self, values: Array, gradients: Array) -> None:
        if self._move.shape != values.shape:
            self._move = np.empty_like(values)
        np.multiply(gradients, self._rate, self._move)
        np.subtract(values, self._move, values)
