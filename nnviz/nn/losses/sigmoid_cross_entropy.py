"""Sigmoid and binary cross-entropy in one: judges the plain outputs of a network by yes and no.

Together their gradient is prediction minus target, which stays exact where each alone would fail.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.nn.curves import sigmoid, softplus
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors
from nnviz.nn.node import Loss
from nnviz.nn.plan import Plan
from nnviz.nn.ranges import check_cells
from nnviz.nn.room import Shape


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

    border = 0.0

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
                "1 / (1 + exp(-X))",
                Dependence.ELEMENTWISE,
                _prediction,
                "how sure the network is of yes, from 0 to 1",
            ),
            Formula(
                "E",
                ("T", "X"),
                r"\frac{1}{n} \sum_i \left( T_i \ln(1 + e^{-X_i}) + (1 - T_i) \ln(1 + e^{X_i}) \right)",
                "sum(T * ln(1 + exp(-X)) + (1 - T) * ln(1 + exp(X))) / n",
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
                "(P - T) / n * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "each output is pushed back by as much as its share is off",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, target = (room.memory for room in plan.inputs)
        total = plan.number(0.0)
        # yes in the first half, no in the second: one call then serves both
        given, work = (np.empty((2, *target.shape), target.dtype) for _ in range(2))
        room, share = plan.inputs[0].like(), 1.0 / target.size
        shares = room.memory
        plan.extras["P"] = room.array
        plan.forward.copy(target, given[0])
        plan.forward(np.subtract, plan.number(1.0), target, given[1])
        plan.forward(np.negative, prediction, work[0])
        plan.forward.copy(prediction, work[1])
        plan.forward(softplus, work, work)
        plan.forward(sigmoid, prediction, shares)
        plan.forward(given.reshape(-1).dot, work.reshape(-1), total)
        plan.input_gradients(np.subtract, shares, target, work[0])
        self.share_out(plan, total, share, work[0], share)

    def targets(self, given: Array, prediction: Shape, dtype: Any = np.float64) -> Array:
        found = super().targets(given, prediction, dtype)
        check_cells(self._label(), "targets", found, 0.0, 1.0)
        return found
