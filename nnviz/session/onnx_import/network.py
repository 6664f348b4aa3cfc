"""A model as a network of nnviz's layers with what they have learned, and what was made of which operator.

It is not yet a run: that takes data, see :mod:`~nnviz.session.onnx_import.training`.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from pathlib import Path

from nnviz.dataclass import dataclass
from nnviz.nn import DataError
from nnviz.nn.describe import Array
from nnviz.nn.room import Shape
from nnviz.session.document.writing import MOST_LAYERS
from nnviz.session.onnx_import.formulas import FORMULAS
from nnviz.session.onnx_import.layers import LAYERS
from nnviz.session.onnx_import.model import Model, read_model
from nnviz.session.onnx_import.moving import MOVING
from nnviz.session.onnx_import.reader import Layer, Reader
from nnviz.session.onnx_import.values import Signal
from nnviz.session.setup import Part

INPUT = ""
"""What stands for the input among the sources of a layer; no layer is called so."""

OWN = "nnviz"
"""The producer of models whose operators are called as layers are."""


@dataclass(frozen=True, eq=False)
class ImportedLayer:
    """One layer.

    Attributes:
        part: its type, settings, name and sources, :data:`INPUT` among them.
        shape: what it gives for one sample.
        arrays: what it has learned and remembers, by key.
        operators: the name and type of each operator that it was made of.
    """

    part: Part
    shape: Shape
    arrays: Mapping[str, Array]
    operators: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Imported:
    """A network from a file.

    Attributes:
        name: of the file, without its ending.
        producer: the program that wrote it, as it says.
        input_name, input_shape: what it takes, as nnviz has it: channels last.
        turned: whether the file has the channels first.
        layers: in forward order.
        left_out: the operators for which no layer is needed.
    """

    name: str
    producer: str
    input_name: str
    input_shape: Shape
    turned: bool
    layers: tuple[ImportedLayer, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def output_shape(self) -> Shape:
        """What it gives for one sample."""
        return self.layers[-1].shape

    @property
    def size(self) -> int:
        """How many numbers came with it."""
        return sum(array.size for layer in self.layers for array in layer.arrays.values())


def import_model(path: Path) -> Imported:
    """The network in an ONNX file.

    Raises:
        SettingError: the package onnx is not there.
        DataError: the file cannot be read, or is no network of nnviz's layers; the operator is named.
    """
    model = read_model(path)
    reader = Reader(model, (LAYERS, FORMULAS, MOVING))
    output = reader.read()
    kept = _leading_to(reader.layers, output.source)
    if len(kept) > MOST_LAYERS:
        raise DataError("it has more than {0} layers", MOST_LAYERS)
    return _imported(reader, kept)


def _leading_to(layers: list[Layer], last: int) -> list[int]:
    """The numbers of the layers that a layer needs, in forward order, it being the last."""
    needed, waiting = {0}, [last]
    while waiting:
        number = waiting.pop()
        if number not in needed:
            needed.add(number)
            waiting += layers[number - 1].sources
    return sorted(needed - {0})


def _imported(reader: Reader, kept: list[int]) -> Imported:
    model, found = reader.model, [reader.layers[number - 1] for number in kept]
    names = _names(model, found)
    called = {0: INPUT} | dict(zip(kept, names, strict=True))
    used = frozenset().union(*(layer.made_of for layer in found))
    door = reader.values[reader.input.name]
    assert isinstance(door, Signal)
    layers = tuple(
        ImportedLayer(
            Part(layer.type, layer.settings, name, tuple(called[source] for source in layer.sources)),
            layer.shape,
            layer.arrays,
            tuple(_said(model, place) for place in sorted(layer.made_of)),
        )
        for name, layer in zip(names, found, strict=True)
    )
    left_out = tuple(
        _said(model, place)
        for place, operator in enumerate(model.operators)
        if place not in used and operator.type != "Constant"
    )
    turned = door.axes != (*range(len(door.axes)),)
    return Imported(model.name, model.producer, reader.input.name, door.shape, turned, layers, left_out)


def _said(model: Model, place: int) -> tuple[str, str]:
    operator = model.operators[place]
    return operator.name, operator.type


def _names(model: Model, layers: list[Layer]) -> list[str]:
    """What the layers are called: as in the file, if nnviz has written it, or else by type and place."""
    own = [layer.called for layer in layers]
    usable = all(re.fullmatch(r"[A-Za-z_]\w{0,60}", name) and not keyword.iskeyword(name) for name in own)
    if model.producer == OWN and usable and len({*own}) == len(own):
        return own
    return [Part(layer.type).name_at(number) for number, layer in enumerate(layers, start=1)]
