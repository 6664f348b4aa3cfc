"""A lesson: what a run is made from and what is said about it, read from a folder of plain files.

``lesson.toml`` holds the titles, the setup, the opening and the questions, ``en.md``, ``zh_CN.md`` and
so on the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnviz import resources
from nnviz.dataclass import dataclass
from nnviz.nn.program import LOSS
from nnviz.resources import lesson_names
from nnviz.session.lesson.links import links_in, parse
from nnviz.session.lesson.opening import Question, check_opening, read_opening, read_questions
from nnviz.session.lesson.recipe import read_setup, try_out
from nnviz.session.lesson.sliders import Slider, check_sliders, read_sliders
from nnviz.session.lesson.table import FALLBACK, LessonError, Table
from nnviz.session.opening import Opening

if TYPE_CHECKING:
    from nnviz.nn.topology import Topology
    from nnviz.session.setup import Setup

GROUPS = ("articles", "failures", "choices")
"""The chapters of the gallery, in order."""

LARGEST_FILE = 1 << 20
"""The most bytes that a file of a lesson may have."""


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    Attributes:
        name: the name of its folder.
        setup: what its run is made from.
        titles, texts: by language, such as ``en`` or ``zh_CN``; the texts are Markdown.
        summaries: what it is about in one line, by language; empty where there is none.
        group, order: its chapter, one of :data:`GROUPS` or empty, and its place there.
        opening: how it opens.
        questions: what it asks.
        names: what inputs, layers and the loss are called in it, by their own names and by language.
        sliders: the weights that can be moved beside its text.
    """

    name: str
    setup: Setup
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    summaries: Mapping[str, str] = field(default_factory=dict)
    group: str = ""
    order: int = 0
    opening: Opening = field(default_factory=Opening)
    questions: tuple[Question, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sliders: tuple[Slider, ...] = ()

    def title(self, language: str) -> str:
        """The title in a language, or in English."""
        return spoken(self.titles, language)

    def text(self, language: str) -> str:
        """The text in a language, or in English."""
        return spoken(self.texts, language)

    def summary(self, language: str) -> str:
        """The one line in a language, or in English, or nothing."""
        return spoken(self.summaries, language) if self.summaries else ""


def spoken(by_language: Mapping[str, str], language: str) -> str:
    """What is said in a language, or in English."""
    return by_language.get(language, by_language[FALLBACK])


def load(name: str, folder: Path | None = None, tried: bool = True) -> Lesson:
    """The lesson of that name, checked so far that a run can be made from its setup.

    Args:
        name: one of :func:`lesson_names`.
        folder: where the lessons are; the shipped ones if None.
        tried: whether what it is about is made once; or else only what is written is checked, since whoever
            makes the run does the rest.

    Raises:
        LessonError: there is no such lesson, or something in it is wrong.
    """
    known = lesson_names(folder)
    if name not in known:
        reason = f"lesson {name!r} is unknown; known: {', '.join(known) or 'none'}"
        raise LessonError(_lessons(folder), "", reason)
    return read_lesson(_lessons(folder) / name, tried)


def read_lesson(folder: Path, tried: bool = True) -> Lesson:
    """The lesson in a folder.

    Args:
        tried: as for :func:`load`.

    Raises:
        LessonError: it has no ``lesson.toml``, or something in it is wrong.
    """
    file = folder / "lesson.toml"
    table = Table(file, "", _parsed(file))
    titles = table.spoken("title")
    summaries = table.spoken("summary") if table.has("summary") else {}
    group = table.choice("group", GROUPS) if table.has("group") else ""
    order = table.take("order", int) if table.has("order") else 0
    opening = read_opening(table.table("opening")) if table.has("opening") else Opening()
    asked = table.tables("questions") if table.has("questions") else []
    questions = read_questions(asked, tuple(titles))
    sliders = read_sliders(table.tables("sliders")) if table.has("sliders") else ()
    names = _names(table.table("names")) if table.has("names") else {}
    setup = read_setup(table)
    if tried:
        trainer = try_out(table, setup)
        check_sliders(table, sliders, trainer.program.graph)
        _check_names(table, names, trainer.program.graph)
        if table.has("opening"):
            check_opening(table.table("opening"), opening, trainer)
    table.finish()
    texts = {code: _text(folder / f"{code}.md") for code in titles}
    said: dict[str, Any] = {"questions": questions, "names": names, "sliders": sliders}
    return Lesson(folder.name, setup, titles, texts, summaries, group, order, opening, **said)


def _names(table: Table) -> dict[str, dict[str, str]]:
    return {name: table.spoken(name) for name in table.content}


def _check_names(table: Table, names: Mapping[str, object], graph: Topology) -> None:
    """Makes sure that what is given a name is there."""
    known = (*graph.input_shapes, *graph.nodes, LOSS)
    for name in names:
        if name not in known:
            raise table.fault(f"names.{name}", f"is not there; there are: {', '.join(known)}")


def _lessons(folder: Path | None) -> Path:
    return resources.root() / "lessons" if folder is None else folder


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(file))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise LessonError(file, "", f"is not TOML: {error}") from error


def _read(file: Path) -> str:
    try:
        if (size := file.stat().st_size) > LARGEST_FILE:
            raise LessonError(file, "", f"has {size} bytes; expected at most {LARGEST_FILE}")
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LessonError(file, "", f"is not UTF-8: {error}") from error
    except OSError as error:
        raise LessonError(file, "", f"cannot be read: {error.strerror}") from error


def _text(file: Path) -> str:
    text = _read(file)
    if not text.strip():
        raise LessonError(file, "", "is empty; expected the text of the lesson")
    for link in links_in(text):
        try:
            parse(link)
        except ValueError as error:
            raise LessonError(file, "", str(error)) from error
    return text
