"""Softmax: turns the values of a sample into shares that add up to one.

Every share depends on every value, so its backward carries the whole table of derivatives.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.curves import softmax
from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Tensors, symbols
from nnviz.nn.errors import ShapeError
from nnviz.nn.node import Elementwise, Shape, written
from nnviz.nn.plan import Plan


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
                "exp(X) / sum(exp(X), sample)",
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
                "sum(own(Y) * (same - Y) * dY, sample)",
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

    def arrange(self, plan: Plan) -> None:
        x, y, dy, dx = plan.memories()
        # the classes are the last axis to a reader, and the first in memory
        total = np.empty_like(y[0])
        plan.forward(np.maximum.reduce, x, 0, None, total)
        plan.forward(np.subtract, x, total, y)
        plan.forward(np.exp, y, y)
        plan.forward(np.add.reduce, y, 0, None, total)
        plan.forward(np.divide, y, total, y)
        plan.input_gradients(np.multiply, dy, y, dx)
        plan.input_gradients(np.add.reduce, dx, 0, None, total)
        plan.input_gradients(np.subtract, dy, total, dx)
        plan.input_gradients(np.multiply, y, dx, dx)
