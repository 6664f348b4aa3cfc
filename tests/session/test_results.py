"""Results say what the network of their frame really gives, for samples that are told apart."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.nn import INPUT, Graph, Sequential
from nnviz.nn.layers.dense import Dense
from nnviz.nn.losses.mse import MSE
from nnviz.nn.losses.softmax_cross_entropy import SoftmaxCrossEntropy
from nnviz.session.asking import Asker, Moment
from nnviz.session.cursor import Place, Unit
from nnviz.session.data import Dataset
from nnviz.session.frame import Frame
from nnviz.session.lesson import load
from nnviz.session.result_makers import LISTED, maker
from nnviz.session.results import Answers, Classified, Curve, Outputs, Surface
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

TANH = (Part("Dense", {"units": 4}), Part("Tanh"), Part("Dense", {"units": 1}))
SGD = Part("SGD", {"learning_rate": 0.1})


def network(run: Run, frame: Frame) -> Graph:
    """A network of its own with the weights of a frame."""
    made = run.setup.make_network(run.data)
    for name, node in made.nodes.items():
        for parameter in node.parameters:
            parameter.value[...] = frame.arrays[name][parameter.key]
    return made


@pytest.fixture(scope="module")
def digits() -> tuple[Run, Frame]:
    """One epoch of the digits, and a frame in the middle of a pass before that."""
    run = Run(load("digits").setup)
    run.train_epochs(1)
    run.go_to(run.ruler.length * 20 + 4)
    return run, run.frame()


def answers_of(frame: Frame) -> Answers:
    assert isinstance(frame.result, Answers)
    return frame.result


# -- classes ----------------------------------------------------------------------------------------


def test_the_accuracy_is_that_of_the_networks_predictions(digits: tuple[Run, Frame]) -> None:
    run, frame = digits
    result, shown = answers_of(frame), network(run, frame)
    assert result.held is not None
    assert run.data.held is not None
    for part, data in ((result.learned, run.data), (result.held, run.data.held)):
        predicted = shown.predict(data.x)
        np.testing.assert_allclose(part.outputs, predicted, rtol=1e-12)
        assert part.correct == int((predicted.argmax(axis=1) == data.t).sum())
        assert part.accuracy == part.correct / len(data)
    assert (len(result.learned), result.learned.total) == (1500, 1500)
    assert (len(result.held), result.held.total) == (297, 297)


def test_the_confusion_matrix_counts_every_sample_once(digits: tuple[Run, Frame]) -> None:
    run, frame = digits
    result = answers_of(frame)
    matrix = result.judged.confusion
    assert result.judged is result.held
    assert matrix.shape == (10, 10)
    assert matrix.sum() == 297
    assert matrix.trace() == result.judged.correct
    assert run.data.held is not None
    np.testing.assert_array_equal(matrix.sum(axis=1), np.bincount(run.data.held.t.astype(int), minlength=10))


def test_wrong_answers_come_first_and_otherwise_samples_keep_their_order(digits: tuple[Run, Frame]) -> None:
    held = answers_of(digits[1]).judged
    wrong = len(held) - held.correct
    assert 0 < wrong < 297
    assert not held.right[held.wrong_first[:wrong]].any()
    assert held.right[held.wrong_first[wrong:]].all()
    assert (np.diff(held.wrong_first[:wrong]) > 0).all()
    assert (np.diff(held.wrong_first[wrong:]) > 0).all()


def test_answers_that_are_looked_at_late_are_those_of_their_frame() -> None:
    run = Run(load("digits").setup)
    run.train(3)
    late = run.live_frame()
    shown = network(run, late)
    run.train(30)
    newest = answers_of(run.live_frame()).learned.outputs
    found = answers_of(late).learned.outputs
    np.testing.assert_allclose(found, shown.predict(run.data.x), rtol=1e-12)
    assert not np.allclose(found, newest)


def test_an_output_that_is_not_finite_is_no_answer() -> None:
    outputs = np.array([[0.1, 0.9], [np.nan, 0.2], [3.0, 1.0]])
    samples = Classified({INPUT: np.zeros((3, 1))}, np.array([1, 0, 1]), np.arange(3), 3, lambda: outputs)
    assert samples.answers.tolist() == [1, -1, 0]
    assert samples.right.tolist() == [True, False, False]
    assert samples.confusion.tolist() == [[0, 0], [1, 1]]


def test_rows_of_shares_are_classes_too() -> None:
    graph = Sequential([Dense(3)], (2,))
    graph.initialize("glorot", 0)
    shares = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
    data = Dataset("shares", {INPUT: np.ones((2, 2))}, shares)
    weights = Moment({"dense_1": {"W": np.eye(2, 3), "B": np.zeros(3)}})
    made = maker(graph, SoftmaxCrossEntropy(), data).make(weights)
    assert isinstance(made, Answers)
    assert made.learned.targets.tolist() == [2, 0]
    assert made.classes == ("0", "1", "2")
    assert not made.of_images


# -- curves and planes ------------------------------------------------------------------------------


def test_a_curve_is_what_the_network_predicts_and_tells_the_samples_apart() -> None:
    data = Part("sine", {"points": 40, "noise": 0.1, "seed": 3, "test_share": 0.25})
    run = Run(Setup(data, TANH, Part("MSE"), SGD, seed=2))
    run.train(70)
    frame = run.frame()
    curve, shown = frame.result, network(run, frame)
    assert isinstance(curve, Curve)
    np.testing.assert_allclose(curve.values, shown.predict(curve.axis[:, None])[:, 0], rtol=1e-12)
    assert curve.held is not None
    assert run.data.held is not None
    assert (len(curve.learned), len(curve.held)) == (30, 10)
    np.testing.assert_array_equal(curve.learned.x, run.data.x)
    np.testing.assert_array_equal(curve.held.x, run.data.held.x)
    np.testing.assert_array_equal(curve.held.targets, run.data.held.t)
    np.testing.assert_allclose(curve.held.outputs, shown.predict(run.data.held.x), rtol=1e-12)
    cells = np.concatenate([run.data.x, run.data.held.x])
    span = float(np.ptp(cells))
    ends = float(cells.min()) - 0.1 * span, float(cells.max()) + 0.1 * span
    assert (curve.axis[0], curve.axis[-1]) == pytest.approx(ends)
    assert curve.judged


def test_a_plane_carries_what_is_held_apart_and_reaches_past_it() -> None:
    data = Part("moons", {"points": 40, "noise": 0.3, "seed": 5, "test_share": 0.5})
    run = Run(Setup(data, TANH, Part("MSE"), SGD, seed=2))
    surface = run.frame().surface
    assert isinstance(surface, Surface)
    assert run.data.held is not None
    np.testing.assert_array_equal(surface.points, run.data.x)
    np.testing.assert_array_equal(surface.held_points, run.data.held.x)
    np.testing.assert_array_equal(surface.held_targets, run.data.held.t[:, 0])
    assert surface.low < min(run.data.x.min(), run.data.held.x.min())
    assert surface.high > max(run.data.x.max(), run.data.held.x.max())


# -- everything else --------------------------------------------------------------------------------


def test_several_inputs_are_listed_with_the_output() -> None:
    result = Run(load("apples").setup).frame().result
    assert isinstance(result, Outputs)
    assert [array.tolist() for array in result.samples.inputs.values()] == [[[100.0]], [[2.0]], [[1.1]]]
    np.testing.assert_allclose(result.samples.outputs, [[220.0]])
    assert not result.judged, "the target of a weighted sum is a weight"


def test_a_long_dataset_is_listed_by_a_fixed_choice() -> None:
    graph = Sequential([Dense(2)], (3,))
    graph.initialize("glorot", 0)
    rng = np.random.default_rng(0)
    data = Dataset("long", {INPUT: rng.normal(size=(1000, 3))}, rng.normal(size=(1000, 2)))
    weights = {"dense_1": {"W": rng.normal(size=(3, 2)), "B": np.zeros(2)}}
    made = [maker(graph, MSE(), data).make(Moment(weights)) for _ in range(2)]
    for result in made:
        assert isinstance(result, Outputs)
        assert result.samples.rows.tolist() == list(range(0, 1000, 50))
        assert (len(result.samples), result.samples.total) == (LISTED, 1000)
        expected = data.x[::50] @ weights["dense_1"]["W"]
        np.testing.assert_allclose(result.samples.outputs, expected, rtol=1e-12)
        assert result.judged


def test_as_many_are_asked_as_can_be_answered_at_once() -> None:
    small, large = Sequential([Dense(1)], (2,)), Sequential([Dense(500)], (30_000,))
    assert (Asker(small).most, Asker(large).most) == (2000, 100)


@pytest.mark.parametrize("count", [1, 15, 16, 17, 31, 32, 33, 100])
def test_samples_are_answered_in_batches_as_if_all_at_once(count: int) -> None:
    graph = Sequential([Dense(3000)], (20,))
    graph.initialize("glorot", 1)
    asker, x = Asker(graph), np.random.default_rng(count).normal(size=(count, 20))
    arrays = {"dense_1": {p.key: p.value for p in graph.nodes["dense_1"].parameters}}
    np.testing.assert_allclose(asker.ask(Moment(arrays), [x]), graph.predict(x), rtol=1e-10, atol=1e-13)


def test_looking_at_answers_does_not_disturb_the_training() -> None:
    setup = load("digits").setup
    seen, unseen = Run(setup), Run(setup)
    for _ in range(5):
        seen.train(1)
        assert answers_of(seen.live_frame()).learned.accuracy >= 0
    unseen.train(5)
    assert seen.outputs().tobytes() == unseen.outputs().tobytes()


def test_running_means_are_those_of_the_frame() -> None:
    layers = (Part("Dense", {"units": 3}), Part("BatchNorm"), Part("Dense", {"units": 1}))
    setup = Setup(Part("moons", {"points": 20, "seed": 1}), layers, Part("MSE"), SGD, batch_size=5)
    run = Run(setup)
    run.train(40)
    node = run._programs.graph(run._trainer.kinds).nodes["batchnorm_2"]
    remembered = node.capture()
    live = run.train_shown()
    assert live is not None
    shown = network(run, live)
    assert np.abs(remembered["mean"]).max() > 0.01
    shown.nodes["batchnorm_2"].restore(remembered)
    run.train(10)
    run.go_to(41 * run.ruler.length)
    for frame in (live, run.frame()):
        surface = frame.surface
        assert surface is not None
        axis = np.linspace(surface.low, surface.high, 41)
        corner = shown.predict([[axis[3], axis[0]]]).item()
        assert surface.values[0, 3] == pytest.approx(corner, rel=1e-12)


def test_a_result_is_worked_out_once_for_all_stops_of_a_pass_between_updates() -> None:
    run = Run(load("digits").setup)
    run.train_epochs(1)
    run.step(Unit.OPERATION, forward=False)
    first = run.frame().result
    for _ in range(5):
        run.step(Unit.OPERATION, forward=False)
        assert run.frame().result is first
    run.go_to(run.ruler.number(Place(run.passes - 1, len(run.stage.operations))))
    moved = run.frame().result
    assert moved is not first
    assert isinstance(first, Answers)
    assert isinstance(moved, Answers)
    assert not np.array_equal(first.learned.outputs, moved.learned.outputs)
