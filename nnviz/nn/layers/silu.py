"""SiLU: each value times its own sigmoid, a ReLU with a rounded corner.

Large values pass, very negative ones become 0, and a little below 0 the curve dips under it.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import sigmoid
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise
from nnviz.nn.plan import Plan


def _output(t: Tensors) -> Array:
    return t["X"] * sigmoid(t["X"])


def _input_gradient(t: Tensors) -> Array:
    share = sigmoid(t["X"])
    return t["dY"] * share * (1.0 + t["X"] * (1.0 - share))


class SiLU(Elementwise):
    """Y = X·σ(X), for X and Y of the same shape (N, ...); also known as swish."""

    description = Description(
        title="SiLU",
        family="activation",
        glyph=Glyph.ELEMENTWISE,
        summary="Y = X·σ(X)",
        source="Elfwing, Uchibe and Doya 2017",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"X \odot \sigma(X)",
                "X * sigmoid(X)",
                Dependence.ELEMENTWISE,
                _output,
                "each value is kept in the share that its own sigmoid gives",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X"),
                r"\frac{\partial E}{\partial Y} \odot \sigma(X) \odot (1 + X \odot (1 - \sigma(X)))",
                "dY * sigmoid(X) * (1 + X * (1 - sigmoid(X)))",
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes above 0, fades out below, and turns round where the curve dips",
            ),
        ),
    )

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        share, one = np.empty_like(y), plan.number(1.0)
        plan.forward(sigmoid, x, share)
        plan.forward(np.multiply, x, share, y)
        plan.input_gradients(np.subtract, one, share, dx)
        plan.input_gradients(np.multiply, x, dx, dx)
        plan.input_gradients(np.add, one, dx, dx)
        plan.input_gradients(np.multiply, share, dx, dx)
        plan.input_gradients(np.multiply, dy, dx, dx)
