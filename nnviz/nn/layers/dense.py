"""Dense: every output is a weighted sum of every input, plus a bias.

The articles call it FCLayer (A) and Affine (C).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.nn.describe import (
    Array,
    Dependence,
    Description,
    Formula,
    Glyph,
    Setting,
    Tensors,
    symbols,
)
from nnviz.nn.initializers import Initializer
from nnviz.nn.node import Node, Parameter, Shape, positive_int


def _output(t: Tensors) -> Array:
    return t["X"] @ t["W"] + t["B"]


def _input_gradient(t: Tensors) -> Array:
    return t["dY"] @ t["W"].T


def _weight_gradient(t: Tensors) -> Array:
    return t["X"].T @ t["dY"]


def _bias_gradient(t: Tensors) -> Array:
    return np.asarray(t["dY"].sum(axis=0))


class Dense(Node):
    """Y = X·W + B, for X of shape (N, inputs), W (inputs, units), B (units,), Y (N, units)."""

    description = Description(
        title="Dense",
        family="linear",
        glyph=Glyph.UNITS,
        summary="Y = X·W + B",
        source="article A, FCLayer; article C, Affine",
        symbols=symbols("X", "Y", "W", "B"),
        forward=(
            Formula(
                "Y",
                ("X", "W", "B"),
                r"X \cdot W + B",
                Dependence.MATMUL,
                _output,
                "each unit adds up its inputs, each times its weight, and its bias",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "W"),
                r"\frac{\partial E}{\partial Y} \cdot W^T",
                Dependence.MATMUL,
                _input_gradient,
                "an input is blamed by every unit it fed, through the weight that joined them",
            ),
            Formula(
                "dW",
                ("X", "dY"),
                r"X^T \cdot \frac{\partial E}{\partial Y}",
                Dependence.MATMUL,
                _weight_gradient,
                "each weight is blamed by (its input) × (the error its unit is blamed for)",
            ),
            Formula(
                "dB",
                ("dY",),
                r"\sum_n \frac{\partial E}{\partial Y_n}",
                Dependence.SUM_OVER_BATCH,
                _bias_gradient,
                "a bias feeds its unit directly, so it takes the unit's blame, added over the batch",
            ),
        ),
        settings=(Setting("units", int, 3, 1, None, "how many outputs the layer has"),),
    )

    def __init__(self, units: int) -> None:
        super().__init__()
        self.units = positive_int("Dense", "units", units)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        self._expect_vector(input_shapes[0])
        return (self.units,)

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        self.W = Parameter("W", (self._expect_vector(input_shapes[0]), self.units), dtype)
        self.B = Parameter("B", (self.units,), dtype)
        self.parameters = (self.W, self.B)
        size = self.W.value.size + self.units
        self.place(np.zeros(size, dtype), np.zeros(size, dtype))

    def place(self, values: Array, gradients: Array) -> None:
        super().place(values, gradients)
        # W and B lie behind each other, so B is the last row of one matrix: the weights of a 1 that
        # is appended to every input. One product then serves both, forward and backward.
        self._wb, self._d_wb = (flat.reshape(-1, self.units) for flat in (values, gradients))
        self._w_transposed = self.W.value.T
        self._d_wb_now = np.empty_like(self._d_wb)
        self._room = ()

    def initialize(self, initializer: Initializer, rng: np.random.Generator) -> None:
        fans = self.W.value.shape
        self.W.value[...] = initializer.weights(rng, self.W.value.shape, *fans)
        self.B.value[...] = initializer.biases(rng, self.B.value.shape, *fans)

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over inputs of this shape write into."""
        self._room = like.shape
        (rows, inputs), dtype = like.shape, self.W.value.dtype
        self._x1 = np.ones((rows, inputs + 1), dtype)
        self._x, self._x1_transposed = self._x1[:, :-1], self._x1.T
        self._y, self._dx = np.empty((rows, self.units), dtype), np.empty((rows, inputs), dtype)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        np.copyto(self._x, x)
        return self._x1.dot(self._wb, self._y)

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        self._x1_transposed.dot(d_output, self._d_wb_now)
        np.add(self._d_wb, self._d_wb_now, self._d_wb)
        return (d_output.dot(self._w_transposed, self._dx),)
