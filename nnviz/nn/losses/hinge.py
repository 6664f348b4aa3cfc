"""Hinge loss: asks that a prediction is on the right side of 0, and at least 1 away from it.

What is right with that margin costs nothing and is left alone.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.nn.describe import LOSS_SYMBOLS, Array, Dependence, Description, Formula, Glyph, Tensors
from nnviz.nn.errors import DataError
from nnviz.nn.node import Loss
from nnviz.nn.plan import Plan
from nnviz.nn.room import Shape


def _error(t: Tensors) -> Array:
    return np.asarray(np.mean(np.maximum(1.0 - t["T"] * t["X"], 0.0)))


def _gradient(t: Tensors) -> Array:
    inside = t["T"] * t["X"] < 1.0
    return np.asarray(t["dE"] * (-t["T"] * inside) / t["X"].size)


class Hinge(Loss):
    """E = mean(max(0, 1 − T·X)) for a prediction X and a target T of −1 and 1, both (N, ...)."""

    border = 0.0

    description = Description(
        title="hinge",
        family="loss",
        glyph=Glyph.LOSS,
        summary="E = mean max(0, 1 − T·Ŷ)",
        source="Cortes and Vapnik 1995",
        symbols=LOSS_SYMBOLS,
        forward=(
            Formula(
                "E",
                ("T", "X"),
                r"\frac{1}{n} \sum_i \max(0, 1 - T_i \hat{Y}_i)",
                "sum(max(0, 1 - T * X)) / n",
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
                "-T * (T * X < 1) / n * dE",
                Dependence.ELEMENTWISE,
                _gradient,
                "what misses the margin is pushed towards its side, the rest is left alone",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        prediction, target = (room.memory for room in plan.inputs)
        total = plan.number(0.0)
        room, inside = plan.inputs[0].like(), np.empty_like(target)
        missing, zero, one = room.memory, plan.number(0.0), plan.number(1.0)
        share = 1.0 / plan.inputs[0].size
        plan.forward(np.multiply, target, prediction, missing)
        plan.forward(np.subtract, one, missing, missing)
        plan.forward(np.greater, missing, zero, inside)
        plan.forward(np.maximum, missing, zero, out=missing)
        plan.forward(np.add.reduce, room.cells, 0, None, total)
        plan.input_gradients(np.multiply, target, inside, inside)
        self.share_out(plan, total, share, inside, -share)

    def targets(self, given: Array, prediction: Shape, dtype: Any = np.float64) -> Array:
        found = super().targets(given, prediction, dtype)
        wrong = np.abs(found) != 1.0
        if wrong.any():
            raise DataError(f"{self._label()}: targets must be −1 or 1, given {found[wrong][0]:g}")
        return found
