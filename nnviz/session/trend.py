"""A trend: geometric means of a value over blocks of epochs, in bounded memory.

A line that jumps over decades from one epoch to the next can still be followed by them.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn.describe import Array

CAPACITY = 512
"""How many blocks are kept unless told."""


class Trend:
    """Sums of logarithms over equal blocks of epochs; the blocks double when there are too many.

    Values that have no logarithm (0 or less, or not finite) are in no mean.

    Args:
        capacity: how many blocks are kept; even.

    Attributes:
        size: how many epochs a block has.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self.clear()

    def clear(self) -> None:
        """Forgets everything."""
        self.size = 1
        self._counts, self._epochs, self._logs = np.zeros((3, self._capacity))
        self._last = 0

    def extend(self, epochs: Array, values: Array) -> None:
        """Adds values (m,) of epochs (m,) from 1, rising, none of which it has already."""
        if not len(epochs):
            return
        self._last = max(self._last, int(epochs[-1]))
        while self._last > self.size * self._capacity:
            self._double()
        known = np.isfinite(values) & (values > 0)
        epochs, logs = epochs[known], np.log10(values[known])
        places = (epochs.astype(int) - 1) // self.size
        for sums, parts in ((self._counts, None), (self._epochs, epochs), (self._logs, logs)):
            sums += np.bincount(places, parts, self._capacity)

    def _double(self) -> None:
        self.size *= 2
        for sums in (self._counts, self._epochs, self._logs):
            half = len(sums) // 2
            sums[:half] = sums[::2] + sums[1::2]
            sums[half:] = 0.0

    def truncate(self, epochs: int) -> None:
        """Forgets what came after an epoch, and with it the block that the epoch lies within."""
        whole = epochs // self.size
        for sums in (self._counts, self._epochs, self._logs):
            sums[whole:] = 0.0
        self._last = min(self._last, epochs)
        if not epochs:
            self.clear()

    def blocks(self) -> Array:
        """The logarithms to base ten of the geometric means (m,) of all blocks from the first epoch to the
        newest; NaN where a block has none."""
        count = -(-self._last // self.size)
        with np.errstate(invalid="ignore"):
            return np.asarray(self._logs[:count] / self._counts[:count])

    def means(self, low: float, high: float, count: int) -> tuple[Array, Array, int]:
        """The means over at most about ``count`` stretches between two epochs, and one on either side.

        Returns:
            the mean epochs (m,), the logarithms to base ten of the geometric means (m,), and how many
            epochs a stretch has. A last stretch that is less than half done is left out.
        """
        joined = 1
        while (high - low) / (self.size * joined) > count:
            joined *= 2
        size = self.size * joined
        padding = -self._capacity % joined
        kept = self._counts, self._epochs, self._logs
        counts, epochs, logs = (np.pad(s, (0, padding)).reshape(-1, joined).sum(axis=1) for s in kept)
        ends = size * np.arange(1, len(counts) + 1)
        near = (ends >= low - size) & (ends <= high + 2 * size)
        shown = near & (counts > 0) & (ends - self._last <= size / 2)
        return epochs[shown] / counts[shown], logs[shown] / counts[shown], size
