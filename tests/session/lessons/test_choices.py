"""The lessons of choices: how many samples a pass takes, and how an update makes a step of a gradient.

What they compare is measured side by side, from the same data and the same first weights.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from nnviz.nn.derive import Weight
from nnviz.session.lesson import lesson_names, load
from nnviz.session.lesson.links import OpenWeight, parse
from nnviz.session.run import Run
from tests.session.lessons.reading import (
    LANGUAGES,
    Reader,
    Said,
    follow,
    loss,
    losses,
    numbers,
    parameters,
    right,
    trained,
)

BATCHES = ("batch-full", "batch-mini", "batch-one")
RAVINES = ("ravine-sgd", "ravine-momentum", "ravine-adam")


def test_the_lessons_of_choices_stand_in_their_order() -> None:
    lessons = [load(name) for name in lesson_names()]
    found = sorted((each.order, each.name) for each in lessons if each.group == "choices")
    assert tuple(name for _, name in found) == (*BATCHES, *RAVINES)
    assert [order for order, _ in found] == [1, 2, 3, 4, 5, 6]


# -- batches ------------------------------------------------------------------------------------


@cache
def hundred(name: str) -> tuple[Run, tuple[float, ...]]:
    """A run after 100 epochs, and the loss of each."""
    run = trained(name, 100)
    return run, tuple(losses(run))


def rises(found: tuple[float, ...]) -> int:
    """How often a loss is higher than the one before it."""
    return int((np.diff(found) > 0).sum())


def test_the_batches_differ_in_their_size_alone() -> None:
    setups = [load(name).setup for name in BATCHES]
    assert [setup.batch_size for setup in setups] == [200, 20, 1]
    assert all(replace(setup, batch_size=200) == setups[0] for setup in setups)
    updates = [hundred(name)[0].passes for name in BATCHES]
    assert updates == [100, 1000, 20_000]


def test_batch_full() -> None:
    said = Said("batch-full")
    said.settings("200", "100", "0.5", "2", "10", "20")
    run, found = hundred("batch-full")
    assert (len(run.data), rises(found)) == (200, 0)
    said.measured("0.64", found[-1])
    said.measured("0.09", loss(follow("batch-full", "reset", "rate/2", "train/100")))
    reader = Reader("batch-full")
    said.measured("0.56", loss(reader.follow("reset", "rate/10", "train/100")))
    after_reset = reader.losses[-100:]
    assert max(after_reset) > 10
    assert rises(tuple(after_reset)) > 30
    said.nothing_else()


def test_batch_mini() -> None:
    said = Said("batch-mini")
    said.settings("200", "20", "0.5", "100", "10")
    run, found = hundred("batch-mini")
    said.measured("0.034", found[-1])
    assert right(run) == 200
    said.measured("13", rises(found))
    said.measured("0.64", hundred("batch-full")[1][-1])
    said.nothing_else()


def test_batch_one() -> None:
    said = Said("batch-one")
    said.settings("200", "0.5", "100", "20", "0.05")
    _, found = hundred("batch-one")
    said.measured("44", rises(found))
    said.measured("0.12", found[-1])
    said.measured("0.034", hundred("batch-mini")[1][-1])
    slower = follow("batch-one", "reset", "rate/0.05", "train/100")
    said.measured("0.022", loss(slower))
    assert right(slower) == 200
    said.nothing_else()


# -- ravines ------------------------------------------------------------------------------------


@cache
def ravine(name: str, rate: float | None = None) -> tuple[float, ...]:
    """The loss of each of 1000 epochs, at the lesson's rate or another."""
    run = Run(load(name).setup)
    if rate is not None:
        run.set_learning_rate(rate)
    run.train_epochs(1000)
    return tuple(losses(run))


def stays_below(found: tuple[float, ...]) -> int:
    """The epoch from which on a loss is below 0.001."""
    above = [epoch for epoch, each in enumerate(found, 1) if each >= 0.001]
    assert above[-1] < len(found)
    return above[-1] + 1


def curvature() -> np.ndarray:
    """How sharply E is bent along the ravine and across it: the second derivatives in W and B."""
    x = load("ravine-sgd").setup.make_data().x.ravel()
    bent = 2 * np.array([[np.mean(x * x), x.mean()], [x.mean(), 1.0]])
    return np.linalg.eigvalsh(bent)


def test_the_ravines_differ_in_their_optimizer_alone() -> None:
    setups = [load(name).setup for name in RAVINES]
    assert all(replace(setup, optimizer=setups[0].optimizer) == setups[0] for setup in setups)
    assert [setup.optimizer.type for setup in setups] == ["SGD", "Momentum", "Adam"]
    data = setups[0].make_data()
    np.testing.assert_array_equal(data.t, 0.5 * data.x + 1)


def test_ravine_sgd() -> None:
    said = Said("ravine-sgd")
    said.settings("0.5", "1", "0.015", "10", "0.001", "800", "0.02", "20")
    along, across = curvature()
    said.measured("603", across / along)
    said.measured("0.018", 2 / across)
    found = ravine("ravine-sgd")
    said.measured("21.5", found[0])
    said.measured("0.08", found[9])
    said.measured("799", stays_below(found))
    opened = follow("ravine-sgd")
    said.measured("0.10", parameters(opened)["dense_1"]["B"].item())
    reader = Reader("ravine-sgd")
    reader.follow("reset", "rate/0.02", "train/20")
    after_reset = reader.losses[-20:]
    assert rises(tuple(after_reset)) == 19
    said.nothing_else()


def test_with_sgd_the_step_across_the_ravine_turns_about_every_time() -> None:
    reader = Reader("ravine-sgd")
    signs = []
    for _ in range(6):
        signs.append(np.sign(reader.run.live_frame().arrays["dense_1"]["dW"].item()))
        reader.follow("step/pass")
    assert [a * b for a, b in pairwise(signs)] == [-1.0] * 5
    assert parse("nnviz:weight/dense_1/B/1") == OpenWeight(Weight("dense_1", "B", (0,)))


def test_ravine_momentum() -> None:
    said = Said("ravine-momentum")
    said.settings("0.015", "0.9", "0.001", "50", "1", "0.81", "10")
    assert 1 / (1 - load("ravine-momentum").setup.optimizer.settings["momentum"]) == pytest.approx(10)
    found = ravine("ravine-momentum")
    said.measured("100", stays_below(found))
    said.measured("24.3", max(found))
    said.measured("799", stays_below(ravine("ravine-sgd")))
    run = follow("ravine-momentum", "train/50")
    assert run.epochs == 60
    assert rises(found[:60]) in range(25, 30)  # of 59
    said.nothing_else()


def test_ravine_adam() -> None:
    said = Said("ravine-adam")
    said.settings("0.001", "0.015", "800")
    first = trained("ravine-adam", 1)
    arrays = first.live_frame().arrays["dense_1"]
    said.measured("−68", arrays["dW"].item())
    said.measured("−9", arrays["dB"].item())
    said.measured("0.2", arrays["W"].item())
    said.measured("0.2", arrays["B"].item())
    said.measured("100", stays_below(ravine("ravine-adam")))
    said.measured("799", stays_below(ravine("ravine-sgd")))
    said.measured("869", stays_below(ravine("ravine-adam", 0.015)))
    assert loss(follow("ravine-adam", "reset", "rate/0.015", "train/800")) > 0.001
    back = follow("ravine-adam", "epoch/1")
    np.testing.assert_allclose(back.frame().arrays["dense_1"]["W"], 0.2)
    said.measured("1", 1.0)
    said.nothing_else()


def test_every_lesson_here_says_the_same_numbers_in_every_language() -> None:
    for name in (*BATCHES, *RAVINES):
        english, chinese = (numbers(load(name), code) for code in LANGUAGES)
        assert english == chinese
