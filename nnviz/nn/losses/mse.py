"""Mean squared error: how far a prediction is from its target, squared and averaged.

The mean runs over every cell, so that E does not grow with the batch or the number of outputs.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from nnviz.nn.describe import (
    LOSS_SYMBOLS,
    Array,
    Dependence,
    Description,
    Formula,
    Glyph,
    Tensors,
)
from nnviz.nn.node import Loss
from nnviz.nn.plan import Plan


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
        symbols=LOSS_SYMBOLS,
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"\frac{1}{n} \sum_i (T_i - \hat{Y}_i)^2",
                "sum((T - X)**2) / n",
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
                "2 / n * (X - T) * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "the further the prediction is off, the harder it is pushed back",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, target = (room.memory for room in plan.inputs)
        total = plan.number(0.0)
        room, share = plan.inputs[0].like(), self.weight / plan.inputs[0].size
        plan.forward(np.subtract, prediction, target, room.memory)
        plan.forward(room.cells.dot, room.cells, total)
        self.share_out(plan, total, share, room.memory, 2.0 * share)
