"""The order in which samples are learned from, batch after batch and epoch after epoch.

Its state is small and can be captured before any pass, so that a replay meets the same batches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnviz.nn import SettingError
from nnviz.nn.describe import Array
from nnviz.session.dataset import Dataset


@dataclass(frozen=True)
class Batch:
    """The samples of one pass: inputs (n, ...), targets (n, ...), and their rows in the dataset."""

    x: Array
    t: Array
    rows: tuple[int, ...]


@dataclass(frozen=True)
class BatchState:
    """Where in an epoch the order stands, and the generator as it was when the epoch was dealt."""

    cursor: int
    deal: Mapping[str, Any] | None


class Batches:
    """Deals the dataset into batches, in its own order or shuffled anew each epoch.

    Args:
        data: what to deal.
        size: samples a batch; the last batch of an epoch may be smaller.
        shuffle: whether each epoch has an order of its own, drawn from ``seed``.

    Raises:
        SettingError: a batch size below 1.
    """

    def __init__(self, data: Dataset, size: int = 1, shuffle: bool = False, seed: int = 0) -> None:
        if size < 1:
            raise SettingError(f"batch size must be at least 1, given {size}")
        self.per_epoch = -(-len(data) // size)
        self._data, self._size, self._shuffle = data, size, shuffle
        self._rng = np.random.default_rng(seed)
        self._deal()

    def _deal(self) -> None:
        """Lays out the batches of the next epoch."""
        self.cursor = 0
        self._dealt_from = dict(self._rng.bit_generator.state) if self._shuffle else None
        count = len(self._data)
        order = self._rng.permutation(count) if self._shuffle else np.arange(count)
        starts = range(0, count, self._size)
        self._epoch = [self._batch(order[start : start + self._size]) for start in starts]

    def _batch(self, rows: Array) -> Batch:
        return Batch(self._data.x[rows], self._data.t[rows], tuple(int(row) for row in rows))

    def next(self) -> Batch:
        """The batch of the next pass."""
        if self.cursor == self.per_epoch:
            if self._shuffle:
                self._deal()
            self.cursor = 0
        batch = self._epoch[self.cursor]
        self.cursor += 1
        return batch

    def capture(self) -> BatchState:
        """What the coming batches depend on."""
        return BatchState(self.cursor, self._dealt_from)

    def restore(self, state: BatchState) -> None:
        """Deals the captured epoch again and goes to the captured place in it."""
        if state.deal is not None and state.deal != self._dealt_from:
            self._rng.bit_generator.state = state.deal
            self._deal()
        self.cursor = state.cursor
