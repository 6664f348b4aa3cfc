"""The losses by number: known values, extremes, and targets that are refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnviz import nn

few = settings(max_examples=30, deadline=None, derandomize=True)
OVER_CLASSES = pytest.mark.parametrize("kind", [nn.CrossEntropy, nn.SoftmaxCrossEntropy])


def judged(loss: nn.Loss, prediction: Any, target: Any) -> tuple[float, np.ndarray]:
    """E and its gradient by the prediction."""
    error = loss.forward(np.asarray(prediction, float), np.asarray(target))
    return float(error), loss.backward(np.ones(()))[0]


def test_half_of_the_mean_squared_error_of_article_b() -> None:
    error, dx = judged(nn.HalfMSE(), [[0.0], [0.0], [0.0], [0.0]], [[1.0], [0.0], [0.0], [1.0]])
    assert error == 0.25
    assert dx.ravel().tolist() == [-0.25, 0.0, 0.0, -0.25]


def test_every_miss_pulls_equally_hard_on_the_mean_absolute_error() -> None:
    error, dx = judged(nn.MAE(), [[1.0, 5.0], [2.0, -3.0]], [[2.0, 1.0], [2.0, 0.0]])
    assert error == (1 + 4 + 0 + 3) / 4
    assert dx.tolist() == [[-0.25, 0.25], [0.0, -0.25]]


def test_a_weighted_sum_hands_back_its_weights() -> None:
    error, dx = judged(nn.WeightedSum(), [[1.0, 5.0], [2.0, -3.0]], [[1.0, 2.0], [0.0, -1.0]])
    assert error == 1 + 10 + 0 + 3
    assert dx.tolist() == [[1.0, 2.0], [0.0, -1.0]]


def test_the_hinge_asks_for_a_margin_of_one() -> None:
    error, dx = judged(nn.Hinge(), [[3.0, 0.25], [-0.5, -1.0]], [[1.0, 1.0], [1.0, -1.0]])
    assert error == (0 + 0.75 + 1.5 + 0) / 4
    assert dx.tolist() == [[0.0, -0.25], [-0.25, 0.0]]


def test_cross_entropy_of_article_b() -> None:
    error, dx = judged(nn.CrossEntropy(), [[0.98, 0.02]], [[1.0, 0.0]])
    assert error == pytest.approx(-math.log(0.98), rel=1e-15)
    np.testing.assert_allclose(dx, [[-1 / 0.98, 0.0]], rtol=1e-15)


def test_softmax_with_the_loss_hands_back_prediction_minus_target() -> None:
    scores = np.array([[0.3, 2.9, 4.0], [1.0, 1.0, 1.0]])
    error, dx = judged(nn.SoftmaxCrossEntropy(), scores, [2, 0])
    first, second = [0.01821127, 0.24519181, 0.73659691 - 1], [1 / 3 - 1, 1 / 3, 1 / 3]
    np.testing.assert_allclose(dx, np.array([first, second]) / 2, atol=5e-9)
    assert error == pytest.approx((-math.log(0.73659691) + math.log(3)) / 2, rel=1e-8)


def test_binary_cross_entropy_judges_every_cell_by_itself() -> None:
    error, dx = judged(nn.BinaryCrossEntropy(), [[0.9, 0.2]], [[1.0, 0.0]])
    assert error == pytest.approx(-(math.log(0.9) + math.log(0.8)) / 2, rel=1e-14)
    np.testing.assert_allclose(dx, [[-1 / 0.9 / 2, 1 / 0.8 / 2]], rtol=1e-14)


# -- in one or in two ----------------------------------------------------------------------------


@few
@given(
    scores=arrays(float, (3, 4), elements=st.floats(-6, 6)), labels=arrays(int, 3, elements=st.integers(0, 3))
)
def test_softmax_before_cross_entropy_is_the_two_in_one(scores: np.ndarray, labels: np.ndarray) -> None:
    layer = nn.Softmax()
    error, d_shares = judged(nn.CrossEntropy(), layer.forward(scores), labels)
    expected, dx = judged(nn.SoftmaxCrossEntropy(), scores, labels)
    assert error == pytest.approx(expected, rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(layer.backward(d_shares)[0], dx, atol=1e-12)


@few
@given(
    scores=arrays(float, (3, 2), elements=st.floats(-6, 6)),
    target=arrays(float, (3, 2), elements=st.floats(0, 1)),
)
def test_sigmoid_before_cross_entropy_is_the_two_in_one(scores: np.ndarray, target: np.ndarray) -> None:
    layer = nn.Sigmoid()
    error, d_shares = judged(nn.BinaryCrossEntropy(), layer.forward(scores), target)
    expected, dx = judged(nn.SigmoidCrossEntropy(), scores, target)
    assert error == pytest.approx(expected, rel=1e-10, abs=1e-12)
    np.testing.assert_allclose(layer.backward(d_shares)[0], dx, atol=1e-12)


@few
@given(scores=arrays(float, (2, 3), elements=st.floats(-40, 40)), by=st.floats(-1e4, 1e4))
def test_adding_the_same_to_every_score_changes_nothing(scores: np.ndarray, by: float) -> None:
    moved = judged(nn.SoftmaxCrossEntropy(), scores + by, [2, 0])
    still = judged(nn.SoftmaxCrossEntropy(), scores, [2, 0])
    assert moved[0] == pytest.approx(still[0], rel=1e-10, abs=1e-10)
    np.testing.assert_allclose(moved[1], still[1], atol=1e-11)


def test_two_classes_are_a_yes_and_a_no() -> None:
    scores = np.array([[0.7], [-2.0], [30.0]])
    pairs = np.concatenate([np.zeros_like(scores), scores], axis=1)
    one, d_one = judged(nn.SigmoidCrossEntropy(), scores, [[1.0], [0.0], [0.0]])
    two, d_two = judged(nn.SoftmaxCrossEntropy(), pairs, [1, 0, 0])
    assert one == pytest.approx(two, rel=1e-14)
    np.testing.assert_allclose(d_one, d_two[:, 1:], rtol=1e-13)


# -- extremes ------------------------------------------------------------------------------------


def test_huge_scores_cost_what_they_are_off_by() -> None:
    error, dx = judged(nn.SoftmaxCrossEntropy(), [[1e5, 0.0, -1e5], [0.0, 1e300, 0.0]], [2, 1])
    assert error == (2e5 + 0) / 2
    assert dx.tolist() == [[0.5, 0.0, -0.5], [0.0, 0.0, 0.0]]
    error, dx = judged(nn.SigmoidCrossEntropy(), [[1e5, -1e5, 1e300]], [[0.0, 0.0, 1.0]])
    assert error == pytest.approx(1e5 / 3, rel=1e-15)
    np.testing.assert_allclose(dx, [[1 / 3, 0.0, 0.0]], rtol=1e-15)


def test_huge_scores_in_single_precision_stay_finite() -> None:
    scores = np.array([[1e30, -1e30]], np.float32)
    for loss, target in ((nn.SoftmaxCrossEntropy(), [1]), (nn.SigmoidCrossEntropy(), [[0.0, 1.0]])):
        error = loss.forward(scores, np.asarray(target))
        (dx,) = loss.backward(np.ones((), np.float32))
        assert np.isfinite(error)
        assert error > 1e29
        assert dx.tolist() in ([[1.0, -1.0]], [[0.5, -0.5]])


def test_a_share_of_nothing_costs_much_but_not_everything() -> None:
    error, dx = judged(nn.CrossEntropy(), [[1.0, 0.0]], [1])
    assert error == pytest.approx(-math.log(1e-12), rel=1e-15)
    np.testing.assert_allclose(dx, [[0.0, -1e12]], rtol=1e-15)
    error, dx = judged(nn.BinaryCrossEntropy(), [[1.0, 0.0]], [[0.0, 1.0]])
    assert error == pytest.approx(-math.log(1e-12), rel=1e-15)
    np.testing.assert_allclose(dx, [[5e11, -5e11]], rtol=1e-15)


def test_what_is_not_a_number_goes_on_to_where_faults_are_found() -> None:
    for loss, target in ((nn.CrossEntropy(), [0]), (nn.BinaryCrossEntropy(), [[1.0, 0.0]])):
        assert math.isnan(judged(loss, [[math.nan, 0.5]], target)[0])


# -- targets -------------------------------------------------------------------------------------


@OVER_CLASSES
@pytest.mark.parametrize("labels", [[2, 0], np.array([2.0, 0.0]), np.array([2, 0], np.uint8)])
def test_class_numbers_are_rows_with_a_single_one(kind: Any, labels: Any) -> None:
    shares = np.array([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
    ours = judged(kind(), shares, labels)
    theirs = judged(kind(), shares, [[0, 0, 1], [1, 0, 0]])
    assert ours[0] == theirs[0]
    np.testing.assert_array_equal(ours[1], theirs[1])


@OVER_CLASSES
@pytest.mark.parametrize(
    ("target", "message"),
    [
        ([0, 3], "class numbers must be whole and from 0 to 2, given 3"),
        ([-1, 0], "class numbers must be whole and from 0 to 2, given -1"),
        ([0.0, 1.5], "class numbers must be whole and from 0 to 2, given 1.5"),
        ([math.nan, 1.0], "class numbers must be whole and from 0 to 2, given nan"),
        ([[0.0, 1.0, 0.0], [0.0, 2.0, -1.0]], "shares in the target must be from 0 to 1, given 2"),
        ([[0.0, 1.0, 0.0], [0.0, 0.5, 0.0]], "must add up to 1, but those of sample 1 add up to 0.5"),
        ([[0.0, 1.0, 0.0], [0.0, math.nan, 0.0]], "must add up to 1, but those of sample 1 add up to nan"),
    ],
)
def test_a_target_that_names_no_class_is_refused_by_its_value(kind: Any, target: Any, message: str) -> None:
    loss = kind()
    loss.name = "loss"
    with pytest.raises(nn.DataError, match=f"^loss: .*{message}$"):
        loss.forward(np.full((2, 3), 1 / 3), np.asarray(target))


@OVER_CLASSES
def test_a_target_for_other_samples_is_refused_by_its_shape(kind: Any) -> None:
    with pytest.raises(nn.ShapeError, match=r"expected \(N, 3\) or \(N,\), given \(N, 1\)$"):
        kind().forward(np.full((2, 3), 1 / 3), np.zeros((2, 1)))
    with pytest.raises(nn.ShapeError, match=r"expected \(2, 3\), given \(4, 3\)$"):
        kind().forward(np.full((2, 3), 1 / 3), np.zeros(4, int))
    assert kind().output_shape((3,), ()) == ()
    with pytest.raises(nn.ShapeError, match=r"expected \(N, 3\) or \(N,\), given \(N, 2\)$"):
        kind().output_shape((3,), (2,))


@pytest.mark.parametrize(
    ("loss", "prediction", "target", "message"),
    [
        (nn.CrossEntropy(), [[1.5, -0.5]], [0], "cross-entropy: predictions must be from 0 to 1, given 1.5"),
        (nn.BinaryCrossEntropy(), [[-0.5]], [[1.0]], "predictions must be from 0 to 1, given -0.5"),
        (nn.BinaryCrossEntropy(), [[0.5]], [[2.0]], "targets must be from 0 to 1, given 2"),
        (nn.SigmoidCrossEntropy(), [[0.5]], [[-1.0]], "targets must be from 0 to 1, given -1"),
        (nn.Hinge(), [[0.5, 1.0]], [[1.0, 0.0]], "targets must be −1 or 1, given 0"),
    ],
)
def test_what_cannot_be_judged_is_refused_by_its_value(
    loss: nn.Loss, prediction: Any, target: Any, message: str
) -> None:
    with pytest.raises(nn.DataError, match=message):
        judged(loss, prediction, target)


# -- learning ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("loss", "target"),
    [
        (nn.SoftmaxCrossEntropy(), [0, 1, 1, 0]),
        (nn.SigmoidCrossEntropy(), [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]]),
        (nn.Hinge(), [[1.0, -1.0], [-1.0, 1.0], [-1.0, 1.0], [1.0, -1.0]]),
    ],
)
def test_xor_is_learned_from_scores(loss: nn.Loss, target: Any) -> None:
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    network = nn.Sequential([nn.Dense(8), nn.Tanh(), nn.Dense(2)], (2,), 1)
    program = nn.Program(network, loss, nn.SGD(0.5))
    errors = [program.run(x, np.asarray(target)) for _ in range(500)]
    assert errors[-1] < 0.05 < 0.5 < errors[0]
    assert network.predict(x).argmax(axis=1).tolist() == [0, 1, 1, 0]
