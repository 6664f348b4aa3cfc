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


def test_of_images_a_plane_is_one_sample_and_channel_of_kernels_one_input_and_channel():
    images = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
    tensor = Tensor("X", images, plane=(1, 2))
    assert (tensor.hidden, tensor.table.shape) == ((0, 3), (3, 4))
    assert np.array_equal(tensor.table, images[1, :, :, 2])
    assert tensor.index(2, 3) == (1, 2, 3, 2)
    assert tensor.plane_of((1, 0, 0, 4)) == (1, 4)
    kernels = Tensor("W", images, batch_first=False, plane=(3, 4))
    assert (kernels.hidden, kernels.table.shape) == ((2, 3), (2, 3))
    assert np.array_equal(kernels.table, images[:, :, 3, 4])
    assert kernels.index(1, 2) == (1, 2, 3, 4)


def test_nothing_is_left_out_of_a_matrix():
    assert Tensor("Y", np.zeros((32, 4))).hidden == ()
    assert Tensor("Y", np.zeros((32, 4, 3))).hidden == (0,)
    assert Tensor("W", np.zeros((3, 3, 2)), batch_first=False).hidden == (2,)


def test_places_of_the_array_are_cells_where_the_plane_shows_them():
    images = Tensor("X", np.zeros((2, 3, 4, 5)), plane=(1, 2))
    places = np.array([[1, 0, 3, 2], [0, 0, 3, 2], [1, 2, 1, 2], [1, 1, 1, 1]])
    assert images.cells(places) == {(0, 3), (2, 1)}
    assert Tensor("B", np.zeros(3)).cells(np.array([[2]])) == {(0, 2)}
    assert Tensor("η", np.zeros(())).cells(np.zeros((1, 0), int)) == {(0, 0)}
    assert images.cells(np.zeros((0, 0), int)) == set()


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
