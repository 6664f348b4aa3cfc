"""The articles' own way to train: one sample after another, through layers that move while they go back.

Written anew from what the articles say, their known faults left out, to be timed against.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tests.benchmarks.cases import Case, Pass


def articles_pass(case: Case, rate: float) -> Pass:
    """As many samples as a pass has, in the articles' way: one sample after another through layers that
    move their weights while they go backward."""
    weights = iter(case.weights())
    made: dict[str, Callable[..., Any]] = {
        "dense": lambda *_: FCLayer(*next(weights)),
        "conv": lambda *_: ConvLayer(*next(weights)),
        "tanh": lambda: ActivationLayer(np.tanh, lambda x: 1 - np.tanh(x) ** 2),
        "relu": lambda: ActivationLayer(lambda x: np.maximum(x, 0), lambda x: x > 0),
        "pool": PoolLayer,
        "flatten": FlattenLayer,
    }
    layers = [made[kind](*sizes) for kind, *sizes in case.layers]
    judge = softmax_error if case.classes else squared_error
    samples = list(zip(*case.data(), strict=True))
    rate_ = np.float32(rate)

    def run() -> float:
        total = 0.0
        for x, target in samples:
            output = x if x.ndim == 3 else x.reshape(1, -1)
            for layer in layers:
                output = layer.forward(output)
            error, gradient = judge(output, target)
            total += error
            for layer in reversed(layers):
                gradient = layer.backward(gradient, rate_)
        return total / len(samples)

    return run


class FCLayer:
    """Y = X·W + B for one sample (1, inputs)."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        self.weights, self.bias = weights, bias.reshape(1, -1)

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.input = x
        return np.dot(x, self.weights) + self.bias

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        back = np.dot(error, self.weights.T)
        self.weights -= rate * np.dot(self.input.T, error)
        self.bias -= rate * error
        return back


class ActivationLayer:
    """Y = f(X), with f and its derivative."""

    def __init__(self, function: Callable[..., Any], slope: Callable[..., Any]) -> None:
        self.function, self.slope = function, slope

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.input = x
        return self.function(x)

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        return self.slope(self.input) * error


class ConvLayer:
    """A valid convolution of one image (H, W, inputs), channel by channel as the article has it, its
    faults with the bias left out."""

    def __init__(self, weights: np.ndarray, bias: np.ndarray) -> None:
        from scipy import signal

        self.weights, self.bias, self.signal = weights, bias, signal

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.input = x
        size, inputs, outputs = self.weights.shape[0], *self.weights.shape[2:]
        y = np.zeros((x.shape[0] - size + 1, x.shape[1] - size + 1, outputs), x.dtype)
        for k in range(outputs):
            for d in range(inputs):
                y[:, :, k] += self.signal.correlate2d(x[:, :, d], self.weights[:, :, d, k], "valid")
            y[:, :, k] += self.bias[k]
        return y

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        back, d_weights = np.zeros_like(self.input), np.zeros_like(self.weights)
        for k in range(self.weights.shape[3]):
            for d in range(self.weights.shape[2]):
                back[:, :, d] += self.signal.convolve2d(error[:, :, k], self.weights[:, :, d, k], "full")
                d_weights[:, :, d, k] = self.signal.correlate2d(self.input[:, :, d], error[:, :, k], "valid")
        self.weights -= rate * d_weights
        self.bias -= rate * error.sum(axis=(0, 1))
        return back


class PoolLayer:
    """The largest of each 2×2 window of an image (H, W, channels) of even sides."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        height, width, channels = x.shape
        self.windows = x.reshape(height // 2, 2, width // 2, 2, channels)
        self.largest = self.windows.max(axis=(1, 3), keepdims=True)
        return self.largest[:, 0, :, 0]

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        height, _, width, _, channels = self.windows.shape
        back = (self.windows == self.largest) * error[:, None, :, None]
        return back.reshape(2 * height, 2 * width, channels)


class FlattenLayer:
    """An image as one row."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        self.shape = x.shape
        return x.reshape(1, -1)

    def backward(self, error: np.ndarray, rate: np.float32) -> np.ndarray:
        return error.reshape(self.shape)


def squared_error(output: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    return float(np.mean((target - output) ** 2)), 2 * (output - target) / output.size


def softmax_error(output: np.ndarray, target: int) -> tuple[float, np.ndarray]:
    shares = np.exp(output - output.max())
    shares /= shares.sum()
    gradient = shares.copy()
    gradient[0, target] -= 1
    return -float(np.log(max(shares[0, target], 1e-30))), gradient
