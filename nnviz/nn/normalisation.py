"""What normalising layers share: groups of cells brought to mean 0 and variance 1, then scaled and shifted.

They differ in the groups alone: a feature over the batch, or the features of a sample.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.nn.describe import Array, Symbol, Tensors, symbols
from nnviz.nn.errors import ShapeError
from nnviz.nn.initializers import Initializer
from nnviz.nn.node import Node, Parameter, written
from nnviz.nn.plan import Calls, Plan
from nnviz.nn.ranges import number
from nnviz.nn.room import Room, Shape

SYMBOLS = (
    *symbols("X", "Y", "W", "B"),
    Symbol("M", "μ", r"\mu"),
    Symbol("V", "σ²", r"\sigma^2"),
    Symbol("Z", "X̂", r"\hat{X}"),
    Symbol("epsilon", "ε", r"\varepsilon"),
)
"""How the tensors of a normalising layer are written."""


class Groups:
    """The cells of a pass in groups that are normalised each by itself, in the order of memory.

    Attributes:
        mean, variance: of every group, with the other axes left at length 1.
        z: the room of X̂.
        moves: whether mean and variance move with X, and the gradient knows of it.
    """

    def __init__(self, like: Room, axes: tuple[int, ...]) -> None:
        cells = like.memory
        few = tuple(1 if axis in axes else side for axis, side in enumerate(cells.shape))
        self.mean, self.variance = np.empty(few, cells.dtype), np.empty(few, cells.dtype)
        self.z, self.moves = like.like(), True
        self.count = cells.size // self.mean.size
        self._axes, self._share = axes, np.asarray(1.0 / self.count, cells.dtype)

    def average(self, calls: Calls, values: Array, into: Array) -> None:
        """Adds the calls that find the mean of every group."""
        calls(np.add.reduce, values, self._axes, None, into, True)
        calls(np.multiply, into, self._share, into)

    def measure(self, calls: Calls, x: Array, work: Array) -> None:
        """Adds the calls that find mean, X − μ and variance; ``work`` is written over."""
        z = self.z.memory
        self.average(calls, x, self.mean)
        calls(np.subtract, x, self.mean, z)
        calls(np.multiply, z, z, work)
        self.average(calls, work, self.variance)


class Normalisation(Node):
    """Y = W ⊙ X̂ + B with X̂ = (X − μ) / √(σ² + ε), for X and Y (N, ..., features), W and B (features,).

    μ and σ² are mean and variance (divided by the number of cells) of the group a cell belongs to.
    """

    def __init__(self, epsilon: float) -> None:
        super().__init__()
        self.epsilon = number(type(self).__name__, "epsilon", epsilon, 1e-12, 1.0)

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

    def axes(self, rank: int) -> tuple[int, ...]:
        """The axes in memory along which the cells of a group lie; features are the first, the batch is
        the last."""
        raise NotImplementedError

    def measure(self, plan: Plan, groups: Groups) -> None:
        """Adds the calls that find mean and variance of every group, and X − μ in ``z``."""
        groups.measure(plan.forward, plan.inputs[0].memory, plan.output.memory)

    def arrange(self, plan: Plan) -> None:
        _, y, dy, dx = plan.memories()
        groups = Groups(plan.output, self.axes(y.ndim))
        self.measure(plan, groups)
        z, d_z = groups.z.memory, np.empty_like(y)
        steep, pull, lean = (np.empty_like(groups.mean) for _ in range(3))
        w, b = (p.value.reshape(-1, *[1] * (y.ndim - 1)) for p in self.parameters)
        epsilon = plan.number(self.epsilon)
        plan.extras |= {"Z": groups.z.array, "epsilon": epsilon}
        plan.forward(np.add, groups.variance, epsilon, steep)
        plan.forward(np.sqrt, steep, steep)
        plan.forward(np.reciprocal, steep, steep)
        plan.forward(np.multiply, z, steep, z)
        plan.forward(np.multiply, z, w, y)
        plan.forward(np.add, y, b, y)
        others = tuple(range(1, y.ndim))
        plan.parameter_gradients(np.multiply, dy, z, dx)
        plan.parameter_gradients(np.add.reduce, dx, others, None, self.W.grad)
        plan.parameter_gradients(np.add.reduce, dy, others, None, self.B.grad)
        back = plan.input_gradients
        back(np.multiply, dy, w, d_z)
        if not groups.moves:
            back(np.multiply, d_z, steep, dx)
            return
        groups.average(back, d_z, pull)
        back(np.multiply, d_z, z, dx)
        groups.average(back, dx, lean)
        back(np.multiply, z, lean, dx)
        back(np.add, dx, pull, dx)
        back(np.subtract, d_z, dx, dx)
        back(np.multiply, dx, steep, dx)

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
