"""What a lesson's file may say beside its setup: how it opens, what it asks, and what its links do."""

from __future__ import annotations

from pathlib import Path

import pytest

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.edits import Edit
from nnviz.session.lesson import LessonError, Opening, Question, load
from nnviz.session.lesson.links import (
    ColourBy,
    LookAtSample,
    OpenLesson,
    OpenWeight,
    ShowPanel,
    links_in,
    parse,
)
from nnviz.session.setup import Part

TOML = """\
group = "articles"
order = 3
{0}
[data]
name = "moons"
noise = 0.1
points = 50

[title]
en = "Mine"
zh_CN = "我的"

[summary]
en = "What it is about"

[opening]
epochs = 2
operation = 5
formula = 1
sample = 4
colour = "weights"
panels = ["lesson", "inspector"]
hide = ["seed"]
predict = true
{1}
[opening.weight]
layer = "dense_1"
key = "W"
at = [1, 2]

[[layers]]
type = "Dense"
units = 2

[[layers]]
type = "Dense"
units = 1

[[values]]
layer = "dense_1"
key = "W"
are = [[1, 2], [3, 4]]

[loss]
type = "MSE"

[optimizer]
type = "SGD"

[[questions]]
right = 2

[questions.asks]
en = "Which?"
zh_CN = "哪个？"

[questions.answers]
en = ["this", "that"]
zh_CN = ["这个", "那个"]

[questions.why]
en = "Because."
zh_CN = "因为。"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one lesson that says all that can be said."""
    lesson = tmp_path / "mine"
    lesson.mkdir()
    (lesson / "lesson.toml").write_text(TOML.format("", ""), encoding="utf-8")
    for code in ("en", "zh_CN"):
        (lesson / f"{code}.md").write_text("### Mine\n[run](nnviz:run)", encoding="utf-8")
    return tmp_path


def changed(folder: Path, old: str, new: str) -> None:
    file = folder / "mine" / "lesson.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_everything_that_is_said_is_read(folder: Path) -> None:
    lesson = load("mine", folder)
    assert (lesson.group, lesson.order) == ("articles", 3)
    assert lesson.summary("zh_CN") == lesson.summary("en") == "What it is about"
    assert lesson.setup.data == Part("moons", {"noise": 0.1, "points": 50})
    (values,) = lesson.setup.values
    assert (values.layer, values.key, values.are.tolist()) == ("dense_1", "W", [[1, 2], [3, 4]])
    assert lesson.opening == Opening(
        epochs=2,
        operation=5,
        formula=1,
        sample=3,
        colour="weights",
        panels=("lesson", "inspector"),
        hidden=("seed",),
        weight=Weight("dense_1", "W", (0, 1)),
        predict=True,
    )
    assert lesson.questions == (
        Question(
            {"en": "Which?", "zh_CN": "哪个？"},
            {"en": ("this", "that"), "zh_CN": ("这个", "那个")},
            1,
            {"en": "Because.", "zh_CN": "因为。"},
        ),
    )


WRONG = [
    ('group = "articles"', 'group = "odds"', "group", "'odds' is unknown; known: articles"),
    ("noise = 0.1", "noise = -1", "data", "moons: noise must be a number from 0 to 10, given -1"),
    ('name = "moons"\n', "", "data.name", "is missing; expected a text"),
    ("epochs = 2", "epochs = -2", "opening.epochs", "expected a whole number from 0, given -2"),
    ('colour = "weights"', 'colour = "red"', "opening.colour", "'red' is unknown; known: weights"),
    ('"inspector"]', '"kitchen"]', "opening.panels", "'kitchen' is unknown; known: lesson"),
    ('hide = ["seed"]', "hide = []", "opening.hide", "expected a list of texts, given []"),
    ("at = [1, 2]", "at = [0, 2]", "opening.weight.at", "whole numbers from 1, given [0, 2]"),
    ("at = [1, 2]", "at = [3, 2]", "opening.weight", "W"),
    ('key = "W"\nat', 'key = "V"\nat', "opening.weight", "'V'"),
    ("operation = 5", "operation = 50", "opening.operation", "a whole number from 0 to 7, given 50"),
    ("formula = 1", "formula = 4", "opening.formula", "a whole number from 0 to 3, given 4"),
    ("predict = true", "guess = true", "opening.guess", "is unknown; known: epochs"),
    ("are = [[1, 2], [3, 4]]", "are = [[1, 2]]", "values", "W of dense_1: expected (2, 2), given (1, 2)"),
    ("are = [[1, 2], [3, 4]]", 'are = "one"', "values[1].are", "are: they must be numbers"),
    ("are = [[1, 2], [3, 4]]", "", "values[1].are", "is missing; expected numbers"),
    ("right = 2", "right = 3", "questions[1].right", "expected a whole number from 1 to 2, given 3"),
    ('zh_CN = ["这个", "那个"]', 'zh_CN = ["这个"]', "questions[1].answers", "as many in every language"),
    ('zh_CN = "因为。"', "", "questions[1].why.zh_CN", "is missing; the title is in that language, too"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), WRONG)
def test_a_fault_is_named_by_its_key(folder: Path, old: str, new: str, key: str, reason: str) -> None:
    changed(folder, old, new)
    with pytest.raises(LessonError) as caught:
        load("mine", folder)
    assert caught.value.key == key
    assert reason in caught.value.reason


def test_a_link_that_does_nothing_is_a_fault_of_its_file(folder: Path) -> None:
    (folder / "mine" / "zh_CN.md").write_text("[跑](nnviz:fly)", encoding="utf-8")
    with pytest.raises(LessonError, match=r"zh_CN\.md: link 'nnviz:fly': 'fly' is unknown") as caught:
        load("mine", folder)
    assert caught.value.file == folder / "mine" / "zh_CN.md"


def test_a_file_that_no_person_wrote_is_not_read(folder: Path) -> None:
    (folder / "mine" / "en.md").write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(LessonError, match=r"en\.md: has 1048577 bytes; expected at most 1048576$"):
        load("mine", folder)


LINKS = {
    "run": commands.Play(),
    "pause": commands.Pause(),
    "reset": commands.Reset(),
    "train/100": commands.TrainEpochs(100),
    "step/layer/back": commands.Step(Unit.LAYER, forward=False),
    "step/formula": commands.Step(Unit.FORMULA),
    "operation/8": commands.GoToPosition(8),
    "operation/8/2": commands.GoToFormula(8, 2),
    "start": commands.GoToPosition(0),
    "end": commands.GoToEnd(),
    "epoch/205": commands.GoToEpoch(205),
    "rewind": commands.RewindHere(),
    "rate/0.5": commands.SetLearningRate(0.5),
    "seed/3": commands.NewWeights(3),
    "seed/3/article": commands.NewWeights(3, "article"),
    "set/dense_1/W/1/2/-0.5": commands.MakeEdit(Edit("dense_1", "W", (0, 1), -0.5)),
    "weight/dense_1/W/1/2": OpenWeight(Weight("dense_1", "W", (0, 1))),
    "sample/3": LookAtSample(2),
    "colour/activations": ColourBy("activations"),
    "panel/loss": ShowPanel("loss"),
    "lesson/xor": OpenLesson("xor"),
}


@pytest.mark.parametrize("link", LINKS)
def test_a_link_does_what_it_says(link: str) -> None:
    assert parse(f"nnviz:{link}") == LINKS[link]


def test_every_word_of_a_link_is_tried_here() -> None:
    from nnviz.session.lesson.links import LINKS as KNOWN

    assert {link.partition("/")[0] for link in LINKS} == set(KNOWN)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("https://example.org", "must begin with 'nnviz:'"),
        ("nnviz:fly", "'fly' is unknown; known: run, pause"),
        ("nnviz:run/fast", "'run' takes another number of parts"),
        ("nnviz:rate", "'rate' takes another number of parts"),
        ("nnviz:rate/much", "could not convert string to float: 'much'"),
        ("nnviz:step/mile", "'mile' is unknown; known: formula, "),
        ("nnviz:step/layer/up", "'up' is unknown; known: forward, back"),
        ("nnviz:operation/0", "expected a whole number from 1, given '0'"),
        ("nnviz:weight/dense_1/W/0", "expected a whole number from 1, given '0'"),
        ("nnviz:panel/kitchen", "'kitchen' is unknown; known: lesson"),
        ("nnviz:colour/red", "'red' is unknown; known: weights"),
    ],
)
def test_a_link_that_means_nothing_is_refused(link: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse(link)


def test_links_are_found_in_a_text() -> None:
    assert links_in("[a](nnviz:run) and **[b](nnviz:rate/0.5)**, not (this) or [that]") == (
        "nnviz:run",
        "nnviz:rate/0.5",
    )
