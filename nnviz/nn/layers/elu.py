"""ELU: positive values pass, negative ones bend smoothly towards a floor.

Outputs below zero bring the mean of a layer's outputs closer to 0 than ReLU does.
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
    x = t["X"]
    return np.asarray(np.maximum(x, 0.0) + t["alpha"] * np.expm1(np.minimum(x, 0.0)))


def _input_gradient(t: Tensors) -> Array:
    x = t["X"]
    below = t["alpha"] * np.exp(np.minimum(x, 0.0))
    return t["dY"] * np.where(x > 0.0, below.dtype.type(1.0), below)


class ELU(Elementwise):
    """Y = X where X > 0, else α(exp(X) − 1), for X and Y of the same shape (N, ...)."""

    description = Description(
        title="ELU",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = X if X > 0, else α(eˣ − 1)",
        source="Clevert, Unterthiner and Hochreiter 2015",
        symbols=(*symbols("X", "Y"), Symbol("alpha", "α", r"\alpha")),
        forward=(
            Formula(
                "Y",
                ("X", "alpha"),
                r"\max(0, X) + \alpha \, (e^{\min(0, X)} - 1)",
                "max(0, X) + alpha * (exp(min(0, X)) - 1)",
                Dependence.ELEMENTWISE,
                _output,
                "positive values pass unchanged, negative ones bend towards the floor −α",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X", "alpha"),
                r"\frac{\partial E}{\partial Y} \odot ([X > 0] + \alpha \, e^X \, [X \leq 0])",
                "dY * ((X > 0) + alpha * exp(min(0, X)) * (X <= 0))",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes whole above 0, and fades out the further the value lies below",
            ),
        ),
        settings=(Setting("alpha", float, 1.0, 0.0, None, "how far below 0 the floor lies"),),
    )

    def __init__(self, alpha: float = 1.0) -> None:
        super().__init__()
        self.alpha = number("ELU", "alpha", alpha, 0.0)

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        alpha, zero, one = (plan.number(value) for value in (self.alpha, 0.0, 1.0))
        below, passes = np.empty_like(y), np.empty(y.shape, bool)
        plan.extras["alpha"] = alpha
        plan.forward(np.greater, x, zero, passes)
        plan.forward(np.minimum, x, zero, out=below)
        plan.forward(np.expm1, below, y)
        plan.forward(np.multiply, y, alpha, y)
        plan.forward(np.copyto, y, x, where=passes)
        plan.input_gradients(np.exp, below, dx)
        plan.input_gradients(np.multiply, dx, alpha, dx)
        plan.input_gradients(np.copyto, dx, one, where=passes)
        plan.input_gradients(np.multiply, dy, dx, dx)
