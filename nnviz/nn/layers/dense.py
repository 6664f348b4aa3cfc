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
from nnviz.nn.plan import Plan


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
                "sum(X[n, k] * W[k, j]) + B",
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
                "sum(dY[n, j] * W[i, j])",
                Dependence.MATMUL,
                _input_gradient,
                "an input is blamed by every unit it fed, through the weight that joined them",
            ),
            Formula(
                "dW",
                ("X", "dY"),
                r"X^T \cdot \frac{\partial E}{\partial Y}",
                "sum(X[n, i] * dY[n, j])",
                Dependence.MATMUL,
                _weight_gradient,
                "each weight is blamed by (its input) × (the error its unit is blamed for)",
            ),
            Formula(
                "dB",
                ("dY",),
                r"\sum_n \frac{\partial E}{\partial Y_n}",
                "sum(dY)",
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
        self._w = self._wb[:-1]

    def initialize(self, initializer: Initializer, rng: np.random.Generator) -> None:
        fans = self.W.value.shape
        self.W.value[...] = initializer.weights(rng, self.W.value.shape, *fans)
        self.B.value[...] = initializer.biases(rng, self.B.value.shape, *fans)

    def arrange(self, plan: Plan) -> None:
        x1, y = plan.inputs[0].with_ones, plan.output.memory
        dy, dx = plan.d_output.memory, plan.d_inputs[0].memory
        plan.forward(self._wb.T.dot, x1, y)
        plan.parameter_gradients(x1.dot, dy.T, self._d_wb)
        plan.input_gradients(self._w.dot, dy, dx)
