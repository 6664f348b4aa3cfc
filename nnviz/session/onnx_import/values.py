"""What the names in an ONNX model stand for while it is read: arrays, sizes, or what a layer gives.

What a layer gives has its axes, and perhaps its cells, in another order there; that is kept beside it.
"""

from __future__ import annotations

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.nn.room import Shape

CHANNELS_FIRST = (0, 3, 1, 2)
"""The axes of images in other programs, as nnviz counts them: samples, channels, rows, columns."""


@dataclass(frozen=True, eq=False)
class Constant:
    """An array that is written in the model."""

    array: Array


@dataclass(frozen=True)
class Sizes:
    """Lengths of axes, None for that of the batch."""

    sizes: tuple[int | None, ...]


@dataclass(frozen=True, eq=False)
class Signal:
    """What a layer, or the input, gives.

    Attributes:
        source: the number of the layer; 0 is the input.
        shape: that of one sample in nnviz.
        axes: which of nnviz's axes, the batch among them, each axis of the model's array is.
        cells: of rows of cells, which of nnviz's cells each cell of the model's is; None if they agree.
    """

    source: int
    shape: Shape
    axes: tuple[int, ...]
    cells: Array | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the model's array is nnviz's."""
        return self.cells is None and self.axes == (*range(len(self.axes)),)

    @property
    def sides(self) -> tuple[int | None, ...]:
        """The shape of the model's array."""
        whole = (None, *self.shape)
        return tuple(whole[axis] for axis in self.axes)

    def same(self, other: object) -> bool:
        """Whether it is the same array."""
        return isinstance(other, Signal) and (self.source, self.axes) == (other.source, other.axes)

    def like(self, other: Signal) -> bool:
        """Whether its cells stand as those of another one do."""
        if (self.shape, self.axes) != (other.shape, other.axes):
            return False
        if self.cells is None or other.cells is None:
            return self.cells is other.cells
        return np.array_equal(self.cells, other.cells)


@dataclass(frozen=True, eq=False)
class Term:
    """A part of a formula that is a layer only as a whole, such as GELU's.

    Attributes:
        kind: what part it is, see :mod:`~nnviz.session.onnx_import.formulas`.
        of: what it is made of.
        number: the number in it, if it has one.
        operator: the name and the type of the operator that gave it.
        made_of: the places of the operators that led to it.
    """

    kind: str
    of: tuple[Signal | Term, ...]
    number: float
    operator: tuple[str, str]
    made_of: frozenset[int]

    def over(self, kind: str) -> Signal | Term | None:
        """What it is made of, if it is of a kind and of one thing."""
        return self.of[0] if self.kind == kind and len(self.of) == 1 else None


Value = Constant | Sizes | Signal | Term


def shortest(number: object) -> float:
    """A number of single precision as the shortest decimal that means it: 1e-05 for 9.99999974738e-06."""
    return float(str(np.asarray(number)[()]))


def of_single(number: float) -> float:
    """The same of a number that was read as an attribute, all of which are of single precision."""
    return shortest(np.float32(number))
