"""The order of samples: every one once an epoch, and the same again after going back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import SettingError
from nnviz.nn.batches import Batches

thorough = settings(max_examples=100, deadline=None, derandomize=True)


def data(count: int) -> list[np.ndarray]:
    """Samples whose input is their row and whose target is its square."""
    rows = np.arange(float(count))[:, None]
    return [rows, rows**2]


def rows(batches: Batches, count: int) -> list[tuple[int, ...]]:
    return [batches.next().rows for _ in range(count)]


@thorough
@given(
    count=st.integers(1, 9),
    size=st.integers(1, 10),
    shuffle=st.booleans(),
    seed=st.integers(0, 99),
    first=st.integers(0, 30),
    more=st.integers(0, 30),
)
def test_a_restored_order_goes_on_as_it_did(
    count: int, size: int, shuffle: bool, seed: int, first: int, more: int
) -> None:
    batches = Batches(data(count), size, shuffle, seed)
    rows(batches, first)
    state = batches.capture()
    once = rows(batches, 12)
    rows(batches, more)
    batches.restore(state)
    assert rows(batches, 12) == once
    other = Batches(data(count), size, shuffle, seed)  # equal, but never where the state comes from
    rows(other, more)
    other.restore(state)
    assert rows(other, 12) == once


@thorough
@given(count=st.integers(1, 9), size=st.integers(1, 10), shuffle=st.booleans(), seed=st.integers(0, 99))
def test_every_epoch_deals_every_sample_once(count: int, size: int, shuffle: bool, seed: int) -> None:
    batches = Batches(data(count), size, shuffle, seed)
    assert batches.per_epoch == int(np.ceil(count / size))
    for _ in range(3):
        epoch = rows(batches, batches.per_epoch)
        assert sorted(sum(epoch, ())) == list(range(count))
        assert all(len(batch) == size for batch in epoch[:-1])
        assert len(epoch[-1]) == count - size * (len(epoch) - 1)


def test_a_batch_holds_the_samples_it_names() -> None:
    batches = Batches(data(7), 3, shuffle=True, seed=5)
    for _ in range(6):
        batch = batches.next()
        inputs, targets = batch.arrays
        np.testing.assert_array_equal(inputs[:, 0], batch.rows)
        np.testing.assert_array_equal(targets[:, 0], np.square(batch.rows))


def test_without_shuffling_the_order_is_the_datasets() -> None:
    assert rows(Batches(data(5), 2), 6) == [(0, 1), (2, 3), (4,)] * 2


def test_with_shuffling_epochs_differ_and_seeds_differ() -> None:
    def epochs(seed: int) -> list[list[tuple[int, ...]]]:
        batches = Batches(data(20), 20, shuffle=True, seed=seed)
        return [rows(batches, 1) for _ in range(3)]

    first, second, third = epochs(1)
    assert first != second != third != first
    assert epochs(1) == [first, second, third]
    assert epochs(2) != epochs(1)


def test_the_first_shuffled_order_is_numpys() -> None:
    expected = np.random.default_rng(3).permutation(6)
    assert rows(Batches(data(6), 6, shuffle=True, seed=3), 1) == [tuple(expected)]


@pytest.mark.parametrize("size", [0, -1, 1.5, True])
def test_a_batch_needs_a_sample(size: int) -> None:
    message = f"^batch size must be a whole number of at least 1, given {size}$"
    with pytest.raises(SettingError, match=message):
        Batches(data(3), size)
