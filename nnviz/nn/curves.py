"""The curves that several nodes share, each written so that no exponential overflows.

All of them work cell by cell or along the last axis, and can write into an array that is given.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array


def sigmoid(x: Array, out: Array | None = None) -> Array:
    """1 / (1 + exp(−x)), exact to the last digits at both ends."""
    below = np.exp(np.copysign(x, -1.0))
    found: Array = np.exp(np.minimum(x, 0.0), out)
    np.add(below, 1.0, below)
    return np.divide(found, below, out=found)


def softplus(x: Array, out: Array | None = None) -> Array:
    """ln(1 + exp(x))."""
    found: Array = np.logaddexp(x, x.dtype.type(0.0), out)
    return found


def softmax(x: Array, out: Array | None = None) -> Array:
    """exp(x) / Σ exp(x) along the last axis; the largest value is subtracted first."""
    shifted: Array = np.subtract(x, np.maximum.reduce(x, -1, keepdims=True), out)
    np.exp(shifted, shifted)
    return np.divide(shifted, np.add.reduce(shifted, -1, keepdims=True), out=shifted)


def log_softmax(x: Array, out: Array | None = None) -> Array:
    """x − ln Σ exp(x) along the last axis: the logarithms of the softmax, none of them infinite."""
    shifted: Array = np.subtract(x, np.maximum.reduce(x, -1, keepdims=True), out)
    total = np.add.reduce(np.exp(shifted), -1, keepdims=True)
    return np.subtract(shifted, np.log(total, total), out=shifted)
