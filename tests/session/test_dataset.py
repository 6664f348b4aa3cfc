"""Datasets: what is shipped, and what is refused before anything is trained on it."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import DataError, SettingError
from nnviz.session.data import DATASETS, Dataset
from nnviz.session.data.digits import digits
from nnviz.session.data.logic import GATES, gate
from nnviz.session.data.planes import DRAWS, plane
from nnviz.session.data.values import values

MADE = {name: make for name, make in DATASETS.items() if name != "values"}


def test_xor_is_article_as() -> None:
    data = gate("xor")
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


@pytest.mark.parametrize("name", GATES)
def test_a_gate_does_what_it_is_called_after(name: str) -> None:
    plain = {"and": all, "or": any, "xor": lambda pair: pair[0] != pair[1]}
    data = gate(name)
    negated = {"nand": "and", "nor": "or", "xnor": "xor"}.get(name)
    expected = [float(plain[negated or name](pair) != bool(negated)) for pair in data.x.tolist()]
    assert data.t.ravel().tolist() == expected


@pytest.mark.parametrize("kind", DRAWS)
def test_points_of_the_plane_come_from_their_seed_with_a_part_held_apart(kind: str) -> None:
    data, again = (plane(kind, 201, 0.05, 7, 0.25) for _ in range(2))
    np.testing.assert_array_equal(data.x, again.x)
    assert data.held is not None
    assert (len(data), len(data.held), data.held.held) == (151, 50, None)
    together = np.concatenate([data.t, data.held.t])
    assert sorted(np.unique_counts(together).counts.tolist()) == [100, 101]
    assert not (plane(kind, 201, 0.05, 8).x[:151] == data.x).any()
    # noise is added: the same points without it are as far away as its standard deviation says
    away = plane(kind, 5000, 0.05, 7).x - plane(kind, 5000, 0.0, 7).x
    assert away.std() == pytest.approx(0.05, rel=0.05)


def test_without_noise_circles_and_moons_are_what_they_are_called() -> None:
    circle, moons = plane("circle", 400), plane("moons", 400)
    radius = np.hypot(*circle.x.T)
    inside = circle.t.ravel() == 1
    assert radius[inside].max() <= 0.5
    assert 0.7 <= radius[~inside].min() <= radius.max() <= 1
    whole = moons.x * 1.5 + [0.5, 0.25]
    lower = moons.t.ravel() == 1
    np.testing.assert_allclose(np.hypot(*whole[~lower].T), 1)
    np.testing.assert_allclose(np.hypot(*(whole[lower] - [1, 0.5]).T), 1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"points": 1}, "circle: points must be a whole number from 2 to 100000, given 1$"),
        ({"points": 20.0}, "circle: points must be a whole number .* given 20.0"),
        ({"points": True}, "circle: points must be a whole number .* given True"),
        ({"noise": -0.1}, "circle: noise must be a number from 0 to 10, given -0.1"),
        ({"noise": float("nan")}, "circle: noise must be a number .* given nan"),
        ({"noise": "much"}, "circle: noise must be a number .* given 'much'"),
        ({"seed": -1}, "circle: seed must be a whole number from 0 to 4.29497e\\+09, given -1"),
        ({"test_share": 0.95}, "circle: test_share must be a number from 0 to 0.9, given 0.95"),
    ],
)
def test_planes_that_cannot_be_drawn_are_refused(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(SettingError, match=message):
        plane("circle", **wrong)  # type: ignore[arg-type]


def test_the_rest_of_the_digits_is_held_apart_however_few_are_learned_from() -> None:
    few, all_ = digits(points=100), digits()
    assert (len(few), len(all_)) == (100, 1500)
    for data in (few, all_):
        assert data.held is not None
        assert data.held.x.shape == (297, 8, 8, 1)
        assert data.classes == tuple("0123456789")
    np.testing.assert_array_equal(few.held.x, all_.held.x)
    with pytest.raises(SettingError, match="points must be a whole number from 10 to 1500, given 5000"):
        digits(points=5000)


def test_values_written_out_may_feed_several_inputs() -> None:
    data = values({"apple": [[100]], "number": [[2]]}, [[1]], {"apple": ["price"]})
    assert {name: array.tolist() for name, array in data.inputs.items()} == {
        "apple": [[100.0]], "number": [[2.0]]
    }  # fmt: skip
    assert (data.t.tolist(), data.labels) == ([[1.0]], {"apple": ("price",)})


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"x": [["a"]]}, "values: x must be numbers"),
        ({"x": [[1, 2], [3]]}, "values: x must be numbers, but rows of them differ in length"),
        ({"x": [[1], [2]]}, "values: 2 samples of x but 1 of targets"),
        ({"x": []}, "values: a dataset needs at least one sample, given 0"),
    ],
)
def test_values_that_are_none_are_refused(inputs: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        values(inputs, [[1]])


@pytest.mark.parametrize("name", MADE)
def test_shipped_datasets_are_named_and_cannot_be_written_to(name: str) -> None:
    data = MADE[name]()
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
