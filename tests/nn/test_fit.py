"""Training from a notebook: what it computes, that it goes on, and data that cannot be learned from."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from nnviz import nn
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
T = np.array([[0.0], [1.0], [1.0], [0.0]])


def xor(seed: int = 1) -> nn.Sequential:
    layers = [nn.Dense(3), nn.Tanh(), nn.Dense(1), nn.Tanh()]
    return nn.Sequential(layers, input_shape=(2,), rng=seed, initializer="article")


def test_the_notebook_and_the_window_train_alike_to_the_bit() -> None:
    layers = (Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh"))
    sgd = Part("SGD", {"learning_rate": 0.1})
    run = Run(Setup("xor", layers, Part("MSE"), sgd, initializer="article", seed=1))
    run.train_epochs(50)
    net = xor()
    errors = net.fit(X, T, loss=nn.MSE(), optimizer=nn.SGD(0.1), epochs=50, batch_size=1)
    assert [record.loss for record in run.take_records()[1:]] == errors
    assert run.outputs().tobytes() == net.predict(X).tobytes()


def test_xor_is_learned() -> None:
    net = xor()
    errors = net.fit(X, T, loss=nn.MSE(), optimizer=nn.SGD(0.1), epochs=1000, batch_size=1)
    assert len(errors) == 1000
    assert errors[-1] < 0.0004 < errors[0]
    np.testing.assert_allclose(net.predict(X), T, atol=0.03)


def test_training_goes_on_with_the_same_optimizer_and_begins_anew_with_another() -> None:
    straight, halves, afresh = xor(), xor(), xor()
    expected = straight.fit(X, T, nn.MSE(), nn.Adam(0.05), epochs=6, batch_size=2)
    loss, adam = nn.MSE(), nn.Adam(0.05)
    found = halves.fit(X, T, loss, adam, epochs=3, batch_size=2)
    assert found + halves.fit(X, T, loss, adam, epochs=3, batch_size=2) == expected
    afresh.fit(X, T, loss, nn.Adam(0.05), epochs=3, batch_size=2)
    assert afresh.fit(X, T, loss, nn.Adam(0.05), epochs=3, batch_size=2) != expected[3:]


def test_a_recorded_pass_is_the_next_pass_of_training() -> None:
    trained, recorded = xor(), xor()
    (error,) = trained.fit(X, T, nn.MSE(), nn.SGD(0.1), epochs=1, batch_size=4)
    trace = recorded.record_pass(X, T, loss=nn.MSE(), optimizer=nn.SGD(0.1))
    assert trace.loss == error
    assert recorded.values.tobytes() == trained.values.tobytes()
    np.testing.assert_array_equal(trace.at(11)["tanh_4"]["Y"], xor().predict(X))


def test_a_shuffled_epoch_meets_every_sample_and_a_seed_repeats_it() -> None:
    def weights(**order: Any) -> bytes:
        net = xor()
        net.fit(X, T, nn.MSE(), nn.SGD(0.1), epochs=3, batch_size=1, **order)
        return net.values.tobytes()

    assert weights(shuffle=True, rng=4) == weights(shuffle=True, rng=4) != weights(shuffle=True, rng=5)
    assert weights() != weights(shuffle=True, rng=4)


def test_a_smaller_last_batch_counts_as_a_pass() -> None:
    whole, parts = xor(), xor()
    loss, sgd = nn.MSE(), nn.SGD(0.1)
    (mean,) = whole.fit(X, T, nn.MSE(), nn.SGD(0.1), epochs=1, batch_size=3)
    first = parts.record_pass(X[:3], T[:3], loss, sgd).loss
    second = parts.record_pass(X[3:], T[3:], loss, sgd).loss
    assert mean == (first + second) / 2
    assert whole.values.tobytes() == parts.values.tobytes()


@pytest.mark.parametrize("targets", [np.array([0, 1, 1, 0]), [0, 1, 1, 0], np.eye(2)[[0, 1, 1, 0]]])
def test_class_numbers_and_shares_train_alike(targets: Any) -> None:
    net = nn.Sequential([nn.Dense(16), nn.ReLU(), nn.Dense(2)], (2,), rng=3)
    errors = net.fit(X, targets, nn.SoftmaxCrossEntropy(), nn.SGD(0.5), epochs=300, batch_size=4)
    assert errors[-1] < 0.05
    assert net.predict(X).argmax(axis=1).tolist() == [0, 1, 1, 0]


# -- several inputs ------------------------------------------------------------------------------


def bill() -> nn.Graph:
    return nn.Graph(
        {
            "apple": nn.Input((1,)),
            "number": nn.Constant(2.0),
            "apples": (nn.Mul(), ("apple", "number")),
            "tax": nn.Input((1,)),
            "paid": (nn.Mul(), ("apples", "tax")),
        }
    )


def test_a_bill_with_inputs_and_a_constant() -> None:
    net = bill()
    assert net.predict([[100.0]], [[1.1]]) == pytest.approx(220.0)
    net.forward(np.array([[100.0]]), np.array([[1.1]]))
    np.testing.assert_allclose(np.ravel(net.backward(np.ones((1, 1)))), [2.2, 200.0])


def test_a_bill_is_recorded_with_the_gradient_by_its_constant() -> None:
    data = {"tax": [[1.1]], "apple": [[100.0]]}
    trace = bill().record_pass(data, [[0.0]], loss=nn.MSE(), optimizer=nn.SGD(0.0))
    end = trace.at(len(trace.operations))
    assert end["paid"]["Y"] == pytest.approx(220.0)
    slope = end["paid"]["dY"].item()  # of E by what is paid, 2·220
    assert slope == pytest.approx(440.0)
    assert end["number"]["dY"] / slope == pytest.approx(110.0)


def test_a_network_of_two_inputs_learns_from_both() -> None:
    net = nn.Graph(
        {
            "left": nn.Input((1,)),
            "right": nn.Input((1,)),
            "product": (nn.Mul(), ("left", "right")),
            "scaled": (nn.Dense(1), ("product",)),
        }
    )
    net.initialize("glorot", 2)
    data = {"left": X[:, :1] + 1.0, "right": X[:, 1:] + 1.0}
    wanted = 3.0 * data["left"] * data["right"] - 1.0
    errors = net.fit(data, wanted, nn.MSE(), nn.SGD(0.1), epochs=500, batch_size=4)
    assert errors[-1] < 1e-6
    np.testing.assert_allclose(net.values, [3.0, -1.0], atol=0.01)


# -- what cannot be learned from -----------------------------------------------------------------

NAN, LARGE = X.copy(), np.full((4, 2), 1e300)
NAN[2, 1] = np.nan
REFUSED = [
    ({"x": NAN}, nn.DataError, "fit: input must be finite, but row 2 is not"),
    ({"y": T + np.inf}, nn.DataError, "fit: targets must be finite, but row 0 is not"),
    ({"x": X[:0], "y": T[:0]}, nn.DataError, "fit: a dataset needs at least one sample, given 0"),
    ({"x": 3.0}, nn.DataError, "fit: a dataset needs at least one sample, given 0"),
    ({"y": T[:3]}, nn.DataError, "fit: 4 samples of input but 3 of targets"),
    ({"x": [["a", "b"]] * 4}, nn.DataError, "fit: input must be numbers, given <U1"),
    ({"x": [[1], [1, 2]]}, nn.DataError, "fit: input must be numbers, but rows of them differ in length"),
    ({"x": np.ones((4, 3))}, nn.ShapeError, "input: expected (N, 2), given (4, 3)"),
    ({"y": np.ones((4, 2))}, nn.ShapeError, "loss: expected (N, 1), given (N, 2)"),
    ({"x": {"left": X}}, nn.DataError, "inputs must be given for input, given left"),
    ({"batch_size": 0}, nn.SettingError, "batch size must be a whole number of at least 1, given 0"),
    ({"epochs": -1}, nn.SettingError, "epochs must be a whole number of at least 0, given -1"),
    ({"epochs": 1.5}, nn.SettingError, "epochs must be a whole number of at least 0, given 1.5"),
]


@pytest.mark.parametrize(("given", "error", "message"), REFUSED)
def test_what_cannot_be_learned_from_is_refused_before_anything_moves(
    given: dict[str, Any], error: type[Exception], message: str
) -> None:
    net = xor()
    before = net.values.tobytes()
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        net.fit(**{"x": X, "y": T, "loss": nn.MSE(), "optimizer": nn.SGD(0.1), "batch_size": 1} | given)
    assert net.values.tobytes() == before


def test_a_number_too_large_for_single_precision_is_refused() -> None:
    net = nn.Sequential([nn.Dense(1)], (2,), dtype=np.float32)
    with pytest.raises(nn.DataError, match=r"^fit: input must be at most 3\.40282e\+38, given 1e\+300$"):
        net.fit(LARGE, T, nn.MSE(), nn.SGD(0.1))


@pytest.mark.parametrize("labels", [[0, 1, 2, 0], [0, 1, -1, 0], [0, 1, 0.5, 0]])
def test_a_label_out_of_range_is_refused(labels: list[float]) -> None:
    net = nn.Sequential([nn.Dense(2)], (2,))
    with pytest.raises(nn.DataError, match=r"class numbers must be whole and from 0 to 1, given"):
        net.fit(X, labels, nn.SoftmaxCrossEntropy(), nn.SGD(0.1))


def test_a_batch_larger_than_memory_is_refused_by_its_size() -> None:
    net = nn.Sequential([nn.Dense(1_000_000), nn.Dense(1)], (1,), dtype=np.float32)
    many = np.zeros((100_000, 1))
    message = r"^a pass over 100000 samples works on \d{12} numbers, at most \d+ fit$"
    with pytest.raises(nn.SizeError, match=message):
        net.fit(many, many, nn.MSE(), nn.SGD(0.1), batch_size=100_000)


@pytest.mark.parametrize("dtype", ["int64", "float16", "nonsense"])
def test_another_precision_is_refused(dtype: Any) -> None:
    with pytest.raises(nn.SettingError, match=r"^precision must be one of float64, float32, given"):
        nn.Sequential([nn.Dense(1)], (2,), dtype=dtype)
