"""What there is to know of one neuron in a frame: its weights, its bias, and what it gave for every sample.

Every number is read from an array of the frame; what has not been computed yet is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Glyph, NodeInfo
from nnviz.nn.derive import Weight
from nnviz.nn.describe import Array, gradient_of
from nnviz.nn.program import input_keys
from nnviz.session.frame import Frame, Stage
from nnviz.ui.neuron import Neuron

MOST = 12
"""How many weights are listed of a side; of more, those of largest size."""

_IMAGES = 3


@dataclass(frozen=True)
class WeightFact:
    """A weight: which, how it is written, its value and its gradient."""

    weight: Weight
    text: str
    value: float | None
    gradient: float | None


@dataclass(frozen=True)
class WeightFacts:
    """The weights of one side, or the strongest of ``total``, these by size."""

    rows: tuple[WeightFact, ...] = ()
    total: int = 0


@dataclass(frozen=True, eq=False)
class Signal:
    """What a neuron gave for each sample of the batch, or how E depends on it.

    Attributes:
        node: the layer whose tensor it is, or None of an input.
        symbol: how the tensor is written.
        values: a number for each sample, or None while it has not been computed.
    """

    node: NodeInfo | None
    symbol: str
    gradient: bool
    values: Array | None


@dataclass(frozen=True)
class Facts:
    """All of one neuron.

    Attributes:
        bias: None where it has none.
        incoming, outgoing: its weights, and those that it is multiplied by.
        signals: in the order of computation; none of a channel of images.
        images: the height and width of the image that a channel gives, or empty.
    """

    neuron: Neuron
    bias: WeightFact | None
    incoming: WeightFacts
    outgoing: WeightFacts
    signals: tuple[Signal, ...]
    images: tuple[int, ...] = ()


def channels(shape: Sequence[int]) -> int:
    """How many neurons give an output of a shape: the channels of images, or else the units."""
    return shape[-1] if len(shape) == _IMAGES else prod(shape)


def shape_of(stage: Stage, name: str) -> tuple[int, ...] | None:
    """The shape of one sample of what an input or a layer gives; None where there is none of that name."""
    for each in stage.inputs:
        if each.name == name:
            return tuple(each.shape)
    return next((tuple(node.output_shape) for node in stage.nodes if node.name == name), None)


def exists(stage: Stage, neuron: Neuron) -> bool:
    """Whether there is such a neuron in a network."""
    shape = shape_of(stage, neuron.node)
    return shape is not None and 0 <= neuron.unit < channels(shape)


def facts(frame: Frame, neuron: Neuron) -> Facts:
    """What a frame knows of a neuron that its network has."""
    stage = frame.stage
    row = _row(stage, neuron.node)
    home = stage.node(row[0])
    shape = shape_of(stage, neuron.node) or ()
    images = shape[:2] if len(shape) == _IMAGES else ()
    signals = () if images else tuple(_signals(frame, row, neuron.unit))
    if home is None or "W" not in home.parameters:
        return Facts(neuron, None, WeightFacts(), _outgoing(frame, row[-1], neuron.unit), signals, images)
    return Facts(
        neuron,
        _bias(frame, home, neuron.unit),
        _listed(frame, [(home, -1, np.array([neuron.unit]))]),
        _outgoing(frame, row[-1], neuron.unit),
        signals,
        images,
    )


def _row(stage: Stage, name: str) -> tuple[str, ...]:
    """The layers that a neuron is spread over: the one with its weights, and functions of one number."""
    row = [name]
    while (node := stage.node(row[0])) and _is_function(stage, node):
        row.insert(0, node.sources[0])
    while len(found := _readers(stage, row[-1])) == 1 and _is_function(stage, found[0]):
        row.append(found[0].name)
    return tuple(row)


def _is_function(stage: Stage, node: NodeInfo) -> bool:
    """Whether each unit of a node is a function of the same unit of the layer before, with no weights."""
    if node.description.glyph is not Glyph.ELEMENTWISE or len(node.sources) != 1 or node.parameters:
        return False
    return shape_of(stage, node.sources[0]) == tuple(node.output_shape)


def _readers(stage: Stage, name: str) -> list[NodeInfo]:
    return [node for node in (*stage.nodes, stage.loss) if name in node.sources]


# -- what it gives --------------------------------------------------------------------------------


def _signals(frame: Frame, row: Sequence[str], unit: int) -> Iterator[Signal]:
    for name in row:
        node = frame.stage.node(name)
        keys = ("Y", gradient_of("Y"))
        if node is None:
            yield from _of_input(frame, name, unit)
            continue
        for key in keys:
            values = _column(frame.array(name, key), unit)
            yield Signal(node, node.description.symbol(key).text, key != "Y", values)


def _of_input(frame: Frame, name: str, unit: int) -> Iterator[Signal]:
    yield Signal(None, "X", False, _column(frame.array(name, "Y"), unit))
    readers = _readers(frame.stage, name)
    if len(readers) == 1:
        keys = dict(zip(readers[0].sources, input_keys(len(readers[0].sources)), strict=True))
        array = frame.array(readers[0].name, gradient_of(keys[name]))
        yield Signal(None, "∂E/∂X", True, _column(array, unit))


def _column(array: Array | None, unit: int) -> Array | None:
    return None if array is None else np.asarray(array.reshape(len(array), -1)[:, unit])


# -- weights --------------------------------------------------------------------------------------

_Part = tuple[NodeInfo, int, Array]
"""A layer, an axis of its weights, and the places along it that belong to a neuron."""


def _bias(frame: Frame, node: NodeInfo, unit: int) -> WeightFact | None:
    return _fact(frame, node, "B", (unit,)) if "B" in node.parameters else None


def _outgoing(frame: Frame, name: str, unit: int) -> WeightFacts:
    shape = shape_of(frame.stage, name) or ()
    return _listed(frame, list(_weighed_by(frame.stage, name, shape, np.array([unit]))))


def _weighed_by(stage: Stage, name: str, shape: tuple[int, ...], units: Array) -> Iterator[_Part]:
    """The weights that units are multiplied by, through layers that only pass them on."""
    for node in _readers(stage, name):
        after = tuple(node.output_shape)
        if "W" in node.parameters:
            yield node, -2 if len(node.parameters["W"]) > 1 else 0, units
        elif node.name != stage.loss.name and channels(after) == channels(shape):
            yield from _weighed_by(stage, node.name, after, units)
        elif len(shape) == _IMAGES and len(after) == 1 and after[0] % shape[-1] == 0:
            cells = np.arange(after[0]).reshape(-1, shape[-1])[:, units].ravel()
            yield from _weighed_by(stage, node.name, after, cells)


def _listed(frame: Frame, parts: Sequence[_Part]) -> WeightFacts:
    """The weights of some parts, or the strongest of them."""
    sizes = [prod(_shape(part)) for part in parts]
    chosen = [(place, cell) for place, size in enumerate(sizes) for cell in range(size)]
    total = len(chosen)
    if total > MOST:
        found = np.concatenate([_sizes(frame, part) for part in parts])
        strongest = np.argsort(-found, kind="stable")[:MOST]
        chosen = [chosen[place] for place in strongest.tolist()]
    return WeightFacts(tuple(_cell(frame, parts[place], cell) for place, cell in chosen), total)


def _shape(part: _Part) -> tuple[int, ...]:
    node, axis, places = part
    shape = list(node.parameters["W"])
    shape[axis] = len(places)
    return tuple(shape)


def _sizes(frame: Frame, part: _Part) -> Array:
    node, axis, places = part
    array = frame.array(node.name, "W")
    if array is None:
        return np.zeros(prod(_shape(part)))
    return np.asarray(np.abs(np.nan_to_num(np.take(array, places, axis))).ravel())


def _cell(frame: Frame, part: _Part, cell: int) -> WeightFact:
    node, axis, places = part
    index = [int(place) for place in np.unravel_index(cell, _shape(part))]
    index[axis] = int(places[index[axis]])
    return _fact(frame, node, "W", tuple(index))


def _fact(frame: Frame, node: NodeInfo, key: str, index: tuple[int, ...]) -> WeightFact:
    value, gradient = (_number(frame.array(node.name, each), index) for each in (key, gradient_of(key)))
    return WeightFact(Weight(node.name, key, index), _written(frame.stage, node, key, index), value, gradient)


def _number(array: Array | None, index: tuple[int, ...]) -> float | None:
    return None if array is None else float(array[index])


def _written(stage: Stage, node: NodeInfo, key: str, index: tuple[int, ...]) -> str:
    """A weight as the canvas writes it: ``W[x₁→2]``, ``B[2]``, or all places of a kernel's."""
    symbol, places = node.description.symbol(key).text, [str(place + 1) for place in index]
    if len(index) != 2:
        return f"{symbol}[{', '.join(places)}]"
    labels = next((each.labels for each in stage.inputs if each.name == node.sources[0]), ())
    if index[0] < len(labels):
        places[0] = labels[index[0]]
    return f"{symbol}[{'→'.join(places)}]"
