"""Where the cells lie that one cell of a result is made of: the geometry behind every dependence.

Places are index arrays, one number a term for each axis, so that thousands of terms cost one look-up.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, Dependence, Formula, Tensors
from nnviz.nn.scalar import key_of, leaves, letters

Index = tuple[int, ...]
"""The place of one cell, by the axes a reader counts: samples first."""

Places = tuple[Array, ...]
"""The places of several cells: for each axis a number a cell."""


@dataclass(frozen=True)
class Question:
    """One cell of a result, asked where it comes from.

    Attributes:
        formula: what gave the result.
        tensors: its operands.
        index: the cell of the result.
        reduced: the sum in its scalar formula.
    """

    formula: Formula
    tensors: Tensors
    index: Index
    reduced: ast.Call

    @property
    def body(self) -> ast.expr:
        """The scalar formula of one term."""
        return self.reduced.args[0]

    @property
    def operands(self) -> tuple[str, ...]:
        """The keys of what a term reads, in the order of the formula, each once."""
        named = (key_of(leaf) for leaf in leaves(self.body))
        return tuple(dict.fromkeys(key for key in named if key in self.tensors))


def own_place(formula: Formula, array: Array, shape: Index, index: Index) -> Index | None:
    """The cell of an operand at the same place as a cell of the result; None where there is none.

    Args:
        array: the operand; where it has fewer axes than the result, they are the last ones, and an
            axis of length 1 serves every place.
        shape: of the result, where it is known to be the operand's in another form.
    """
    if formula.dependence is Dependence.RESHAPE:
        return tuple(map(int, np.unravel_index(np.ravel_multi_index(index, shape), array.shape)))
    if array.ndim > len(index):
        return None
    last = index[len(index) - array.ndim :]
    return tuple(0 if side == 1 else place for side, place in zip(array.shape, last, strict=True))


def term_places(asked: Question) -> dict[str, Places]:
    """The places that the terms of a cell read, by operand; all have the same length."""
    return _FINDERS[asked.formula.dependence](asked)


# -- products ------------------------------------------------------------------------------------


def _matched(asked: Question) -> dict[str, Places]:
    """Of ``X[n, k] * W[k, j]`` the letters that come once are the axes of the result in this order;
    the others run over their axis."""
    axes = {key_of(leaf): letters(leaf) for leaf in leaves(asked.body)}
    every = [letter for own in axes.values() for letter in own]
    free = [letter for letter in every if every.count(letter) == 1]
    sides = {a: n for key, own in axes.items() for a, n in zip(own, asked.tensors[key].shape, strict=True)}
    summed = list(dict.fromkeys(letter for letter in every if letter not in free))
    grid = _grid(*(range(sides[letter]) for letter in summed))
    values = dict(zip(summed, grid, strict=True))
    known = {a: np.full(len(grid[0]), i) for a, i in zip(free, asked.index, strict=True)}
    return {key: tuple((values | known)[letter] for letter in own) for key, own in axes.items()}


# -- windows -------------------------------------------------------------------------------------

_CORRELATED = {"X": "nyxc", "W": "abcm", "Y": "nijm"}
_POOLED = {"X": "nyxc", "Y": "nijc"}
"""The axes of images, kernels and answers; a gradient has those of what it belongs to. Window i meets,
at its own row a, the row y = i·s + a − p of the image; j, b and x are the same across."""


def _windowed(
    asked: Question, axes: Mapping[str, str], sizes: Mapping[str, int], before: tuple[int, int]
) -> dict[str, Places]:
    """Every meeting of a window with a pixel that the cell takes part in, whichever of the tensors it
    lies in. Padding is no pixel, so it is in no term.

    Args:
        sizes: how long the axes are that no operand has.
        before: lines of padding above and to the left.
    """
    known = dict(zip(axes[_role(asked.formula.gives)], asked.index, strict=True))
    images = [key for key in asked.formula.takes if _role(key) in axes]
    spans = {axis: range(size) for axis, size in sizes.items()}
    for key in images:
        spans |= zip(axes[_role(key)], map(range, asked.tensors[key].shape), strict=True)
    spans |= {axis: range(place, place + 1) for axis, place in known.items()}
    stride = int(asked.tensors["S"])
    sides = [
        _meetings([spans[axis] for axis in along], stride, gap)
        for along, gap in zip(("iay", "jbx"), before, strict=True)
    ]
    others = [a for a in "ncm" if a in spans]
    *free, down, across = _grid(*(spans[a] for a in others), *(range(len(side[0])) for side in sides))
    found = dict(zip((*others, *"iayjbx"), (*free, *sides[0][:, down], *sides[1][:, across]), strict=True))
    return {key: tuple(found[a] for a in axes[_role(key)]) for key in images}


def _meetings(spans: Sequence[range], stride: int, before: int) -> Array:
    """Along one side: the window, its cell and the pixel of every meeting, (3, meetings)."""
    rows, within, pixels = spans
    met = ((i, a, i * stride + a - before) for i in rows for a in within)
    return np.array([each for each in met if each[2] in pixels], int).reshape(-1, 3).T


def _role(key: str) -> str:
    """What a tensor is shaped like: its own value where it is a gradient."""
    return key.removeprefix("d")


def _correlated(asked: Question) -> dict[str, Places]:
    (top, _), (left, _) = asked.tensors["P"].astype(int)
    return _windowed(asked, _CORRELATED, {}, (int(top), int(left)))


def _pooled(asked: Question) -> dict[str, Places]:
    size = int(asked.tensors["K"])
    return _windowed(asked, _POOLED, {"a": size, "b": size}, (0, 0))


def _routed(asked: Question) -> dict[str, Places]:
    """Going forward every cell of the window; going back the windows in which the pixel is the first
    of the largest."""
    met = _pooled(asked)
    if asked.formula.gives in met or len(met) == 1:
        return met
    ((n, rows, columns, c),) = (places for key, places in met.items() if _role(key) == "Y")
    won = [_winner(asked, (n[k], rows[k], columns[k], c[k])) == asked.index for k in range(len(n))]
    return {key: tuple(axis[won] for axis in places) for key, places in met.items()}


def _winner(asked: Question, window: Index) -> Index:
    """The pixel that a window passed on."""
    size, stride = int(asked.tensors["K"]), int(asked.tensors["S"])
    n, top, left, c = (int(place) for place in window)
    top, left = top * stride, left * stride
    seen = asked.tensors["X"][n, top : top + size, left : left + size, c]
    down, across = np.unravel_index(int(seen.argmax()), seen.shape)  # in reading order
    return n, top + int(down), left + int(across), c


# -- sums over axes ------------------------------------------------------------------------------


def _over_leading(asked: Question) -> dict[str, Places]:
    """Every cell whose last axes are at the place of the result, whatever the axes before them."""
    largest = max((asked.tensors[key] for key in asked.operands), key=lambda array: array.ndim)
    rank = largest.ndim - len(asked.index)
    return _spread(asked, _grid(*map(range, largest.shape[:rank]), *([place] for place in asked.index)))


def _grouped(asked: Question) -> dict[str, Places]:
    """The cells of the same sample along the last axis, or of the same feature over all others; the
    formula says which."""
    if key_of(asked.reduced.args[1]) == "feature":
        last = asked.index[-1]
        largest = max((asked.tensors[key] for key in asked.operands), key=lambda array: array.ndim)
        return _spread(asked, _grid(*map(range, largest.shape[:-1]), [last]))
    side = asked.tensors[asked.operands[0]].shape[-1]
    return _spread(asked, _grid(*([place] for place in asked.index[:-1]), range(side)))


def _spread(asked: Question, places: Places) -> dict[str, Places]:
    """The same places in every operand, under broadcasting."""
    found = {}
    for key in asked.operands:
        shape = asked.tensors[key].shape
        own = places[len(places) - len(shape) :]
        found[key] = tuple(np.zeros_like(p) if side == 1 else p for p, side in zip(own, shape, strict=True))
    return found


def _grid(*spans: Any) -> Places:
    """Every combination of some numbers, the last running fastest: for each of them an array."""
    grid = np.meshgrid(*(np.asarray(span, int) for span in spans), indexing="ij")
    return tuple(axis.reshape(-1) for axis in grid)


_FINDERS: dict[Dependence, Callable[[Question], dict[str, Places]]] = {
    Dependence.MATMUL: _matched,
    Dependence.CORRELATE: _correlated,
    Dependence.ROUTE_TO_MAXIMUM: _routed,
    Dependence.WINDOW_MEAN: _pooled,
    Dependence.SUM_OVER_BATCH: _over_leading,
    Dependence.MEAN: _over_leading,
    Dependence.JACOBIAN: _grouped,
}
"""How the places are found; the dependences that are missing look at one place alone."""
