"""A series keeps real points only, never loses a spike, and stays within its capacity."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.session.series import Point, Series

FLOATS = st.floats(allow_nan=True, allow_infinity=True, width=32)
VALUES = st.lists(FLOATS, max_size=120)


def series_of(values: list[float], capacity: int = 200_000) -> Series:
    series = Series(capacity)
    for epoch, value in enumerate(values, 1):
        series.append(epoch, value)
    return series


def points(series: Series) -> list[tuple[float, float]]:
    return list(zip(series.epochs.tolist(), series.values.tolist(), strict=True))


def test_points_are_kept_as_they_came() -> None:
    series = series_of([0.75, 0.5, 0.25])
    assert points(series) == [(1, 0.75), (2, 0.5), (3, 0.25)]
    assert len(series) == 3
    assert series.last == Point(3, 0.25)
    assert series.stride == 1


def test_a_new_series_has_no_points() -> None:
    series = Series()
    assert (len(series), series.last, series.nearest(3), series.neighbour(3, 1)) == (0, None, None, None)
    assert series.decimated(10, 0, 5)[0].size == 0


def test_when_full_each_four_points_leave_their_lowest_and_highest_in_order() -> None:
    series = series_of([5, 1, 9, 3, 4, 8, 2, 6], capacity=8)
    assert (len(series), series.stride) == (8, 1)
    series.append(9, 7)
    assert points(series) == [(2, 1), (3, 9), (6, 8), (7, 2), (9, 7)]
    assert series.stride == 2


def test_after_thinning_new_points_come_in_whole_and_settle_by_four() -> None:
    series = series_of([5, 1, 9, 3, 4, 8, 2, 6], capacity=8)
    series.extend([9, 10, 11], [7, 0, 7.5])
    assert points(series)[4:] == [(9, 7), (10, 0), (11, 7.5)]
    series.extend([12, 13], [1, 5])
    assert points(series)[4:] == [(10, 0), (11, 7.5), (13, 5)]


def test_all_of_the_past_is_equally_dense() -> None:
    series = Series(8)
    series.extend(np.arange(1, 66), np.sin(np.arange(65)))
    assert series.stride == 16
    groups = (series.epochs - 1) // 32
    assert groups.tolist() == [0, 0, 1, 1, 2]


def test_equal_values_thin_to_the_first_and_the_last_of_a_group() -> None:
    assert points(series_of([2.0] * 9, capacity=8)) == [(1, 2), (4, 2), (5, 2), (8, 2), (9, 2)]


@pytest.mark.parametrize("capacity", [0, -4, 6, 10])
def test_a_capacity_must_be_a_multiple_of_four(capacity: int) -> None:
    with pytest.raises(ValueError, match=f"given {capacity}"):
        Series(capacity)


@pytest.mark.parametrize(("epochs", "values"), [([3], [1.0]), ([4, 4], [1.0, 2.0]), ([5, 4], [1.0, 2.0])])
def test_an_epoch_that_is_not_later_is_refused(epochs: list[int], values: list[float]) -> None:
    series = series_of([1.0, 2.0, 3.0])
    with pytest.raises(ValueError, match="later"):
        series.extend(epochs, values)
    assert len(series) == 3


def test_as_many_values_as_epochs_are_needed() -> None:
    with pytest.raises(ValueError, match="as many"):
        Series().extend([1, 2], [1.0])


def test_truncating_removes_later_epochs_and_others_may_follow() -> None:
    series = series_of([0.9, 0.8, 0.7, 0.6])
    series.truncate(2)
    series.append(3, 0.1)
    assert points(series) == [(1, 0.9), (2, 0.8), (3, 0.1)]


def test_truncating_at_zero_starts_over() -> None:
    series = series_of([1.0] * 17, capacity=8)
    assert series.stride == 4
    series.truncate(0)
    assert (len(series), series.stride) == (0, 1)


def test_nearest_is_a_real_point_and_the_earlier_of_two() -> None:
    series = Series()
    series.extend([10, 20, 40], [1.0, 2.0, 3.0])
    found = [series.nearest(x).epoch for x in (-5, 14, 15, 15.1, 31, 30, 99)]  # type: ignore[union-attr]
    assert found == [10, 10, 10, 20, 40, 20, 40]


def test_a_neighbour_is_so_many_points_away_and_stops_at_the_ends() -> None:
    series = Series()
    series.extend([10, 20, 40], [1.0, 2.0, 3.0])
    assert series.neighbour(19, 1) == Point(40, 3.0)
    assert series.neighbour(19, -1) == Point(10, 1.0)
    assert series.neighbour(40, 1) == Point(40, 3.0)
    assert series.neighbour(10, -9) == Point(10, 1.0)


def test_decimated_gives_the_lowest_and_the_highest_of_each_column() -> None:
    series = series_of([5, 1, 9, 3, 4, 8, 2, 6])
    x, y = series.decimated(2, 0.5, 8.5)
    assert (x.tolist(), y.tolist()) == ([2, 3, 6, 7], [1, 9, 8, 2])


def test_decimated_reaches_one_point_past_either_end() -> None:
    series = series_of([float(k) for k in range(1, 11)])
    assert series.decimated(100, 3.5, 6.5)[0].tolist() == [3, 4, 5, 6, 7]
    assert series.decimated(100, 4, 6)[0].tolist() == [3, 4, 5, 6, 7]
    assert series.decimated(100, 0, 11)[0].size == 10


def test_the_views_cannot_be_written_to() -> None:
    series = series_of([1.0])
    for view in (series.epochs, series.values):
        with pytest.raises(ValueError, match="read-only"):
            view[0] = 7.0


@given(VALUES)
def test_every_kept_point_was_appended_and_they_rise(values: list[float]) -> None:
    series = series_of(values, capacity=8)
    given_points = dict(enumerate(values, 1))
    for epoch, value in points(series):
        assert np.array_equal(given_points[int(epoch)], value, equal_nan=True)
    assert (np.diff(series.epochs) > 0).all()
    assert len(series) <= 8 + 2 * series.stride
    if values:
        assert series.last is not None
        assert series.last.epoch == len(values)


@given(VALUES)
def test_the_lowest_and_the_highest_number_survive_any_thinning(values: list[float]) -> None:
    kept = series_of(values, capacity=4).values
    numbers = [value for value in values if not np.isnan(value)]
    if numbers:
        assert np.nanmin(kept) == min(numbers)
        assert np.nanmax(kept) == max(numbers)


@given(VALUES, st.lists(st.integers(0, 120), max_size=5))
def test_one_call_gives_what_many_give(values: list[float], cuts: list[int]) -> None:
    together = Series(8)
    bounds = [0, *sorted(min(cut, len(values)) for cut in cuts), len(values)]
    for start, end in itertools.pairwise(bounds):
        together.extend(np.arange(start + 1, end + 1), np.array(values[start:end], float))
    one_by_one = series_of(values, capacity=8)
    assert together.stride == one_by_one.stride
    np.testing.assert_array_equal(together.epochs, one_by_one.epochs)
    np.testing.assert_array_equal(together.values, one_by_one.values)


@given(VALUES, st.integers(0, 130))
def test_truncating_leaves_the_kept_points_up_to_the_epoch(values: list[float], epochs: int) -> None:
    series = series_of(values, capacity=8)
    before = [epoch for epoch in series.epochs.tolist() if epoch <= epochs]
    series.truncate(epochs)
    assert series.epochs.tolist() == before
    series.extend(np.arange(epochs + 1, epochs + 40), np.ones(39))
    assert (np.diff(series.epochs) > 0).all()


@settings(max_examples=200)
@given(VALUES, st.integers(1, 12), st.floats(-5, 60), st.floats(1, 120))
def test_decimation_agrees_with_a_search_by_column(
    values: list[float], pixels: int, x0: float, width: float
) -> None:
    series = series_of(values)
    x, y = series.decimated(pixels, x0, x0 + width)
    edges = np.linspace(x0, x0 + width, pixels + 1)
    assert (np.diff(x) > 0).all()
    assert all(np.array_equal(values[int(a) - 1], b, equal_nan=True) for a, b in zip(x, y, strict=True))
    for column in range(pixels):
        low, high = edges[column], edges[column + 1]
        last = column == pixels - 1
        inside = [k for k in range(1, len(values) + 1) if low <= k < high or (last and k == high)]
        kept = [value for at, value in zip(x, y, strict=True) if int(at) in inside]
        numbers = [values[k - 1] for k in inside if not np.isnan(values[k - 1])]
        assert len(kept) <= 2
        assert bool(kept) == bool(inside)
        if numbers:
            assert min(kept) == min(numbers)
            assert max(kept) == max(numbers)


def test_a_point_is_inserted_in_its_place_and_takes_the_place_of_one_of_its_epoch() -> None:
    series = Series(overview=4)
    for epoch, value in ((10, 1.0), (30, 3.0), (20, 2.0), (5, 0.5), (30, 9.0), (40, 4.0)):
        series.insert(epoch, value)
    assert series.epochs.tolist() == [5, 10, 20, 30, 40]
    assert series.values.tolist() == [0.5, 1.0, 2.0, 9.0, 4.0]
    assert series.last == (40, 4.0)
    series.truncate(20)
    series.append(21, 7.0)
    assert series.epochs.tolist() == [5, 10, 20, 21]


def test_inserting_into_a_series_that_has_thinned_itself_keeps_real_points() -> None:
    series = Series(capacity=8, overview=0)
    series.extend(range(2, 200, 2), [float(epoch) for epoch in range(2, 200, 2)])
    series.insert(101, -50.0)
    assert len(series) <= 8 + 4 * series.stride
    assert -50.0 in series.values.tolist()
    assert all(v == (e if e % 2 == 0 else -50.0) for e, v in zip(series.epochs, series.values, strict=True))
