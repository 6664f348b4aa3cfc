"""The shipped lessons: what they are made from, and whether what they say is so.

What a text claims is tried out here, so that no lesson teaches something untrue.
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from nnviz.nn import registry
from nnviz.session.lesson import lesson_names, load
from nnviz.session.records import EpochRecord
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

LANGUAGES = ("en", "zh_CN")


def sgd(**given: object) -> Part:
    """The optimizer as a lesson gives it: what is left out has its default."""
    settings = registry.optimizers()["SGD"].description.settings
    return Part("SGD", {item.name: item.default for item in settings} | given)


def losses(run: Run) -> list[float]:
    return [record.loss for record in run.take_records() if isinstance(record, EpochRecord)]


def test_the_shipped_lessons() -> None:
    assert lesson_names() == ("digits", "xor")


@pytest.mark.parametrize("name", lesson_names())
def test_a_shipped_lesson_speaks_every_language_and_trains(name: str) -> None:
    lesson = load(name)
    assert lesson.name == name
    for code in LANGUAGES:
        assert lesson.titles[code].strip()
        assert lesson.texts[code].startswith(f"### {lesson.title(code)}\n")
    run = Run(lesson.setup)
    run.train_epochs(1)
    assert run.epochs == 1


@pytest.mark.parametrize("name", lesson_names())
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_is_short_and_its_marks_are_paired(name: str, code: str) -> None:
    text = load(name).text(code)
    _, explanation, tries = re.split(r"^### ", text, flags=re.MULTILINE)
    body = explanation.partition("\n")[2]
    size = len(body.split()) if code == "en" else len(re.findall(r"[\u4e00-\u9fff]", body))
    low, high = (90, 130) if code == "en" else (150, 260)
    assert low <= size <= high, size
    assert 3 <= tries.count("\n- ") <= 4
    assert text.count("**") % 2 == 0
    # Between a Chinese full stop and a letter Markdown closes no bold run: the stars would be seen.
    runs = re.findall(r"\*\*(.+?)\*\*", text)
    assert runs
    assert not [run for run in runs if run[-1] in "。？！，：；"]


def test_the_xor_lesson_is_article_as_network() -> None:
    expected = Setup(
        data="xor",
        layers=(Part("Dense", {"units": 3}), Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")),
        loss=Part("MSE"),
        optimizer=sgd(learning_rate=0.1),
        initializer="article",
        seed=1,
    )
    assert load("xor").setup == expected


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_xor_text_says_what_happens(code: str) -> None:
    lesson = load("xor")
    text, setup = lesson.text(code), lesson.setup
    assert re.search("0, 3, 5, 8, 11, 12|0、3、5、8、11、12", text)
    assert "0.279" in text
    stuck = Run(replace(setup, seed=3))
    stuck.train_epochs(1000)
    assert "1000" in text
    assert losses(stuck)[-1] == pytest.approx(0.279, abs=0.0005)


def test_a_higher_rate_is_faster_until_it_is_not() -> None:
    setup = load("xor").setup
    first_below = {}
    for rate in (0.1, 0.2, 0.5):
        run = Run(replace(setup, optimizer=Part("SGD", {"learning_rate": rate})))
        run.train_epochs(400)
        below = [epoch for epoch, loss in enumerate(losses(run), 1) if loss < 0.01]
        first_below[rate] = below[0] if below else None
    assert first_below == {0.1: 247, 0.2: 138, 0.5: None}
    for code in LANGUAGES:
        assert all(rate in load("xor").text(code) for rate in ("0.2", "0.5"))


def test_no_straight_line_does_xor() -> None:
    straight = replace(load("xor").setup, layers=(Part("Dense", {"units": 1}), Part("Tanh")))
    for seed in range(3):
        run = Run(replace(straight, seed=seed))
        run.train_epochs(300)
        right = (run.outputs() > 0.5) == (run.data.t > 0.5)
        assert not right.all()
    bent = Run(load("xor").setup)
    bent.train_epochs(300)
    np.testing.assert_array_equal(bent.outputs() > 0.5, bent.data.t > 0.5)


def test_the_digits_network_names_as_many_rightly_as_its_text_says() -> None:
    lesson = load("digits")
    run = Run(lesson.setup)
    run.train_epochs(10)
    assert len(run.data) == 1500
    right = int((run.outputs().argmax(axis=1) == run.data.t).sum())
    for code, written in (("en", f"{right:,}"), ("zh_CN", f"{right}")):
        assert written in lesson.text(code)


def test_the_digits_network_at_a_rate_of_2_learns_nothing() -> None:
    setup = load("digits").setup
    run = Run(replace(setup, optimizer=sgd(learning_rate=2.0)))
    run.train_epochs(10)
    right = int((run.outputs().argmax(axis=1) == run.data.t).sum())
    assert right < 200  # of 1500, and there are ten classes
