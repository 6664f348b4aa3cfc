"""The tensors of a network under the names and in the shapes that PyTorch has for them.

A weight of a Dense is turned from (inputs, units) to (units, inputs), a kernel from (rows, columns, inputs,
channels) to (channels, inputs, rows, columns); everything else is as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from nnviz.nn import Graph
from nnviz.nn.describe import Array
from nnviz.session.export.moment import Moment
from nnviz.session.export.names import identifiers
from nnviz.session.export.torch_learning import torch_optimizer

PARAMETERS = {"W": "weight", "B": "bias"}
"""PyTorch's name of a parameter by ours."""

MEMORIES = {"mean": "running_mean", "variance": "running_var"}
"""PyTorch's name of what a normalising layer remembers by ours."""

REMEMBERS = {"BatchNorm": tuple(MEMORIES)}
"""What the types of layers that normalise by what they have seen remember, a number for each feature."""

TURNED: dict[tuple[str, str], tuple[int, ...]] = {
    ("Dense", "W"): (1, 0),
    ("Conv2D", "W"): (3, 2, 0, 1),
}
"""In which order PyTorch has the axes of a parameter, by the type of layer and its key."""


def to_torch(kind: str, key: str, array: Array) -> Array:
    """A parameter of a type of layer as PyTorch has it."""
    axes = TURNED.get((kind, key))
    return np.ascontiguousarray(array if axes is None else array.transpose(axes))


def from_torch(kind: str, key: str, array: Array) -> Array:
    """A parameter as nnviz has it, from PyTorch's; an array of another rank as it is."""
    axes = TURNED.get((kind, key))
    if axes is None or array.ndim != len(axes):
        return array
    return np.ascontiguousarray(array.transpose(np.argsort(axes)))


def of_parameters(graph: Graph, flat: Array) -> Iterator[tuple[str, Array]]:
    """The parts of a vector with a number for each parameter's, by PyTorch's names and in its shapes."""
    called, start = identifiers(graph.shapes), 0
    for name, node in graph.nodes.items():
        for parameter in node.parameters:
            end = start + parameter.value.size
            part = flat[start:end].reshape(parameter.value.shape)
            yield (
                f"{called[name]}.{PARAMETERS.get(parameter.key, parameter.key)}",
                to_torch(type(node).__name__, parameter.key, part),
            )
            start = end


def state_dict(moment: Moment) -> dict[str, Array]:
    """What ``Network.load_state_dict`` of the exported script takes."""
    graph = moment.graph
    found = dict(of_parameters(graph, graph.values))
    called = identifiers(graph.shapes)
    for name, memory in moment.state.network.nodes.items():
        if "mean" in memory:
            found |= {f"{called[name]}.{MEMORIES[key]}": np.array(memory[key]) for key in MEMORIES}
            found[f"{called[name]}.num_batches_tracked"] = np.array(moment.state.pass_index)
    return found


def optimizer_memory(moment: Moment) -> dict[str, Array]:
    """What the optimizer remembers, by the parameter's name and PyTorch's; nothing before its first step."""
    kept, memory = moment.state.network.optimizer, torch_optimizer(moment.optimizer).memory
    if not kept["passes"]:
        return {}
    return {
        f"{name}.{theirs}": part
        for ours, theirs in memory.keys.items()
        for name, part in of_parameters(moment.graph, kept[ours])
    }


def frozen_parameters(moment: Moment) -> tuple[list[str], dict[str, Array]]:
    """The names in PyTorch of the parameters that no update moves, and masks of those frozen in part; where
    nothing moves at all, masks of all of them, since PyTorch wants something to find gradients of."""
    mask = moment.state.network.optimizer.get("frozen")
    if mask is None:
        return [], {}
    found = {name: part for name, part in of_parameters(moment.graph, mask) if part.any()}
    if mask.all():
        return [], found
    whole = [name for name, part in found.items() if part.all()]
    return whole, {name: part for name, part in found.items() if name not in whole}


def mask_states(moment: Moment) -> dict[str, Mapping[str, Any]]:
    """The state of NumPy's generator of each Dropout, by the layer's name in code."""
    called = identifiers(moment.graph.shapes)
    return {
        called[name]: {
            "bit_generator": "PCG64",
            "state": {"state": int(kept["state"]), "inc": int(kept["inc"])},
            "has_uint32": int(kept["has_uint32"]),
            "uinteger": int(kept["uinteger"]),
        }
        for name, kept in moment.state.network.nodes.items()
        if "inc" in kept
    }


def for_torch(array: Array) -> Array:
    """Samples as PyTorch takes them: of images (N, rows, columns, channels) the channels come first."""
    return np.ascontiguousarray(array.transpose(0, 3, 1, 2) if array.ndim == 4 else array)
