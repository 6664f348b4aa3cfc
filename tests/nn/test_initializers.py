"""How first weights are drawn: the article's numbers to the bit, and refusals that say what is allowed."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.nn import INITIALIZERS, Sequential, SettingError, initializer
from nnviz.nn.layers.dense import Dense
from nnviz.nn.layers.tanh import Tanh


def two_layers(seed: int | np.random.Generator, how: str) -> Sequential:
    return Sequential([Dense(3), Tanh(), Dense(1), Tanh()], (2,), seed, how)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1))
def test_the_article_draws_what_numpys_legacy_generator_draws(seed: int) -> None:
    values = {parameter.name: parameter.value for parameter in two_layers(seed, "article").parameters()}
    legacy = np.random.RandomState(seed)
    expected = {
        "dense_1.W": legacy.rand(2, 3) - 0.5,
        "dense_1.B": legacy.rand(3) - 0.5,
        "dense_3.W": legacy.rand(3, 1) - 0.5,
        "dense_3.B": legacy.rand(1) - 0.5,
    }
    assert list(values) == list(expected)
    for name, array in expected.items():
        assert values[name].tobytes() == array.tobytes()


def test_the_article_draws_what_a_script_with_a_global_seed_draws() -> None:
    weights = two_layers(1, "article").nodes["dense_1"].parameters[0].value
    state = np.random.get_state()
    try:
        np.random.seed(1)
        np.testing.assert_array_equal(weights, np.random.rand(2, 3) - 0.5)
    finally:
        np.random.set_state(state)


def test_drawing_leaves_the_global_generator_alone() -> None:
    before = np.random.get_state()
    for name in INITIALIZERS:
        two_layers(5, name)
    after = np.random.get_state()
    assert before[0] == after[0]
    np.testing.assert_array_equal(before[1], after[1])
    assert before[2:] == after[2:]


@pytest.mark.parametrize("name", INITIALIZERS)
def test_a_seed_stands_for_one_network(name: str) -> None:
    first, again = two_layers(7, name).values, two_layers(7, name).values
    assert first.tobytes() == again.tobytes()
    assert (two_layers(8, name).values.tobytes() == first.tobytes()) == (name == "zeros")


def test_a_generator_may_be_given_in_place_of_a_seed() -> None:
    given_one = two_layers(np.random.default_rng(7), "uniform").values
    assert given_one.tobytes() == two_layers(7, "uniform").values.tobytes()


@pytest.mark.parametrize(
    ("name", "low", "high", "variance"),
    [
        ("article", -0.5, 0.5, 1 / 12),
        ("uniform", -0.5, 0.5, 1 / 12),
        ("glorot", -np.sqrt(6 / 250), np.sqrt(6 / 250), 2 / 250),
        ("he", -np.inf, np.inf, 2 / 100),
        ("orthogonal", -1.0, 1.0, 1 / 150),
        ("zeros", 0.0, 0.0, 0.0),
    ],
)
def test_weights_have_the_distribution_that_is_promised(
    name: str, low: float, high: float, variance: float
) -> None:
    weights, biases = Sequential([Dense(150)], (100,), 11, name).nodes["dense_1"].parameters
    assert low <= weights.value.min() <= weights.value.max() <= high
    assert weights.value.var() == pytest.approx(variance, rel=0.05)
    assert weights.value.mean() == pytest.approx(0.0, abs=0.01)
    assert biases.value.any() == (name in {"article", "uniform"})


@pytest.mark.parametrize("shape", [(6, 3), (3, 6), (4, 4), (3, 3, 2, 5), (1, 1, 2, 7)])
def test_orthogonal_weights_are_of_length_one_at_right_angles(shape: tuple[int, ...]) -> None:
    how = initializer("orthogonal")
    matrix = how.weights(how.generator(3), shape, 1, 1).reshape(-1, shape[-1])
    tall = matrix if matrix.shape[0] >= matrix.shape[1] else matrix.T
    np.testing.assert_allclose(tall.T @ tall, np.eye(tall.shape[1]), atol=1e-14)


def test_orthogonal_weights_prefer_no_direction() -> None:
    how = initializer("orthogonal")
    rng = how.generator(0)
    corners = [how.weights(rng, (3, 3), 3, 3)[0, 0] for _ in range(2000)]
    assert abs(np.mean(corners)) < 0.05  # without the signs of R it is about −0.5


def test_every_initializer_is_found_by_its_own_name() -> None:
    for name, item in INITIALIZERS.items():
        assert initializer(name) is item
        assert item.name == name
        assert item.title.strip()
        assert item.help.strip()


@pytest.mark.parametrize("seed", [-1, 2**32, 1.0, "1", True, None])
@pytest.mark.parametrize("name", INITIALIZERS)
def test_a_bad_seed_is_refused_with_what_is_allowed(name: str, seed: object) -> None:
    message = f"seed must be a whole number from 0 to 4294967295, given {seed!r}"
    with pytest.raises(SettingError, match=f"^{re.escape(message)}$"):
        initializer(name).generator(seed)  # type: ignore[arg-type]


def test_an_unknown_initializer_is_refused_with_those_there_are() -> None:
    message = "initializer 'xavier' is unknown; allowed: article, uniform, glorot, he, orthogonal, zeros"
    with pytest.raises(SettingError, match=f"^{message}$"):
        two_layers(0, "xavier")
