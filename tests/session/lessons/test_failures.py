"""The lessons of failures: what each says goes wrong does go wrong, by as much, and can be mended so.

Every number of a text is measured here, and every link that a text gives for it is followed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import Program
from nnviz.session.lesson import lesson_names, load
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from tests.session.lessons.reading import (
    Reader,
    Said,
    follow,
    held_apart,
    loss,
    norms,
    parameters,
    right,
    trained,
)

NAMES = (
    *("plateau", "zero-weights", "equal-weights", "too-fast", "vanishing", "vanishing-cured"),
    *("dead-relus", "unscaled", "scaled", "overfitting", "dropout"),
)


def test_the_lessons_of_failures_stand_in_their_order() -> None:
    lessons = [load(name) for name in lesson_names()]
    found = sorted((each.order, each.name) for each in lessons if each.group == "failures")
    assert tuple(name for _, name in found) == NAMES
    assert [order for order, _ in found] == list(range(1, len(NAMES) + 1))


# -- plateau ------------------------------------------------------------------------------------


def gradients_of_each_sample(run: Run) -> np.ndarray:
    """The gradient over all weights of every sample of XOR on its own (4, 13), at the head."""
    graph = run.setup.make_network(run.data)
    for node, values in parameters(run).items():
        for parameter in graph.nodes[node].parameters:
            parameter.value[...] = values[parameter.key]
    found = []
    for x, t in zip(run.data.x, run.data.t, strict=True):
        graph.clear_gradients()
        graph.backward(2.0 * (graph.forward(x[np.newaxis]) - t))
        found.append(graph.gradients.copy())
    return np.array(found)


def test_plateau() -> None:
    said = Said("plateau")
    run = trained("plateau", 1000)
    said.settings("1000", "1", "0", "19", "300")
    said.measured("0.51", run.outputs().min())
    said.measured("0.53", run.outputs().max())
    said.measured("0.279", loss(run))
    pulls = gradients_of_each_sample(run)
    lengths = np.linalg.norm(pulls, axis=1)
    said.measured("0.69", lengths.min())
    said.measured("0.77", lengths.max())
    said.measured("0.03", float(np.linalg.norm(pulls.mean(axis=0))))
    said.measured("0.279", loss(follow("plateau", "train/1000")))
    said.measured("0.004", loss(follow("plateau", "seed/1", "train/300")))
    setup = run.setup
    stuck = []
    for seed in range(20):
        other = Run(replace(setup, seed=seed))
        other.train_epochs(500)
        stuck += [seed] if loss(other) > 0.25 else []
    assert stuck == [0, 3, 5, 8, 11, 12]
    said.settings(*map(str, stuck))
    said.nothing_else()


def test_on_the_plateau_two_samples_pull_up_and_two_down_and_little_reaches_the_first_layer() -> None:
    run = trained("plateau", 1000)
    for x, target in zip(run.data.x, run.data.t.ravel(), strict=True):
        run.train(1)
        arrays = run.live_frame().arrays
        np.testing.assert_array_equal(arrays["input"]["Y"][0], x)
        assert np.sign(arrays["tanh_4"]["dY"].item()) == (-1 if target else 1)
        assert np.linalg.norm(arrays["dense_1"]["dY"]) < 0.1 * np.linalg.norm(arrays["tanh_4"]["dY"])
        assert np.abs(arrays["dense_3"]["W"]).max() < 0.1


# -- zero and equal weights ---------------------------------------------------------------------


def test_zero_weights() -> None:
    said = Said("zero-weights")
    said.settings("0", "1", "100", "1000")
    first = trained("zero-weights", 1)
    gradients = {node: first.live_frame().arrays[node] for node in ("dense_1", "dense_3")}
    moved = [(node, key) for node, found in gradients.items() for key in ("dW", "dB") if found[key].any()]
    assert moved == [("dense_3", "dB")]
    said.measured("0.5", loss(first))
    after = follow("zero-weights", "train/100")
    said.measured("0.25", loss(after))
    np.testing.assert_allclose(after.outputs(), 0.5)
    assert not parameters(after)["dense_1"]["W"].any()
    woken = follow("zero-weights", "reset", "set/dense_1/W/1/1/0.5", "train/1000")
    said.measured("0.169", loss(woken))
    weights = parameters(woken)
    assert weights["dense_1"]["W"][:, 0].all()
    assert not weights["dense_1"]["W"][:, 1:].any()
    assert not weights["dense_3"]["W"][1:].any()
    said.measured("0.0004", loss(follow("zero-weights", "seed/1/glorot", "train/1000")))
    said.nothing_else()


def test_equal_weights() -> None:
    said = Said("equal-weights")
    said.settings("0.5", "1", "0", "3", "100", "1000", "0.4")
    first = trained("equal-weights", 1).live_frame().arrays["dense_1"]["dW"]
    np.testing.assert_allclose(first, first[:, :1] @ np.ones((1, 3)))
    assert first.any()
    run = trained("equal-weights", 1000)
    said.measured("0.172", loss(run))
    weights = parameters(run)["dense_1"]["W"]
    np.testing.assert_allclose(weights, weights[:, :1] @ np.ones((1, 3)))
    three = run.outputs().ravel()[1:]
    assert three == pytest.approx([0.66, 0.66, 0.68], abs=0.005)
    said.settings("0.66")
    said.measured("0.0005", loss(follow("equal-weights", "set/dense_1/W/1/1/0.4", "train/1000")))
    said.nothing_else()


def test_a_hundred_equal_units_do_no_better_than_three() -> None:
    lesson = load("equal-weights")
    layers = (Part("Dense", {"units": 100}), *lesson.setup.layers[1:])
    values = tuple(
        replace(each, are=np.full((2, 100) if each.layer == "dense_1" else (100, 1), 0.5))
        for each in lesson.setup.values
    )
    slow = Part("SGD", {"learning_rate": 0.01})
    run = Run(replace(lesson.setup, layers=layers, values=values, optimizer=slow))
    run.train_epochs(1000)
    assert right(run) < 4


# -- too fast -----------------------------------------------------------------------------------


def test_too_fast() -> None:
    said = Said("too-fast")
    said.settings("40", "2", "1", "3", "300", "0.05", "0.1", "0")
    reader = Reader("too-fast")
    run, first = reader.follow("train/300"), reader.losses
    said.measured("0.5", first[0])
    said.measured("89", first[1])
    said.measured("1.28", first[2] / 1e6, chinese="128")
    assert run.fault is not None
    said.measured("263", run.fault.epoch)
    assert (run.fault.title, run.fault.symbol) == ("MSE", "E")
    back = follow("too-fast", "train/300", "epoch/1", "rewind", "rate/0.05", "train/300")
    said.measured("0.011", loss(back))
    said.measured("0.004", loss(follow("too-fast", "reset", "rate/0.1", "train/300")))
    said.nothing_else()


def test_going_on_after_infinity_soon_gives_what_is_no_number() -> None:
    setup = load("too-fast").setup
    data = setup.make_data()
    program = Program(setup.make_network(data), setup.make_loss(), setup.make_optimizer())
    with np.errstate(all="ignore"):
        results = [program.run(data.x, data.t) for _ in range(600)]
    assert results.index(np.inf) == 262
    assert np.isnan(results[-1])


# -- gradients that vanish ----------------------------------------------------------------------


def shares(setup: Setup) -> tuple[float, float, float]:
    """‖∂E/∂Y‖ of the first of the ten layers and of the last dense one, and the mean factor between
    one of the ten and the one before it."""
    found = norms(setup)
    assert len(found) == 11
    return found[0], found[-1], (found[0] / found[9]) ** (1 / 9)


def test_vanishing() -> None:
    said = Said("vanishing")
    said.settings("0", "1", "0.25", "100", "500", "0.5", "10", "2.5")
    first, last, factor = shares(load("vanishing").setup)
    said.measured("0.20", factor)
    said.measured("0.16", last)
    said.measured("0.00000002", first)
    said.measured("50", right(trained("vanishing", 100)))
    assert right(follow("vanishing", "train/500")) == 50
    assert right(follow("vanishing", "reset", "rate/0.5", "train/100")) == 50
    assert len(trained("vanishing", 1).data) == 100
    said.nothing_else()


def test_one_unit_without_hidden_layers_does_what_ten_layers_of_sigmoids_do_not() -> None:
    run = Run(replace(load("vanishing").setup, layers=(Part("Dense", {"units": 1}), Part("Sigmoid"))))
    run.train_epochs(100)
    assert right(run) == 100


def test_vanishing_cured() -> None:
    said = Said("vanishing-cured")
    said.settings("0", "1")
    first, last, factor = shares(load("vanishing-cured").setup)
    said.measured("0.72", factor)
    said.measured("0.16", last)
    said.measured("0.007", first)
    run = trained("vanishing-cured", 100)
    said.measured("100", right(run))
    said.measured("0.0001", loss(run))
    assert f"{loss(follow('vanishing-cured', 'train/100')):.4f}" == "0.0001"
    smaller = follow("vanishing-cured", "seed/1/glorot", "train/100")
    said.measured("0.0003", loss(smaller))
    said.measured("0.0009", shares(smaller.setup)[0])
    said.nothing_else()
    for name in ("data", "batch_size", "optimizer"):
        assert getattr(run.setup, name) == getattr(load("vanishing").setup, name)


# -- dead units ---------------------------------------------------------------------------------


def dead(run: Run) -> np.ndarray:
    """Which ReLUs (units,) gave 0 for every point in the newest pass."""
    return (run.live_frame().arrays["relu_2"]["Y"] == 0).all(axis=0)


def test_dead_relus() -> None:
    said = Said("dead-relus")
    said.settings("20", "16", "0", "0.7", "1000", "0.05")
    opened = follow("dead-relus")
    gone = dead(opened)
    said.measured("12", gone.sum())
    assert opened.passes == 3  # two updates, and the pass that shows them
    np.testing.assert_array_equal(opened.live_frame().arrays["dense_1"]["dW"][0] == 0, gone)
    late = follow("dead-relus", "rate/0.05", "train/1000")
    np.testing.assert_array_equal(dead(late), gone)
    before, after = parameters(opened)["dense_1"], parameters(late)["dense_1"]
    for key in ("W", "B"):
        np.testing.assert_array_equal(np.atleast_2d(before[key] == after[key])[0], gone)
    said.measured("0.021", loss(late))
    early = follow("dead-relus", "rate/0.05", "reset", "train/1000")
    assert not dead(early).any()
    said.measured("0.005", loss(early))
    said.nothing_else()


# -- scale --------------------------------------------------------------------------------------


def flat(run: Run) -> float:
    """The share of the outputs of tanh that lie beyond ±0.99 before any training, over all points."""
    graph = run.setup.make_network(run.data)
    dense = graph.nodes["dense_1"]
    weights, biases = (parameter.value for parameter in dense.parameters)
    return float((np.abs(np.tanh(run.data.x @ weights + biases)) > 0.99).mean())


def test_unscaled() -> None:
    said = Said("unscaled")
    said.settings("0", "200", "100", "1", "−1", "0.99", "0.05")
    run = trained("unscaled", 200)
    largest = np.abs(run.data.x).max(axis=0)
    said.measured("99", largest[0])
    said.measured("0.92", largest[1])
    said.measured("0.69", flat(run))
    said.measured("58", right(run))
    said.measured("61", right(follow("unscaled", "reset", "rate/0.05", "train/200")))
    assert right(trained("scaled", 200)) == 100
    said.nothing_else()


def test_scaled() -> None:
    said = Said("scaled")
    said.settings("200", "100", "0.05")
    run = trained("scaled", 200)
    largest = np.abs(run.data.x).max(axis=0)
    said.measured("0.99", largest[0])
    said.measured("0.92", largest[1])
    assert flat(run) == 0.0
    assert right(run) == right(follow("scaled", "train/200")) == 100
    said.measured("87", right(follow("scaled", "reset", "rate/0.05", "train/200")))
    said.nothing_else()
    other = trained("unscaled", 1)
    np.testing.assert_allclose(other.data.x, run.data.x * [100, 1])
    assert replace(other.setup, data=run.setup.data) == run.setup


# -- overfitting --------------------------------------------------------------------------------


def test_overfitting() -> None:
    said = Said("overfitting")
    said.settings("50", "2000")
    early, late = follow("overfitting", "reset", "train/50"), follow("overfitting")
    assert late.epochs == 2000
    said.measured("30", right(late))
    assert late.data.held is not None
    said.measured("270", len(late.data.held))
    said.measured("26", right(early))
    said.measured("202", held_apart(early)[0])
    said.measured("0.467", held_apart(early)[1])
    said.measured("171", held_apart(late)[0])
    said.measured("3.144", held_apart(late)[1])
    said.measured("0.031", loss(late))
    said.measured("1185", sum(found.size for node in parameters(late).values() for found in node.values()))
    said.nothing_else()


def test_dropout() -> None:
    said = Said("dropout")
    said.settings("0", "2", "2000", "30", "270")
    run, without = trained("dropout", 2000), follow("overfitting")
    said.measured("27", right(run))
    said.measured("205", held_apart(run)[0])
    said.measured("0.70", held_apart(run)[1])
    said.measured("171", held_apart(without)[0])
    said.measured("3.144", held_apart(without)[1])
    masks = [run.live_frame().arrays["dropout_3"]["M"] for _ in range(2) if run.train(1)]
    assert set(np.unique(masks[0])) == {0.0, 2.0}
    assert (masks[0] != masks[1]).any()
    said.nothing_else()
    assert (run.setup.data, run.setup.seed) == (without.setup.data, without.setup.seed)
    kept = tuple(layer for layer in run.setup.layers if layer.type != "Dropout")
    assert kept == without.setup.layers
