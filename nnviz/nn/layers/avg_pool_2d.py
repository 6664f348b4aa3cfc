"""AvgPool2D: of every window the mean goes on.

Going back, every cell of the window takes an equal share of the error.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors, symbols
from nnviz.nn.images import scattered, windows
from nnviz.nn.pooling import Pooling


def _output(t: Tensors) -> Array:
    return np.asarray(windows(t["X"], int(t["K"]), int(t["S"])).mean(axis=(3, 4)))


def _input_gradient(t: Tensors) -> Array:
    size = int(t["K"])
    shares = t["dY"][:, :, :, np.newaxis, np.newaxis] / (size * size)
    patches = np.broadcast_to(shares, (*shares.shape[:3], size, size, shares.shape[5]))
    return scattered(patches, int(t["S"]), *t["X"].shape[1:3])


class AvgPool2D(Pooling):
    """Y = the mean of each window of X."""

    description = Description(
        title="AvgPool2D",
        family="pooling",
        glyph=Glyph.IMAGES,
        summary="Y = mean over each window of X",
        source="article A, exercise; LeCun 1998, subsampling",
        symbols=(*symbols("X", "Y"), Symbol("K", "k", "k"), Symbol("S", "s", "s")),
        forward=(
            Formula(
                "Y",
                ("X", "K", "S"),
                r"\frac{1}{k^2} \sum_{i,j} X_{ij}",
                Dependence.WINDOW_MEAN,
                _output,
                "of each window the mean of all its values goes on",
            ),
        ),
        backward=(
            Formula(
                "dX",
                ("dY", "X", "K", "S"),
                r"\frac{1}{k^2} \frac{\partial E}{\partial Y}",
                Dependence.WINDOW_MEAN,
                _input_gradient,
                "every pixel of a window takes an equal share of its error",
            ),
        ),
        settings=Pooling.settings_of_a_window,
    )

    def _make_room(self, like: Array) -> None:
        super()._make_room(like)
        self._share = like.dtype.type(1.0 / self.window**2)
        self._shares = np.empty_like(self._y)
        self._rows, self._d_rows = self._along_column(self._row), self._along_column(self._d_row)
        self._d_columns = self._along_row(self._dx)

    def forward(self, *inputs: Array, training: bool = False) -> Array:
        (x,) = inputs
        if x.shape != self._room:
            self._make_room(x)
        _gather(self._along_row(x), self._row)
        _gather(self._rows, self._y)
        np.multiply(self._y, self._share, self._y)
        return self._y

    def backward(self, d_output: Array) -> tuple[Array, ...]:
        np.multiply(d_output, self._share, self._shares)
        _hand_out(self._shares, self._d_rows, self._d_row, self._overlap)
        _hand_out(self._d_row, self._d_columns, self._dx, self._overlap)
        return (self._dx,)


def _gather(parts: list[Array], total: Array) -> None:
    """Adds arrays up into one."""
    np.copyto(total, parts[0])
    for part in parts[1:]:
        np.add(total, part, total)


def _hand_out(share: Array, places: list[Array], whole: Array, overlap: bool) -> None:
    """Puts a share in every place, views of one whole; adds it where places overlap."""
    if overlap:
        whole.fill(0.0)
    for place in places:
        if overlap:
            np.add(place, share, place)
        else:
            np.copyto(place, share)
