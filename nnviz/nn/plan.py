"""A plan: the arithmetic of one node for one size of batch, as calls over arrays that are made once.

A node arranges its plan a single time; a pass then only makes the calls, one after another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from nnviz.nn.describe import Array
from nnviz.nn.room import Room

Call = Callable[[], object]


class Calls:
    """Calls with all that they are given, in the order in which they are made.

    ``calls(np.tanh, x, y)`` adds one; a number among the arguments is best an array of shape (), which
    numpy takes in a third of the time that it needs for a number of Python.
    """

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: list[Call] = []

    def __call__(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        self._made.append(partial(function, *arguments, **named))

    def copy(self, source: Array, into: Array) -> None:
        """Adds the call that copies cells; in half the time of ``np.copyto`` where they are few."""
        self._made.append(partial(into.__setitem__, ..., source))

    def __iter__(self) -> Iterator[Call]:
        return iter(self._made)

    def run(self) -> None:
        """Makes all calls."""
        for call in self._made:
            call()


class Plan:
    """What one node does in one pass, and where.

    Attributes:
        inputs: the rooms it reads, those of its sources; it writes into none of them.
        output: the room it writes, read by the nodes that come after it.
        d_output: the gradient by the output, which those nodes have written when it goes back.
        d_inputs: the rooms for the gradient by each input.
        extras: what a forward finds beside its output and a formula takes, by key.
        training: whether the pass trains, or only predicts.
        forward: the calls that fill the output and the extras.
        parameter_gradients: the calls that write ``parameter.grad``, whatever lay there before.
        input_gradients: the calls that then fill ``d_inputs``; a pass leaves them out where nobody
            needs them.
    """

    __slots__ = (
        "d_inputs",
        "d_output",
        "extras",
        "forward",
        "input_gradients",
        "inputs",
        "output",
        "parameter_gradients",
        "training",
    )

    d_output: Room

    def __init__(
        self, inputs: Sequence[Room], output: Room, d_inputs: Sequence[Room], training: bool
    ) -> None:
        self.inputs, self.output, self.d_inputs = tuple(inputs), output, tuple(d_inputs)
        self.training = training
        self.extras: dict[str, Array] = {}
        self.forward, self.parameter_gradients, self.input_gradients = Calls(), Calls(), Calls()

    def memories(self) -> tuple[Array, Array, Array, Array]:
        """X, Y, ∂E/∂Y and ∂E/∂X of a node with one input, as they lie in memory."""
        (x,), (dx,) = self.inputs, self.d_inputs
        return x.memory, self.output.memory, self.d_output.memory, dx.memory

    def number(self, value: float) -> Array:
        """A constant for a call, as an array of shape () in the precision of the pass."""
        return np.asarray(value, self.output.array.dtype)

    def backward(self) -> None:
        """Makes all calls of the way back."""
        self.parameter_gradients.run()
        self.input_gradients.run()
