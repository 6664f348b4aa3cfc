"""SiLU: each value times its own sigmoid, a ReLU with a rounded corner.

Large values pass, very negative ones become 0, and a little below 0 the curve dips under it.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import sigmoid
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise


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
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes above 0, fades out below, and turns round where the curve dips",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._x, self._share = np.empty_like(like), np.empty_like(like)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        np.copyto(self._x, x)
        return np.multiply(x, sigmoid(x, self._share), self._y)

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        dx = self._dx
        np.subtract(self._ones, self._share, dx)
        np.multiply(self._x, dx, dx)
        np.add(self._ones, dx, dx)
        np.multiply(self._share, dx, dx)
        return (np.multiply(d_output, dx, dx),)
