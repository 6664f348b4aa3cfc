"""What each plane adds to a cell: the terms that it is made of, those of one channel or kernel together.

It knows arrays and planes and no layer; a cell of a matrix, which has no planes, has no shares.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.nn.expansion import Combination, Expansion
from nnviz.ui.inspector.tensor import Tensor

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Window:
    """Where the terms of a share lie in one plane of an operand.

    Attributes:
        name: the tensor and the entry that tells this plane from the others, such as ∂E/∂Y₅.
        plane: all of it, (rows, columns).
        cells: the places that are read, as rows and columns.
        limit: the end of the colour scale.
    """

    name: str
    plane: Array
    cells: frozenset[tuple[int, int]]
    limit: float


@dataclass(frozen=True)
class Share:
    """Some terms of a cell.

    Attributes:
        window: the larger of the planes that they read.
        met: what each place of the window was multiplied with, as far as it reaches, (rows, columns), NaN
            where there was nothing; None of a single operand. ``met_name`` and ``met_limit`` belong to it.
        value: what they come to.
    """

    window: Window
    met: Array | None
    met_name: str
    met_limit: float
    value: float


def shares(expansion: Expansion, tensors: Mapping[str, Tensor]) -> list[Share]:
    """What each plane adds to a cell, in order; nothing where no operand has planes.

    Args:
        tensors: the operands by key.
    """
    keys = [key for key in expansion.places if tensors[key].array.ndim > 2]
    if not keys or not len(expansion):
        return []
    keys.sort(key=lambda key: -np.prod(tensors[key].tile))
    entries = np.stack([expansion.places[key][axis] for key in keys for axis in tensors[key].outer])
    _, first, which = np.unique(entries, axis=1, return_index=True, return_inverse=True)
    which = which.ravel()
    varies = (entries != entries[:, :1]).any(axis=1)
    names = _names(keys, tensors, varies, entries)
    found = []
    for number in np.argsort(first, kind="stable"):
        terms = np.flatnonzero(which == number)
        parts = expansion.contributions[terms]
        value = parts.max() if expansion.how is Combination.LARGEST else parts.sum()
        found.append(
            _share(expansion, tensors, keys, terms, [name[terms[0]] for name in names], float(value))
        )
    return found


def _names(keys: list[str], tensors: Mapping[str, Tensor], varies: Array, entries: Array) -> list[list[str]]:
    """For each operand what its plane is called, term by term: with the entries in which planes differ."""
    found, start = [], 0
    for key in keys:
        count = len(tensors[key].outer)
        rows = [row for row in range(start, start + count) if varies[row]]
        start += count
        numbers = [",".join(str(entries[row][term] + 1) for row in rows) for term in range(entries.shape[1])]
        found.append([tensors[key].name + number.translate(_SUBSCRIPTS) for number in numbers])
    return found


def _share(
    expansion: Expansion,
    tensors: Mapping[str, Tensor],
    keys: list[str],
    terms: Array,
    names: list[str],
    value: float,
) -> Share:
    tensor = tensors[keys[0]]
    rows, columns = (expansion.places[keys[0]][axis][terms] for axis in _along(tensor))
    outer = {axis: expansion.places[keys[0]][axis][terms[0]] for axis in tensor.outer}
    plane = tensor.array[tuple(outer.get(axis, slice(None)) for axis in range(tensor.array.ndim))]
    cells = frozenset(zip(rows.tolist(), columns.tolist(), strict=True))
    window = Window(names[0], plane, cells, tensor.limit)
    if len(keys) < 2:
        return Share(window, None, "", 1.0, value)
    met = np.full((np.ptp(rows) + 1, np.ptp(columns) + 1), np.nan)
    met[rows - rows.min(), columns - columns.min()] = expansion.values[keys[1]][terms]
    return Share(window, met, names[1], tensors[keys[1]].limit, value)


def _along(tensor: Tensor) -> list[int]:
    return [axis for axis in range(tensor.array.ndim) if axis not in tensor.outer]


def strongest(found: list[Share], most: int) -> list[int]:
    """Which shares weigh most, in their order."""
    weights = [-abs(share.value) for share in found]
    return sorted(np.argsort(weights, kind="stable")[:most].tolist())
