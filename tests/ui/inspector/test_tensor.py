"""A tensor of any shape becomes a table whose cells know where they come from."""

import numpy as np
import pytest

from nnviz.ui.inspector.tensor import Tensor


@pytest.mark.parametrize(
    ("shape", "table", "index"),
    [
        ((), (1, 1), ()),
        ((3,), (1, 3), (2,)),
        ((4, 3), (4, 3), (0, 2)),
        ((32, 4, 3), (4, 3), (0, 0, 2)),
        ((32, 4, 3, 5), (4, 3), (0, 0, 2, 0)),
    ],
)
def test_the_table_shows_two_axes_and_its_cells_are_the_arrays(shape, table, index):
    array = np.arange(np.prod(shape, dtype=int), dtype=float).reshape(shape)
    tensor = Tensor("Y", array)
    column = table[1] - 1
    assert tensor.table.shape == table
    assert tensor.index(0, column) == index
    assert tensor.table[0, column] == array[index]


def test_what_is_left_out_is_said():
    assert Tensor("Y", np.zeros((32, 4, 3))).samples == 32
    assert Tensor("Y", np.zeros((32, 4, 3))).slice_text == ""
    assert Tensor("Y", np.zeros((32, 4, 3, 5))).slice_text == "[1, :, :, 1]"
    assert Tensor("W", np.zeros((3, 3, 2)), batch_first=False).samples == 0
    assert Tensor("W", np.zeros((3, 3, 2)), batch_first=False).slice_text == "[1, :, :]"
    assert Tensor("Y", np.zeros((32, 4))).samples == 0


def test_a_cell_is_named_with_its_place_and_its_full_value():
    gradient = Tensor("∂E/∂W", np.array([[0.25], [-0.1 - 0.2]]))
    assert gradient.cell_text(1, 0) == "∂E/∂W[2, 1] = −0.30000000000000004"
    assert Tensor("E", np.array(0.5)).cell_text(0, 0) == "E = 0.5"
    assert Tensor("B", np.array([1.0, 2.0])).cell_text(0, 1) == "B[2] = 2.0"


def test_single_precision_is_written_in_its_own_shortest_digits():
    assert Tensor("Y", np.array([0.1], np.float32)).cell_text(0, 0) == "Y[1] = 0.1"


def test_the_text_of_a_table_reads_back_to_the_bit():
    array = np.random.default_rng(1).normal(size=(3, 2))
    text = Tensor("W", array).as_text()
    back = np.array([[float(cell) for cell in row.split("\t")] for row in text.split("\n")])
    assert np.array_equal(back, array)


def test_the_scale_ends_at_a_round_number_for_all_of_the_array():
    array = np.zeros((2, 2, 2))
    array[1, 0, 0] = -1.6
    assert Tensor("Y", array).limit == 2.0
