"""Mean squared error: how far a prediction is from its target, squared and averaged.

The mean runs over every cell, so that E does not grow with the batch or the number of outputs.
"""

from __future__ import annotations

from typing import ClassVar

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
from nnviz.nn.node import Loss


def _error(t: Tensors) -> Array:
    return np.asarray(np.mean((t["T"] - t["X"]) ** 2))


def _gradient(t: Tensors) -> Array:
    return np.asarray(t["dE"] * 2.0 * (t["X"] - t["T"]) / t["X"].size)


class MSE(Loss):
    """E = mean((T − X)²) for a prediction X and a target T, both (N, ...); E has shape ()."""

    weight: ClassVar[float] = 1.0
    """What the mean is multiplied with."""

    description = Description(
        title="MSE",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = mean (T − Ŷ)²",
        source="article A, mse",
        symbols=(
            Symbol("X", "Ŷ", r"\hat{Y}"),
            Symbol("T", "T", "T"),
            Symbol("E", "E", "E"),
            Symbol("dE", "∂E/∂E", r"\frac{\partial E}{\partial E}"),
            Symbol("dX", "∂E/∂Ŷ", r"\frac{\partial E}{\partial \hat{Y}}"),
        ),
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"\frac{1}{n} \sum_i (T_i - \hat{Y}_i)^2",
                Dependence.MEAN,
                _error,
                "how far the prediction is from the target, squared, averaged over all n cells",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("X", "T", "dE"),
                r"\frac{2}{n} (\hat{Y} - T)",
                Dependence.ELEMENTWISE,
                _gradient,
                "the further the prediction is off, the harder it is pushed back",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over predictions of this shape write into."""
        self._room = like.shape
        self._difference, self._dx = (np.empty(like.shape, like.dtype) for _ in range(2))
        self._flat = self._difference.ravel()
        self._share = like.dtype.type(self.weight / like.size)
        self._slope = like.dtype.type(2.0 * self.weight / like.size)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        prediction, target = inputs
        if prediction.shape != self._room:
            self._make_room(prediction)
        np.subtract(prediction, target, self._difference)
        error: Array = self._flat.dot(self._flat) * self._share
        return error

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        return (np.multiply(self._difference, d_output * self._slope, self._dx),)
