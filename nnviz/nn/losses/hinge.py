"""Hinge loss: asks that a prediction is on the right side of 0, and at least 1 away from it.

What is right with that margin costs nothing and is left alone.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors
from nnviz.nn.errors import DataError
from nnviz.nn.node import Loss


def _error(t: Tensors) -> Array:
    return np.asarray(np.mean(np.maximum(1.0 - t["T"] * t["X"], 0.0)))


def _gradient(t: Tensors) -> Array:
    inside = t["T"] * t["X"] < 1.0
    return np.asarray(t["dE"] * (-t["T"] * inside) / t["X"].size)


class Hinge(Loss):
    """E = mean(max(0, 1 − T·X)) for a prediction X and a target T of −1 and 1, both (N, ...)."""

    description = Description(
        title="hinge",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = mean max(0, 1 − T·Ŷ)",
        source="Cortes and Vapnik 1995",
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
                r"\frac{1}{n} \sum_i \max(0, 1 - T_i \hat{Y}_i)",
                Dependence.MEAN,
                _error,
                "by how much each prediction misses a margin of 1 on the right side, averaged",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("X", "T", "dE"),
                r"-\frac{1}{n} T \odot [T \odot \hat{Y} < 1]",
                Dependence.ELEMENTWISE,
                _gradient,
                "what misses the margin is pushed towards its side, the rest is left alone",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over predictions of this shape write into."""
        self._room = like.shape
        self._t, self._missing, self._dx = (np.empty_like(like) for _ in range(3))
        self._inside = np.empty(like.shape, bool)
        self._share = like.dtype.type(1.0 / like.size)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """E.

        Raises:
            DataError: a target that is neither −1 nor 1.
        """
        prediction, target = inputs
        if prediction.shape != self._room:
            self._make_room(prediction)
        np.copyto(self._t, target)
        self._check_targets()
        missing = np.multiply(self._t, prediction, self._missing)
        np.subtract(1.0, missing, missing)
        np.greater(missing, 0.0, self._inside)
        np.maximum(missing, 0.0, out=missing)
        error: Array = np.add.reduce(missing, None) * self._share
        return error

    def _check_targets(self) -> None:
        right = np.abs(self._t, self._missing) == 1.0
        if not right.all():
            bad = self._t[~right][0]
            raise DataError(f"{self._label()}: targets must be −1 or 1, given {bad:g}")

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        np.multiply(self._t, self._inside, self._dx)
        return (np.multiply(self._dx, d_output * -self._share, self._dx),)
