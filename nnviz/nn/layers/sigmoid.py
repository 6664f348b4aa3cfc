"""Sigmoid: squeezes any number into (0, 1), so that it can be read as a share or a probability.

Its slope, y(1 − y), is worked out from the output alone.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import sigmoid
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise
from nnviz.nn.plan import Plan


def _output(t: Tensors) -> Array:
    return sigmoid(t["X"])


def _input_gradient(t: Tensors) -> Array:
    return t["dY"] * t["Y"] * (1.0 - t["Y"])


class Sigmoid(Elementwise):
    """Y = 1 / (1 + exp(−X)), for X and Y of the same shape (N, ...)."""

    description = Description(
        title="sigmoid",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = σ(X)",
        source="article B; article C, Sigmoid",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"\frac{1}{1 + e^{-X}}",
                "1 / (1 + exp(-X))",
                Dependence.ELEMENTWISE,
                _output,
                "each value is squeezed between 0 and 1",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "Y"),
                r"\frac{\partial E}{\partial Y} \odot Y \odot (1 - Y)",
                "dY * Y * (1 - Y)",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "at most a quarter of the error passes: the curve is never steeper than 1/4",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        plan.forward(sigmoid, x, y)
        plan.input_gradients(np.subtract, plan.number(1.0), y, dx)
        plan.input_gradients(np.multiply, y, dx, dx)
        plan.input_gradients(np.multiply, dy, dx, dx)
