"""Datasets: what is shipped, and what is refused before anything is trained on it."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import DataError
from nnviz.session.dataset import DATASETS, Dataset, digits, xor


def test_xor_is_article_as() -> None:
    data = xor()
    np.testing.assert_array_equal(data.x, [[0, 0], [0, 1], [1, 0], [1, 1]])
    np.testing.assert_array_equal(data.t, [[0], [1], [1], [0]])
    assert (len(data), dict(data.labels)) == (4, {"input": ("x₁", "x₂")})


def test_digits_are_images_of_ink_with_their_class_numbers() -> None:
    data = digits()
    assert (data.x.shape, data.t.shape) == ((1500, 8, 8, 1), (1500,))
    assert (data.x.min(), data.x.max()) == (0.0, 1.0)
    np.testing.assert_array_equal(data.x * 16, np.round(data.x * 16))
    np.testing.assert_array_equal(data.t[:10], np.arange(10))
    # the first one is a 0: a ring of ink around an empty middle
    np.testing.assert_array_equal(data.x[0, 3, :, 0] * 16, [0, 4, 12, 0, 0, 8, 8, 0])
    assert np.bincount(data.t.astype(int)).tolist() == [151, 151, 150, 153, 148, 152, 151, 149, 146, 149]


@pytest.mark.parametrize("name", DATASETS)
def test_shipped_datasets_are_named_and_cannot_be_written_to(name: str) -> None:
    data = DATASETS[name]()
    assert data.name == name
    for array in (*data.inputs.values(), data.t):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1.0
    for name, labels in data.labels.items():
        assert len(labels) == data.inputs[name].shape[1]


def test_no_samples_are_refused() -> None:
    with pytest.raises(DataError, match=r"^mine: a dataset needs at least one sample, given 0$"):
        Dataset("mine", {"input": np.zeros((0, 2))}, np.zeros((0, 1)))


def test_inputs_without_targets_are_refused() -> None:
    with pytest.raises(DataError, match=r"^mine: 3 samples of input but 2 of targets$"):
        Dataset("mine", {"input": np.zeros((3, 2))}, np.zeros((2, 1)))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("what", ["input", "targets"])
def test_a_number_that_is_not_finite_is_refused_with_its_row(what: str, bad: float) -> None:
    arrays = {"input": np.zeros((4, 2)), "targets": np.zeros((4, 1))}
    arrays[what][2, -1] = arrays[what][3, 0] = bad
    with pytest.raises(DataError, match=f"^mine: {what} must be finite, but row 2 is not$"):
        Dataset("mine", {"input": arrays["input"]}, arrays["targets"])
