"""How each layer is written in ONNX: one entry for every name in the registry.

Images go with their channels first there; dropout is left out, since the model is not for training.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import SettingError
from nnviz.nn.describe import Array
from nnviz.session.export.node_place import NodePlace, padding
from nnviz.session.export.tensors import to_torch


@dataclass(frozen=True)
class Operator:
    """One operator of a model: its type, what it takes and gives by name, and its attributes."""

    type: str
    takes: tuple[str, ...]
    gives: str
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Parts:
    """What a model is made of, while it is being made.

    Attributes:
        operators: in forward order.
        constants: arrays by name; float arrays are given the precision of the model.
        memories: what nodes remember, by our name of the node.
    """

    operators: list[Operator] = field(default_factory=list)
    constants: dict[str, Array] = field(default_factory=dict)
    memories: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def add(self, type_: str, takes: tuple[str, ...], gives: str, **attributes: Any) -> str:
        """Adds an operator; gives the name of what it gives."""
        self.operators.append(Operator(type_, takes, gives, attributes))
        return gives

    def constant(self, name: str, array: Any) -> str:
        """Adds a constant; gives its name."""
        self.constants[name] = np.asarray(array)
        return name

    def parameter(self, place: NodePlace, key: str) -> str:
        """Adds a parameter as PyTorch has it, which ONNX shares."""
        found = next(each.value for each in place.node.parameters if each.key == key)
        return self.constant(f"{place.name}.{key}", to_torch(place.type, key, found))


Writer = Callable[[NodePlace, Parts], object]


def _plain(type_: str, **settings: str) -> Writer:
    """One operator with some of our settings, each under ONNX's name."""

    def write(place: NodePlace, parts: Parts) -> None:
        attributes = {theirs: place.settings[ours] for theirs, ours in settings.items()}
        parts.add(type_, place.sources, place.name, **attributes)

    return write


def _dense(place: NodePlace, parts: Parts) -> None:
    w, b = parts.parameter(place, "W"), parts.parameter(place, "B")
    parts.add("Gemm", (*place.sources, w, b), place.name, transB=1)


def _conv(place: NodePlace, parts: Parts) -> None:
    top, bottom, left, right = padding(place)
    set_to = place.settings
    takes = (*place.sources, parts.parameter(place, "W"), parts.parameter(place, "B"))
    sizes = {"kernel_shape": [set_to["kernel_size"]] * 2, "strides": [set_to["stride"]] * 2}
    parts.add("Conv", takes, place.name, pads=[top, left, bottom, right], **sizes)


def _pool(type_: str) -> Writer:
    def write(place: NodePlace, parts: Parts) -> None:
        window, stride = place.settings["window"], place.settings["stride"]
        parts.add(type_, place.sources, place.name, kernel_shape=[window] * 2, strides=[stride] * 2)

    return write


def _batch_norm(place: NodePlace, parts: Parts) -> None:
    memory, epsilon = parts.memories[place.node.name], place.settings["epsilon"]
    scale = (parts.parameter(place, "W"), parts.parameter(place, "B"))
    kept = tuple(parts.constant(f"{place.name}.{key}", memory[key]) for key in ("mean", "variance"))
    source, given = place.sources[0], place.name
    turned = len(place.takes[0]) == 2  # (N, a, features), whose features have to come second
    if turned:
        source = parts.add("Transpose", (source,), f"{place.name}.turned", perm=[0, 2, 1])
        given = f"{place.name}.normed"
    parts.add("BatchNormalization", (source, *scale, *kept), given, epsilon=epsilon)
    if turned:
        parts.add("Transpose", (given,), place.name, perm=[0, 2, 1])


def _layer_norm(place: NodePlace, parts: Parts) -> None:
    scale = (parts.parameter(place, "W"), parts.parameter(place, "B"))
    source, given = place.sources[0], place.name
    if place.on_images:
        source = parts.add("Transpose", (source,), f"{place.name}.turned", perm=[0, 2, 3, 1])
        given = f"{place.name}.normed"
    parts.add("LayerNormalization", (source, *scale), given, axis=-1, epsilon=place.settings["epsilon"])
    if place.on_images:
        parts.add("Transpose", (given,), place.name, perm=[0, 3, 1, 2])


def _softmax(place: NodePlace, parts: Parts) -> None:
    parts.add("Softmax", place.sources, place.name, axis=1 if place.on_images else -1)


def _flatten(place: NodePlace, parts: Parts) -> None:
    source = place.sources[0]
    if place.on_images:  # cells are counted with channels last
        source = parts.add("Transpose", (source,), f"{place.name}.turned", perm=[0, 2, 3, 1])
    parts.add("Flatten", (source,), place.name, axis=1)


def _constant(place: NodePlace, parts: Parts) -> None:
    shape = parts.add("Shape", (place.first,), f"{place.name}.count", start=0, end=1)
    units = parts.constant(f"{place.name}.units", np.array([place.settings["units"]], np.int64))
    sizes = parts.add("Concat", (shape, units), f"{place.name}.shape", axis=0)
    value = parts.constant(f"{place.name}.value", [float(place.settings["value"])])
    parts.add("Expand", (value, sizes), place.name)


def _step(place: NodePlace, parts: Parts) -> None:
    threshold = parts.constant(f"{place.name}.threshold", float(place.settings["threshold"]))
    above = parts.add("Greater", (*place.sources, threshold), f"{place.name}.above")
    one, zero = (parts.constant(f"{place.name}.{value}", float(value)) for value in (1, 0))
    parts.add("Where", (above, one, zero), place.name)


def _leaky_relu(place: NodePlace, parts: Parts) -> None:
    # ONNX's own has its slope in single precision
    slope = parts.constant(f"{place.name}.slope", float(place.settings["slope"]))
    below = parts.add("Mul", (*place.sources, slope), f"{place.name}.below")
    parts.add("Max", (*place.sources, below), place.name)


def _silu(place: NodePlace, parts: Parts) -> None:
    share = parts.add("Sigmoid", place.sources, f"{place.name}.share")
    parts.add("Mul", (*place.sources, share), place.name)


def _gelu(place: NodePlace, parts: Parts) -> None:
    root = parts.constant(f"{place.name}.root", float(np.sqrt(0.5)))
    one, half = (parts.constant(f"{place.name}.{value}", value) for value in (1.0, 0.5))
    scaled = parts.add("Mul", (*place.sources, root), f"{place.name}.scaled")
    curve = parts.add("Erf", (scaled,), f"{place.name}.erf")
    raised = parts.add("Add", (curve, one), f"{place.name}.raised")
    share = parts.add("Mul", (raised, half), f"{place.name}.share")
    parts.add("Mul", (*place.sources, share), place.name)


ONNX_LAYERS: dict[str, Writer] = {
    "Add": _plain("Add"),
    "AvgPool2D": _pool("AveragePool"),
    "BatchNorm": _batch_norm,
    "Constant": _constant,
    "Conv2D": _conv,
    "Dense": _dense,
    "Dropout": _plain("Identity"),
    "ELU": _plain("Elu", alpha="alpha"),
    "Flatten": _flatten,
    "GELU": _gelu,
    "LayerNorm": _layer_norm,
    "LeakyReLU": _leaky_relu,
    "MaxPool2D": _pool("MaxPool"),
    "Mul": _plain("Mul"),
    "ReLU": _plain("Relu"),
    "SiLU": _silu,
    "Sigmoid": _plain("Sigmoid"),
    "Softmax": _softmax,
    "Softplus": _plain("Softplus"),
    "Step": _step,
    "Tanh": _plain("Tanh"),
}
"""How a layer is written, by its type's name in the registry."""

SINGLE_ONLY = frozenset({"AvgPool2D", "Conv2D", "ELU", "GELU", "Softplus"})
"""The layers that onnxruntime works out in single precision only."""


def onnx_layer(place: NodePlace, parts: Parts) -> None:
    """Adds a layer to a model.

    Raises:
        SettingError: nobody has said how it is written; it is named.
    """
    if place.type not in ONNX_LAYERS:
        raise SettingError("{0}: how a {1} is written in ONNX is not known", place.node.name, place.type)
    ONNX_LAYERS[place.type](place, parts)
