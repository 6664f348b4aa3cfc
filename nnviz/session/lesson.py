"""A lesson: what a run is made from and what is said about it, read from a folder of plain files.

``lesson.toml`` holds the titles and the setup, ``en.md``, ``zh_CN.md`` and so on the text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from nnviz import resources
from nnviz.nn import Description, initializer, registry
from nnviz.nn.batches import Batches
from nnviz.session.setup import Part, Setup

T = TypeVar("T")

FALLBACK = "en"
"""The language that every lesson has."""

_VALUES: dict[str, type] = {
    "data": str,
    "initializer": str,
    "seed": int,
    "batch_size": int,
    "shuffle": bool,
    "batch_seed": int,
}
"""The plain keys of a setup; those that a lesson leaves out are as :class:`Setup` has them."""

_NAMES: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "a table",
    list: "a list of tables",
}


class LessonError(ValueError):
    """A lesson that cannot be used; the message reads ``file: key: reason``.

    Attributes:
        file: the file at fault, or the folder of lessons.
        key: the key in it, such as ``layers[1].units``, from 1; empty if it is the whole file.
        reason: what is wrong, and what would be right.
    """

    def __init__(self, file: Path, key: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (str(file), key, reason) if part))
        self.file, self.key, self.reason = file, key, reason


@dataclass(frozen=True)
class Lesson:
    """A lesson.

    Attributes:
        name: the name of its folder.
        setup: what its run is made from.
        titles, texts: by language, such as ``en`` or ``zh_CN``; the texts are Markdown.
    """

    name: str
    setup: Setup
    titles: Mapping[str, str]
    texts: Mapping[str, str]

    def title(self, language: str) -> str:
        """The title in a language, or in English."""
        return self.titles.get(language, self.titles[FALLBACK])

    def text(self, language: str) -> str:
        """The text in a language, or in English."""
        return self.texts.get(language, self.texts[FALLBACK])


def lesson_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names of all lessons, sorted.

    Args:
        folder: where they are; the shipped ones if None.
    """
    found = (file.parent.name for file in _lessons(folder).glob("*/lesson.toml"))
    return tuple(sorted(found))


def load(name: str, folder: Path | None = None) -> Lesson:
    """The lesson of that name, checked so far that a run can be made from its setup.

    Args:
        name: one of :func:`lesson_names`.
        folder: where the lessons are; the shipped ones if None.

    Raises:
        LessonError: there is no such lesson, or something in it is wrong.
    """
    known = lesson_names(folder)
    if name not in known:
        reason = f"lesson {name!r} is unknown; known: {', '.join(known) or 'none'}"
        raise LessonError(_lessons(folder), "", reason)
    file = _lessons(folder) / name / "lesson.toml"
    table = _Table(file, "", _parsed(file))
    titles = _titles(table.table("title"))
    setup = _setup(table)
    table.finish()
    _check(table, setup)
    return Lesson(name, setup, titles, {code: _text(file.parent / f"{code}.md") for code in titles})


def _lessons(folder: Path | None) -> Path:
    return resources.root() / "lessons" if folder is None else folder


# -- reading ------------------------------------------------------------------------------------


class _Table:
    """A table of a file: every key is asked for, and in the end none may be left over."""

    def __init__(self, file: Path, path: str, content: dict[str, Any]) -> None:
        self.file, self._path, self.content = file, path, content
        self._known: dict[str, None] = {}

    def fault(self, key: str, reason: str) -> LessonError:
        """The error to raise for a key of this table."""
        return LessonError(self.file, ".".join(part for part in (self._path, key) if part), reason)

    def has(self, key: str) -> bool:
        """Whether a key that may be left out is there."""
        self._known[key] = None
        return key in self.content

    def take(self, key: str, kind: type[T]) -> T:
        """The value of a key that must be there, of just that type; a whole number is a number."""
        if not self.has(key):
            raise self.fault(key, f"is missing; expected {_NAMES[kind]}")
        value = self.content[key]
        if type(value) is int and kind is float:
            value = float(value)
        if type(value) is not kind:
            raise self.fault(key, f"expected {_NAMES[kind]}, given {value!r}")
        return value

    def table(self, key: str) -> _Table:
        """The table under a key that must be there."""
        return _Table(self.file, key, self.take(key, dict))

    def tables(self, key: str) -> list[_Table]:
        """The list of tables under a key that must be there, numbered from 1."""
        content = self.take(key, list)
        if not content or not all(isinstance(item, dict) for item in content):
            raise self.fault(key, f"expected {_NAMES[list]}, given {content!r}")
        return [_Table(self.file, f"{key}[{place}]", item) for place, item in enumerate(content, 1)]

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key that must be there."""
        content = self.content[key]
        if not isinstance(content, list) or not content or not all(isinstance(t, str) for t in content):
            raise self.fault(key, f"expected a list of texts, given {content!r}")
        return tuple(content)

    def finish(self) -> None:
        """Makes sure that nothing is left over."""
        for key in self.content:
            if key not in self._known:
                raise self.fault(key, f"is unknown; known: {', '.join(self._known)}")


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(file))
    except tomllib.TOMLDecodeError as error:
        raise LessonError(file, "", f"is not TOML: {error}") from error


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise LessonError(file, "", f"is not UTF-8: {error}") from error
    except OSError as error:
        raise LessonError(file, "", f"cannot be read: {error.strerror}") from error


def _text(file: Path) -> str:
    text = _read(file)
    if not text.strip():
        raise LessonError(file, "", "is empty; expected the text of the lesson")
    return text


def _titles(table: _Table) -> dict[str, str]:
    table.take(FALLBACK, str)
    return {code: table.take(code, str) for code in table.content}


def _setup(table: _Table) -> Setup:
    table.take("data", str)
    values: dict[str, Any] = {key: table.take(key, kind) for key, kind in _VALUES.items() if table.has(key)}
    layers = tuple(_layer(item) for item in table.tables("layers"))
    loss = _part(table.table("loss"), registry.losses())
    optimizer = _part(table.table("optimizer"), registry.optimizers())
    return Setup(layers=layers, loss=loss, optimizer=optimizer, **values)


def _layer(table: _Table) -> Part:
    """A layer, with its own name and its sources where it has them."""
    name = table.take("name", str) if table.has("name") else ""
    sources = table.texts("from") if table.has("from") else ()
    return replace(_part(table, registry.layers()), name=name, sources=sources)


def _part(table: _Table, types: Mapping[str, Any]) -> Part:
    """A layer, loss or optimizer; a setting that is left out has the default of its description."""
    name = table.take("type", str)
    if name not in types:
        raise table.fault("type", f"{name!r} is unknown; known: {', '.join(types)}")
    description: Description = types[name].description
    settings = {
        item.name: table.take(item.name, item.kind) if table.has(item.name) else item.default
        for item in description.settings
    }
    table.finish()
    _attempt(table.fault, "", lambda: types[name](**settings))
    return Part(name, settings)


# -- checking -----------------------------------------------------------------------------------


def _attempt(fault: Callable[[str, str], LessonError], key: str, make: Callable[[], T]) -> T:
    """What ``make`` gives; what it objects to becomes the error of a key."""
    try:
        return make()
    except ValueError as error:
        raise fault(key, str(error)) from error


def _check(table: _Table, setup: Setup) -> None:
    """Makes everything once that a run is made from, so that a fault is found with its key."""

    def attempt(key: str, make: Callable[[], T]) -> T:
        return _attempt(table.fault, key, make)

    data = attempt("data", setup.make_data)
    first = attempt("initializer", lambda: initializer(setup.initializer))
    attempt("seed", lambda: first.generator(setup.seed))
    attempt("batch_size", lambda: Batches([data.x], setup.batch_size))
    attempt("batch_seed", lambda: Batches([data.x], shuffle=True, seed=setup.batch_seed))
    network = attempt("layers", lambda: setup.make_network(data))
    loss = setup.make_loss()
    attempt("layers", lambda: loss.targets(data.t, network.shapes[network.output]))
