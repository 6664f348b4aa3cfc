"""How the lessons of failures and choices open, and that every one of their links can be followed.

A link is tried in a lesson that has just been opened, and then all of them in the order of the text.
"""

from __future__ import annotations

import re

import pytest

from nnviz.nn.derive.weight import cell_of
from nnviz.session.lesson import lesson_names, load
from nnviz.session.lesson.links import OpenLesson, OpenWeight, links_in, parse
from tests.session.lessons.reading import LANGUAGES, Reader

NAMES = [name for name in lesson_names() if load(name).group in ("failures", "choices")]

STANDS_AT = {
    "plateau": ("backward", "dense_1"),
    "zero-weights": ("backward", "dense_3"),
    "equal-weights": ("backward", "dense_1"),
    "vanishing": ("backward", "dense_1"),
    "vanishing-cured": ("backward", "dense_1"),
    "dead-relus": ("forward", "relu_2"),
    "unscaled": ("forward", "tanh_2"),
    "scaled": ("forward", "tanh_2"),
    "dropout": ("forward", "dropout_3"),
    "ravine-sgd": ("update", "update"),
    "ravine-momentum": ("update", "update"),
    "ravine-adam": ("update", "update"),
}
"""The operation at which each opens that opens within a pass."""

GOES_TO = {
    ("dead-relus", "operation/8"): ("backward", "dense_1"),
    ("dropout", "operation/3"): ("forward", "dropout_3"),
    ("ravine-momentum", "operation/5"): ("update", "update"),
}
"""The operation that a link to one shows."""


def stands_at(reader: Reader) -> tuple[str, str]:
    operation = reader.run.frame().operation
    assert operation is not None
    return operation.phase.value, operation.node


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_opens_where_its_point_is_seen(name: str) -> None:
    reader = Reader(name)
    assert reader.run.fault is None
    opening = reader.lesson.opening
    assert reader.run.epochs - opening.epochs in (0, 1)
    if opening.operation:
        assert stands_at(reader) == STANDS_AT[name]
    else:
        assert name not in STANDS_AT


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_links(name: str) -> None:
    lesson = load(name)
    english, chinese = (sorted(links_in(lesson.text(code))) for code in LANGUAGES)
    assert english == chinese
    assert english


@pytest.mark.parametrize("name", NAMES)
def test_every_link_can_be_followed_alone_and_in_turn(name: str) -> None:
    links = links_in(load(name).text("en"))
    in_turn = Reader(name, most=3)
    for link in links:
        wish = parse(link)
        in_turn.obey(wish)
        if isinstance(wish, OpenLesson):
            assert wish.name in lesson_names()
        elif isinstance(wish, OpenWeight):
            graph = in_turn.lesson.setup.make_network(in_turn.run.data)
            cell_of(graph, wish.weight)
        else:
            Reader(name, most=3).obey(wish)


@pytest.mark.parametrize(("name", "link"), GOES_TO)
def test_a_link_to_an_operation_shows_what_the_text_speaks_of(name: str, link: str) -> None:
    reader = Reader(name)
    reader.follow(link)
    assert stands_at(reader) == GOES_TO[name, link]


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_asks_something_and_says_why(name: str) -> None:
    lesson = load(name)
    assert 1 <= len(lesson.questions) <= 2
    for question in lesson.questions:
        assert all(question.asks[code].strip() and question.why[code].strip() for code in LANGUAGES)
        assert all(len(set(question.answers[code])) == len(question.answers["en"]) for code in LANGUAGES)
    assert {*lesson.summaries} == {*LANGUAGES}
    assert all("\n" not in line and len(line) <= 80 for line in lesson.summaries.values())
    assert re.search("[\u4e00-\u9fff]", lesson.summary("zh_CN"))


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    places = [question.right for name in NAMES for question in load(name).questions]
    assert all(places.count(place) >= 4 for place in range(3))
