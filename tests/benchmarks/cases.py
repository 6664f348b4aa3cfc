"""The networks that passes are timed on, in plain data that every contender builds from.

Weights and data come from seeds, so that all compute the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

Layer = tuple[Any, ...]
Pass = Callable[[], float]


@dataclass(frozen=True)
class Case:
    """A network to train: its layers, the shape of a sample and the number of samples a pass.

    ``classes`` is how many classes a softmax with cross-entropy judges; 0 stands for MSE.
    """

    name: str
    sample: tuple[int, ...]
    batch: int
    layers: tuple[Layer, ...]
    classes: int = 0

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """Inputs, and numbers or class numbers to reach."""
        rng = np.random.default_rng(1)
        x = rng.normal(size=(self.batch, *self.sample)).astype(np.float32)
        if self.classes:
            return x, rng.integers(0, self.classes, self.batch)
        return x, rng.uniform(-0.5, 0.5, (self.batch, 1)).astype(np.float32)

    def weights(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """W and B of each layer that has some: (inputs, units), or (k, k, inputs, units) for images."""
        rng = np.random.default_rng(2)
        found = []
        for kind, *sizes in self.layers:
            if kind in ("dense", "conv"):
                shape = tuple(sizes)
                scale = np.sqrt(1.0 / np.prod(shape[:-1]))
                w = (scale * rng.normal(size=shape)).astype(np.float32)
                found.append((w, np.zeros(shape[-1], np.float32)))
        return found

    def products(self) -> float:
        """The floating-point operations of the matrix products that a pass cannot do without: forward,
        the weights' gradients, and the inputs' gradients of all layers but the first."""
        total, first = 0.0, True
        height, width = (*self.sample, 1)[:2]
        for kind, *sizes in self.layers:
            if kind in ("dense", "conv"):
                if kind == "conv":
                    height, width = height - sizes[0] + 1, width - sizes[0] + 1
                places = height * width if kind == "conv" else 1
                total += 2.0 * self.batch * places * float(np.prod(sizes)) * (2 if first else 3)
                first = False
            elif kind == "pool":
                height, width = height // 2, width // 2
        return total


def dense(*sizes: int, between: str, last: str = "") -> tuple[Layer, ...]:
    """Dense layers of these sizes with an activation between them, and perhaps one at the end."""
    found: list[Layer] = []
    for inputs, units in pairwise(sizes):
        found += [("dense", inputs, units), (between,)]
    return (*found[:-1], *([(last,)] if last else []))


CASES = (
    Case("XOR 2-3-1, batch 4", (2,), 4, dense(2, 3, 1, between="tanh", last="tanh")),
    Case("2-8-8-1, batch 10", (2,), 10, dense(2, 8, 8, 1, between="tanh", last="tanh")),
    Case("64-32-10 softmax, batch 32", (64,), 32, dense(64, 32, 10, between="relu"), 10),
    Case("784-128-64-10, batch 64", (784,), 64, dense(784, 128, 64, 10, between="relu"), 10),
    Case(
        "CNN 28×28: 8 of 5×5, pool, 16 of 5×5, pool; 32",
        (28, 28, 1),
        32,
        (
            *(("conv", 5, 5, 1, 8), ("pool",), ("conv", 5, 5, 8, 16), ("pool",)),
            *(("flatten",), ("dense", 256, 10)),
        ),
        10,
    ),
)
