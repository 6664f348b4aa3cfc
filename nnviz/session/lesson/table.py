"""A lesson's file, read table by table: every key is asked for by its type, and none may be left over.

Whatever is wrong is said with the file, the key and what would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from nnviz.nn.data import as_numbers
from nnviz.nn.describe import Array

T = TypeVar("T")

FALLBACK = "en"
"""The language that every lesson has."""

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


class Table:
    """A table of a file: every key is asked for, and in the end none may be left over."""

    def __init__(self, file: Path, path: str, content: dict[str, Any]) -> None:
        self.file, self._path, self.content = file, path, content
        self._known: dict[str, None] = {}

    def fault(self, key: str, reason: str) -> LessonError:
        """The error to raise for a key of this table."""
        return LessonError(self.file, self._path_of(key), reason)

    def _path_of(self, key: str) -> str:
        return ".".join(part for part in (self._path, key) if part)

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

    def numbers(self, key: str) -> Array:
        """The number, or the list of numbers or of such lists, under a key that must be there."""
        if not self.has(key):
            raise self.fault(key, "is missing; expected numbers")
        return self.attempt(key, lambda: as_numbers(key, "they", self.content[key], np.float64))

    def places(self, key: str) -> tuple[int, ...]:
        """The list of whole numbers from 1 under a key that must be there, counted from 0."""
        content = self.take(key, list)
        if not all(type(item) is int and item >= 1 for item in content):
            raise self.fault(key, f"expected a list of whole numbers from 1, given {content!r}")
        return tuple(item - 1 for item in content)

    def cells(self, key: str) -> tuple[tuple[int, ...], ...]:
        """The list of such places under a key that must be there, at least one."""
        content = self.take(key, list)
        fits = content and all(
            isinstance(cell, list) and cell and all(type(item) is int and item >= 1 for item in cell)
            for cell in content
        )
        if not fits or len({len(cell) for cell in content}) > 1:
            raise self.fault(key, f"expected a list of places such as [[1, 2]], given {content!r}")
        return tuple(tuple(item - 1 for item in cell) for cell in content)

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """One of some words, under a key that must be there."""
        word = self.take(key, str)
        if word not in (known := tuple(allowed)):
            raise self.fault(key, f"{word!r} is unknown; known: {', '.join(known)}")
        return word

    def spoken(self, key: str) -> dict[str, str]:
        """A text in several languages, English among them, under a key that must be there."""
        table = self.table(key)
        table.take(FALLBACK, str)
        return {code: table.take(code, str) for code in table.content}

    def attempt(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` gives; what it objects to becomes the error of a key."""
        try:
            return make()
        except ValueError as error:
            raise self.fault(key, str(error)) from error

    def table(self, key: str) -> Table:
        """The table under a key that must be there."""
        return Table(self.file, self._path_of(key), self.take(key, dict))

    def tables(self, key: str) -> list[Table]:
        """The list of tables under a key that must be there, numbered from 1."""
        content = self.take(key, list)
        if not content or not all(isinstance(item, dict) for item in content):
            raise self.fault(key, f"expected {_NAMES[list]}, given {content!r}")
        path = self._path_of(key)
        return [Table(self.file, f"{path}[{place}]", item) for place, item in enumerate(content, 1)]

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key that must be there."""
        content = self.content.get(key) if self.has(key) else None
        if not isinstance(content, list) or not content or not all(isinstance(t, str) for t in content):
            raise self.fault(key, f"expected a list of texts, given {content!r}")
        return tuple(content)

    def finish(self) -> None:
        """Makes sure that nothing is left over."""
        for key in self.content:
            if key not in self._known:
                raise self.fault(key, f"is unknown; known: {', '.join(self._known)}")
