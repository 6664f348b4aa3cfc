"""ReLU: a switch that lets positive values through and stops the others.

Where the input was 0 or less, nothing passes in either direction.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.node import Elementwise


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
                Dependence.ELEMENTWISE,
                _input_gradient,
                "the error passes only where the value passed",
            ),
        ),
    )

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._zeros, self._open = np.zeros_like(like), np.empty_like(like)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        np.greater(x, self._zeros, self._open)
        return np.maximum(x, self._zeros, out=self._y)

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        return (np.multiply(d_output, self._open, self._dx),)
