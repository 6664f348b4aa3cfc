"""Mean absolute error: how far a prediction is from its target, averaged.

Every miss pulls equally hard, so that a few far-off samples cannot drown out the rest.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import LOSS_SYMBOLS, Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.node import Loss
from nnviz.nn.plan import Plan


def _error(t: Tensors) -> Array:
    return np.asarray(np.mean(np.abs(t["T"] - t["X"])))


def _gradient(t: Tensors) -> Array:
    return np.asarray(t["dE"] * np.sign(t["X"] - t["T"]) / t["X"].size)


class MAE(Loss):
    """E = mean|T − X| for a prediction X and a target T, both (N, ...); E has shape ().

    Where the prediction is exactly right there is a corner; the gradient there is 0.
    """

    description = Description(
        title="MAE",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = mean |T − Ŷ|",
        source="Laplace 1774, the smallest sum of absolute errors",
        symbols=LOSS_SYMBOLS,
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"\frac{1}{n} \sum_i |T_i - \hat{Y}_i|",
                "sum(abs(T - X)) / n",
                Dependence.MEAN,
                _error,
                "how far the prediction is from the target, averaged over all n cells",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("X", "T", "dE"),
                r"\frac{1}{n} \mathrm{sign}(\hat{Y} - T)",
                "sign(X - T) / n * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "each cell is pushed back equally hard, however far it is off",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, target = (room.memory for room in plan.inputs)
        total = plan.number(0.0)
        difference, distance = (plan.inputs[0].like() for _ in range(2))
        share = 1.0 / plan.inputs[0].size
        plan.forward(np.subtract, prediction, target, difference.memory)
        plan.forward(np.abs, difference.memory, distance.memory)
        plan.forward(np.add.reduce, distance.cells, 0, None, total)
        plan.input_gradients(np.sign, difference.memory, distance.memory)
        self.share_out(plan, total, share, distance.memory, share)
