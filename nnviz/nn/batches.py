"""The order in which samples are learned from, batch after batch and epoch after epoch.

Its state is small and can be captured before any pass, so that a replay meets the same batches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.nn.errors import SettingError


@dataclass(frozen=True)
class Batch:
    """The samples of one pass: inputs and last the targets, (n, ...) each, and their rows in the data."""

    arrays: tuple[Array, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True)
class BatchState:
    """Where in an epoch the order stands, and the generator as it was when the epoch was dealt."""

    cursor: int
    deal: Mapping[str, Any] | None


class Batches:
    """Deals data into batches, in their own order or shuffled anew each epoch.

    Args:
        data: the inputs and last the targets, (N, ...) each, as many of all.
        size: samples a batch; the last batch of an epoch may be smaller.
        shuffle: whether each epoch has an order of its own, drawn from ``seed``.

    Raises:
        SettingError: a batch size that is not a whole number of at least 1.
    """

    def __init__(self, data: Sequence[Array], size: int = 1, shuffle: bool = False, seed: int = 0) -> None:
        if isinstance(size, bool) or not isinstance(size, (int, np.integer)) or size < 1:
            raise SettingError("batch size must be a whole number of at least 1, given {0!r}", size)
        self._count = len(data[0])
        self.per_epoch = -(-self._count // size)
        self._data, self._size, self._shuffle = tuple(data), size, shuffle
        self._rng = np.random.default_rng(seed)
        self._deal()

    def _deal(self) -> None:
        """Lays out the next epoch, whose batches are made when their turn comes."""
        self.cursor = 0
        self._dealt_from = dict(self._rng.bit_generator.state) if self._shuffle else None
        count = self._count
        self._order = self._rng.permutation(count) if self._shuffle else np.arange(count)
        self._epoch: list[Batch | None] = [None] * self.per_epoch

    def _make(self, number: int) -> Batch:
        rows = self._order[number * self._size : (number + 1) * self._size]
        made = self._epoch[number] = Batch(tuple(array[rows] for array in self._data), tuple(rows.tolist()))
        return made

    def next(self) -> Batch:
        """The batch of the next pass."""
        if self.cursor == self.per_epoch:
            if self._shuffle:
                self._deal()
            self.cursor = 0
        batch = self._epoch[self.cursor] or self._make(self.cursor)
        self.cursor += 1
        return batch

    def peek(self) -> Batch:
        """The batch of the next pass, which still is to come."""
        state = self.capture()
        batch = self.next()
        self.restore(state)
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
