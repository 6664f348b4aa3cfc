"""Lessons as files: what is read from a good one, and what a faulty one is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from nnviz.nn import registry
from nnviz.session.lesson import (
    Lesson,
    LessonError,
    lesson_names,
    load,
    read_catalogue,
    reading_catalogue,
)
from nnviz.session.setup import Part, Setup

LANGUAGES = ("en", "zh_CN")
LAYERS = ", ".join(registry.layers())
LOSSES = ", ".join(registry.losses())
OPTIMIZERS = ", ".join(registry.optimizers())


def sgd(**given: object) -> Part:
    """The optimizer as a lesson gives it: what is left out has its default."""
    settings = registry.optimizers()["SGD"].description.settings
    return Part("SGD", {item.name: item.default for item in settings} | given)


TOML = """\
data = "xor"
initializer = "he"
seed = 7
batch_size = 2
shuffle = true
batch_seed = 9

[title]
en = "Mine"
zh_CN = "我的"

[[layers]]
type = "Dense"
units = 4

[[layers]]
type = "ReLU"

[[layers]]
type = "Dense"
units = 1

[loss]
type = "MSE"

[optimizer]
type = "SGD"
learning_rate = 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good lesson, called ``mine``."""
    lesson = tmp_path / "mine"
    lesson.mkdir()
    (lesson / "lesson.toml").write_text(TOML, encoding="utf-8")
    (lesson / "en.md").write_text("Hello *you*", encoding="utf-8")
    (lesson / "zh_CN.md").write_text("你好", encoding="utf-8")
    return tmp_path


# -- reading a lesson ----------------------------------------------------------------------------


def test_a_lesson_is_read_from_its_files(folder: Path) -> None:
    lesson = load("mine", folder)
    assert lesson == Lesson(
        "mine",
        Setup(
            data="xor",
            layers=(Part("Dense", {"units": 4}), Part("ReLU"), Part("Dense", {"units": 1})),
            loss=Part("MSE"),
            optimizer=sgd(learning_rate=1.0),
            initializer="he",
            seed=7,
            batch_size=2,
            shuffle=True,
            batch_seed=9,
        ),
        {"en": "Mine", "zh_CN": "我的"},
        {"en": "Hello *you*", "zh_CN": "你好"},
    )
    assert type(lesson.setup.optimizer.settings["learning_rate"]) is float


def test_a_lesson_chooses_the_features_of_its_points(folder: Path) -> None:
    file = folder / "mine" / "lesson.toml"
    file.write_text('features = ["x1", "x1*x2"]\n' + TOML, encoding="utf-8")
    assert load("mine", folder).setup.features == ("x1", "x1*x2")
    file.write_text('features = ["x1", "x3"]\n' + TOML, encoding="utf-8")
    with pytest.raises(LessonError, match=r"features.*'x3' is unknown"):
        load("mine", folder)


def test_a_language_that_a_lesson_lacks_is_english(folder: Path) -> None:
    lesson = load("mine", folder)
    assert [lesson.title(code) for code in ("en", "zh_CN", "fr")] == ["Mine", "我的", "Mine"]
    assert [lesson.text(code) for code in ("en", "zh_CN", "fr")] == ["Hello *you*", "你好", "Hello *you*"]


def test_what_is_left_out_has_its_default(folder: Path) -> None:
    changed(folder, re.compile(r"initializer.*?(?=\n\[title)", re.DOTALL), "")
    changed(folder, "learning_rate = 1", "")
    changed(folder, "units = 4", "")
    setup = load("mine", folder).setup
    plain = Setup("xor", (), Part("MSE"), Part("SGD"))
    for key in ("initializer", "seed", "batch_size", "shuffle", "batch_seed"):
        assert getattr(setup, key) == getattr(plain, key)
    assert setup.optimizer == sgd()
    assert setup.optimizer.settings["learning_rate"] == 0.1
    assert setup.layers[0] == Part("Dense", {"units": 3})


def test_names_are_sorted_and_other_folders_are_no_lessons(folder: Path) -> None:
    for name in ("zebra", "apple"):
        (folder / name).mkdir()
        (folder / name / "lesson.toml").write_text("", encoding="utf-8")
    (folder / "notes").mkdir()
    (folder / "lesson.toml").write_text("", encoding="utf-8")
    assert lesson_names(folder) == ("apple", "mine", "zebra")


def test_a_folder_without_lessons_has_none(tmp_path: Path) -> None:
    assert lesson_names(tmp_path) == ()
    assert lesson_names(tmp_path / "nowhere") == ()


# -- faulty lessons ------------------------------------------------------------------------------


def changed(folder: Path, old: str | re.Pattern[str], new: str) -> None:
    """Changes one place of the good lesson."""
    file = folder / "mine" / "lesson.toml"
    pattern = re.compile(re.escape(old)) if isinstance(old, str) else old
    text, count = pattern.subn(new, file.read_text(encoding="utf-8"), count=1)
    assert count == 1
    file.write_text(text, encoding="utf-8")


FAULTS = [
    ('data = "xor"', "", "data", "is missing; expected a text"),
    ('data = "xor"', "data = 4", "data", "expected a text, given 4"),
    ('data = "xor"', 'data = "moon"', "data", "dataset 'moon' is unknown; allowed: xor, and, or"),
    ('"he"', '"magic"', "initializer", "initializer 'magic' is unknown; allowed: article, uniform"),
    ("seed = 7", "seed = -7", "seed", "seed must be a whole number from 0 to 4294967295, given -7"),
    ("seed = 7", "seed = 7.5", "seed", "expected a whole number, given 7.5"),
    ("seed = 7", "seed = true", "seed", "expected a whole number, given True"),
    ("batch_size = 2", "batch_size = 0", "batch_size", "batch size must be a whole number of at least 1"),
    ("shuffle = true", "shuffle = 1", "shuffle", "expected true or false, given 1"),
    ("batch_seed = 9", "batch_seed = -9", "batch_seed", ""),
    ("seed = 7", "sead = 7", "sead", "is unknown; known: "),
    ("[title]", "[titles]", "title", "is missing; expected a table"),
    ('en = "Mine"', "", "title.en", "is missing; expected a text"),
    ('en = "Mine"', "en = 1", "title.en", "expected a text, given 1"),
    ('zh_CN = "我的"', "zh_CN = []", "title.zh_CN", "expected a text, given []"),
    ('type = "ReLU"', 'type = "Blur"', "layers[2].type", f"'Blur' is unknown; known: {LAYERS}"),
    ('type = "ReLU"', "", "layers[2].type", "is missing; expected a text"),
    ('type = "ReLU"', 'type = "ReLU"\nunits = 2', "layers[2].units", "is unknown; known: name, from, type"),
    ("units = 4", "unit = 4", "layers[1].unit", "is unknown; known: name, from, type, units"),
    ("units = 4", "units = 4.0", "layers[1].units", "expected a whole number, given 4.0"),
    ("units = 4", "units = 0", "layers[1]", "Dense: units must be a whole number of at least 1, given 0"),
    ("units = 1", "units = 2", "layers", "expected (N, 2), given (N, 1)"),
    ('type = "MSE"', 'type = "Sadness"', "loss.type", f"'Sadness' is unknown; known: {LOSSES}"),
    ("[loss]", "[lost]", "loss", "is missing; expected a table"),
    ('type = "SGD"', 'type = "LBFGS"', "optimizer.type", f"'LBFGS' is unknown; known: {OPTIMIZERS}"),
    ("learning_rate = 1", "learning_rate = -1", "optimizer", "learning rate must be a finite number"),
    ("learning_rate = 1", "learning_rate = nan", "optimizer", "given nan"),
    ("learning_rate = 1", 'learning_rate = "1"', "optimizer.learning_rate", "expected a number, given '1'"),
    ("learning_rate = 1", "learning_rate = true", "optimizer.learning_rate", "expected a number, given True"),
    (re.compile(r"\[\[layers.*(?=\[loss)", re.DOTALL), "", "layers", "is missing; expected a list of tables"),
    (
        re.compile(r"\[\[layers.*(?=\[loss)", re.DOTALL),
        "[layers]\na = 1\n",
        "layers",
        "expected a list of tables",
    ),
    ('data = "xor"', 'data = "xor"\nlayers = []', "", "is not TOML: "),
    ("[title]", "[title", "", "is not TOML: "),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), FAULTS)
def test_a_fault_is_named_by_file_key_and_reason(
    folder: Path, old: str | re.Pattern[str], new: str, key: str, reason: str
) -> None:
    changed(folder, old, new)
    with pytest.raises(LessonError) as caught:
        load("mine", folder)
    error = caught.value
    assert (error.file, error.key) == (folder / "mine" / "lesson.toml", key)
    assert reason in error.reason
    assert error.reason
    assert str(error) == ": ".join(part for part in (str(error.file), key, error.reason) if part)


def test_an_empty_list_of_layers_is_refused(folder: Path) -> None:
    changed(folder, re.compile(r"\[\[layers.*(?=\[loss)", re.DOTALL), "")
    changed(folder, 'data = "xor"', 'data = "xor"\nlayers = []')
    with pytest.raises(LessonError, match=r"lesson\.toml: layers: expected a list of tables, given \[\]$"):
        load("mine", folder)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_missing_text_is_refused(folder: Path, code: str) -> None:
    (folder / "mine" / f"{code}.md").unlink()
    with pytest.raises(LessonError, match=rf"mine.{code}\.md: cannot be read: No such file") as caught:
        load("mine", folder)
    assert caught.value.file == folder / "mine" / f"{code}.md"


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_text_is_refused(folder: Path, content: str) -> None:
    (folder / "mine" / "en.md").write_text(content, encoding="utf-8")
    with pytest.raises(LessonError, match=r"en\.md: is empty; expected the text of the lesson$"):
        load("mine", folder)


@pytest.mark.parametrize("file", ["lesson.toml", "zh_CN.md"])
def test_a_file_in_another_encoding_is_refused(folder: Path, file: str) -> None:
    (folder / "mine" / file).write_bytes("en = '损失'".encode("gb18030"))
    with pytest.raises(LessonError, match=rf"{file}: is not UTF-8: "):
        load("mine", folder)


@pytest.mark.parametrize("name", ["xnor", "", "..", "../mine", "mine/", "MINE"])
def test_an_unknown_lesson_is_told_the_known_ones(folder: Path, name: str) -> None:
    with pytest.raises(LessonError, match=f"lesson '{re.escape(name)}' is unknown; known: mine$") as caught:
        load(name, folder)
    assert (caught.value.file, caught.value.key) == (folder, "")
    with pytest.raises(LessonError, match=f"known: {', '.join(lesson_names())}$"):
        load("mine")


def test_no_lessons_at_all_are_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(LessonError, match=r"lesson 'xor' is unknown; known: none$"):
        load("xor", tmp_path)


# -- networks that are no chain -----------------------------------------------------------------

BRANCHED = """\
[[layers]]
type = "Dense"
name = "wide"
units = 2

[[layers]]
type = "Tanh"

[[layers]]
type = "Add"
name = "around"
from = ["tanh_2", "input"]

[[layers]]
type = "Dense"
units = 1
"""


def branched(folder: Path, layers: str) -> None:
    """Gives the lesson other layers."""
    text = re.sub(r"\[\[layers.*(?=\[loss)", lambda _: layers + "\n", TOML, flags=re.DOTALL)
    (folder / "mine" / "lesson.toml").write_text(text, encoding="utf-8")


def test_a_layer_may_have_a_name_and_take_what_others_give(folder: Path) -> None:
    branched(folder, BRANCHED)
    setup = load("mine", folder).setup
    assert [(part.name, part.sources) for part in setup.layers] == [
        ("wide", ()), ("", ()), ("around", ("tanh_2", "input")), ("", ())
    ]  # fmt: skip
    graph = setup.make_network(setup.make_data())
    assert graph.sources == {
        "wide": ("input",), "tanh_2": ("wide",), "around": ("tanh_2", "input"), "dense_4": ("around",)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        (BRANCHED.replace('["tanh_2", ', '["tanh_9", '), "layers: around: unknown source 'tanh_9'"),
        (BRANCHED.replace('["tanh_2", "input"]', '"tanh_2"'), r"layers\[3\].from: expected a list of texts"),
        (BRANCHED.replace('["tanh_2", "input"]', "[]"), r"layers\[3\].from: expected a list of texts"),
        (BRANCHED.replace('["tanh_2", "input"]', "[1]"), r"layers\[3\].from: expected a list of texts"),
        (BRANCHED.replace('"around"', '"wide"'), "layers: two layers are called “wide”"),
        (BRANCHED.replace('"around"', '"input"'), "layers: 'input' names both an input and a node"),
        (BRANCHED.replace('"tanh_2", "input"', '"tanh_2", "dense_4"'), "layers: .*cycle"),
        (BRANCHED.replace('"around"', "7"), r"layers\[3\].name: expected a text, given 7"),
    ],
)
def test_layers_that_cannot_be_joined_are_told_why(folder: Path, layers: str, message: str) -> None:
    branched(folder, layers)
    with pytest.raises(LessonError, match=message):
        load("mine", folder)


def test_all_lessons_are_read_one_at_a_time_as_they_are_read_at_once() -> None:
    reading = reading_catalogue()
    steps = 0
    while True:
        try:
            next(reading)
        except StopIteration as end:
            found = end.value
            break
        steps += 1
    assert steps == len(lesson_names())
    at_once = read_catalogue()
    assert [entry.lesson.name for entry in found.entries] == [entry.lesson.name for entry in at_once.entries]
    assert found.faults == at_once.faults
