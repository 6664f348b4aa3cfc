"""Leaky ReLU: a switch that lets positive values through and a small share of the others.

As something always passes, a unit whose inputs are all negative can still learn its way back.
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
    return np.asarray(np.maximum(t["X"], t["slope"] * t["X"]))


def _input_gradient(t: Tensors) -> Array:
    return t["dY"] * np.where(t["X"] > 0.0, t["slope"].dtype.type(1.0), t["slope"])


class LeakyReLU(Elementwise):
    """Y = X where X > 0, else a·X, for X and Y of the same shape (N, ...); a is from 0 to 1."""

    description = Description(
        title="leaky ReLU",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = max(X, a·X)",
        source="Maas, Hannun and Ng 2013",
        symbols=(*symbols("X", "Y"), Symbol("slope", "a", "a")),
        forward=(
            Formula(
                "Y",
                ("X", "slope"),
                r"\max(X, a \cdot X)",
                "max(X, slope * X)",
                Dependence.ELEMENTWISE,
                _output,
                "positive values pass unchanged, of the others a small share",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X", "slope"),
                r"\frac{\partial E}{\partial Y} \odot ([X > 0] + a \cdot [X \leq 0])",
                "dY * ((X > 0) + slope * (X <= 0))",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes whole where the value did, and elsewhere in the same small share",
            ),
        ),
        settings=(Setting("slope", float, 0.01, 0.0, 1.0, "the share of a negative value that passes"),),
    )

    def __init__(self, slope: float = 0.01) -> None:
        super().__init__()
        self.slope = number("LeakyReLU", "slope", slope, 0.0, 1.0)

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        slope, zero, one = (plan.number(value) for value in (self.slope, 0.0, 1.0))
        passes, share = np.empty(y.shape, bool), np.empty_like(y)
        plan.extras["slope"] = slope
        plan.forward(np.greater, x, zero, passes)
        plan.forward.copy(slope, share)
        plan.forward(np.copyto, share, one, where=passes)
        plan.forward(np.multiply, x, share, y)
        plan.input_gradients(np.multiply, dy, share, dx)
