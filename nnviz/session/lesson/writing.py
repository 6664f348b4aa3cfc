"""Writes a lesson into a folder that :func:`~nnviz.session.lesson.read_lesson` reads: whole, or not at all.

All is written beside the folder and read once before it takes the folder's place, so that what stands there
can be opened.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import tomli_w

from nnviz.session.data import FILE_SETTINGS
from nnviz.session.lesson.lesson import Lesson, read_lesson
from nnviz.session.lesson.opening import Question
from nnviz.session.lesson.plain import plain_opening, plain_setup, plain_weight
from nnviz.session.lesson.sliders import Slider
from nnviz.session.lesson.table import LessonError
from nnviz.session.setup import Part
from nnviz.session.start import as_bytes

START = "start.safetensors"
"""The file with the weights and all else that the run begins with."""


def write_lesson(lesson: Lesson, folder: Path, over: bool = False) -> None:
    """Writes a lesson.

    Args:
        lesson: its name is not written; the folder is its name.
        folder: where to; what is above it is made if need be.
        over: whether a lesson that is there is replaced; another folder never is.

    Raises:
        LessonError: it cannot be written or could not be read again, or the folder is there; what was
            there before is untouched.
    """
    if folder.exists() and not is_lesson(folder):
        raise LessonError(folder, "", "is there already, and is no lesson; choose another name")
    if folder.exists() and not over:
        raise LessonError(folder, "", "is there already")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".nnviz-", dir=folder.parent) as room:
            made = Path(room) / "made" / folder.name  # one deeper than lessons are looked for
            made.mkdir(parents=True)
            _fill(made, lesson)
            _try_out(made, lesson)
            _put_in_place(made, folder, Path(room) / "before")
    except OSError as error:
        reason = f"cannot be written: {error.strerror or error}"
        raise LessonError(folder, "", reason) from error


def is_lesson(folder: Path) -> bool:
    """Whether there is a lesson in a folder, in order or not."""
    return (folder / "lesson.toml").is_file()


def _fill(folder: Path, lesson: Lesson) -> None:
    setup = lesson.setup
    data = _with_files(setup.data, folder) if isinstance(setup.data, Part) else setup.data
    content = _table(replace(lesson, setup=replace(setup, data=data)))
    (folder / "lesson.toml").write_text(tomli_w.dumps(content), encoding="utf-8")
    if setup.start is not None:
        (folder / START).write_bytes(as_bytes(setup.start))
    for code, text in lesson.texts.items():
        (folder / f"{code}.md").write_text(text, encoding="utf-8")


def _with_files(data: Part, folder: Path) -> Part:
    """The dataset with its files beside the lesson, under names of their own."""
    settings = dict(data.settings)
    for key in FILE_SETTINGS.get(data.type, ()):
        source = Path(settings[key])
        settings[key] = f"data-{key}{source.suffix}"
        shutil.copyfile(source, folder / settings[key])
    return replace(data, settings=settings)


def _try_out(folder: Path, lesson: Lesson) -> None:
    """Makes sure that what has been written says what it was to say.

    Raises:
        LessonError: it does not; the message names no folder that is about to go.
    """
    try:
        found = read_lesson(folder)
    except LessonError as error:
        raise LessonError(Path(error.file.name), error.key, error.reason) from error
    same = all(
        getattr(found.setup, key) == getattr(lesson.setup, key)
        for key in ("start", "layers", "features", "frozen")
    )
    if not same or found.opening != lesson.opening:
        raise LessonError(Path(folder.name), "", "reads otherwise than it was written")


def _put_in_place(made: Path, folder: Path, before: Path) -> None:
    """Puts a folder where another may be, which is put back if that fails."""
    if not folder.exists():
        made.rename(folder)
        return
    folder.rename(before)
    try:
        made.rename(folder)
    except OSError:
        before.rename(folder)
        raise


# -- what stands in the file --------------------------------------------------------------------


def _table(lesson: Lesson) -> dict[str, Any]:
    table: dict[str, Any] = {"title": dict(lesson.titles)}
    if lesson.summaries:
        table["summary"] = dict(lesson.summaries)
    table = plain_setup(lesson.setup) | table
    if lesson.setup.start is not None:
        table = {"start": START} | table
    if opening := plain_opening(lesson.opening):
        table["opening"] = opening
    if lesson.names:
        table["names"] = {name: dict(spoken) for name, spoken in lesson.names.items()}
    if lesson.sliders:
        table["sliders"] = [_of_slider(slider) for slider in lesson.sliders]
    if lesson.questions:
        table["questions"] = [_of_question(question) for question in lesson.questions]
    return table


def _of_slider(slider: Slider) -> dict[str, Any]:
    named = {"name": dict(slider.names)} if slider.names else {}
    reach = {"least": slider.least, "most": slider.most, "step": slider.step}
    return {**plain_weight(slider.weight), **reach, **named}


def _of_question(question: Question) -> dict[str, Any]:
    answers = {code: list(each) for code, each in question.answers.items()}
    return {
        "right": question.right + 1,
        "asks": dict(question.asks),
        "answers": answers,
        "why": dict(question.why),
    }
