"""Cross-entropy: how surprised a prediction made of shares is by the true class.

It looks at the share that the true class was given; the smaller that is, the larger E.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors
from nnviz.nn.ranges import LEAST_SHARE, check_cells
from nnviz.nn.targets import Categorical, shares


def _error(t: Tensors) -> Array:
    logs = np.log(np.maximum(t["X"], LEAST_SHARE))
    return np.asarray(-(shares(t) * logs).sum() / len(t["X"]))


def _gradient(t: Tensors) -> Array:
    return np.asarray(-t["dE"] * shares(t) / np.maximum(t["X"], LEAST_SHARE) / len(t["X"]))


class CrossEntropy(Categorical):
    """E = −1/N Σ T·ln X for shares X (N, classes), such as those of a Softmax; E has shape ().

    T holds class numbers (N,) or shares (N, classes). A share below 1e-12 counts as 1e-12, so that
    E and its gradient stay finite; SoftmaxCrossEntropy has no such floor.
    """

    description = Description(
        title="cross-entropy",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = −mean Σ T·ln Ŷ",
        source="article C, Softmax with the loss; Shannon 1948",
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
                r"-\frac{1}{N} \sum_n \sum_k T_{nk} \ln \hat{Y}_{nk}",
                Dependence.MEAN,
                _error,
                "0 where the true class was given the whole share, more the less it was given",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("X", "T", "dE"),
                r"-\frac{1}{N} \frac{T}{\hat{Y}}",
                Dependence.ELEMENTWISE,
                _gradient,
                "the share of the true class is pushed up, the harder the smaller it is",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._safe = np.empty_like(like)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """E.

        Raises:
            DataError: a prediction that is not from 0 to 1, or a target that names no class.
        """
        prediction, target = inputs
        if prediction.shape != self._room:
            self._make_room(prediction)
        check_cells(self._label(), "predictions", prediction, 0.0, 1.0)
        self._take(target)
        np.maximum(prediction, LEAST_SHARE, out=self._safe)
        np.log(self._safe, self._logs)
        error: Array = self._flat_logs.dot(self._flat_t) * -self._share
        return error

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        np.divide(self._t, self._safe, self._dx)
        return (np.multiply(self._dx, d_output * -self._share, self._dx),)
