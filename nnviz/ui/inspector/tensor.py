"""A tensor as the inspector shows it: a name, the recorded array, and the part that fits in a table.

Nothing is computed from the values except the end of their colour scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
        unedited: the values as they would be had nothing been set by hand; None where nothing was.
        plane: of more than two axes, which entry is shown along each of the others; the first if empty.
    """

    name: str
    array: Array
    when: str = ""
    constant: bool = False
    batch_first: bool = True
    origin: tuple[str, str] | None = None
    unedited: Array | None = None
    plane: tuple[int, ...] = ()

    @property
    def hidden(self) -> tuple[int, ...]:
        """The axes of which one entry is shown: of images (N, H, W, C) the sample and the channel, of
        kernels (k, k, inputs, channels) the input and the channel."""
        return tuple(axis for axis in range(self.array.ndim) if axis not in self._axes)

    @property
    def _axes(self) -> tuple[int, ...]:
        """The axes that run along rows and columns."""
        if self.array.ndim <= 2:
            return tuple(range(self.array.ndim))
        return (1, 2) if self.batch_first else (0, 1)

    @property
    def shown(self) -> tuple[int, ...]:
        """The entry that is shown along each hidden axis."""
        return self.plane or (0,) * len(self.hidden)

    @cached_property
    def table(self) -> Array:
        """The shown values, (rows, columns): a vector is one row."""
        if self.array.ndim < 2:
            return self.array.reshape(1, -1)
        entries = dict(zip(self.hidden, self.shown, strict=True))
        return self.array[tuple(entries.get(axis, slice(None)) for axis in range(self.array.ndim))]

    def index(self, row: int, column: int) -> tuple[int, ...]:
        """The place in the array of a cell of the table."""
        if self.array.ndim < 2:
            return (column,) * self.array.ndim
        places = dict(zip(self._axes, (row, column), strict=True))
        places |= zip(self.hidden, self.shown, strict=True)
        return tuple(places[axis] for axis in range(self.array.ndim))

    def was(self, row: int, column: int) -> float | None:
        """What a cell would hold had nothing been set by hand; None if that is what it holds."""
        if self.unedited is None:
            return None
        index = self.index(row, column)
        old, new = self.unedited[index], self.array[index]
        return None if old == new else float(old)

    def plane_of(self, index: Sequence[int]) -> tuple[int, ...]:
        """The entries along the hidden axes that show a cell of the array."""
        return tuple(int(index[axis]) for axis in self.hidden)

    def nearest(self, plane: tuple[int, ...]) -> tuple[int, ...]:
        """The same entries along the hidden axes, or the last ones where there are fewer."""
        sides = (self.array.shape[axis] for axis in self.hidden)
        return tuple(min(place, side - 1) for place, side in zip(plane, sides, strict=True))

    def cells(self, places: Array) -> set[tuple[int, int]]:
        """The rows and columns of those places (cells, axes) of the array that are shown."""
        if not len(places) or self.array.ndim < 2:
            return {(0, int(place[0]) if len(place) else 0) for place in places}
        on_it = (places[:, self.hidden] == self.shown).all(axis=1)
        rows, columns = places[on_it][:, self._axes].T.tolist()
        return set(zip(rows, columns, strict=True))

    @cached_property
    def limit(self) -> float:
        """The end of its colour scale."""
        return nice_limit([self.array])

    @property
    def shape_text(self) -> str:
        """Its shape as it was recorded, such as ``(3, 1)``; empty for a scalar."""
        return str(self.array.shape) if self.array.ndim else ""

    def cell_text(self, row: int, column: int) -> str:
        """A cell's name and full value, such as ``∂E/∂W[2, 1] = −0.0522081…``; it counts from 1, as the
        canvas and the formulas do."""
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
