"""The activations by number: known values, corners, huge inputs, and softmax's shares."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnviz import nn

few = settings(max_examples=30, deadline=None, derandomize=True)
tables = arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 5)), elements=st.floats(-50, 50))


def passed(node: nn.Node, x: Any, d_y: Any = None) -> tuple[np.ndarray, np.ndarray]:
    """Output and input gradient of a fresh node."""
    given_x = np.asarray(x, float)
    node.build(given_x.shape[1:])
    y = node.forward(given_x)
    (dx,) = node.backward(np.ones_like(given_x) if d_y is None else np.asarray(d_y, float))
    return y, dx


def test_a_step_says_yes_above_its_threshold_and_hands_nothing_back() -> None:
    hiking = nn.Sequential([nn.Dense(1), nn.Step(5.0)], (3,), initializer="zeros")
    weights, _ = hiking.parameters()
    weights.value[...] = [[8.0], [10.0], [1.0]]
    answers = hiking.predict([[0, 0, 0], [0, 0, 1], [1, 0, 0], [0, 1, 1], [1, 1, 1]])
    assert answers.ravel().tolist() == [0, 0, 1, 1, 1]
    back = hiking.backward(np.full((5, 1), 7.0))
    assert not np.any(back)
    assert not weights.grad.any()


def test_a_step_at_its_threshold_says_no() -> None:
    assert passed(nn.Step(0.5), [[0.5, 0.5000001, -0.5]])[0].tolist() == [[0.0, 1.0, 0.0]]


def test_a_leaky_relu_passes_a_share_of_what_is_negative() -> None:
    y, dx = passed(nn.LeakyReLU(0.1), [[2.0, 0.0, -3.0]], [[5.0, 6.0, 7.0]])
    np.testing.assert_allclose(y, [[2.0, 0.0, -0.3]], rtol=1e-15)
    np.testing.assert_allclose(dx, [[5.0, 0.6, 0.7]], rtol=1e-15)


def test_a_leaky_relu_that_does_not_leak_is_a_relu() -> None:
    x = np.linspace(-2.0, 2.0, 9)[None]
    for ours, theirs in zip(passed(nn.LeakyReLU(0.0), x, x), passed(nn.ReLU(), x, x), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_an_elu_bends_towards_its_floor() -> None:
    y, dx = passed(nn.ELU(2.0), [[3.0, -1.0, -700.0]])
    np.testing.assert_allclose(y, [[3.0, 2.0 * (math.exp(-1) - 1), -2.0]], rtol=1e-15)
    np.testing.assert_allclose(dx, [[1.0, 2.0 * math.exp(-1), 2.0 * math.exp(-700)]], rtol=1e-14)


def test_a_gelu_is_the_exact_one() -> None:
    """The curve made of tanh gives 0.8411920 at 1, where the exact one gives 0.8413447."""
    y, dx = passed(nn.GELU(), [[1.0, -1.0, 0.0, -10.0]])
    np.testing.assert_allclose(y[0, :3], [0.8413447460685429, -0.15865525393145707, 0.0], rtol=1e-15)
    np.testing.assert_allclose(dx[0, :3], [1.0833154705876864, -0.08331547058768636, 0.5], rtol=1e-14)
    np.testing.assert_allclose(y[0, 3], -5.0 * math.erfc(10 / math.sqrt(2)), rtol=1e-12)


def test_a_silu_is_a_value_times_its_sigmoid() -> None:
    y, dx = passed(nn.SiLU(), [[1.0, -1.0, 0.0]])
    sigma = 1 / (1 + math.exp(-1))
    np.testing.assert_allclose(y, [[sigma, sigma - 1, 0.0]], rtol=1e-15)
    rising = sigma * (1 + (1 - sigma))
    np.testing.assert_allclose(dx, [[rising, 1 - rising, 0.5]], rtol=1e-14)


def test_a_softplus_has_the_sigmoid_for_its_slope() -> None:
    y, dx = passed(nn.Softplus(), [[0.0, 1.0, -50.0]])
    np.testing.assert_allclose(y, [[math.log(2), math.log1p(math.e), math.exp(-50)]], rtol=1e-15)
    np.testing.assert_allclose(dx, [[0.5, 1 / (1 + math.exp(-1)), math.exp(-50)]], rtol=1e-15)


FAR = [
    (nn.LeakyReLU(), [-1e298, 1e300], [0.01, 1.0]),
    (nn.ELU(), [-1.0, 1e300], [0.0, 1.0]),
    (nn.GELU(), [0.0, 1e300], [0.0, 1.0]),
    (nn.SiLU(), [0.0, 1e300], [0.0, 1.0]),
    (nn.Softplus(), [0.0, 1e300], [0.0, 1.0]),
    (nn.Softmax(), [0.0, 1.0], [0.0, 0.0]),
    (nn.Step(), [0.0, 1.0], [0.0, 0.0]),
]


@pytest.mark.parametrize(("node", "ends", "slopes"), FAR, ids=lambda value: type(value).__name__)
def test_huge_inputs_stay_quiet_and_exact(node: nn.Node, ends: list[float], slopes: list[float]) -> None:
    y, dx = passed(node, [[-1e300, 1e300]])
    np.testing.assert_allclose(y, [ends], rtol=1e-15)
    np.testing.assert_allclose(dx, [slopes], rtol=1e-15)


# -- softmax -------------------------------------------------------------------------------------


def test_softmax_of_article_b() -> None:
    y, _ = passed(nn.Softmax(), [[math.log(0.98), math.log(0.02)]])
    np.testing.assert_allclose(y, [[0.98, 0.02]], rtol=1e-15)
    assert passed(nn.Softmax(), [[math.log(49.0) + 3.0, 3.0]])[0] == pytest.approx(y, rel=1e-14)


@few
@given(x=tables)
def test_probabilities_sum_to_one(x: np.ndarray) -> None:
    y, dx = passed(nn.Softmax(), x, np.cos(x))
    assert (y >= 0.0).all()
    np.testing.assert_allclose(y.sum(axis=-1), 1.0, rtol=1e-14)
    np.testing.assert_allclose(dx.sum(axis=-1), 0.0, atol=1e-14)  # so moving all alike moves nothing


@few
@given(x=tables, by=st.floats(-1e4, 1e4))
def test_adding_the_same_to_every_score_changes_no_share(x: np.ndarray, by: float) -> None:
    np.testing.assert_allclose(passed(nn.Softmax(), x + by)[0], passed(nn.Softmax(), x)[0], rtol=1e-10)


def test_softmax_runs_over_the_last_axis() -> None:
    y, _ = passed(nn.Softmax(), np.arange(24.0).reshape(2, 3, 4))
    np.testing.assert_allclose(y.sum(axis=-1), np.ones((2, 3)), rtol=1e-15)


def test_the_gradient_of_softmax_is_its_whole_table_of_derivatives() -> None:
    d_y = np.array([[0.3, -1.0, 2.0]])
    y, dx = passed(nn.Softmax(), [[0.3, 2.9, 4.0]], d_y)
    np.testing.assert_allclose(y, [[0.01821127, 0.24519181, 0.73659691]], atol=5e-9)
    table = np.diag(y[0]) - np.outer(y[0], y[0])
    np.testing.assert_allclose(dx[0], table @ d_y[0], rtol=1e-13)


def test_softmax_needs_something_to_share() -> None:
    with pytest.raises(nn.ShapeError, match="softmax: expected"):
        nn.Softmax().output_shape(())


# -- settings and start-up -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: nn.LeakyReLU(1.5), "LeakyReLU: slope must be a finite number of at least 0 and at most 1"),
        (lambda: nn.ELU(-1.0), "ELU: alpha must be a finite number of at least 0, given -1.0"),
        (lambda: nn.Step(math.inf), "Step: threshold must be a finite number, given inf"),
    ],
)
def test_a_setting_out_of_range_is_refused(make: Any, message: str) -> None:
    with pytest.raises(nn.SettingError, match=message):
        make()


def test_starting_does_not_wait_for_scipy() -> None:
    code = (
        "import sys; from nnviz import nn; nn.registry.layers(); nn.registry.losses();"
        "assert 'scipy.special' not in sys.modules; nn.GELU().build((2,));"
        "assert 'scipy.special' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)
