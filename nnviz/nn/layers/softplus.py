"""Softplus: a ReLU with a rounded corner, always above 0.

Its slope is the sigmoid, so the switch of a ReLU becomes a gradual one.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import sigmoid, softplus
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise
from nnviz.nn.plan import Plan


def _output(t: Tensors) -> Array:
    return softplus(t["X"])


def _input_gradient(t: Tensors) -> Array:
    return t["dY"] * sigmoid(t["X"])


class Softplus(Elementwise):
    """Y = ln(1 + exp(X)), for X and Y of the same shape (N, ...)."""

    description = Description(
        title="softplus",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = ln(1 + eˣ)",
        source="Dugas, Bengio, Bélisle, Nadeau and Garcia 2000",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"\ln(1 + e^X)",
                "ln(1 + exp(X))",
                Dependence.ELEMENTWISE,
                _output,
                "large values pass nearly unchanged, the others come close to 0 and never reach it",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X"),
                r"\frac{\partial E}{\partial Y} \odot \frac{1}{1 + e^{-X}}",
                "dY / (1 + exp(-X))",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes in a share from 0 to 1: the sigmoid of the value",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        plan.forward(softplus, x, y)
        plan.input_gradients(sigmoid, x, dx)
        plan.input_gradients(np.multiply, dy, dx, dx)
