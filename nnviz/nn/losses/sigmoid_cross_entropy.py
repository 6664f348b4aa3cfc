"""Sigmoid and binary cross-entropy in one: judges the plain outputs of a network by yes and no.

Together their gradient is prediction minus target, which stays exact where each alone would fail.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import sigmoid, softplus
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors
from nnviz.nn.node import Loss
from nnviz.nn.ranges import check_cells


def _prediction(t: Tensors) -> Array:
    return sigmoid(t["X"])


def _error(t: Tensors) -> Array:
    x, target = t["X"], t["T"]
    return np.asarray(np.mean(target * softplus(-x) + (1.0 - target) * softplus(x)))


def _gradient(t: Tensors) -> Array:
    return np.asarray(t["dE"] * (t["P"] - t["T"]) / t["P"].size)


class SigmoidCrossEntropy(Loss):
    """E = mean(T·ln(1 + exp(−X)) + (1 − T)·ln(1 + exp(X))): binary cross-entropy of the sigmoid of X.

    X is any numbers (N, ...), T is from 0 to 1 and of the same shape; E has shape ().
    """

    description = Description(
        title="sigmoid + cross-entropy",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = −mean (T·ln σ(X) + (1 − T)·ln(1 − σ(X)))",
        source="Cox 1958, the likelihood of yes and no",
        symbols=(
            Symbol("X", "X", "X"),
            Symbol("P", "Ŷ", r"\hat{Y}"),
            Symbol("T", "T", "T"),
            Symbol("E", "E", "E"),
            Symbol("dE", "∂E/∂E", r"\frac{\partial E}{\partial E}"),
            Symbol("dX", "∂E/∂X", r"\frac{\partial E}{\partial X}"),
        ),
        forward=(
            Formula(
                "P",
                ("X",),
                r"\frac{1}{1 + e^{-X}}",
                Dependence.ELEMENTWISE,
                _prediction,
                "how sure the network is of yes, from 0 to 1",
            ),
            Formula(
                "E",
                ("T", "X"),
                r"\frac{1}{n} \sum_i \left( T_i \ln(1 + e^{-X_i}) + (1 - T_i) \ln(1 + e^{X_i}) \right)",
                Dependence.MEAN,
                _error,
                "0 where the right answer was given the whole share, more the less it was given",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("P", "T", "dE"),
                r"\frac{1}{n} (\hat{Y} - T)",
                Dependence.ELEMENTWISE,
                _gradient,
                "each output is pushed back by as much as its share is off",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over predictions of this shape write into."""
        self._room = like.shape
        # yes in the first half, no in the second: one call then serves both
        self._given, self._work = (np.empty((2, *like.shape), like.dtype) for _ in range(2))
        self._flat_given, self._flat_work = self._given.ravel(), self._work.ravel()
        self._prediction, self._dx = np.empty_like(like), np.empty_like(like)
        self._share = like.dtype.type(1.0 / like.size)

    def extras(self) -> dict[str, Array]:
        return {"P": self._prediction}

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """E.

        Raises:
            DataError: a target that is not from 0 to 1.
        """
        scores, target = inputs
        if scores.shape != self._room:
            self._make_room(scores)
        check_cells(self._label(), "targets", target, 0.0, 1.0)
        np.copyto(self._given[0], target)
        np.subtract(1.0, self._given[0], self._given[1])
        np.negative(scores, self._work[0])
        np.copyto(self._work[1], scores)
        softplus(self._work, self._work)
        sigmoid(scores, self._prediction)
        error: Array = self._flat_given.dot(self._flat_work) * self._share
        return error

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        np.subtract(self._prediction, self._given[0], self._dx)
        return (np.multiply(self._dx, d_output * self._share, self._dx),)
