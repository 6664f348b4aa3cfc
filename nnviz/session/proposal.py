"""The network that is proposed for data of one's own: a chain from their features to what is to be learned.

Numbers are learned with a mean squared error; classes get a share each, judged by cross-entropy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from nnviz.dataclass import dataclass
from nnviz.nn import Optimizer, SettingError, registry
from nnviz.session.data import Dataset
from nnviz.session.data.ranges import check_number
from nnviz.session.setup import Part, Setup

MOST_UNITS = 1024
MOST_HIDDEN = 8
"""The most units of a hidden layer, and the most of these layers."""

ACTIVATIONS = ("Tanh", "ReLU", "Sigmoid")
"""What can follow a hidden layer."""

KERNELS = 6
"""How many kernels the convolution has."""

_SMALLEST_IMAGE = 4
_BATCHES = ((100, 8), (2000, 16), (20_000, 32))
_LARGE_BATCH = 128


@dataclass(frozen=True)
class Proposal:
    """What a person can change of the network and its training.

    Attributes:
        hidden: the sizes of the hidden layers.
        activation: what follows each of them, one of :data:`ACTIVATIONS`.
        convolution: whether images go through a convolution and max-pooling first.
        optimizer, learning_rate: what moves the weights.
        batch_size: samples a pass.
        seed: what the first weights and the order of the samples are drawn from.
    """

    hidden: tuple[int, ...] = (8,)
    activation: str = "Tanh"
    convolution: bool = False
    optimizer: str = "Adam"
    learning_rate: float = 0.01
    batch_size: int = 16
    seed: int = 0

    def __post_init__(self) -> None:
        if len(self.hidden) > MOST_HIDDEN:
            raise SettingError("{0} hidden layers are too many; allowed: {1}", len(self.hidden), MOST_HIDDEN)
        for units in self.hidden:
            check_number("hidden units", units, 1, MOST_UNITS)
        if self.activation not in ACTIVATIONS:
            raise SettingError("activation {0!r} is unknown; allowed: {1}", self.activation, [*ACTIVATIONS])

    def setup(self, part: Part, data: Dataset) -> Setup:
        """The setup that learns from a dataset, which ``part`` makes."""
        classes = len(data.classes)
        layers = [*self._front(data.x.shape[1:]), *self._hidden()]
        layers.append(Part("Dense", {"units": classes or data.t.shape[1]}))
        if classes:
            layers.append(Part("Softmax"))
        return Setup(
            part,
            tuple(layers),
            Part("CrossEntropy" if classes else "MSE"),
            Part(self.optimizer, {"learning_rate": self.learning_rate}),
            "he" if self.activation == "ReLU" or self.convolution else "glorot",
            self.seed,
            min(self.batch_size, len(data)),
            shuffle=True,
            batch_seed=self.seed,
        )

    def _front(self, shape: tuple[int, ...]) -> list[Part]:
        """What makes a row of numbers of a sample."""
        if len(shape) == 1:
            return []
        kernels = Part("Conv2D", {"channels": KERNELS, "kernel_size": 3})
        pooled = [kernels, Part("ReLU"), Part("MaxPool2D", {"window": 2})]
        return [*(pooled if self.convolution else ()), Part("Flatten")]

    def _hidden(self) -> list[Part]:
        pairs = ((Part("Dense", {"units": units}), Part(self.activation)) for units in self.hidden)
        return [part for pair in pairs for part in pair]

    def as_plain(self) -> dict[str, Any]:
        """All of it in plain words and numbers."""
        return {**asdict(self), "hidden": list(self.hidden)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Proposal:
        """The same again."""
        return cls(**{**plain, "hidden": tuple(plain["hidden"])})


def proposed(shape: tuple[int, ...], classes: bool, count: int) -> Proposal:
    """A network to begin with, for so many samples of a shape."""
    image = len(shape) == 3
    small = image and min(shape[:2]) >= _SMALLEST_IMAGE
    batch = next((size for most, size in _BATCHES if count <= most), _LARGE_BATCH)
    first = Proposal(batch_size=batch)
    if image:
        return replace(first, hidden=() if small else (32,), activation="ReLU", convolution=small)
    features = shape[0] if shape else 1
    return replace(first, hidden=(8,) if features <= 8 else (16,))


def optimizers() -> dict[str, type[Optimizer]]:
    """What can move the weights, by its name."""
    return dict(registry.optimizers())


def usual_rate(optimizer: str) -> float:
    """The learning rate that an optimizer has unless told otherwise."""
    settings = optimizers()[optimizer].description.settings
    found = next(setting.default for setting in settings if setting.name == "learning_rate")
    return float(found)
