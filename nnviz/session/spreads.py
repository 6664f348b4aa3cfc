"""How the numbers of one layer lay over the course of a run: percentiles of its tensors at some passes.

Each is taken from the arrays of a real pass: of one that goes to the screen anyway, or one near a keyframe.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, gradient_of, readonly

if TYPE_CHECKING:
    from nnviz.nn import Arrays, NodeInfo
    from nnviz.session.frame import Frame
    from nnviz.session.run import Run

PERCENTILES = (0.0, 5.0, 25.0, 50.0, 75.0, 95.0, 100.0)
"""Which are taken: both extremes, the median, and two ranges about it."""

KEPT = 400
"""How many passes are kept of a layer; of more, every second."""

FROM_THE_PAST, SECONDS = 96, 0.35
"""How many passes are brought back for a layer that nobody has watched before, and in what time at most."""

FARTHEST = 32
"""How many passes at most are run again to come from a keyframe to the end of its epoch."""

INTERVAL = 0.1
"""The least time between two passes of a run that goes on, in seconds."""


@dataclass(frozen=True, eq=False)
class Spreads:
    """What is known of one layer.

    Attributes:
        node: its name.
        epochs: (m,) how far the run was after each pass, in epochs.
        percentiles: by the key of a tensor (m, 7), NaN where it held no finite number.
        passes: how many passes the run had run by then.
    """

    node: str
    epochs: Array
    percentiles: Mapping[str, Array]
    passes: int


def tensors(node: NodeInfo) -> tuple[str, ...]:
    """The tensors of a layer that are followed: its weights, what it gives, and the gradient of the weights;
    without weights the gradient of what it gives."""
    weights = next(iter(node.parameters), None)
    return ("Y", gradient_of("Y")) if weights is None else (weights, "Y", gradient_of(weights))


def percentiles(array: Array) -> Array:
    """The percentiles (7,) of the finite numbers of an array."""
    finite = array[np.isfinite(array)]
    return np.percentile(finite, PERCENTILES) if finite.size else np.full(len(PERCENTILES), np.nan)


class SpreadLog:
    """Keeps what was seen of the layers of one run, each for itself.

    Args:
        run: whose passes they are.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._seen: dict[str, dict[int, Array]] = {}
        self._order: dict[str, list[int]] = {}

    def add(self, node: str, frame: Frame) -> bool:
        """Takes a frame in, if its pass is complete; gives whether it was."""
        if frame.position < len(frame.stage.operations) or frame.remaining:
            return False
        return self._take(node, frame.pass_index, frame.arrays)

    def _take(self, node: str, pass_index: int, arrays: Arrays) -> bool:
        info = self._run.stage.node(node)
        found = arrays.get(node, {})
        if info is None or any(key not in found for key in tensors(info)):
            return False
        order, seen = self._order.setdefault(node, []), self._seen.setdefault(node, {})
        if pass_index not in seen:
            insort(order, pass_index)
        seen[pass_index] = np.array([percentiles(found[key]) for key in tensors(info)])
        if len(order) > KEPT:
            self._thin(node)
        return True

    def _thin(self, node: str) -> None:
        """Lets every second pass go, but not the newest."""
        order = self._order[node]
        kept = [*order[:-1:2], order[-1]]
        self._order[node], self._seen[node] = kept, {place: self._seen[node][place] for place in kept}

    def forget_from(self, pass_index: int) -> None:
        """Forgets the passes from one on: they are to be run again, or were run otherwise."""
        for node, order in self._order.items():
            while order and order[-1] >= pass_index:
                del self._seen[node][order.pop()]

    def recall(self, node: str, seconds: float = SECONDS) -> None:
        """Brings passes back from keyframes where little is known of a layer, evenly over the run, until
        the time is up."""
        until = perf_counter() + seconds
        places = self._run.keyframes
        chosen = places[:: max(1, -(-len(places) // FROM_THE_PAST))]
        ends = [*chosen[1:], self._run.passes]
        newest = self._run.passes - 1
        if newest >= 0 and not self._knows(node, newest, newest + 1):
            self._take(node, newest, self._run.end_of_pass(newest))
        for place in _evenly(len(chosen)):
            if perf_counter() >= until:
                return
            near = min(self._near(chosen[place]), newest)
            if chosen[place] <= newest and not self._knows(node, chosen[place], ends[place]):
                self._take(node, near, self._run.end_of_pass(near))

    def _near(self, keyframe: int) -> int:
        """The pass to be looked at after a keyframe: the last of its epoch, unless that is far. Epochs end
        with the same batch where data are not shuffled, so that passes compare."""
        left = -(keyframe + 1) % self._run.passes_per_epoch
        return keyframe + (left if left <= FARTHEST else 0)

    def _knows(self, node: str, start: int, end: int) -> bool:
        order = self._order.get(node, [])
        return bisect_left(order, start) < bisect_left(order, end)

    def spreads(self, node: str) -> Spreads | None:
        """All that is known of a layer, or None where there is no such layer."""
        info = self._run.stage.node(node)
        if info is None:
            return None
        order, keys = self._order.get(node, []), tensors(info)
        rows = [self._seen[node][place] for place in order]
        table = np.array(rows) if rows else np.empty((0, len(keys), len(PERCENTILES)))
        epochs = (np.array(order, float) + 1) / self._run.passes_per_epoch
        found = {key: readonly(table[:, place]) for place, key in enumerate(keys)}
        return Spreads(node, readonly(epochs), found, self._run.passes)


def _evenly(count: int) -> Sequence[int]:
    """The places of a row in an order in which any beginning is spread evenly."""
    bits = max(1, count - 1).bit_length()
    return sorted(range(count), key=lambda place: int(f"{place:0{bits}b}"[::-1], 2))
