"""The curves that several nodes share, each written so that no exponential overflows.

They work cell by cell, and can then write into an array that is given, or along the last axis.
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


def softmax(x: Array) -> Array:
    """exp(x) / Σ exp(x) along the last axis; the largest value is subtracted first."""
    powers = np.exp(x - np.maximum.reduce(x, -1, keepdims=True))
    return np.asarray(powers / np.add.reduce(powers, -1, keepdims=True))


def log_softmax(x: Array) -> Array:
    """x − ln Σ exp(x) along the last axis: the logarithms of the softmax, none of them infinite."""
    shifted = x - np.maximum.reduce(x, -1, keepdims=True)
    return np.asarray(shifted - np.log(np.add.reduce(np.exp(shifted), -1, keepdims=True)))
