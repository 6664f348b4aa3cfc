"""Central differences for a node of any kind, to compare its gradients with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnviz.nn import Node
from nnviz.nn.describe import Array

STEP = 1e-5


def slope(value: Callable[[], float], array: Array) -> Array:
    """The gradient of ``value()`` by every cell of an array, which is moved and put back."""
    found = np.zeros_like(array)
    for place in np.ndindex(array.shape):
        here, sides = array[place], []
        for moved in (here + STEP, here - STEP):
            array[place] = moved
            sides.append(value())
        array[place] = here
        found[place] = (sides[0] - sides[1]) / (2 * STEP)
    return found


def check_gradients(node: Node, *inputs: Array, training: bool = True, seed: int = 0) -> None:
    """Compares all gradients of a node that has been built with central differences."""
    start = node.capture()

    def forward() -> Array:
        node.restore(start)
        return node.forward(*inputs, training=training)

    d_output = np.random.default_rng(seed).standard_normal(forward().shape)
    for parameter in node.parameters:
        parameter.grad[...] = 0.0
    d_inputs = [gradient.copy() for gradient in node.backward(d_output)]
    gradients = [parameter.grad.copy() for parameter in node.parameters]
    arrays = [*inputs, *(parameter.value for parameter in node.parameters)]
    for array, gradient in zip(arrays, [*d_inputs, *gradients], strict=True):
        expected = slope(lambda: float((forward() * d_output).sum()), array)
        np.testing.assert_allclose(gradient, expected, rtol=1e-6, atol=1e-8)
