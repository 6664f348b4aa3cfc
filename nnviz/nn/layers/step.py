"""Step: the perceptron's decision, 1 above a threshold and 0 up to it.

It is flat on both sides, so its derivative is 0 and nothing before it can learn by backpropagation.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import (
    Array,
    Dependence,
    Description,
    Formula,
    Glyph,
    Setting,
    Symbol,
    Tensors,
    symbols,
)
from nnviz.nn.node import Elementwise
from nnviz.nn.plan import Plan
from nnviz.nn.ranges import number


def _output(t: Tensors) -> Array:
    return np.asarray(t["X"] > t["threshold"]).astype(t["X"].dtype)


def _input_gradient(t: Tensors) -> Array:
    return np.zeros_like(t["dY"])


class Step(Elementwise):
    """Y = 1 where X > θ, else 0, for X and Y of the same shape (N, ...); its gradient is 0."""

    description = Description(
        title="step",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = 1 if X > θ, else 0",
        source="article B, perceptron; Rosenblatt 1958",
        symbols=(*symbols("X", "Y"), Symbol("threshold", "θ", r"\theta")),
        forward=(
            Formula(
                "Y",
                ("X", "threshold"),
                r"[X > \theta]",
                "(X > threshold)",
                Dependence.ELEMENTWISE,
                _output,
                "yes (1) above the threshold, no (0) otherwise",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY",),
                r"\frac{\partial E}{\partial Y} \odot 0",
                "dY * 0",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "a step is flat on both sides, so no error passes and nothing before it learns",
            ),
        ),
        settings=(Setting("threshold", float, 0.0, None, None, "the value above which the answer is 1"),),
    )

    def __init__(self, threshold: float = 0.0) -> None:
        super().__init__()
        self.threshold = number("Step", "threshold", threshold)

    def arrange(self, plan: Plan) -> None:
        x, y, _, dx = plan.memories()
        threshold = plan.extras["threshold"] = plan.number(self.threshold)
        plan.forward(np.greater, x, threshold, y)
        plan.input_gradients(dx.fill, 0.0)
