"""A series: one value an epoch, kept for plotting in bounded memory without losing a spike.

When it is full it thins itself evenly, keeping real points only: of every group the lowest and the
highest, in order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nnviz.nn.describe import Array

CAPACITY = 200_000
"""How many points a series keeps unless told."""

OVERVIEW = 4096
"""How many points the overview of a long series keeps."""

_ENOUGH = 4
"""How many points a column the overview must have to stand for the series."""

_FIRST_ROOM = 1024


class Point(NamedTuple):
    """One point that was really appended."""

    epoch: int
    value: float


class Series:
    """Points of rising epochs; values may be any float, NaN and infinities included.

    The buffer holds ``_settled`` points that are thinned for good, and after them the raw points of
    the group that is still being filled. Every full group of ``2 · stride`` raw points settles as
    two when the next one begins, so that all of the past has the same density whenever it was
    recorded, and the newest point is always there.

    A second series of a smaller capacity gives the overview, so that drawing a long one takes no longer
    than drawing a short one.

    Args:
        capacity: how many settled points are kept; a multiple of 4.
        overview: the same for the overview; 0 for none.

    Attributes:
        stride: how many appended points one kept point stands for: 1, 2, 4, …

    Raises:
        ValueError: a capacity that is not a positive multiple of 4.
    """

    def __init__(self, capacity: int = CAPACITY, overview: int = OVERVIEW) -> None:
        if capacity < 4 or capacity % 4:
            raise ValueError(f"capacity must be a positive multiple of 4, given {capacity}")
        self._capacity = capacity
        self._overview = Series(overview, 0) if overview else None
        self.clear()

    def clear(self) -> None:
        """Forgets every point."""
        self.stride = 1
        self._size = self._settled = 0
        self._x: Array = np.empty(_FIRST_ROOM)
        self._y: Array = np.empty(_FIRST_ROOM)
        if self._overview is not None:
            self._overview.clear()

    def __len__(self) -> int:
        return self._size

    @property
    def epochs(self) -> Array:
        """The epochs of the kept points, rising, as a read-only view (n,) of floats."""
        return _locked(self._x[: self._size])

    @property
    def values(self) -> Array:
        """The values of the kept points as a read-only view (n,)."""
        return _locked(self._y[: self._size])

    @property
    def last(self) -> Point | None:
        """The newest point."""
        return self._point(self._size - 1) if self._size else None

    # -- growing and shrinking ------------------------------------------------------------------

    def append(self, epoch: int, value: float) -> None:
        """Adds one point; errors as :meth:`extend`."""
        self.extend((epoch,), (value,))

    def extend(self, epochs: Sequence[int] | Array, values: Sequence[float] | Array) -> None:
        """Adds points in order.

        Raises:
            ValueError: as many epochs as values are needed, each later than the one before.
        """
        x, y = np.asarray(epochs, float), np.asarray(values, float)
        if x.shape != y.shape or x.ndim != 1:
            raise ValueError(f"as many epochs as values are needed, given {x.shape} and {y.shape}")
        if not x.size:
            return
        rising = bool((x[1:] > x[:-1]).all())
        if not rising or (self._size and x[0] <= self._x[self._size - 1]):
            raise ValueError("every epoch must be later than the one before")
        self._make_room(self._size + x.size)
        self._x[self._size : self._size + x.size] = x
        self._y[self._size : self._size + x.size] = y
        self._size += x.size
        self._settle()
        if self._overview is not None:
            self._overview.extend(x, y)

    def insert(self, epoch: int, value: float) -> None:
        """Adds one point anywhere; that of the same epoch, if there is one, goes."""
        if not self._size or epoch > self._x[self._size - 1]:
            self.append(epoch, value)
            return
        others = self.epochs != epoch
        x, y = self.epochs[others], self.values[others]
        place = np.searchsorted(x, epoch)
        self.clear()
        self.extend(np.insert(x, place, epoch), np.insert(y, place, value))

    def _make_room(self, size: int) -> None:
        if size > len(self._x):
            room = max(size, 2 * len(self._x))
            self._x = np.concatenate([self._x[: self._size], np.empty(room - self._size)])
            self._y = np.concatenate([self._y[: self._size], np.empty(room - self._size)])

    def _settle(self) -> None:
        """Settles every full group, thinning what is settled each time it reaches the capacity."""
        while groups := self._full_groups():
            start, end = self._settled, self._settled + groups * 2 * self.stride
            if self.stride > 1:
                self._thin(start, end, 2 * self.stride)
            self._settled = start + 2 * groups
            if self._settled == self._capacity:
                self._thin(0, self._capacity, 4)
                self._settled = self._capacity // 2
                self.stride *= 2

    def _full_groups(self) -> int:
        waiting = (self._size - 1 - self._settled) // (2 * self.stride)
        return min(waiting, (self._capacity - self._settled) // 2)

    def _thin(self, start: int, end: int, group: int) -> None:
        """Keeps two points of every group between two places, and closes the gap behind them."""
        keep = start + _extremes(self._y[start:end].reshape(-1, group))
        behind = np.arange(end, self._size)
        chosen = np.concatenate([keep, behind])
        self._size = start + len(chosen)
        for buffer in (self._x, self._y):
            buffer[start : self._size] = buffer[chosen]

    def truncate(self, epochs: int) -> None:
        """Removes the points after an epoch; 0 removes all."""
        self._size = int(np.searchsorted(self._x[: self._size], epochs, side="right"))
        self._settled = min(self._settled, self._size - self._size % 2)
        if self._overview is not None:  # what it thinned away would be missing at its new end
            self._overview.clear()
            self._overview.extend(self.epochs, self.values)
        if not self._size:
            self.clear()

    # -- reading --------------------------------------------------------------------------------

    def _point(self, place: int) -> Point:
        return Point(int(self._x[place]), float(self._y[place]))

    def _place(self, epoch: float) -> int:
        x = self._x[: self._size]
        after = int(np.searchsorted(x, epoch))
        if after == self._size or (after and epoch - x[after - 1] <= x[after] - epoch):
            return after - 1
        return after

    def nearest(self, epoch: float) -> Point | None:
        """The kept point nearest to an epoch, the earlier of two as near; None if there is none."""
        return self._point(self._place(epoch)) if self._size else None

    def neighbour(self, epoch: float, steps: int) -> Point | None:
        """The point so many places after (before, if negative) the one nearest to an epoch.

        Stops at the first and the last point; None if there is none.
        """
        if not self._size:
            return None
        return self._point(max(0, min(self._size - 1, self._place(epoch) + steps)))

    def _count(self, x0: float, x1: float) -> int:
        """How many points are kept between two epochs."""
        first, last = np.searchsorted(self._x[: self._size], (x0, x1))
        return int(last - first)

    def decimated(self, pixels: int, x0: float, x1: float) -> tuple[Array, Array]:
        """What a screen can show of a range of epochs: (m,) epochs and (m,) values, all real points.

        Each of the ``pixels`` equal columns between x0 and x1 gives its lowest and its highest
        point, in order. The last point before the range and the first after it come as well, so
        that a line reaches both edges. Where there are many points a column, a group of them that lies
        on the border of two columns may give its extremes to one of them.
        """
        overview = self._overview
        if overview is not None and overview._count(x0, x1) >= _ENOUGH * pixels:
            return overview.decimated(pixels, x0, x1)
        x, y = self._x[: self._size], self._y[: self._size]
        edges = np.linspace(x0, x1, pixels + 1)
        bounds = np.searchsorted(x, edges)
        bounds[-1] = np.searchsorted(x, x1, side="right")
        starts, ends = bounds[:-1], bounds[1:]
        filled = starts < ends
        inside = _column_extremes(y, starts[filled], ends[filled])
        before = np.arange(max(0, bounds[0] - 1), bounds[0])
        after = np.arange(bounds[-1], min(self._size, bounds[-1] + 1))
        chosen = np.concatenate([before, inside, after])
        return x[chosen], y[chosen]


def _locked(view: Array) -> Array:
    view.flags.writeable = False
    return view


def _extremes(groups: Array) -> Array:
    """The places, in the flattened array (k, n) with n ≥ 2, of two cells a row: the first lowest and
    the last highest, in order; the first and the last cell where all are NaN or equal."""
    rows, width = groups.shape
    low = np.where(np.isnan(groups), np.inf, groups).argmin(axis=1)
    high = width - 1 - np.where(np.isnan(groups), -np.inf, groups)[:, ::-1].argmax(axis=1)
    pairs = np.sort(np.column_stack([low, high]), axis=1)
    # A row such as (NaN, inf) has its one number for lowest and highest: its neighbour joins it.
    same = pairs[:, 0] == pairs[:, 1]
    pairs[same, 1] = np.where(pairs[same, 0] == width - 1, width - 1, pairs[same, 1] + 1)
    pairs[same, 0] = np.minimum(pairs[same, 0], pairs[same, 1] - 1)
    return np.asarray((pairs + np.arange(rows)[:, None] * width).ravel())


def _column_extremes(y: Array, starts: Array, ends: Array) -> Array:
    """The rising places of the first lowest and the last highest value between each start and end.

    The columns adjoin and none is empty. One of NaN alone gives its first and last place.
    """
    if not len(starts):
        return np.empty(0, int)
    first, counts = int(starts[0]), ends - starts
    span = y[first : int(ends[-1])]
    starts, ends = starts - first, ends - first
    lowest, highest = np.fmin.reduceat(span, starts), np.fmax.reduceat(span, starts)
    at_low = np.flatnonzero(span == np.repeat(lowest, counts))
    at_high = np.flatnonzero(span == np.repeat(highest, counts))
    low = np.append(at_low, len(span))[np.searchsorted(at_low, starts)]
    high = np.append(at_high, -1)[np.searchsorted(at_high, ends) - 1]
    numbers = ~np.isnan(lowest)
    low = np.where(numbers, low, starts)
    high = np.where(numbers, high, ends - 1)
    return np.asarray(first + np.unique(np.concatenate([low, high])))
