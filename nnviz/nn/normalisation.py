"""What normalising layers share: groups of cells brought to mean 0 and variance 1, then scaled and shifted.

They differ in the groups alone: a feature over the batch, or the features of a sample.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.nn.describe import Array, Symbol, Tensors, symbols
from nnviz.nn.errors import ShapeError
from nnviz.nn.initializers import Initializer
from nnviz.nn.node import Node, Parameter, Shape, written
from nnviz.nn.ranges import number

SYMBOLS = (
    *symbols("X", "Y", "W", "B"),
    Symbol("M", "μ", r"\mu"),
    Symbol("V", "σ²", r"\sigma^2"),
    Symbol("Z", "X̂", r"\hat{X}"),
    Symbol("epsilon", "ε", r"\varepsilon"),
)
"""How the tensors of a normalising layer are written."""


class Normalisation(Node):
    """Y = W ⊙ X̂ + B with X̂ = (X − μ) / √(σ² + ε), for X and Y (N, ..., features), W and B (features,).

    μ and σ² are mean and variance (divided by the number of cells) of the group a cell belongs to.
    """

    def __init__(self, epsilon: float) -> None:
        super().__init__()
        self.epsilon = number(type(self).__name__, "epsilon", epsilon, 1e-12, 1.0)

    def _axes(self, rank: int) -> tuple[int, ...]:
        """The axes along which the cells of a group lie, for an X of so many axes."""
        raise NotImplementedError

    def output_shape(self, *input_shapes: Shape) -> Shape:
        (shape,) = input_shapes
        if not shape or min(shape) < 1:
            raise ShapeError(self._label(), "(N, ..., features)", written(shape))
        return shape

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        features = self.output_shape(*input_shapes)[-1:]
        self.W, self.B = Parameter("W", features, dtype), Parameter("B", features, dtype)
        self.parameters = (self.W, self.B)

    def initialize(self, initializer: Initializer, rng: np.random.Generator) -> None:
        """Starts as nothing but the normalisation, whatever the initializer: W is 1 and B is 0."""
        self.W.value[...] = 1.0
        self.B.value[...] = 0.0

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over inputs of this shape write into."""
        self._room = like.shape
        self._group, self._others = self._axes(like.ndim), tuple(range(like.ndim - 1))
        few = tuple(1 if axis in self._group else side for axis, side in enumerate(like.shape))
        self._count = like.size // int(np.prod(few))
        self._mean, self._variance, self._steep = (np.empty(few, like.dtype) for _ in range(3))
        self._pull, self._lean = np.empty(few, like.dtype), np.empty(few, like.dtype)
        self._z, self._y, self._dx, self._d_z = (np.empty_like(like) for _ in range(4))
        self._epsilon = np.asarray(self.epsilon, like.dtype)
        self._fraction = like.dtype.type(1.0 / self._count)

    def _average(self, values: Array, into: Array) -> None:
        """The mean of every group."""
        np.add.reduce(values, self._group, out=into, keepdims=True)
        np.multiply(into, self._fraction, into)

    def _measure(self, x: Array) -> None:
        """Mean and variance of every group of X; leaves X − μ in ``_z``."""
        self._average(x, self._mean)
        np.subtract(x, self._mean, self._z)
        np.multiply(self._z, self._z, self._y)
        self._average(self._y, self._variance)

    def _spread(self) -> Array:
        """Y from the X − μ in ``_z`` and the variance."""
        np.add(self._variance, self._epsilon, self._steep)
        np.sqrt(self._steep, self._steep)
        np.reciprocal(self._steep, self._steep)
        np.multiply(self._z, self._steep, self._z)
        np.multiply(self._z, self.W.value, self._y)
        return np.add(self._y, self.B.value, self._y)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        self._measure(x)
        return self._spread()

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        self._blame_parameters(d_output)
        d_z, dx = self._d_z, self._dx
        np.multiply(d_output, self.W.value, d_z)
        self._average(d_z, self._pull)
        np.multiply(d_z, self._z, dx)
        self._average(dx, self._lean)
        np.multiply(self._z, self._lean, dx)
        np.add(dx, self._pull, dx)
        np.subtract(d_z, dx, dx)
        return (np.multiply(dx, self._steep, dx),)

    def _blame_parameters(self, d_output: Array) -> None:
        """Adds the gradients by W and B into theirs."""
        np.multiply(d_output, self._z, self._dx)
        np.add(self.W.grad, np.add.reduce(self._dx, self._others), self.W.grad)
        np.add(self.B.grad, np.add.reduce(d_output, self._others), self.B.grad)

    def example_shapes(self) -> tuple[Shape, ...]:
        return (2, 3), (2, 2, 3)


def output(t: Tensors) -> Array:
    """Y from X̂."""
    return np.asarray(t["W"] * t["Z"] + t["B"])


def normalised(t: Tensors) -> Array:
    """X̂ from X."""
    return np.asarray((t["X"] - t["M"]) / np.sqrt(t["V"] + t["epsilon"]))


def scale_gradient(t: Tensors) -> Array:
    """∂E/∂W."""
    return np.asarray((t["dY"] * t["Z"]).sum(axis=tuple(range(t["dY"].ndim - 1))))


def shift_gradient(t: Tensors) -> Array:
    """∂E/∂B."""
    return np.asarray(t["dY"].sum(axis=tuple(range(t["dY"].ndim - 1))))


def input_gradient(t: Tensors, axes: tuple[int, ...]) -> Array:
    """∂E/∂X, for groups along these axes."""
    d_z = t["dY"] * t["W"]
    pull, lean = d_z.mean(axis=axes, keepdims=True), (d_z * t["Z"]).mean(axis=axes, keepdims=True)
    return np.asarray((d_z - pull - t["Z"] * lean) / np.sqrt(t["V"] + t["epsilon"]))
