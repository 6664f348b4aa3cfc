"""Binary cross-entropy: how surprised a prediction between 0 and 1 is by a yes or a no.

Each cell is a question of its own, answered with the share given to yes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.nn.describe import LOSS_SYMBOLS, Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.node import Loss
from nnviz.nn.plan import Plan
from nnviz.nn.ranges import LEAST_SHARE, check_cells
from nnviz.nn.room import Shape


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

    border = 0.5

    description = Description(
        title="binary cross-entropy",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = −mean (T·ln Ŷ + (1 − T)·ln(1 − Ŷ))",
        source="Shannon 1948; Cox 1958, the likelihood of yes and no",
        symbols=LOSS_SYMBOLS,
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"-\frac{1}{n} \sum_i \left( T_i \ln \hat{Y}_i + (1 - T_i) \ln (1 - \hat{Y}_i) \right)",
                "-sum(T * ln(share(X)) + (1 - T) * ln(share(1 - X))) / n",
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
                "((1 - T) / share(1 - X) - T / share(X)) / n * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "a prediction is pushed towards the right answer, the harder the surer it was of the other",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, target = (room.memory for room in plan.inputs)
        total = plan.number(0.0)
        # yes in the first half, no in the second: one call then serves both
        given, safe, work = (np.empty((2, *target.shape), target.dtype) for _ in range(3))
        one, floor = plan.number(1.0), plan.number(LEAST_SHARE)
        share = 1.0 / target.size
        plan.forward(check_cells, self._label(), "predictions", prediction, 0.0, 1.0)
        for yes, pair in ((prediction, safe), (target, given)):
            plan.forward.copy(yes, pair[0])
            plan.forward(np.subtract, one, yes, pair[1])
        plan.forward(np.maximum, safe, floor, out=safe)
        plan.forward(np.log, safe, work)
        plan.forward(given.reshape(-1).dot, work.reshape(-1), total)
        plan.input_gradients(np.divide, given, safe, work)
        plan.input_gradients(np.subtract, work[1], work[0], work[1])
        self.share_out(plan, total, -share, work[1], share)

    def targets(self, given: Array, prediction: Shape, dtype: Any = np.float64) -> Array:
        found = super().targets(given, prediction, dtype)
        check_cells(self._label(), "targets", found, 0.0, 1.0)
        return found
