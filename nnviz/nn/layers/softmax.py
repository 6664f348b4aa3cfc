"""Softmax: turns the values of a sample into shares that add up to one.

Every share depends on every value, so its backward carries the whole table of derivatives.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import softmax
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.errors import ShapeError
from nnviz.nn.node import Elementwise, Shape, written


def _output(t: Tensors) -> Array:
    return softmax(t["X"])


def _input_gradient(t: Tensors) -> Array:
    d_y, y = t["dY"], t["Y"]
    return np.asarray(y * (d_y - (d_y * y).sum(axis=-1, keepdims=True)))


class Softmax(Elementwise):
    """Y = exp(X) / Σ exp(X) along the last axis, for X and Y of the same shape (N, ..., classes)."""

    description = Description(
        title="softmax",
        family="activation",
        glyph=Glyph.BARS,
        summary="Y = eˣ / Σ eˣ",
        source="article B, softmax network; article C, Softmax",
        symbols=symbols("X", "Y"),
        forward=(
            Formula(
                "Y",
                ("X",),
                r"\frac{e^{X_i}}{\sum_k e^{X_k}}",
                Dependence.JACOBIAN,
                _output,
                "each value becomes its share of the whole; the shares of a sample add up to 1",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "Y"),
                r"Y_i \Big( \frac{\partial E}{\partial Y_i}"
                r" - \sum_k \frac{\partial E}{\partial Y_k} Y_k \Big)",
                Dependence.JACOBIAN,
                _input_gradient,
                "as one share can only grow when others shrink, each is blamed for what it is blamed"
                " more than the average",
            ),
        ),
    )

    def output_shape(self, *input_shapes: Shape) -> Shape:
        shape = input_shapes[0]
        if not shape or shape[-1] < 1:
            raise ShapeError(self._label(), "(N, ..., classes)", written(shape))
        return shape

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._mean = np.empty((*like.shape[:-1], 1), like.dtype)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        return softmax(x, self._y)

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        y, dx = self._y, self._dx
        np.multiply(d_output, y, dx)
        np.add.reduce(dx, -1, out=self._mean, keepdims=True)
        np.subtract(d_output, self._mean, dx)
        return (np.multiply(y, dx, dx),)
