"""The contract of a node: a shape worked out before anything is computed, and the plan of a pass.

A layer is the node with one input. Forward and backward by hand, as in a notebook, run the same plan
that training runs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np

from nnviz.nn.describe import Array, Description
from nnviz.nn.errors import GraphError, SettingError, ShapeError
from nnviz.nn.initializers import Initializer
from nnviz.nn.limits import check_parameter
from nnviz.nn.plan import Plan
from nnviz.nn.room import Room, Shape


class Parameter:
    """A tensor that training moves, with the gradient that moves it.

    ``value`` and ``grad`` are views of the network's two flat vectors: write into them
    (``p.value[...] = v``), never rebind them.

    Raises:
        SizeError: it would not fit into memory.
    """

    __slots__ = ("grad", "key", "name", "value")

    def __init__(self, key: str, shape: Shape, dtype: Any = np.float64) -> None:
        check_parameter(key, shape)
        self.key = key
        self.name = key
        self.value: Array = np.zeros(shape, dtype)
        self.grad: Array = np.zeros(shape, dtype)

    def __repr__(self) -> str:
        return f"Parameter({self.name!r}, shape={self.value.shape})"


class Node:
    """Base of everything that can stand in a network.

    Subclasses set ``description`` and implement :meth:`output_shape` and :meth:`arrange`; those with
    weights also :meth:`build` and :meth:`initialize`.
    """

    description: ClassVar[Description]
    inputs: ClassVar[int] = 1

    def __init__(self) -> None:
        self.name = ""
        self.parameters: tuple[Parameter, ...] = ()
        self._plan: Plan | None = None

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
        self._plan = None
        start = 0
        for parameter in self.parameters:
            end = start + parameter.value.size
            values[start:end] = parameter.value.ravel()
            parameter.value = values[start:end].reshape(parameter.value.shape)
            parameter.grad = gradients[start:end].reshape(parameter.grad.shape)
            start = end

    # -- a pass ---------------------------------------------------------------------------------

    def arrange(self, plan: Plan) -> None:
        """Adds to a plan the calls that make up this node's forward and backward.

        They read and write the plan's rooms, the parameters and arrays of their own. Nothing that
        only one plan may have is kept in the node: several can be in use at once.
        """
        raise NotImplementedError

    def plan(self, inputs: Sequence[Room], count: int, dtype: Any, training: bool) -> Plan:
        """A plan for so many samples, with rooms for what comes out and goes back; to be arranged once
        it is connected."""
        shapes = [room.array.shape[1:] for room in inputs]
        output = Room.of(count, self.output_shape(*shapes), dtype)
        return Plan(inputs, output, [Room.of(count, shape, dtype) for shape in shapes], training)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """The output ``(N, *output_shape)`` of inputs ``(N, *input_shape)``, left unchanged.

        The array belongs to the node and holds until its next forward; so do the gradients that
        :meth:`backward` returns, until its next backward.

        Raises:
            ShapeError: an input has a shape that this node cannot take.
        """
        plan = self._plan
        fits = (
            plan
            and plan.training == training
            and all(
                room.array.shape == array.shape and room.array.dtype == self._dtype(array)
                for room, array in zip(plan.inputs, inputs, strict=True)
            )
        )
        if not fits:
            plan = self._planned_alone(inputs, training)
        assert plan is not None
        for room, array in zip(plan.inputs, inputs, strict=True):
            np.copyto(room.array, array)
        plan.forward.run()
        return plan.output.array

    def _dtype(self, *inputs: Array) -> np.dtype[Any]:
        """The precision in which inputs are worked on."""
        if self.parameters:
            return self.parameters[0].value.dtype
        return np.result_type(*inputs, np.float32) if inputs else np.dtype(np.float64)

    def _planned_alone(self, inputs: Sequence[Array], training: bool) -> Plan:
        """A plan for this node by itself, with rooms to put the inputs and the gradient in."""
        rooms = [Room.of(len(array), array.shape[1:], self._dtype(array)) for array in inputs]
        count = len(inputs[0]) if inputs else 1
        plan = self._plan = self.plan(rooms, count, self._dtype(*inputs), training)
        plan.d_output = plan.output.like()
        self.arrange(plan)
        return plan

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        """The gradient by each input, given the gradient by the output of the last forward.

        Adds the gradients by the parameters into ``parameter.grad``; moves no parameter.

        Raises:
            GraphError: there was no forward to go back from.
        """
        plan = self._plan
        if plan is None:
            raise GraphError("{0}: backward needs a forward before it", self._label())
        np.copyto(plan.d_output.array, d_output)
        before = [parameter.grad.copy() for parameter in self.parameters]
        plan.backward()
        for parameter, gradient in zip(self.parameters, before, strict=True):
            np.add(parameter.grad, gradient, parameter.grad)
        return tuple(room.array for room in plan.d_inputs)

    def extras(self) -> dict[str, Array]:
        """What the latest forward found beside its output and a formula takes, by key: a mask, a
        mean, a stride; views that the next forward may overwrite."""
        return self._plan.extras if self._plan else {}

    def working_size(self, *input_shapes: Shape) -> int:
        """About how many numbers a pass needs for each sample: the output, the gradients by the inputs,
        and as much again to work in."""
        shapes = (*input_shapes, self.output_shape(*input_shapes))
        return 2 * sum(math.prod(shape) for shape in shapes)

    # -- memory and making ----------------------------------------------------------------------

    def capture(self) -> dict[str, Any]:
        """What the next forward depends on beside inputs and parameters, such as a generator's state
        or running means; plain values and private copies of arrays."""
        return {}

    def restore(self, captured: Mapping[str, Any]) -> None:
        """Puts back what :meth:`capture` gave, bit for bit."""

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

    border: ClassVar[float | None] = None
    """Of a loss that judges yes or no: the prediction above which the answer is yes; None of any other."""

    def output_shape(self, *input_shapes: Shape) -> Shape:
        prediction, target = input_shapes
        if prediction != target:
            raise ShapeError(self._label(), written(prediction), written(target))
        return ()

    def targets(self, given: Array, prediction: Shape, dtype: Any = np.float64) -> Array:
        """Targets as a pass reads them, (N, *prediction), from what a data set holds.

        Raises:
            DataError: a value that cannot be reached or meant.
            ShapeError: they are not shaped like the prediction.
        """
        self.output_shape(prediction, given.shape[1:])
        return np.asarray(given, dtype)

    def plan(self, inputs: Sequence[Room], count: int, dtype: Any, training: bool) -> Plan:
        return Plan(inputs, Room.of_number(dtype), [inputs[0].like()], training)

    def share_out(self, plan: Plan, total: Array, share: float, slopes: Array, d_share: float) -> None:
        """Adds the last calls of a loss: E is ``total`` times ``share``, and the gradient by the
        prediction is ``slopes`` times ``d_share``, times ∂E/∂E."""
        scale = plan.number(0.0)
        plan.forward(np.multiply, total, plan.number(share), plan.output.memory)
        plan.input_gradients(np.multiply, plan.d_output.memory, plan.number(d_share), scale)
        plan.input_gradients(np.multiply, slopes, scale, plan.d_inputs[0].memory)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        """E of predictions (N, ...) and targets, in any form that :meth:`targets` takes.

        Raises:
            DataError: a prediction or a target that cannot be judged.
            ShapeError: the two do not belong together.
        """
        prediction, target = inputs
        target = self.targets(target, prediction.shape[1:], self._dtype(prediction))
        if len(target) != len(prediction):
            raise ShapeError(self._label(), prediction.shape, target.shape)
        return super().forward(prediction, target, training=training)


class Elementwise(Node):
    """A node whose output has the shape of its input, cell by cell."""

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
        raise SettingError("{0}: {1} must be a whole number of at least 1, given {2!r}", owner, name, value)
    return int(value)


def whole_number(owner: str, name: str, value: object, low: int, high: int) -> int:
    """The value as a whole number from ``low`` to ``high``.

    Raises:
        SettingError: it is not one.
    """
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not low <= value <= high:
        raise SettingError(
            "{0}: {1} must be a whole number from {2} to {3}, given {4!r}", owner, name, low, high, value
        )
    return int(value)


def share(owner: str, name: str, value: object) -> float:
    """The value as a number of at least 0 and less than 1.

    Raises:
        SettingError: it is not one.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, np.floating)) or not 0 <= value < 1:
        raise SettingError("{0}: {1} must be at least 0 and less than 1, given {2!r}", owner, name, value)
    return float(value)


def one_of(owner: str, name: str, value: object, choices: tuple[str, ...]) -> str:
    """The value as one of a few words.

    Raises:
        SettingError: it is none of them.
    """
    if not isinstance(value, str) or value not in choices:
        raise SettingError("{0}: {1} must be one of {2}, given {3!r}", owner, name, [*choices], value)
    return value
