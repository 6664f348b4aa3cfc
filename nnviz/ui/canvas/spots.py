"""Where the cells of a tensor stand: a sheet of tiles, as a picture of cell numbers.

One index array says for every dot of a sheet which cell of the tensor it shows, so that painting is
one numpy look-up, and finding the cell under the mouse another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, sqrt

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array

GAP = 4.0
"""Between tiles, in pixels."""

MOST_DOTS = 6
"""Dots per cell at most, along each side."""

LEAST_OF_ONE = 0.6
"""One column of tiles is taken if they are at least so large, in shares of the largest possible."""

OUTSIDE = -1
"""The cell number of a dot between tiles."""


@dataclass(frozen=True, eq=False)
class Spot:
    """One tensor on the canvas, cell by cell.

    Attributes:
        node, key: whose tensor it is, and which.
        gradient: whether it is a ∂E/∂·.
        sample: whether it is over the batch, of which one sample is shown.
        box: the rectangle of the whole sheet.
        index: (rows, columns) of dots, each the number of a cell counted in order, or OUTSIDE.
        dots: dots per cell along each side.
        tiles: the rectangle of every tile.
        marks: the key of a tensor by which cells are marked: of a mask, or of what was chosen from.
        gray: whether it shows data, in grey where they are never negative.
    """

    node: str
    key: str
    box: QRectF
    index: Array
    dots: int
    tiles: tuple[QRectF, ...]
    gradient: bool = False
    sample: bool = True
    gray: bool = False
    marks: str = ""

    @property
    def dot(self) -> tuple[float, float]:
        """The width and height of a dot."""
        rows, columns = self.index.shape
        return self.box.width() / columns, self.box.height() / rows

    def cell(self, point: QPointF) -> int | None:
        """The number of the cell under a point."""
        if not self.box.contains(point):
            return None
        wide, tall = self.dot
        row = min(int((point.y() - self.box.top()) / tall), self.index.shape[0] - 1)
        column = min(int((point.x() - self.box.left()) / wide), self.index.shape[1] - 1)
        found = int(self.index[row, column])
        return None if found == OUTSIDE else found

    def middles(self, seen: QRectF) -> Iterator[tuple[int, QPointF]]:
        """The number and the middle of every cell that can be seen in a rectangle."""
        wide, tall = self.dot
        part = seen.translated(-self.box.topLeft())
        top, left = int(part.top() / tall), int(part.left() / wide)
        index = self.index[top : ceil(part.bottom() / tall), left : ceil(part.right() / wide)]
        for cell in np.unique(index[index != OUTSIDE]).tolist():
            rows, columns = np.nonzero(index == cell)
            x = left + (columns.min() + columns.max() + 1) / 2
            y = top + (rows.min() + rows.max() + 1) / 2
            yield cell, self.box.topLeft() + QPointF(x * wide, y * tall)


def strip_cells(units: int, width: float, height: float) -> Array:
    """The cells of a strip (1, rows, columns): as many columns as it takes to see each, or, where a
    square number of them are many, its square."""
    side = round(sqrt(units))
    if side * side == units and units > 2 * height / 3:
        columns = side
    else:
        columns = max(1, ceil(units / max(1.0, height / 3)))
        columns = min(columns, max(1, round(width / 3)))
    rows = ceil(units / columns)
    cells = np.full(rows * columns, OUTSIDE)
    cells[:units] = np.arange(units)
    return cells.reshape(1, rows, columns)


def map_cells(shape: tuple[int, ...]) -> Array:
    """The cells of images (height, width, channels): a tile per channel."""
    return np.arange(int(np.prod(shape))).reshape(shape).transpose(2, 0, 1)


def kernel_cells(shape: tuple[int, ...]) -> Array:
    """The cells of kernels (height, width, inputs, channels): a tile per channel, in which the inputs
    stand in a square."""
    height, width, inputs, channels = shape
    across = ceil(sqrt(inputs))
    down = ceil(inputs / across)
    cells = np.full((channels, down * across, height, width), OUTSIDE)
    cells[:, :inputs] = np.arange(int(np.prod(shape))).reshape(shape).transpose(3, 2, 0, 1)
    grid = cells.reshape(channels, down, across, height, width).transpose(0, 1, 3, 2, 4)
    return grid.reshape(channels, down * height, across * width)


def matrix_cells(shape: tuple[int, ...]) -> Array:
    """The cells of a matrix (inputs, units): one tile."""
    return np.arange(int(np.prod(shape))).reshape(1, *shape)


def mosaic(cells: Array, tiles: Sequence[QRectF]) -> tuple[QRectF, Array, int, tuple[QRectF, ...]]:
    """Box, index and dots of tiles of equal size, of square cells; and the tiles, each moved to where
    its dots are."""
    _, rows, columns = cells.shape
    dots = max(1, min(MOST_DOTS, int(tiles[0].width() / columns)))
    dot = tiles[0].width() / (columns * dots)
    left, top = min(t.left() for t in tiles), min(t.top() for t in tiles)
    places = [(round((t.top() - top) / dot), round((t.left() - left) / dot)) for t in tiles]
    height = max(row for row, _ in places) + rows * dots
    width = max(column for _, column in places) + columns * dots
    index = np.full((height, width), OUTSIDE, np.int32)
    for cell, (row, column) in zip(cells, places, strict=True):
        fine = cell.repeat(dots, 0).repeat(dots, 1)
        index[row : row + fine.shape[0], column : column + fine.shape[1]] = fine
    size = tiles[0].size()
    moved = tuple(QRectF(QPointF(left + x * dot, top + y * dot), size) for y, x in places)
    return QRectF(left, top, width * dot, height * dot), index, dots, moved


@dataclass(frozen=True)
class Grid:
    """Groups of tiles side by side, in rows and columns.

    Attributes:
        across, down: how many groups stand side by side and one below the other.
        tiles: for each tensor of a group its tiles, in order.
        slots: for each tensor its part of a group's width, as left and right of the first column.
    """

    across: int
    down: int
    tiles: tuple[tuple[QRectF, ...], ...]
    slots: tuple[tuple[float, float], ...]


def grid(count: int, sizes: Sequence[tuple[int, int]], shares: Sequence[float], area: QRectF) -> Grid:
    """The arrangement in which the tiles of so many groups are largest.

    Args:
        sizes: the rows and columns of cells of each tensor of a group.
        shares: how much of a group's width each is given.
        area: where they may stand.
    """
    found = {across: _tile(count, across, sizes, shares, area) for across in range(1, count + 1)}
    best = max(found, key=found.__getitem__)
    # One column of groups shows better what belongs to what, unless it is much smaller.
    return _arranged(count, 1 if found[1] >= LEAST_OF_ONE * found[best] else best, sizes, shares, area)


def _slot(count: int, across: int, area: QRectF) -> tuple[float, float]:
    """The width and height of a group's place."""
    return area.width() / across, area.height() / ceil(count / across)


def _fit(size: tuple[int, int], room: float, height: float) -> tuple[float, float]:
    """The width and height of a tile of square cells in a room, with a gap around it."""
    rows, columns = size
    gap = min(GAP, 0.2 * min(room, height))
    cell = min((room - gap) / columns, (height - gap) / rows)
    return cell * columns, cell * rows


def _tile(
    count: int, across: int, sizes: Sequence[tuple[int, int]], shares: Sequence[float], area: QRectF
) -> float:
    wide, tall = _slot(count, across, area)
    whole = sum(shares)
    return min(max(_fit(s, wide * p / whole, tall)) for s, p in zip(sizes, shares, strict=True))


def _arranged(
    count: int, across: int, sizes: Sequence[tuple[int, int]], shares: Sequence[float], area: QRectF
) -> Grid:
    wide, tall = _slot(count, across, area)
    tall = min(tall, 1.35 * wide)  # a single tall column does not spread over the whole height
    down = ceil(count / across)
    top = area.center().y() - tall * down / 2
    tiles, slots, left = [], [], area.left()
    for size, share in zip(sizes, shares, strict=True):
        room = wide * share / sum(shares)
        w, h = _fit(size, room, tall)
        places = (divmod(number, across) for number in range(count))
        middles = ((left + wide * x + room / 2, top + tall * (y + 0.5)) for y, x in places)
        tiles.append(tuple(QRectF(x - w / 2, y - h / 2, w, h) for x, y in middles))
        slots.append((left, left + room))
        left += room
    return Grid(across, down, tuple(tiles), tuple(slots))
