"""Pasted text: every way of parting columns, decimal commas, several planes, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.session.edits import Edit, Fill
from nnviz.ui.editing.pasting import PasteError, read_table
from nnviz.ui.inspector.paste import pasted
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_dialog import as_text


def tensor(array: object, **about: object) -> Tensor:
    return Tensor("W", np.asarray(array, float), origin=("conv_1", "W"), **about)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("0,5\t1,25", [[0.5, 1.25]]),
        ("1,125\t0,5", [[1.125, 0.5]]),  # the other cell shows that commas part decimals
        ("1,5 2,5", [[1.5, 2.5]]),
        ("1,2", [[1.0, 2.0]]),
        ("−1e3; 2", [[-1000.0, 2.0]]),
        ("np.", None),
        ("1,125\t2,250", None),  # thousands, or decimals: nobody can tell
    ],
)
def test_columns_and_decimals(text: str, rows: list[list[float]] | None) -> None:
    if rows is None:
        with pytest.raises(PasteError, match="row 1, column 1"):
            read_table(text, (1, 2))
    else:
        assert read_table(text, (1, 2)) == rows


def test_all_planes_are_copied_and_pasted_back_to_the_bit() -> None:
    array = np.random.default_rng(0).normal(size=(2, 3, 2, 2))
    kernels = tensor(array, batch_first=False)
    made = pasted(kernels, None, as_text(kernels))
    assert isinstance(made, Fill)
    again = np.zeros_like(array)
    again[tuple(made.cells.T)] = made.values
    assert again.tobytes() == array.tobytes()


def test_one_number_fills_a_block_and_a_block_falls_from_a_cell_on() -> None:
    matrix = tensor(np.zeros((3, 3)))
    filled = pasted(matrix, ((1, 1), (2, 2)), "4")
    assert filled == Fill.of("conv_1", "W", [(1, 1), (1, 2), (2, 1), (2, 2)], 4.0)
    assert pasted(matrix, ((1, 1), (1, 1)), "5") == Edit("conv_1", "W", (1, 1), 5.0)
    block = pasted(matrix, ((0, 1), (0, 1)), "1\t2\n3\t4")
    assert block == Fill.of("conv_1", "W", [(0, 1), (0, 2), (1, 1), (1, 2)], [1, 2, 3, 4])
    with pytest.raises(PasteError, match="1 × 3 numbers, here is room for 1 × 2"):
        pasted(matrix, ((0, 1), (0, 1)), "1\t2\t3")


def test_a_transposed_table_is_pasted_as_it_stands() -> None:
    matrix = tensor(np.zeros((2, 3)), transposed=True)
    made = pasted(matrix, None, "1\t2\n3\t4\n5\t6")
    assert isinstance(made, Fill)
    again = np.zeros((2, 3))
    again[tuple(made.cells.T)] = made.values
    assert again.tolist() == [[1, 3, 5], [2, 4, 6]]
