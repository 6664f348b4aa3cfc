"""A tensor as the inspector shows it: a name, the recorded array, and the part that fits in a table.

Nothing is computed from the values except the end of their colour scale.
"""

from __future__ import annotations

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
    """

    name: str
    array: Array
    when: str = ""
    constant: bool = False
    batch_first: bool = True

    @cached_property
    def table(self) -> Array:
        """The shown values, (rows, columns): a vector is one row, and of more than two axes the
        first entry along all but two is shown."""
        array = self.array
        if array.ndim <= 2:
            return array.reshape(1, -1) if array.ndim < 2 else array
        return array[self._shown_slices()]

    def _shown_slices(self) -> tuple[int | slice, ...]:
        """Of (N, H, W, C, …) the rows and columns of the first sample and channel."""
        rest = self.array.ndim - 3
        return (0, slice(None), slice(None), *[0] * rest)

    def index(self, row: int, column: int) -> tuple[int, ...]:
        """The place in the array of a cell of the table."""
        if self.array.ndim < 2:
            return (column,) * self.array.ndim
        if self.array.ndim == 2:
            return (row, column)
        return (0, row, column, *[0] * (self.array.ndim - 3))

    @property
    def slice_text(self) -> str:
        """Which part of more than three axes is shown, such as ``[1, :, :, 1]``, else empty."""
        if self.array.ndim < 3 or (self.array.ndim == 3 and self.batch_first):
            return ""
        return "[" + ", ".join(":" if isinstance(s, slice) else "1" for s in self._shown_slices()) + "]"

    @property
    def samples(self) -> int:
        """Of how many samples the first is shown; 0 where all of the array is, or it has none."""
        return len(self.array) if self.array.ndim > 2 and self.batch_first else 0

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
