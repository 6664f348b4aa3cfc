"""What an imported network learns from: data that fit it, or numbers made up, and a loss for them.

What comes of it is a setup that begins with the weights of the file.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import DataError
from nnviz.nn.errors import Phrase
from nnviz.nn.limits import parameters_at_most
from nnviz.session.building.checking import check
from nnviz.session.building.draft import tidy
from nnviz.session.data import Dataset
from nnviz.session.data.choices import CHOICES
from nnviz.session.onnx_import.network import INPUT, Imported
from nnviz.session.other_weights import with_weights
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup, Values

MADE_UP = 8
"""How many samples are made up."""

MOST_MADE_UP = 1 << 16
"""The most numbers that are made up."""

OPTIMIZER = Part("SGD", {"learning_rate": 0.01})
"""What moves the weights at first; a file does not say what moved them."""

_WHOLE, _BATCH = 8, 16
_SMALL = 1000


def made_up(network: Imported) -> Part:
    """Data of random numbers, which mean nothing: normal inputs, and targets like what the network gives.

    The targets of a network that ends with shares are one of its classes each.
    """
    size = math.prod(network.input_shape)
    count = max(1, min(MADE_UP, MOST_MADE_UP // max(size, math.prod(network.output_shape))))
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(count, *network.input_shape))
    last = network.layers[-1].part.type
    if last == "Softmax" and len(network.output_shape) == 1:
        targets = np.eye(network.output_shape[0])[rng.integers(network.output_shape[0], size=count)]
    elif last == "Sigmoid":
        targets = rng.integers(2, size=(count, *network.output_shape)).astype(float)
    else:
        targets = rng.normal(size=(count, *network.output_shape))
    return Part("values", {"inputs": {"input": inputs.tolist()}, "targets": targets.tolist()})


def fault(network: Imported, data: Dataset) -> Phrase | None:
    """Why a network cannot learn from data; None if it can."""
    if len(data.inputs) != 1 or data.x.shape[1:] != network.input_shape:
        given = [array.shape[1:] for array in data.inputs.values()]
        return Phrase(
            "numbers per sample: {0}; the network needs {1}", _told(given), _told([network.input_shape])
        )
    found = check(_drawn(network, Part(data.name), data), data)
    return found.faults[0] if found.faults else None


def setup_of(network: Imported, part: Part, data: Dataset) -> Setup:
    """What a run is made from that begins with the network as it is in the file.

    Args:
        part: what makes the data.
        data: what it makes.

    Raises:
        NnError: the network cannot learn from them.
    """
    with parameters_at_most(network.size):
        run = Run(_drawn(network, part, data))
        given = with_weights(run, _values(network))
        setup, standing = given.standing()
    return replace(setup, start=standing.start)


def _values(network: Imported) -> list[Values]:
    layers = ((layer.part.name, layer.arrays) for layer in network.layers)
    return [Values(name, key, array) for name, arrays in layers for key, array in arrays.items()]


def _drawn(network: Imported, part: Part, data: Dataset) -> Setup:
    """The setup with first weights that are drawn."""
    (name,) = data.inputs
    layers = tuple(
        replace(each.part, sources=tuple(name if source == INPUT else source for source in each.part.sources))
        for each in network.layers
    )
    small = len(data) <= _WHOLE
    made = Setup(
        part,
        layers,
        Part(_loss(layers, data)),
        OPTIMIZER,
        batch_size=len(data) if small else _BATCH,
        shuffle=not small,
    )
    return tidy(made, (name,))


def _loss(layers: Sequence[Part], data: Dataset) -> str:
    """The loss that goes with how a network ends, and with what its data ask for."""
    classes = bool(data.classes) or data.t.ndim == 1
    one_hot = data.t.ndim == 2 and bool((data.t.sum(axis=1) == 1).all() and np.isin(data.t, (0, 1)).all())
    if layers[-1].type == "Softmax" and (classes or one_hot):
        return "CrossEntropy"
    if layers[-1].type == "Sigmoid" and bool(np.isin(data.t, (0, 1)).all()):
        return "BinaryCrossEntropy"
    return "SoftmaxCrossEntropy" if classes else "MSE"


def _told(shapes: Sequence[Sequence[int]]) -> str:
    return ", ".join(" × ".join(map(str, shape)) for shape in shapes)


class Origin(Enum):
    """Where data come from that a network can learn from."""

    PRESENT = "present"
    SHIPPED = "shipped"
    MADE_UP = "made up"


@dataclass(frozen=True, eq=False)
class Offer:
    """Data that a network can learn from: where they come from, what makes them, and they themselves."""

    origin: Origin
    part: Part
    data: Dataset


@dataclass(frozen=True, eq=False)
class Offers:
    """All that it can learn from, at least numbers that are made up; and why the present data are not among
    them, if they are not."""

    these: tuple[Offer, ...]
    fault: Phrase | None = None


def offers(network: Imported, present: Part, data: Dataset) -> Offers:
    """What a network can learn from: the data of the run, those that nnviz brings, or else made up ones.

    Args:
        present, data: what makes the data of the run, and they themselves.

    Raises:
        NnError: not even from those.
    """
    wrong = fault(network, data)
    found = [] if wrong else [Offer(Origin.PRESENT, present, data)]
    for name in CHOICES:
        shipped = Part(name)
        made = _made(shipped)
        if fault(network, made) is None and (wrong or shipped != present):
            found.append(Offer(Origin.SHIPPED, shipped, made))
    invented = made_up(network)
    made = _made(invented)
    if (reason := fault(network, made)) is not None:
        raise DataError("{0}", reason)
    return Offers((*found, Offer(Origin.MADE_UP, invented, made)), wrong)


def _made(part: Part) -> Dataset:
    return Setup(part, (), Part(""), Part("")).make_data()
