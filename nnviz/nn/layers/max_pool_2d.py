"""MaxPool2D: of every window only the largest value goes on.

Going back, the error goes to the cell that won; where several are equally large, the first of them in
reading order takes it all.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors, symbols
from nnviz.nn.images import scattered, windows
from nnviz.nn.plan import Calls, Plan
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
                "largest(X)",
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
                "sum(dY)",
                Dependence.ROUTE_TO_MAXIMUM,
                _input_gradient,
                "the error goes back to the pixel that was the largest, and to no other",
            ),
        ),
        settings=Pooling.settings_of_a_window,
    )

    def gather(self, calls: Calls, parts: list[Array], whole: Array) -> list[Array]:
        """The largest; gives 1 for every part but the last where it was the largest."""
        largest = parts[0]
        for part in parts[1:]:
            calls(np.maximum, largest, part, out=whole)
            largest = whole
        if largest is not whole:
            calls.copy(largest, whole)
        won = [np.empty_like(whole) for _ in parts[1:]]
        for part, where in zip(parts, won, strict=False):
            calls(np.equal, part, whole, where)
        return won

    def hand_out(self, plan: Plan, found: list[Array], whole: Array, places: list[Array]) -> None:
        """All to the first that has won: a later one gets what is left when the earlier ones are paid."""
        calls, left = plan.input_gradients, whole
        share, rest = np.empty_like(whole), np.empty_like(whole)
        for won, place in zip(found, places, strict=False):
            paid = share if self.overlap else place
            calls(np.multiply, left, won, paid)
            calls(np.subtract, left, paid, rest)
            if self.overlap:
                calls(np.add, place, share, place)
            left = rest
        self.pay(calls, left, places[-1])
