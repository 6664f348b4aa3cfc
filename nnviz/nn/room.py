"""A room: an array that is made once for a size of batch and written anew in every pass.

A reader sees samples first; in memory the batch comes last, so that a product takes a room as it lies.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from nnviz.nn.describe import Array

Shape = tuple[int, ...]
"""A shape without the batch axis: ``(3,)`` for three units, ``(8, 8, 1)`` for an image."""


class Room:
    """Place for N samples of one shape.

    Attributes:
        array: what it holds as a reader sees it, (N, *shape).
        memory: the same cells, batch last and channels first: (F, N) for vectors, (C, H, W, N) for
            images, (N,) for single numbers.
    """

    __slots__ = ("_ones", "array", "memory")

    def __init__(self, array: Array, memory: Array, ones: Array | None = None) -> None:
        self.array, self.memory, self._ones = array, memory, ones

    @classmethod
    def of(cls, count: int, shape: Shape, dtype: Any) -> Room:
        """A room that lies in the order of ``memory``."""
        rank = len(shape)
        if rank == 1:
            ones = np.ones((shape[0] + 1, count), dtype)
            return cls(ones[:-1].T, ones[:-1], ones)
        memory = np.zeros((*shape[-1:], *shape[:-1], count), dtype)
        return cls(memory.transpose(rank, *range(1, rank), *range(min(rank, 1))), memory)

    @classmethod
    def of_samples(cls, count: int, shape: Shape, dtype: Any) -> Room:
        """A room that lies in the order of ``array``: to be filled with data as they come."""
        rank = len(shape)
        if rank == 1:
            ones = np.ones((count, shape[0] + 1), dtype)
            return cls(ones[:, :-1], ones[:, :-1].T, ones.T)
        array = np.zeros((count, *shape), dtype)
        return cls(array, array.transpose(*range(rank, rank + min(rank, 1)), *range(1, rank), 0), None)

    @classmethod
    def of_number(cls, dtype: Any) -> Room:
        """A room for one number, (), whatever the batch."""
        number = np.zeros((), dtype)
        return cls(number, number)

    def like(self) -> Room:
        """An empty room for the same samples, lying in the order of ``memory``."""
        shape = self.array.shape
        return Room.of(shape[0], shape[1:], self.array.dtype) if shape else Room.of_number(self.array.dtype)

    @property
    def with_ones(self) -> Array:
        """The memory of vectors with a row of ones below it, (F + 1, N): to a product the last row of
        weights, the bias, is then a weight like any other."""
        assert self._ones is not None, "only vectors have a row of ones"
        return self._ones

    @property
    def lines(self) -> Array:
        """The memory as a matrix, a line for each channel, (C, H·W·N); a view.

        Raises:
            ValueError: the room is one of samples, where there is no such view.
        """
        return self.memory.reshape((len(self.memory), -1), copy=False)

    @property
    def cells(self) -> Array:
        """All cells in a row as they lie in memory; a view.

        Raises:
            ValueError: the room is one of samples, where there is no such view.
        """
        return self.memory.reshape(-1, copy=False)

    @property
    def size(self) -> int:
        """How many cells there are, the batch included."""
        return math.prod(self.array.shape)
