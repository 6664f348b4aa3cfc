"""The networks that a new one can begin as, each made to fit the data it is to learn from.

They are beginnings: small, and of parts whose numbers can be followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nnviz.session.data import Dataset
from nnviz.session.setup import Part, Setup

Front = Callable[[Dataset], list[Part]]

_WHOLE = 8
"""The most samples that are learned from all at once."""

_BATCH = 10


def _flat(data: Dataset) -> list[Part]:
    """What makes a row of numbers of a sample, if it is none."""
    return [] if data.x.ndim == 2 else [Part("Flatten")]


def _hidden(data: Dataset) -> list[Part]:
    return [*_flat(data), Part("Dense", {"units": 3}), Part("Tanh")]


def _convolution(data: Dataset) -> list[Part]:
    kernels = Part("Conv2D", {"channels": 8, "kernel_size": 3})
    return [kernels, Part("ReLU"), Part("MaxPool2D", {"window": 2, "stride": 2}), Part("Flatten")]


TEMPLATES: Mapping[str, Front] = {"empty": _flat, "hidden": _hidden, "convolution": _convolution}
"""What stands before the output layer, by the name of the template."""


def fits(template: str, data: Dataset) -> bool:
    """Whether a template can be had for a dataset: a convolution needs images."""
    return template != "convolution" or data.x.ndim == 4


def setup_of(template: str, part: Part, data: Dataset) -> Setup:
    """The setup of a template for the dataset that ``part`` makes, with the output layer and loss for it."""
    classes = len(data.classes) if data.t.ndim == 1 else 0
    output = Part("Dense", {"units": classes or data.t.shape[1]})
    image = data.x.ndim == 4
    return Setup(
        part,
        (*TEMPLATES[template](data), output),
        Part("SoftmaxCrossEntropy" if classes else "MSE"),
        Part("Adam", {"learning_rate": 0.01}),
        "he" if image else "glorot",
        batch_size=len(data) if len(data) <= _WHOLE else _BATCH,
        shuffle=len(data) > _WHOLE,
    )
