"""MaxPool2D: of every window only the largest value goes on.

Going back, the error goes to the cell that won; where several are equally large, the first of them in
reading order takes it all.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors, symbols
from nnviz.nn.images import scattered, windows
from nnviz.nn.pooling import Pooling


def _seen(t: Tensors) -> Array:
    """The cells of every window in reading order, (N, rows, columns, window², channels)."""
    found = windows(t["X"], int(t["K"]), int(t["S"]))
    return found.reshape(*found.shape[:3], -1, found.shape[5])


def _output(t: Tensors) -> Array:
    return np.asarray(_seen(t).max(axis=3))


def _input_gradient(t: Tensors) -> Array:
    seen, size = _seen(t), int(t["K"])
    won = np.arange(size * size)[:, np.newaxis] == seen.argmax(axis=3)[:, :, :, np.newaxis]
    patches = (won * t["dY"][:, :, :, np.newaxis]).reshape(*seen.shape[:3], size, size, -1)
    return scattered(patches, int(t["S"]), *t["X"].shape[1:3])


class MaxPool2D(Pooling):
    """Y = the largest of each window of X; among equals the first in reading order gets ∂E/∂Y."""

    description = Description(
        title="MaxPool2D",
        family="pooling",
        glyph=Glyph.IMAGES,
        summary="Y = max over each window of X",
        source="article A, exercise",
        symbols=(*symbols("X", "Y"), Symbol("K", "k", "k"), Symbol("S", "s", "s")),
        forward=(
            Formula(
                "Y",
                ("X", "K", "S"),
                r"\max_{i,j} X_{ij}",
                Dependence.ROUTE_TO_MAXIMUM,
                _output,
                "of each window only the largest value goes on",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X", "K", "S"),
                r"\frac{\partial E}{\partial Y} \odot [X = Y]",
                Dependence.ROUTE_TO_MAXIMUM,
                _input_gradient,
                "the error goes back to the pixel that was the largest, and to no other",
            ),
        ),
        settings=Pooling.settings_of_a_window,
    )

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._from_row = _Contest(self._along_row(self._dx), self._row, self._overlap)
        self._from_column = _Contest(self._along_column(self._d_row), self._y, self._overlap)
        self._rows = self._along_column(self._row)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        self._from_row.hold(self._along_row(x))
        self._from_column.hold(self._rows)
        return self._y

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        if self._overlap:
            self._dx.fill(0.0)
            self._d_row.fill(0.0)
        self._from_column.settle(d_output)
        self._from_row.settle(self._d_row)
        return (self._dx,)


class _Contest:
    """Finds the largest of a few arrays, cell by cell, and pays its prize to the first that has it.

    Args:
        prizes: where each contestant's share is put; views of one array.
        largest: where the largest is put.
        shared: whether prizes overlap, so that shares are added to what lies there.
    """

    def __init__(self, prizes: list[Array], largest: Array, shared: bool) -> None:
        self._prizes, self._largest, self._shared = prizes, largest, shared
        self._won = [np.empty_like(largest) for _ in prizes[1:]]  # 1 where it won; the last has the rest
        self._share, self._rest = np.empty_like(largest), np.empty_like(largest)

    def hold(self, contestants: list[Array]) -> None:
        """Fills ``largest`` and notes who won."""
        first, *others = contestants
        largest = self._largest
        np.copyto(largest, first)
        for other in others:
            np.maximum(largest, other, out=largest)
        for contestant, won in zip(contestants, self._won, strict=False):
            np.equal(contestant, largest, won)

    def settle(self, prize: Array) -> None:
        """Pays out: a later one gets what is left when the earlier ones have been paid."""
        left = prize
        for won, place in zip(self._won, self._prizes, strict=False):
            np.multiply(left, won, self._share)
            left = np.subtract(left, self._share, self._rest)
            self._pay(place, self._share)
        self._pay(self._prizes[-1], left)

    def _pay(self, place: Array, share: Array) -> None:
        if self._shared:
            np.add(place, share, place)
        else:
            np.copyto(place, share)
