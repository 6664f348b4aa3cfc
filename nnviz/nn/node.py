"""The contract of a node: forward, backward, and a shape worked out before anything is computed.

A layer is the node with one input; a node remembers its latest forward, so a backward follows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np

from nnviz.nn.describe import Array, Description
from nnviz.nn.errors import SettingError, ShapeError
from nnviz.nn.initializers import Initializer
from nnviz.nn.limits import check_size

Shape = tuple[int, ...]
"""A shape without the batch axis: ``(3,)`` for three units, ``(8, 8, 1)`` for an image."""


class Parameter:
    """A tensor that training moves, with the gradient that moves it.

    ``value`` and ``grad`` are views of the network's two flat vectors: write into them
    (``p.value[...] = v``), never rebind them.

    Raises:
        SizeError: it would not fit into memory.
    """

    __slots__ = ("grad", "key", "name", "value")

    def __init__(self, key: str, shape: Shape, dtype: Any = np.float64) -> None:
        check_size(key, shape)
        self.key = key
        self.name = key
        self.value: Array = np.zeros(shape, dtype)
        self.grad: Array = np.zeros(shape, dtype)

    def __repr__(self) -> str:
        return f"Parameter({self.name!r}, shape={self.value.shape})"


class Node:
    """Base of everything that can stand in a network.

    Subclasses set ``description`` and implement :meth:`output_shape`, :meth:`forward` and
    :meth:`backward`; those with weights also :meth:`build` and :meth:`initialize`.
    """

    description: ClassVar[Description]
    inputs: ClassVar[int] = 1

    def __init__(self) -> None:
        self.name = ""
        self.parameters: tuple[Parameter, ...] = ()
        self._room: tuple[int, ...] = ()

    def output_shape(self, *input_shapes: Shape) -> Shape:
        """The shape of the output, without the batch axis.

        Raises:
            ShapeError: an input has a shape that this node cannot take.
        """
        raise NotImplementedError

    def build(self, *input_shapes: Shape, dtype: Any = np.float64) -> None:
        """Makes the parameters for inputs of these shapes; values are drawn afterwards."""

    def initialize(self, initializer: Initializer, rng: np.random.Generator) -> None:
        """Draws the initial values, parameter after parameter."""

    def place(self, values: Array, gradients: Array) -> None:
        """Moves the parameters, values kept, into their parts of a network's two flat vectors.

        Args:
            values, gradients: one number for each of this node's, in the order of ``parameters``.
        """
        start = 0
        for parameter in self.parameters:
            end = start + parameter.value.size
            values[start:end] = parameter.value.ravel()
            parameter.value = values[start:end].reshape(parameter.value.shape)
            parameter.grad = gradients[start:end].reshape(parameter.grad.shape)
            start = end

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """The output ``(N, *output_shape)`` of inputs ``(N, *input_shape)``, left unchanged.

        The array belongs to the node and holds until its next forward; so do the gradients that
        :meth:`backward` returns, until its next backward.
        """
        raise NotImplementedError

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        """The gradient by each input, given the gradient by the output of the last forward.

        Adds the gradients by the parameters into ``parameter.grad``; moves no parameter.
        """
        raise NotImplementedError

    def capture(self) -> dict[str, Any]:
        """What the next forward depends on beside inputs and parameters, such as a generator's state
        or running means; plain values and private copies of arrays."""
        return {}

    def restore(self, captured: Mapping[str, Any]) -> None:
        """Puts back what :meth:`capture` gave, bit for bit."""

    def extras(self) -> dict[str, Array]:
        """What the latest forward found beside its output and a formula takes, by key: a mask, a
        mean, a stride; views that the next forward may overwrite."""
        return {}

    def example_shapes(self) -> tuple[Shape, ...]:
        """A few small shapes, without the batch axis, that this node takes at each of its inputs."""
        return ((4,),)

    def settings(self) -> dict[str, Any]:
        """The hyper-parameters with which an equal node can be made: ``type(n)(**settings)``."""
        return {item.name: getattr(self, item.name) for item in self.description.settings}

    def _label(self) -> str:
        return self.name or self.description.title

    def _expect_vector(self, shape: Shape) -> int:
        """The length of a one-dimensional input, or a ShapeError."""
        if len(shape) != 1 or shape[0] < 1:
            raise ShapeError(self._label(), "(N, features)", written(shape))
        return shape[0]


class Loss(Node):
    """A node that judges a prediction against a target and gives the scalar E.

    ``forward(prediction, target)`` gives E as an array of shape ``()``; ``backward(dE)`` gives the
    gradient by the prediction alone, since nothing trains the target.
    """

    inputs = 2

    def output_shape(self, *input_shapes: Shape) -> Shape:
        prediction, target = input_shapes
        if prediction != target:
            raise ShapeError(self._label(), written(prediction), written(target))
        return ()


class Elementwise(Node):
    """A node whose output has the shape of its input, cell by cell.

    Subclasses work in arrays that are made once for a size of batch: allocating them anew in every
    pass costs more than the arithmetic of a small network.
    """

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that passes over inputs of this shape write into."""
        self._room = like.shape
        self._y, self._dx = np.empty_like(like), np.empty_like(like)
        self._ones = np.ones_like(like)

    def output_shape(self, *input_shapes: Shape) -> Shape:
        return input_shapes[0]


def written(shape: Shape) -> str:
    """A shape as a reader writes it, batch axis first: ``(N, 3)``."""
    return "(" + ", ".join(["N", *map(str, shape)]) + ")"


def positive_int(owner: str, name: str, value: object) -> int:
    """The value as a count of at least one.

    Raises:
        SettingError: it is not a whole number, or less than 1.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < 1:
        raise SettingError(f"{owner}: {name} must be a whole number of at least 1, given {value!r}")
    return int(value)


def whole_number(owner: str, name: str, value: object, low: int, high: int) -> int:
    """The value as a whole number from ``low`` to ``high``.

    Raises:
        SettingError: it is not one.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not low <= value <= high:
        raise SettingError(f"{owner}: {name} must be a whole number from {low} to {high}, given {value!r}")
    return int(value)


def share(owner: str, name: str, value: object) -> float:
    """The value as a number of at least 0 and less than 1.

    Raises:
        SettingError: it is not one.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, np.floating)) or not 0 <= value < 1:
        raise SettingError(f"{owner}: {name} must be at least 0 and less than 1, given {value!r}")
    return float(value)


def one_of(owner: str, name: str, value: object, choices: tuple[str, ...]) -> str:
    """The value as one of a few words.

    Raises:
        SettingError: it is none of them.
    """
    if not isinstance(value, str) or value not in choices:
        raise SettingError(f"{owner}: {name} must be one of {', '.join(choices)}, given {value!r}")
    return value
