"""Blocks of memory that two processes see: one process fills them, the other reads them where they lie.

A block is a file mapped by both, kept in memory where the system has a place for such files. The reader
hands a block back once nothing made of it is left.
"""

from __future__ import annotations

import mmap
import os
import sys
import weakref
from collections import deque
from collections.abc import Iterable
from pathlib import Path

import numpy as np

LEAST = 1 << 20
"""Bytes of the smallest block."""


class Written:
    """The blocks of the process that fills them.

    Args:
        folder: where their files are made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._maps: dict[int, mmap.mmap] = {}
        self._free: list[int] = []
        self._made = 0

    @property
    def numbers(self) -> tuple[int, ...]:
        """Those that there are."""
        return tuple(self._maps)

    def take(self, size: int) -> tuple[int, memoryview]:
        """A block of at least so many bytes, by its number; it is filled by nobody else until it is given
        back.

        Raises:
            OSError: there is no room for it.
        """
        fits = [number for number in self._free if len(self._maps[number]) >= size]
        number = min(fits, key=lambda each: len(self._maps[each])) if fits else self._make(size)
        if fits:
            self._free.remove(number)
        return number, memoryview(self._maps[number])

    def give_back(self, numbers: Iterable[int]) -> None:
        """Lets blocks be filled anew."""
        self._free += numbers

    def _make(self, size: int) -> int:
        size, self._made = max(LEAST, size), self._made + 1
        for number in self._free:  # each was too small, and so it will be for what is sent from now on
            del self._maps[number]
        self._free = []
        path = self._folder / str(self._made)
        try:
            with path.open("wb+") as file:
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, size)  # where there is no room it is said now
                else:
                    file.truncate(size)
                self._maps[self._made] = mmap.mmap(file.fileno(), size)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return self._made


class Read:
    """The blocks of the process that reads them.

    Args:
        folder: where their files are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._maps: dict[int, mmap.mmap] = {}
        self._left: deque[int] = deque()  # a thread of anybody's may be the one that drops the last array

    def open(self, number: int) -> memoryview:
        """The bytes of a block, which is handed back when no array of them is left."""
        if number not in self._maps:
            path = self._folder / str(number)
            with path.open("rb+") as file:
                self._maps[number] = mmap.mmap(file.fileno(), 0)
            if sys.platform != "win32":  # a file that is mapped can go, and then nothing is left behind
                path.unlink()
        found = np.frombuffer(self._maps[number], np.uint8)
        weakref.finalize(found, self._left.append, number).atexit = False
        return found.data  # of which every part of it holds on to the array

    def keep_only(self, numbers: Iterable[int]) -> None:
        """Forgets all other blocks; what has been made of them stays."""
        self._maps = {number: self._maps[number] for number in numbers if number in self._maps}

    def take_left(self) -> tuple[int, ...]:
        """The blocks of which nothing is left since the last question."""
        return tuple(self._left.popleft() for _ in range(len(self._left)))
