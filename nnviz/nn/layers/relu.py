"""ReLU: a switch that lets positive values through and stops the others.

Where the input was 0 or less, nothing passes in either direction.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise
from nnviz.nn.plan import Plan


def _output(t: Tensors) -> Array:
    return np.maximum(t["X"], 0.0)


def _input_gradient(t: Tensors) -> Array:
    return np.where(t["X"] > 0.0, t["dY"], 0.0)


class ReLU(Elementwise):
    """Y = max(X, 0), for X and Y of the same shape (N, ...)."""

    description = Description(
        title="ReLU",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = max(0, X)",
        source="article C, Relu",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"\max(0, X)",
                "max(0, X)",
                Dependence.ELEMENTWISE,
                _output,
                "positive values pass unchanged, the others become 0",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X"),
                r"\frac{\partial E}{\partial Y} \odot [X > 0]",
                "dY * (X > 0)",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes only where the value passed",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        # whole arrays of zeros, since numpy compares those several times as fast as with one number
        zeros, passes = np.zeros_like(y), np.empty_like(y)
        plan.forward(np.maximum, x, zeros, out=y)
        plan.input_gradients(np.greater, y, zeros, passes)
        plan.input_gradients(np.multiply, dy, passes, dx)
