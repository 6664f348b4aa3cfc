"""A trend gives true geometric means, however long it runs and wherever it is rewound to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.session.trend import Trend


def fed(values: np.ndarray, capacity: int = 512) -> Trend:
    trend = Trend(capacity)
    trend.extend(np.arange(1.0, len(values) + 1), values)
    return trend


def test_up_to_the_capacity_every_epoch_is_its_own_block() -> None:
    trend = fed(np.array([1.0, 10.0, 0.1]))
    assert trend.size == 1
    assert trend.blocks().tolist() == [0.0, 1.0, -1.0]


@given(st.integers(1, 300), st.integers(1, 40))
def test_blocks_are_geometric_means_in_whatever_parts_they_come(count: int, part: int) -> None:
    values = 10.0 ** np.random.default_rng(count).normal(size=count)
    trend = Trend(16)
    for start in range(0, count, part):
        chunk = values[start : start + part]
        trend.extend(np.arange(start + 1.0, start + len(chunk) + 1), chunk)
    size = trend.size
    assert size * 16 >= count > size * 8 or size == 1
    expected = [np.log10(values[k : k + size]).mean() for k in range(0, count, size)]
    np.testing.assert_allclose(trend.blocks(), expected, atol=1e-12)


def test_means_join_blocks_and_leave_out_an_end_that_is_not_half_done() -> None:
    values = np.arange(1.0, 42.0)
    epochs, heights, stretch = fed(values).means(0.0, 41.0, 12)
    assert stretch == 4
    assert epochs.tolist() == [2.5 + 4 * k for k in range(10)]  # 41 alone is a fourth of a stretch
    np.testing.assert_allclose(heights, np.log10(values[:40]).reshape(10, 4).mean(axis=1))


def test_what_has_no_logarithm_is_in_no_mean() -> None:
    trend = fed(np.array([0.0, np.nan, np.inf, -1.0, 100.0]))
    assert np.isnan(trend.blocks()[:4]).all()
    assert trend.blocks()[4] == 2.0


def test_going_back_forgets_what_came_after() -> None:
    trend = fed(np.full(100, 10.0), capacity=16)  # blocks of eight
    trend.truncate(50)
    trend.extend(np.arange(51.0, 101.0), np.full(50, 1000.0))
    assert trend.size == 8
    np.testing.assert_allclose(trend.blocks(), [1.0] * 6 + [3.0] * 7)
    trend.truncate(0)
    assert (trend.size, trend.blocks().size) == (1, 0)


@pytest.mark.parametrize("count", [0, 5])
def test_nothing_comes_of_nothing(count: int) -> None:
    trend = fed(np.zeros(count))
    epochs, heights, _ = trend.means(0.0, 5.0, 10)
    assert epochs.size == heights.size == 0


def test_values_of_earlier_epochs_may_come_later() -> None:
    early, late = Trend(8), Trend(8)
    early.extend(np.array([1.0, 2.0, 30.0]), np.array([1.0, 10.0, 100.0]))
    late.extend(np.array([1.0, 30.0]), np.array([1.0, 100.0]))
    late.extend(np.array([2.0]), np.array([10.0]))
    assert np.array_equal(early.blocks(), late.blocks(), equal_nan=True)
    late.extend(np.array([31.0]), np.array([1.0]))
    assert late.size == early.size
