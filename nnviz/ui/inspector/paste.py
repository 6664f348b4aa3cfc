"""What becomes of a table of numbers that is pasted into a tensor: one change of the cells it falls on.

It falls on the selected block, from a selected cell on, or on all of the tensor, plane by plane.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnviz.session.edits import Change
from nnviz.ui.editing.pasting import check_shape, read_table
from nnviz.ui.editing.target import Target
from nnviz.ui.inspector.cell_grid import Place
from nnviz.ui.inspector.tensor import Tensor


def pasted(tensor: Tensor, block: tuple[Place, Place] | None, text: str) -> Change:
    """The change that a text makes of a tensor that can be set.

    Args:
        block: the first and the last of the selected cells; None where all of the tensor is meant.

    Raises:
        PasteError: it is no table, or of another shape; the message says where and why.
    """
    if block is None:
        return _whole(tensor, text)
    (top, left), (bottom, right) = block
    shape = bottom - top + 1, right - left + 1
    rows = read_table(text, shape)
    if shape == (1, 1):  # from this cell on, as far as there is room
        high, wide = tensor.table.shape
        shape = min(len(rows), high - top), min(len(rows[0]), wide - left)
    elif len(rows) == len(rows[0]) == 1:
        rows = [rows[0] * shape[1]] * shape[0]
    check_shape(rows, shape)
    cells = [tensor.index(top + row, left + column) for row, column in np.ndindex(*shape)]
    return _change(tensor, cells, rows)


def _whole(tensor: Tensor, text: str) -> Change:
    high, wide = tensor.table.shape
    rows, shown = read_table(text, (high, wide)), [tensor]
    if len(rows) != high and tensor.hidden:
        sides = (tensor.array.shape[axis] for axis in tensor.hidden)
        shown = [replace(tensor, plane=plane) for plane in np.ndindex(*sides)]
    check_shape(rows, (high * len(shown), wide))
    cells = [each.index(row, column) for each in shown for row, column in np.ndindex(high, wide)]
    return _change(tensor, cells, rows)


def _change(tensor: Tensor, cells: list[tuple[int, ...]], rows: list[list[float]]) -> Change:
    assert tensor.origin is not None
    target = Target(*tensor.origin, tensor.array, np.array(cells))
    return target.filled(np.array(rows).ravel())
