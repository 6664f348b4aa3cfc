"""The weights alone, as nnviz has them: for Python as .safetensors or .npz, for a spreadsheet as CSV.

A tensor goes by its layer and its key, such as ``dense_1.W``; running means are with them.
"""

from __future__ import annotations

import csv
import io

import numpy as np

from nnviz.nn.describe import Array
from nnviz.session.export.moment import Moment
from nnviz.session.export.torch_script import as_npz, as_safetensors

BOM = "\ufeff"
"""Tells spreadsheets that a text is in UTF-8."""


def tensors(moment: Moment) -> dict[str, Array]:
    """Every parameter, and every running mean and variance, by name."""
    nodes = moment.graph.nodes.items()
    found = {f"{name}.{each.key}": np.array(each.value) for name, node in nodes for each in node.parameters}
    for name, memory in moment.state.network.nodes.items():
        found |= {f"{name}.{key}": np.array(memory[key]) for key in ("mean", "variance") if key in memory}
    return found


def weights_file(moment: Moment, ending: str) -> bytes:
    """The weights as ``safetensors``, ``npz`` or ``csv``."""
    arrays = tensors(moment)
    if ending == "safetensors":
        return as_safetensors(arrays)
    return as_npz(arrays) if ending == "npz" else _csv(arrays)


def _csv(arrays: dict[str, Array]) -> bytes:
    """A row for every number: the layer, the key, the place along each axis from 0, and the value."""
    most = max((array.ndim for array in arrays.values()), default=0)
    axes = [f"axis_{number}" for number in range(1, most + 1)]
    rows = [["layer", "tensor", *axes, "value"]]
    for name, array in arrays.items():
        layer, _, key = name.rpartition(".")
        for index, value in np.ndenumerate(array):
            places = [str(place) for place in index] + [""] * (most - array.ndim)
            rows.append([layer, key, *places, repr(float(value))])
    return as_csv(rows)


def as_csv(rows: list[list[str]]) -> bytes:
    """A CSV file that every spreadsheet reads: UTF-8, commas, points in numbers."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return (BOM + buffer.getvalue()).encode()
