"""Datasets: what is shipped, and what is refused before anything is trained on it."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import DataError
from nnviz.session.dataset import DATASETS, Dataset, xor


def test_xor_is_article_as() -> None:
    data = xor()
    np.testing.assert_array_equal(data.x, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(data.t, [[0], [1], [1], [0]])
    assert (len(data), data.x_names) == (4, ("x₁", "x₂"))


@pytest.mark.parametrize("name", DATASETS)
def test_shipped_datasets_are_named_and_cannot_be_written_to(name: str) -> None:
    data = DATASETS[name]()
    assert data.name == name
    for array in (data.x, data.t):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
    assert len(data.x_names) in (0, data.x.shape[1])


def test_no_samples_are_refused() -> None:
    with pytest.raises(DataError, match=r"^mine: a dataset needs at least one sample, given 0$"):
        Dataset("mine", np.zeros((0, 2)), np.zeros((0, 1)))


def test_inputs_without_targets_are_refused() -> None:
    with pytest.raises(DataError, match=r"^mine: 3 samples of inputs but 2 of targets$"):
        Dataset("mine", np.zeros((3, 2)), np.zeros((2, 1)))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("what", ["inputs", "targets"])
def test_a_number_that_is_not_finite_is_refused_with_its_row(what: str, bad: float) -> None:
    arrays = {"inputs": np.zeros((4, 2)), "targets": np.zeros((4, 1))}
    arrays[what][2, -1] = arrays[what][3, 0] = bad
    with pytest.raises(DataError, match=f"^mine: {what} must be finite, but row 2 is not$"):
        Dataset("mine", arrays["inputs"], arrays["targets"])
