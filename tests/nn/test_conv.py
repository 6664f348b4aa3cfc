"""Convolutions and flattening, against sums done by hand, scipy.signal and central differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import correlate2d

from nnviz.nn import SettingError, ShapeError
from nnviz.nn.describe import Array
from nnviz.nn.initializers import initializer
from nnviz.nn.layers.conv2d import Conv2D
from nnviz.nn.layers.flatten import Flatten
from tests.nn.differences import check_gradients

few = settings(max_examples=40, deadline=None, derandomize=True)


def image(rows: list[list[float]]) -> Array:
    """One sample of one channel."""
    return np.array(rows)[np.newaxis, :, :, np.newaxis]


def made(layer: Conv2D, shape: tuple[int, ...], dtype: type = np.float64) -> Conv2D:
    """The layer with first weights."""
    layer.build(shape, dtype=dtype)
    layer.initialize(initializer("uniform"), np.random.default_rng(1))
    return layer


def by_scipy(layer: Conv2D, x: Array) -> Array:
    """The same by scipy: every channel correlated by itself, then added up and thinned out."""
    size, stride = layer.kernel_size, layer.stride
    if layer.padding == "same":
        frame = []
        for side in x.shape[1:3]:
            missing = max((-(-side // stride) - 1) * stride + size - side, 0)
            frame.append((missing // 2, missing - missing // 2))
        x = np.pad(x, ((0, 0), *frame, (0, 0)))
    found = [
        [
            sum(correlate2d(x[n, :, :, c], layer.W.value[:, :, c, k], "valid") for c in range(x.shape[3]))
            + layer.B.value[k]
            for k in range(layer.channels)
        ]
        for n in range(len(x))
    ]
    return np.moveaxis(np.array(found), 1, 3)[:, ::stride, ::stride]


def test_a_kernel_over_a_small_image_by_hand() -> None:
    layer = made(Conv2D(1, 2), (3, 3, 1))
    layer.W.value[:, :, 0, 0] = [[1, 2], [3, 4]]
    layer.B.value[:] = 10
    y = layer.forward(image([[1, 2, 3], [4, 5, 6], [7, 8, 9]]))
    np.testing.assert_array_equal(y, image([[47, 57], [77, 87]]))
    (dx,) = layer.backward(image([[1, 0], [0, 2]]))
    np.testing.assert_array_equal(dx, image([[1, 2, 0], [3, 6, 4], [0, 6, 8]]))
    np.testing.assert_array_equal(layer.W.grad[:, :, 0, 0], [[11, 14], [20, 23]])
    np.testing.assert_array_equal(layer.B.grad, [3])


def test_the_bias_counts_once_for_any_number_of_input_channels() -> None:
    layer = made(Conv2D(2, 2), (3, 4, 5))
    layer.W.value[...] = 0
    layer.B.value[:] = [0.5, -2]
    y = layer.forward(np.ones((2, 3, 4, 5)))
    np.testing.assert_array_equal(y, np.broadcast_to([0.5, -2.0], (2, 2, 3, 2)))


def test_the_gradient_of_a_bias_is_the_sum_over_batch_and_places() -> None:
    layer = made(Conv2D(2, 2), (3, 4, 5))
    layer.forward(np.ones((2, 3, 4, 5)))
    layer.backward(np.broadcast_to([1.0, -3.0], (2, 2, 3, 2)))
    np.testing.assert_array_equal(layer.B.grad, [12, -36])


def test_same_padding_puts_the_odd_zero_below_and_right() -> None:
    layer = made(Conv2D(1, 2, padding="same"), (2, 2, 1))
    layer.W.value[...] = 1
    layer.B.value[:] = 0
    np.testing.assert_array_equal(layer.forward(image([[1, 2], [3, 4]])), image([[10, 6], [7, 4]]))
    np.testing.assert_array_equal(layer.extras()["P"], [[0, 1], [0, 1]])


def test_a_stride_leaves_out_what_no_window_reaches() -> None:
    layer = made(Conv2D(1, 1, stride=2), (4, 4, 1))
    layer.W.value[...] = 1
    layer.B.value[:] = 0
    x = np.arange(16.0).reshape(1, 4, 4, 1)
    np.testing.assert_array_equal(layer.forward(x), image([[0, 2], [8, 10]]))
    (dx,) = layer.backward(image([[1, 2], [3, 4]]))
    np.testing.assert_array_equal(dx, image([[1, 0, 2, 0], [0, 0, 0, 0], [3, 0, 4, 0], [0, 0, 0, 0]]))
    np.testing.assert_array_equal(layer.extras()["P"], [[0, -1], [0, -1]])


shapes = st.tuples(st.integers(1, 8), st.integers(1, 8), st.integers(1, 3))
layers = st.builds(
    Conv2D, st.integers(1, 3), st.integers(1, 5), st.integers(1, 4), st.sampled_from(["valid", "same"])
)


@few
@given(layers, shapes, st.integers(1, 3))
def test_any_convolution_is_the_one_of_scipy(layer: Conv2D, shape: tuple[int, ...], count: int) -> None:
    if layer.padding == "valid" and min(shape[:2]) < layer.kernel_size:
        with pytest.raises(ShapeError):
            layer.output_shape(shape)
        return
    x = np.random.default_rng(0).standard_normal((count, *shape))
    expected = by_scipy(made(layer, shape), x)
    assert expected.shape == (count, *layer.output_shape(shape))
    np.testing.assert_allclose(layer.forward(x), expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize(("size", "stride"), [(1, 1), (2, 1), (3, 1), (3, 2), (2, 3), (1, 2), (4, 3)])
def test_gradients_agree_with_central_differences(size: int, stride: int, padding: str) -> None:
    layer = made(Conv2D(2, size, stride, padding), (5, 6, 2))
    check_gradients(layer, np.random.default_rng(0).standard_normal((2, 5, 6, 2)))


@pytest.mark.parametrize(("size", "stride"), [(3, 1), (3, 2), (1, 2)])
def test_the_order_in_memory_does_not_matter(size: int, stride: int) -> None:
    layer = made(Conv2D(3, size, stride, "same"), (5, 6, 2))
    x = np.random.default_rng(0).standard_normal((2, 5, 6, 2))
    y = layer.forward(x).copy()
    d = np.random.default_rng(1).standard_normal(y.shape)
    (dx,) = (gradient.copy() for gradient in layer.backward(d))
    np.testing.assert_array_equal(layer.forward(np.asfortranarray(x)), y)
    np.testing.assert_array_equal(layer.backward(np.asfortranarray(d))[0], dx)


def test_single_precision_is_close_to_double() -> None:
    shape = (6, 7, 2)
    single, double = (made(Conv2D(3, 3), shape, dtype) for dtype in (np.float32, np.float64))
    x = np.random.default_rng(0).standard_normal((4, *shape))
    y = single.forward(x.astype(np.float32))
    assert y.dtype == np.float32
    np.testing.assert_allclose(y, double.forward(x), rtol=1e-4, atol=1e-5)
    d = np.ones_like(y)
    assert single.backward(d)[0].dtype == np.float32
    np.testing.assert_allclose(single.backward(d)[0], double.backward(d)[0], rtol=1e-4, atol=1e-5)


def test_first_weights_reckon_with_the_whole_window() -> None:
    layer = Conv2D(16, 5)
    layer.build((9, 9, 8))
    layer.initialize(initializer("glorot"), np.random.default_rng(0))
    limit = np.sqrt(6 / (25 * 8 + 25 * 16))
    assert 0.99 * limit < np.abs(layer.W.value).max() <= limit
    assert not layer.B.value.any()


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((4,), r"^eye: expected \(N, height, width, channels\), given \(N, 4\)$"),
        ((8, 8), r"^eye: expected \(N, height, width, channels\), given \(N, 8, 8\)$"),
        ((8, 2, 1), r"^eye: expected \(N, height ≥ 3, width ≥ 3, channels\), given \(N, 8, 2, 1\)$"),
        ((8, 8, 0), r"^eye: expected \(N, height, width, channels\), given \(N, 8, 8, 0\)$"),
    ],
)
def test_what_is_no_image_or_too_small_a_one_is_refused(shape: tuple[int, ...], message: str) -> None:
    layer = Conv2D(1, 3)
    layer.name = "eye"
    with pytest.raises(ShapeError, match=message):
        layer.output_shape(shape)


def test_another_padding_is_refused() -> None:
    with pytest.raises(SettingError, match=r"^Conv2D: padding must be one of valid, same, given 'full'$"):
        Conv2D(1, 3, padding="full")


# -- flatten -------------------------------------------------------------------------------------


def test_flatten_puts_the_cells_of_a_sample_in_a_row_and_back() -> None:
    layer = Flatten()
    assert layer.output_shape((2, 3, 2)) == (12,)
    x = np.arange(24.0).reshape(2, 2, 3, 2)
    np.testing.assert_array_equal(layer.forward(x), np.arange(24.0).reshape(2, 12))
    (dx,) = layer.backward(np.arange(24.0).reshape(2, 12) * 2)
    np.testing.assert_array_equal(dx, 2 * x)


def test_flatten_keeps_the_order_whatever_lies_where_in_memory() -> None:
    x = np.asfortranarray(np.arange(24.0).reshape(2, 2, 3, 2))
    np.testing.assert_array_equal(Flatten().forward(x), np.arange(24.0).reshape(2, 12))
