"""AvgPool2D: of every window the mean goes on.

Going back, every cell of the window takes an equal share of the error.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array, Dependence, Description, Formula, Glyph, Symbol, Tensors, symbols
from nnviz.nn.images import scattered, windows
from nnviz.nn.plan import Calls, Plan
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
                "sum(X) / K**2",
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
                "sum(dY) / K**2",
                Dependence.WINDOW_MEAN,
                _input_gradient,
                "every pixel of a window takes an equal share of its error",
            ),
        ),
        settings=Pooling.settings_of_a_window,
    )

    def gather(self, calls: Calls, parts: list[Array], whole: Array) -> list[Array]:
        """The mean."""
        calls.copy(parts[0], whole)
        for part in parts[1:]:
            calls(np.add, whole, part, whole)
        calls(np.multiply, whole, np.asarray(1.0 / self.window, whole.dtype), whole)
        return []

    def hand_out(self, plan: Plan, found: list[Array], whole: Array, places: list[Array]) -> None:
        """An equal share to each."""
        calls, share = plan.input_gradients, np.empty_like(whole)
        calls(np.multiply, whole, plan.number(1.0 / self.window), share)
        for place in places:
            self.pay(calls, share, place)
