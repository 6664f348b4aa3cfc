"""The local derivatives of one node of a recorded pass: how cells of its output move with its inputs.

A row of the Jacobian is one backward of a unit vector through a twin of the node, which has read what
the node had read; no node is asked what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nnviz.nn.describe import Array
from nnviz.nn.node import Node

_NOTICEABLE = 1e3
"""By how many of its last bits a cell must move to have been moved."""


class Local:
    """One node, as it stood in a pass.

    Args:
        node: a twin of the node, holding its values; nobody else may use it in between.
        inputs: what the node read.
        memory: what it remembered before.
    """

    def __init__(self, node: Node, inputs: Sequence[Array], memory: Mapping[str, Any]) -> None:
        self._node, self._inputs, self._memory = node, tuple(inputs), memory
        self._unit: Array | None = None

    def row(self, cell: int) -> tuple[tuple[Array, ...], dict[str, Array]]:
        """How one cell of the output, counted in order, moves with every cell of each input, and of
        each parameter by its key."""
        if self._unit is None:
            self._unit = np.zeros_like(self._forward(self._inputs, training=True), order="C")
        parameters = self._node.parameters
        for parameter in parameters:
            parameter.grad[...] = 0.0
        self._unit.flat[cell] = 1.0
        with np.errstate(all="ignore"):
            d_inputs = tuple(array.copy() for array in self._node.backward(self._unit))
        self._unit.flat[cell] = 0.0
        return d_inputs, {parameter.key: parameter.grad.copy() for parameter in parameters}

    def _forward(self, inputs: Sequence[Array], training: bool) -> Array:
        self._node.restore(self._memory)
        with np.errstate(all="ignore"):
            return self._node.forward(*inputs, training=training)

    # -- which cells can depend on which --------------------------------------------------------

    def reached(self, inputs: Sequence[Array], parameters: Mapping[str, Array]) -> Array:
        """Which cells of the output can depend on some cells, whatever their values are.

        A weight of 0 and a closed ReLU pass nothing on in one pass, but are on the way all the same.
        So the node is tried on numbers of chance, with those cells far up, far down and as they are,
        both as in training and as in prediction, where no mask is closed.

        Args:
            inputs: for each input, of its shape, whether a cell is one of them.
            parameters: the same for some of the parameters, by key.
        """
        values = [parameter.value.copy() for parameter in self._node.parameters]
        none = {p.key: np.zeros(p.value.shape, bool) for p in self._node.parameters}
        try:
            return self._tried([*inputs, *(none | dict(parameters)).values()])
        finally:
            for parameter, value in zip(self._node.parameters, values, strict=True):
                parameter.value[...] = value
            self._unit = None

    def _tried(self, cells: Sequence[Array]) -> Array:
        draws = np.random.default_rng(0)
        tensors = [draws.normal(size=where.shape) for where in cells]
        shifts = [draws.uniform(5.0, 10.0, where.shape) * where for where in cells]
        found = np.zeros(())
        for training in (True, False):
            low, middle, high = (
                self._outcome([a + sign * b for a, b in zip(tensors, shifts, strict=True)], training)
                for sign in (-1.0, 0.0, 1.0)
            )
            limit = _NOTICEABLE * np.finfo(middle.dtype).eps * np.abs(middle).max()
            found = found + (np.abs(low - middle) > limit) + (np.abs(high - middle) > limit)
        return np.asarray(found > 0)

    def _outcome(self, tensors: Sequence[Array], training: bool) -> Array:
        count = len(self._inputs)
        for parameter, value in zip(self._node.parameters, tensors[count:], strict=True):
            parameter.value[...] = value
        return self._forward(tensors[:count], training).copy()
