"""What one matrix on the page shows: a name, the recorded array, and the part that fits in a table.

Nothing is computed from the values except the end of their colour scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.ui.diverging import nice_limit


@dataclass(frozen=True)
class Tensor:
    """One array to be shown.

    Attributes:
        name: how it is written in plain text, such as ∂E/∂W.
        array: the recorded values, of any shape.
        when: ``before`` or ``after`` where an operation overwrote it, else empty.
        constant: a setting such as η; it is written out, and not coloured.
        batch_first: whether its first axis counts the samples.
        origin: where its numbers can be set by hand, as node and key; None where they cannot.
        parameter: the parameter that it is, or is the gradient of, as node and key; None for others.
        unedited: the values as they would be had nothing been set by hand; None where nothing was.
        frozen: of a parameter, 1 where no update moves it and else 0; None where nothing of it is frozen.
        plane: of more than two axes, which entry is shown along each of the others; the first if empty.
        transposed: whether a matrix stands with its rows and columns changed.
        tiled: whether every channel, or every kernel, is shown, one beside the other.
    """

    name: str
    array: Array
    when: str = ""
    constant: bool = False
    batch_first: bool = True
    origin: tuple[str, str] | None = None
    parameter: tuple[str, str] | None = None
    unedited: Array | None = None
    frozen: Array | None = None
    plane: tuple[int, ...] = ()
    transposed: bool = False
    tiled: bool = False

    @property
    def title(self) -> str:
        """Its name as it stands in a formula: transposed, ∂E/∂Y is ∂E/∂Yᵀ."""
        return self.name + "ᵀ" * self.transposed

    # -- axes -----------------------------------------------------------------------------------

    @cached_property
    def hidden(self) -> tuple[int, ...]:
        """The axes of which one entry is shown: of images (N, H, W, C) the sample and the channel, of
        kernels (k, k, inputs, channels) the input and the channel; tiles hide the sample alone."""
        return tuple(axis for axis in self.outer if axis not in self.tile_axes)

    @cached_property
    def outer(self) -> tuple[int, ...]:
        """The axes that run along neither the rows nor the columns of a plane."""
        return tuple(axis for axis in range(self.array.ndim) if axis not in self._axes)

    @cached_property
    def _axes(self) -> tuple[int, ...]:
        """The axes that run along rows and columns."""
        if self.array.ndim <= 2:
            along = tuple(range(self.array.ndim))
            return along[::-1] if self.transposed else along
        return (1, 2) if self.batch_first else (0, 1)

    @cached_property
    def tile_axes(self) -> tuple[int, ...]:
        """The axes that tiles run along, at most one down and one across."""
        if not self.tiled or self.array.ndim < 3:
            return ()
        return self.outer[-1:] if self.batch_first else self.outer[-2:]

    @property
    def planes(self) -> int:
        """How many planes there are of one sample, or of all kernels."""
        count = 1
        for axis in self.outer[1:] if self.batch_first else self.outer:
            count *= self.array.shape[axis]
        return count

    @property
    def tile(self) -> tuple[int, int]:
        """The rows and columns of a plane."""
        if self.array.ndim < 2:
            return 1, self.array.size
        rows, columns = (self.array.shape[axis] for axis in self._axes)
        return rows, columns

    @property
    def shown(self) -> tuple[int, ...]:
        """The entry that is shown along each hidden axis."""
        return self.plane or (0,) * len(self.hidden)

    # -- cells ----------------------------------------------------------------------------------

    @cached_property
    def table(self) -> Array:
        """The shown values, (rows, columns): a vector is one row."""
        if self.array.ndim < 2:
            return self.array.reshape(1, -1)
        entries = dict(zip(self.hidden, self.shown, strict=True))
        part = self.array[tuple(entries.get(axis, slice(None)) for axis in range(self.array.ndim))]
        left = [axis for axis in range(self.array.ndim) if axis not in self.hidden]
        rows, columns = (left.index(axis) for axis in self._axes)
        if not self.tile_axes:
            return part.transpose(rows, columns)
        *down, across = (left.index(axis) for axis in self.tile_axes)
        return part.transpose(*down, rows, across, columns).reshape(-1, part.shape[across] * self.tile[1])

    def index(self, row: int, column: int) -> tuple[int, ...]:
        """The place in the array of a cell of the table."""
        if self.array.ndim < 2:
            return (column,) * self.array.ndim
        places = dict(zip(self.hidden, self.shown, strict=True))
        if self.tile_axes:
            (down, row), (across, column) = divmod(row, self.tile[0]), divmod(column, self.tile[1])
            places |= zip(self.tile_axes[::-1], (across, down), strict=False)
        places |= zip(self._axes, (row, column), strict=True)
        return tuple(places[axis] for axis in range(self.array.ndim))

    def cells(self, places: Array) -> set[tuple[int, int]]:
        """The rows and columns of those places (cells, axes) of the array that are shown."""
        if not len(places) or self.array.ndim < 2:
            return {(0, int(place[0]) if len(place) else 0) for place in places}
        on_it = places[(places[:, self.hidden] == self.shown).all(axis=1)]
        rows, columns = on_it[:, self._axes].T
        if self.tile_axes:
            *down, across = (on_it[:, axis] for axis in self.tile_axes)
            columns = columns + across * self.tile[1]
            rows = rows + (down[0] * self.tile[0] if down else 0)
        return set(zip(rows.tolist(), columns.tolist(), strict=True))

    def was(self, row: int, column: int) -> float | None:
        """What a cell would hold had nothing been set by hand; None if that is what it holds."""
        if self.unedited is None:
            return None
        index = self.index(row, column)
        old, new = self.unedited[index], self.array[index]
        return None if old == new else float(old)

    def is_frozen(self, row: int, column: int) -> bool:
        """Whether no update moves a cell."""
        return self.frozen is not None and bool(self.frozen[self.index(row, column)])

    def plane_of(self, index: Sequence[int]) -> tuple[int, ...]:
        """The entries along the hidden axes that show a cell of the array."""
        return tuple(int(index[axis]) for axis in self.hidden)

    def nearest(self, plane: tuple[int, ...]) -> tuple[int, ...]:
        """The same entries along the hidden axes, or the last ones where there are fewer; the first ones
        where other axes are hidden."""
        if len(plane) != len(self.hidden):
            return (0,) * len(self.hidden)
        sides = (self.array.shape[axis] for axis in self.hidden)
        return tuple(min(place, side - 1) for place, side in zip(plane, sides, strict=True))

    # -- words ----------------------------------------------------------------------------------

    @cached_property
    def limit(self) -> float:
        """The end of its colour scale."""
        return nice_limit([self.array])

    @property
    def shape_text(self) -> str:
        """Its shape as it stands, such as ``(3, 1)``; empty for a scalar."""
        shape = self.array.shape[::-1] if self.transposed else self.array.shape
        return str(shape) if self.array.ndim else ""

    def cell_text(self, row: int, column: int) -> str:
        """A cell's name and full value, such as ``∂E/∂W[2, 1] = −0.0522081…``; it counts from 1, as the
        canvas and the formulas do, along the axes of the tensor before it was transposed."""
        place = ", ".join(str(number + 1) for number in self.index(row, column))
        name = f"{self.name}[{place}]" if place else self.name
        return f"{name} = {exact(self.table, row, column).replace('-', '−')}"

    def as_text(self) -> str:
        """The table in full precision, cells parted by tabs, ready for a spreadsheet."""
        rows, columns = self.table.shape
        return "\n".join("\t".join(exact(self.table, r, c) for c in range(columns)) for r in range(rows))


def exact(table: Array, row: int, column: int) -> str:
    """The shortest text that reads back as the very same number."""
    return str(table[row, column])
