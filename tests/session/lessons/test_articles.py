"""The lessons of the three articles as a whole: their order, their two languages, how they open.

What each of them claims is tried out in the files beside this one.
"""

from __future__ import annotations

import re

import pytest

from nnviz.session.lesson import lesson_names, load
from tests.session.lessons.student import LANGUAGES, Student, everything

IN_ORDER = (
    "hiking",
    "one-neuron",
    "forward-2-2-1",
    "mse",
    "slope",
    "apples",
    "apples-oranges",
    "activations",
    "relu-switch",
    "sigmoid-output",
    "chain-2-2-1",
    "affine-batch",
    "softmax-two",
    "xor",
    "convolution",
    "pool-flatten-dropout",
    "digits",
)


def test_the_articles_are_told_in_order() -> None:
    told = [load(name) for name in lesson_names()]
    of_articles = sorted((each for each in told if each.group == "articles"), key=lambda each: each.order)
    assert [each.name for each in of_articles] == list(IN_ORDER)
    assert [each.order for each in of_articles] == list(range(1, len(IN_ORDER) + 1))


@pytest.mark.parametrize("name", IN_ORDER)
def test_both_languages_speak_of_the_same_numbers(name: str) -> None:
    lesson = load(name)
    english, chinese = (
        set(re.findall(r"\d+(?:\.\d+)?", everything(lesson, code).replace(",", ""))) for code in LANGUAGES
    )
    assert english == chinese


@pytest.mark.parametrize("name", IN_ORDER)
def test_an_article_asks_and_has_links(name: str) -> None:
    student = Student(name)
    assert 1 <= len(student.lesson.questions) <= 2
    for code in LANGUAGES:
        tries = student.lesson.text(code).split("\n- ")[1:]
        assert sum("(nnviz:" in each for each in tries) > len(tries) / 2


@pytest.mark.parametrize("name", IN_ORDER)
def test_an_article_opens_where_it_says(name: str) -> None:
    student = Student(name)
    opening, frame = student.lesson.opening, student.frame
    assert frame.position == opening.operation
    if opening.formula:
        assert frame.done == opening.formula
    assert opening.sample < max(1, len(frame.rows))
    assert (opening.weight is not None) == ("weight" in opening.panels)
    learns = any(node.parameters for node in frame.stage.nodes)
    assert learns or "rate" in opening.hidden
