"""Pooling: what goes on from a window, and who gets the error back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view

from nnviz.nn import ShapeError
from nnviz.nn.describe import Array
from nnviz.nn.layers.avg_pool_2d import AvgPool2D
from nnviz.nn.layers.max_pool_2d import MaxPool2D
from nnviz.nn.pooling import Pooling
from tests.nn.differences import check_gradients

few = settings(max_examples=40, deadline=None, derandomize=True)
each_kind = pytest.mark.parametrize("kind", [MaxPool2D, AvgPool2D])


def image(rows: list[list[float]]) -> Array:
    """One sample of one channel."""
    return np.array(rows, float)[np.newaxis, :, :, np.newaxis]


X = image([[1, 5, 2, 0], [3, 4, 8, 6], [7, 7, 1, 1], [7, 7, 1, 9]])


def test_the_largest_of_each_window_by_hand() -> None:
    layer = MaxPool2D(2, 2)
    np.testing.assert_array_equal(layer.forward(X), image([[5, 8], [7, 9]]))
    (dx,) = layer.backward(image([[1, 2], [3, 4]]))
    np.testing.assert_array_equal(dx, image([[0, 1, 0, 0], [0, 0, 2, 0], [3, 0, 0, 0], [0, 0, 0, 4]]))


def test_the_mean_of_each_window_by_hand() -> None:
    layer = AvgPool2D(2, 2)
    np.testing.assert_array_equal(layer.forward(X), image([[3.25, 4], [7, 3]]))
    (dx,) = layer.backward(image([[4, 8], [-4, 0]]))
    np.testing.assert_array_equal(dx, image([[1, 1, 2, 2], [1, 1, 2, 2], [-1, -1, 0, 0], [-1, -1, 0, 0]]))


def test_windows_that_overlap_add_up_what_they_send_back() -> None:
    x = image([[1, 2, 3], [4, 9, 5], [6, 7, 8]])
    peak, mean = MaxPool2D(2, 1), AvgPool2D(2, 1)
    np.testing.assert_array_equal(peak.forward(x), image([[9, 9], [9, 9]]))
    for _ in range(2):  # what lay there before does not count
        (dx,) = peak.backward(image([[1, 2], [3, 4]]))
        np.testing.assert_array_equal(dx, image([[0, 0, 0], [0, 10, 0], [0, 0, 0]]))
    np.testing.assert_array_equal(mean.forward(x), image([[4, 4.75], [6.5, 7.25]]))
    (dx,) = mean.backward(image([[4, 4], [4, 4]]))
    np.testing.assert_array_equal(dx, image([[1, 2, 1], [2, 4, 2], [1, 2, 1]]))


@pytest.mark.parametrize("size", [2, 3, 4])
def test_among_equals_the_first_in_reading_order_gets_all(size: int) -> None:
    layer = MaxPool2D(size, size)
    x = np.zeros((1, size, size, 1))
    layer.forward(x)
    (dx,) = layer.backward(np.full((1, 1, 1, 1), 5.0))
    expected = np.zeros_like(x)
    expected[0, 0, 0, 0] = 5
    np.testing.assert_array_equal(dx, expected)
    x[0, 0, size - 1, 0] = x[0, 1, 0, 0] = 1.0  # the end of the first row is before the second row
    layer.forward(x)
    (dx,) = layer.backward(np.full((1, 1, 1, 1), 5.0))
    expected[0, 0, 0, 0], expected[0, 0, size - 1, 0] = 0, 5
    np.testing.assert_array_equal(dx, expected)


@few
@given(
    st.tuples(st.integers(1, 2), st.integers(1, 7), st.integers(1, 7), st.integers(1, 2)),
    st.integers(1, 4),
    st.integers(1, 4),
    st.integers(0, 99),
)
def test_the_maximum_goes_where_a_search_finds_it(
    shape: tuple[int, ...], window: int, stride: int, seed: int
) -> None:
    layer = MaxPool2D(window, stride)
    if min(shape[1:3]) < window:
        with pytest.raises(ShapeError):
            layer.output_shape(shape[1:])
        return
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 4, shape).astype(float)  # with many ties
    y = layer.forward(x)
    d = rng.standard_normal(y.shape)
    expected_y, expected_dx = np.empty_like(y), np.zeros_like(x)
    for n, i, j, c in np.ndindex(y.shape):
        seen = x[n, i * stride : i * stride + window, j * stride : j * stride + window, c]
        row, column = np.unravel_index(seen.argmax(), seen.shape)
        expected_y[n, i, j, c] = seen.max()
        expected_dx[n, i * stride + row, j * stride + column, c] += d[n, i, j, c]
    np.testing.assert_array_equal(y, expected_y)
    np.testing.assert_allclose(layer.backward(d)[0], expected_dx, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("window", "stride"), [(1, 1), (2, 2), (3, 2), (2, 3), (3, 1)])
def test_the_mean_is_the_one_of_every_window(window: int, stride: int) -> None:
    x = np.random.default_rng(0).standard_normal((2, 7, 6, 3))
    every = sliding_window_view(x, (window, window), (1, 2))[:, ::stride, ::stride]
    np.testing.assert_allclose(AvgPool2D(window, stride).forward(x), every.mean(axis=(4, 5)), rtol=1e-12)


@each_kind
@pytest.mark.parametrize(("window", "stride"), [(1, 1), (2, 2), (3, 2), (2, 3), (3, 1)])
def test_gradients_agree_with_central_differences(kind: type[Pooling], window: int, stride: int) -> None:
    x = np.random.default_rng(0).permutation(2 * 5 * 6 * 2).reshape(2, 5, 6, 2) / 10.0
    check_gradients(kind(window, stride), x)


@each_kind
def test_an_image_smaller_than_the_window_is_refused(kind: type[Pooling]) -> None:
    layer = kind(3, 1)
    layer.name = "pool"
    message = r"^pool: expected \(N, height ≥ 3, width ≥ 3, channels\), given \(N, 8, 2, 1\)$"
    with pytest.raises(ShapeError, match=message):
        layer.output_shape((8, 2, 1))
    with pytest.raises(ShapeError, match=r"^pool: expected \(N, height, width, channels\), given \(N, 8\)$"):
        layer.output_shape((8,))


@each_kind
def test_settings_name_the_layer_they_belong_to(kind: type[Pooling]) -> None:
    with pytest.raises(ValueError, match=f"^{kind.__name__}: window must be a whole number"):
        kind(0)
