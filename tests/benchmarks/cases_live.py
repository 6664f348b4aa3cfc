"""The networks that are trained while the window is measured, as setups of whole runs.

Data that no lesson brings are drawn at random, from a seed.
"""

from __future__ import annotations

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import INPUT
from nnviz.nn.describe import readonly
from nnviz.session.data.dataset import Dataset
from nnviz.session.setup import Part, Setup


@dataclass(frozen=True)
class MadeSetup(Setup):
    """A setup whose data are drawn at random instead of shipped."""

    sample: tuple[int, ...] = (2,)
    classes: int = 10

    def make_data(self) -> Dataset:
        """512 samples of the shape, each of one class."""
        rng = np.random.default_rng(1)
        x = rng.normal(size=(512, *self.sample))
        classes = np.eye(self.classes)[rng.integers(0, self.classes, 512)]
        return Dataset("random", {INPUT: readonly(x)}, readonly(classes))


def _layers(*parts: tuple[str, dict[str, object]] | str) -> tuple[Part, ...]:
    return tuple(Part(part) if isinstance(part, str) else Part(*part) for part in parts)


def _dense(units: int) -> tuple[str, dict[str, object]]:
    return "Dense", {"units": units}


SLOW = Part("SGD", {"learning_rate": 0.01})
SETUPS: dict[str, Setup] = {
    "2-8-8-1": Setup(
        "xor", _layers(_dense(8), "Tanh", _dense(8), "Tanh", _dense(1), "Tanh"), Part("MSE"), SLOW, seed=1
    ),
    "784-128-64-10": MadeSetup(
        "random",
        _layers(_dense(128), "ReLU", _dense(64), "ReLU", _dense(10)),
        Part("SoftmaxCrossEntropy"),
        SLOW,
        seed=1,
        batch_size=64,
        sample=(784,),
    ),
    "CNN 8×8×1": Setup(
        "digits",
        _layers(("Conv2D", {"channels": 8}), "ReLU", "MaxPool2D", "Flatten", _dense(10)),
        Part("SoftmaxCrossEntropy"),
        SLOW,
        seed=1,
        batch_size=16,
    ),
}

EDGES = MadeSetup(
    "random",
    _layers(_dense(64)),
    Part("SoftmaxCrossEntropy"),
    SLOW,
    seed=1,
    batch_size=16,
    sample=(32,),
    classes=64,
)
"""A network with a layer of 2,048 weights."""
