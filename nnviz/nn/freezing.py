"""Freezing: which parameters an update leaves as they are, by their names and as a mask over all of them.

Their gradients are computed like any others; the optimizer alone passes them by, with what it remembers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, Description, Formula, Symbol, Tensors
from nnviz.nn.errors import SettingError
from nnviz.nn.optimizer import FROZEN
from nnviz.nn.topology import Topology

_SYMBOL = Symbol(f"{FROZEN}.W", FROZEN, f"{FROZEN}_W")


@dataclass(frozen=True)
class Frozen:
    """Parameters of one layer.

    Attributes:
        layer: the name of the node, such as ``dense_1``.
        key: of which parameter; of all if empty.
        cells: which of its cells, from 0 along each axis; all if empty.
    """

    layer: str
    key: str = ""
    cells: tuple[tuple[int, ...], ...] = ()


def marked(graph: Topology, mask: Array | None, what: Frozen, on: bool = True) -> Array | None:
    """The mask with some parameters frozen, or free again; None where nothing is left frozen.

    Args:
        mask: a truth value for each of ``graph.values``, or None for none.

    Raises:
        SettingError: there are no such parameters; the message says what is allowed.
    """
    made = np.zeros(graph.values.size, bool) if mask is None else mask.copy()
    spans = _spans(graph, what.layer)
    if not spans or (what.key and what.key not in spans):
        known = [f"{name}.{key}" for name in graph.nodes for key in _spans(graph, name)]
        name = f"{what.layer}.{what.key}" if what.key else what.layer
        raise SettingError("{0} cannot be frozen; what can: {1}", name, known)
    for key, (part, shape) in spans.items():
        if what.key in ("", key):
            made[part].reshape(shape)[_index(what, shape)] = on
    return made if made.any() else None


def mask_of(graph: Topology, frozen: Iterable[Frozen]) -> Array | None:
    """The mask of all that is named, or None if that is nothing; it raises what :func:`marked` does."""
    mask: Array | None = None
    for what in frozen:
        mask = marked(graph, mask, what)
    return mask


def named(graph: Topology, mask: Array | None) -> tuple[Frozen, ...]:
    """What a mask freezes, in as few names as can be."""
    if mask is None:
        return ()
    found: list[Frozen] = []
    for layer in graph.nodes:
        parts = {key: mask[part].reshape(shape) for key, (part, shape) in _spans(graph, layer).items()}
        if parts and all(part.all() for part in parts.values()):
            found.append(Frozen(layer))
        else:
            found += [_named(layer, key, part) for key, part in parts.items() if part.any()]
    return tuple(found)


def _named(layer: str, key: str, part: Array) -> Frozen:
    cells = () if part.all() else tuple(tuple(map(int, place)) for place in np.argwhere(part))
    return Frozen(layer, key, cells)


def _spans(graph: Topology, layer: str) -> dict[str, tuple[slice, tuple[int, ...]]]:
    """Where the parameters of a layer lie in the flat vector, and their shapes."""
    found, start = {}, 0
    for name, node in graph.nodes.items():
        for parameter in node.parameters:
            end = start + parameter.value.size
            if name == layer:
                found[parameter.key] = slice(start, end), parameter.value.shape
            start = end
    return found


def _index(what: Frozen, shape: Sequence[int]) -> tuple[Any, ...]:
    if not what.cells:
        return (...,)
    for cell in what.cells:
        inside = len(cell) == len(shape) and all(0 <= p < s for p, s in zip(cell, shape, strict=True))
        if not what.key or not inside:
            raise SettingError("{0} of {1} has shape {2}, no cell {3}", what.key, what.layer, shape, cell)
    return tuple(np.array(what.cells).T)


# -- in formulas ----------------------------------------------------------------------------------


def any_frozen(arrays: Mapping[str, Mapping[str, Array]]) -> bool:
    """Whether the arrays of a pass, by node and key, are those of one with frozen parameters."""
    return any(key.startswith(f"{FROZEN}.") for found in arrays.values() for key in found)


def holding(description: Description) -> Description:
    """What an optimizer says of itself where something is frozen: each formula for what lasts, the
    parameter and what is remembered of it, keeps the old value where F is 1."""
    formulas = tuple(
        _holding(formula, description.symbol(formula.gives).tex)
        if formula.gives in formula.takes
        else formula
        for formula in description.update
    )
    return replace(description, symbols=(*description.symbols, _SYMBOL), update=formulas)


def _holding(formula: Formula, tex: str) -> Formula:
    gives, mask = formula.gives, _SYMBOL.key

    def evaluate(t: Tensors) -> Array:
        return np.where(t[mask] > 0.0, t[gives], formula.evaluate(t))

    return replace(
        formula,
        takes=(mask, *formula.takes),
        tex=rf"{_SYMBOL.tex} \cdot {tex} + (1 - {_SYMBOL.tex}) \cdot \left( {formula.tex} \right)",
        cell=f"{mask} * {gives} + (1 - {mask}) * ({formula.cell})",
        evaluate=evaluate,
        meaning="where F is 1 it is frozen and stays as it is; elsewhere it moves as always",
    )
