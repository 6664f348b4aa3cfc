"""Half the mean squared error: the same valley as MSE, half as deep and half as steep.

Many texts halve it so that the 2 of the derivative goes away.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import LOSS_SYMBOLS, Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.losses.mse import MSE


def _error(t: Tensors) -> Array:
    return np.asarray(0.5 * np.mean((t["T"] - t["X"]) ** 2))


def _gradient(t: Tensors) -> Array:
    return np.asarray(t["dE"] * (t["X"] - t["T"]) / t["X"].size)


class HalfMSE(MSE):
    """E = ½ mean((T − X)²) for a prediction X and a target T, both (N, ...); E has shape ()."""

    weight = 0.5
    description = Description(
        title="½ MSE",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = ½ mean (T − Ŷ)²",
        source="article A, mse, halved",
        symbols=LOSS_SYMBOLS,
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"\frac{1}{2n} \sum_i (T_i - \hat{Y}_i)^2",
                "sum((T - X)**2) / (2 * n)",
                Dependence.MEAN,
                _error,
                "how far the prediction is from the target, squared, half the average over all n cells",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("X", "T", "dE"),
                r"\frac{1}{n} (\hat{Y} - T)",
                "(X - T) / n * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "each cell is pushed back by as much as it is off, shared out over the n cells",
            ),
        ),
    )
