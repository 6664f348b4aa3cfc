"""tanh: squeezes any number into (−1, 1), steepest at 0.

Its slope, 1 − tanh², is worked out from the output alone.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise
from nnviz.nn.plan import Plan


def _output(t: Tensors) -> Array:
    return np.asarray(np.tanh(t["X"]))


def _input_gradient(t: Tensors) -> Array:
    return t["dY"] * (1.0 - t["Y"] * t["Y"])


class Tanh(Elementwise):
    """Y = tanh(X), for X and Y of the same shape (N, ...)."""

    description = Description(
        title="tanh",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = tanh(X)",
        source="article A, ActivationLayer",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"\tanh(X)",
                "tanh(X)",
                Dependence.ELEMENTWISE,
                _output,
                "each value is squeezed between −1 and 1",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "Y"),
                r"\frac{\partial E}{\partial Y} \odot (1 - Y^2)",
                "dY * (1 - Y**2)",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes where the curve is steep and is lost where it is flat",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        one = plan.number(1.0)
        plan.forward(np.tanh, x, y)
        plan.input_gradients(np.multiply, y, y, dx)
        plan.input_gradients(np.subtract, one, dx, dx)
        plan.input_gradients(np.multiply, dy, dx, dx)
