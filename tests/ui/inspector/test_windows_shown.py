"""A convolution shows its planes as pictures, the windows a cell was seen through, and what each adds."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnviz.nn.expansion import expand
from nnviz.nn.layers.conv2d import Conv2D
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.max_pool_2d import MaxPool2D
from nnviz.ui import numbers
from nnviz.ui.inspector.cell_paint import coloured, edges
from nnviz.ui.inspector.look import Look
from nnviz.ui.inspector.share_strip import ShareStrip
from nnviz.ui.inspector.shares import shares
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.inspector.tensor_view import TensorView
from nnviz.ui.theme import DARK, LIGHT

RNG = np.random.default_rng(5)
DY, W = RNG.normal(size=(2, 4, 4, 3)), RNG.normal(size=(3, 3, 1, 3))
S, P = np.array(1), np.zeros((2, 2))


def backward_shares(index):
    formula = Conv2D.description.backward[0]
    arrays = {"dY": DY, "W": W, "S": S, "P": P}
    tensors = {key: Tensor(key, array, batch_first=key != "W") for key, array in arrays.items()}
    expansion = expand(formula, arrays, index)
    return expansion, shares(expansion, tensors)


def test_each_channel_adds_its_window_times_its_kernel():
    expansion, found = backward_shares((1, 3, 2, 0))
    assert [share.window.name for share in found] == ["dY₁", "dY₂", "dY₃"]
    assert [share.met_name for share in found] == ["W₁", "W₂", "W₃"]
    for channel, share in enumerate(found):
        assert share.window.cells == {(i, j) for i in (1, 2, 3) for j in (0, 1, 2)}
        window = DY[1, 1:4, 0:3, channel]
        assert np.array_equal(share.met, W[::-1, ::-1, 0, channel])  # turned, as it meets the window
        assert share.value == pytest.approx((window * share.met).sum())
    assert sum(share.value for share in found) == pytest.approx(expansion.value)


def test_at_an_edge_only_the_part_of_the_kernel_that_has_a_path_is_shown():
    _, found = backward_shares((0, 0, 0, 0))
    assert found[0].window.cells == {(0, 0)}
    assert found[0].met.tolist() == [[W[0, 0, 0, 0]]]


def test_a_pool_has_one_window_and_its_largest_counts():
    x = RNG.normal(size=(1, 4, 4, 2))
    formula = MaxPool2D.description.forward[0]
    arrays = {"X": x, "K": np.array(2), "S": np.array(2)}
    expansion = expand(formula, arrays, (0, 1, 0, 1))
    (share,) = shares(expansion, {key: Tensor(key, array) for key, array in arrays.items()})
    assert share.window.cells == {(2, 0), (2, 1), (3, 0), (3, 1)}
    assert share.met is None
    assert share.value == x[0, 2:, :2, 1].max()


def test_matrices_have_no_shares():
    arrays = {"X": np.ones((2, 3)), "W": np.ones((3, 2)), "B": np.ones(2)}
    expansion = expand(Dense.description.forward[0], arrays, (0, 0))
    assert shares(expansion, {key: Tensor(key, array) for key, array in arrays.items()}) == []


def test_the_strip_says_what_each_adds_and_which_adds_most(qtbot):
    strip = ShareStrip(LIGHT, LIGHT.backward, None)
    qtbot.addWidget(strip)
    strip.resize(900, 100)
    _, found = backward_shares((1, 3, 2, 0))
    strip.show_shares(found, False, 3)
    assert strip.values() == [numbers.signed(share.value, 3) for share in found]
    top = max(found, key=lambda share: abs(share.value))
    total = numbers.bare(sum(share.value for share in found), 3)
    assert strip.summary() == f"sum {total}, most of it through {top.met_name} ({numbers.bare(top.value, 3)})"
    strip.resize(330, 100)
    assert 1 <= len(strip.values()) < 3
    assert not strip.grab().isNull()


# -- pictures ------------------------------------------------------------------------------------


def test_tiles_show_every_channel_of_a_sample_and_know_their_cells():
    images = np.arange(2 * 2 * 3 * 4.0).reshape(2, 2, 3, 4)
    tiled = Tensor("X", images, tiled=True, plane=(1,))
    assert (tiled.hidden, tiled.table.shape, tiled.tile) == ((0,), (2, 12), (2, 3))
    for row, column in np.ndindex(2, 12):
        index = tiled.index(row, column)
        assert tiled.table[row, column] == images[index]
        assert tiled.cells(np.array([index])) == {(row, column)}
    assert tiled.cells(np.array([[0, 0, 0, 0]])) == set()


def test_tiles_of_kernels_go_down_by_input_and_across_by_kernel():
    kernels = np.arange(2 * 2 * 3 * 4.0).reshape(2, 2, 3, 4)
    tiled = Tensor("W", kernels, batch_first=False, tiled=True)
    assert (tiled.hidden, tiled.table.shape) == ((), (6, 8))
    for row, column in np.ndindex(6, 8):
        index = tiled.index(row, column)
        assert tiled.table[row, column] == kernels[index]
        assert tiled.cells(np.array([index])) == {(row, column)}


def test_a_view_turns_to_pictures_and_back_to_the_same_plane(qtbot):
    view = TensorView(Tensor("X", np.zeros((3, 4, 4, 5))), 4, DARK, DARK.text, None)
    qtbot.addWidget(view)
    view.show_plane((2, 3))
    view.set_look(Look(pixel=10))
    assert view.tensor.shown == (2,)
    assert view.table.natural_size().width() == 5 * 4 * 15 + 4 * 7  # a small plane is half as large again
    assert view.table.is_picture
    view.set_look(Look())
    assert view.tensor.shown == (2, 3)


def test_a_pixel_has_the_colour_of_its_number(qtbot):
    image = coloured(np.array([[-1.0, 0.0, 1.0, np.nan]]), 1.0, DARK)
    names = [image.pixelColor(column, 0).name() for column in range(4)]
    assert names == [DARK.negative, DARK.neutral, DARK.positive, DARK.bad]


def test_a_block_is_outlined_and_not_its_cells(qtbot):
    view = TensorView(Tensor("X", np.zeros((4, 4))), 4, DARK, DARK.text, None)
    qtbot.addWidget(view)
    block = {(1, 1), (1, 2), (2, 1), (2, 2)}
    view.table.light(block, QColor(DARK.forward))
    assert len(edges(block, block, view.table._cell_rect)) == 8
    assert len(edges({(0, 0)}, {(0, 0)}, view.table._cell_rect)) == 4
