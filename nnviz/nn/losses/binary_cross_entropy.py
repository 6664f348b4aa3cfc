"""Binary cross-entropy: how surprised a prediction between 0 and 1 is by a yes or a no.

Each cell is a question of its own, answered with the share given to yes.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors
from nnviz.nn.node import Loss
from nnviz.nn.ranges import LEAST_SHARE, check_cells


def _shares(t: Tensors) -> tuple[Array, Array]:
    """The shares given to yes and to no."""
    return np.maximum(t["X"], LEAST_SHARE), np.maximum(1.0 - t["X"], LEAST_SHARE)


def _error(t: Tensors) -> Array:
    yes, no = _shares(t)
    return np.asarray(-np.mean(t["T"] * np.log(yes) + (1.0 - t["T"]) * np.log(no)))


def _gradient(t: Tensors) -> Array:
    yes, no = _shares(t)
    return np.asarray(t["dE"] * ((1.0 - t["T"]) / no - t["T"] / yes) / yes.size)


class BinaryCrossEntropy(Loss):
    """E = −mean(T·ln X + (1 − T)·ln(1 − X)) for X and T from 0 to 1, both (N, ...); E has shape ().

    A share below 1e-12 counts as 1e-12, so that E and its gradient stay finite;
    SigmoidCrossEntropy has no such floor.
    """

    description = Description(
        title="binary cross-entropy",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = −mean (T·ln Ŷ + (1 − T)·ln(1 − Ŷ))",
        source="Shannon 1948; Cox 1958, the likelihood of yes and no",
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
                r"-\frac{1}{n} \sum_i \left( T_i \ln \hat{Y}_i + (1 - T_i) \ln (1 - \hat{Y}_i) \right)",
                Dependence.MEAN,
                _error,
                "0 where the right answer was given the whole share, more the less it was given",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("X", "T", "dE"),
                r"\frac{1}{n} \left( \frac{1 - T}{1 - \hat{Y}} - \frac{T}{\hat{Y}} \right)",
                Dependence.ELEMENTWISE,
                _gradient,
                "a prediction is pushed towards the right answer, the harder the surer it was of the other",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over predictions of this shape write into."""
        self._room = like.shape
        # yes in the first half, no in the second: one call then serves both
        self._given, self._safe, self._work = (np.empty((2, *like.shape), like.dtype) for _ in range(3))
        self._flat_given, self._flat_work = self._given.ravel(), self._work.ravel()
        self._dx = np.empty_like(like)
        self._share = like.dtype.type(1.0 / like.size)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """E.

        Raises:
            DataError: a prediction or a target that is not from 0 to 1.
        """
        prediction, target = inputs
        if prediction.shape != self._room:
            self._make_room(prediction)
        self._split("predictions", prediction, self._safe)
        self._split("targets", target, self._given)
        np.maximum(self._safe, LEAST_SHARE, out=self._safe)
        np.log(self._safe, self._work)
        error: Array = self._flat_given.dot(self._flat_work) * -self._share
        return error

    def _split(self, what: str, yes: Array, pair: Array) -> None:
        """Writes the shares of yes and of no, neither of which may be below 0."""
        np.copyto(pair[0], yes)
        np.subtract(1.0, pair[0], pair[1])
        if np.minimum.reduce(pair, None) < 0.0:
            check_cells(self._label(), what, yes, 0.0, 1.0)

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        np.divide(self._given, self._safe, self._work)
        np.subtract(self._work[1], self._work[0], self._dx)
        return (np.multiply(self._dx, d_output * self._share, self._dx),)
