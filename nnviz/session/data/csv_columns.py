"""The columns of a table of text: what a look at one finds, and the numbers that are gathered from one.

A cell that cannot be used is a fault that names its row, its column and what to do.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import DataError
from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.session.data.csv_layout import is_missing, number

NUMBERS, CATEGORIES, EMPTY = "numbers", "categories", "empty"
"""The kinds of columns."""

MOST_CLASSES = 100
"""The most different texts of a column of categories."""

_EXAMPLES = 5


@dataclass(frozen=True)
class Column:
    """What a look at a column has found.

    Attributes:
        name: from the header, or made from its place; no two are the same.
        kind: :data:`NUMBERS`, :data:`CATEGORIES` or :data:`EMPTY`: what most of its cells are.
        count, missing: how many cells have a value, and how many have none.
        wrong: how many cells of a column of numbers are none.
        examples: the first values that differ, as they are written.
        distinct: how many different values it has, counted up to :data:`MOST_CLASSES` and one more.
        problems: what is wrong first, with its row.
        wrong_at, missing_at: the row of the first cell that is no number, and of the first that has no value;
            0 if there is none.
    """

    name: str
    kind: str
    count: int
    missing: int
    wrong: int
    examples: tuple[str, ...]
    distinct: int
    problems: tuple[Phrase, ...] = field(default=(), compare=False)
    wrong_at: int = 0
    missing_at: int = 0

    def hindrances(self, category: bool, fill: bool) -> list[Phrase]:
        """What has to be done before the column can be read as categories or as numbers.

        Args:
            category: whether it is read as categories.
            fill: whether numbers that are missing are filled in.
        """
        found = []
        if self.wrong_at and not category:
            found.append(
                Phrase(
                    "column “{0}”: correct row {1}, choose the column as categories, "
                    "or leave faulty rows out",
                    self.name,
                    self.wrong_at,
                )
            )
        if self.missing_at and (category or not fill):
            found.append(
                Phrase(
                    "column “{0}”: fill in row {1}, leave the column out, or leave faulty rows out",
                    self.name,
                    self.missing_at,
                )
            )
        return found


class Look:
    """Looks at a column cell by cell, and remembers little of it."""

    def __init__(self, name: str, decimal: str) -> None:
        self.name, self._decimal = name, decimal
        self._missing = self._numbers = self._texts = 0
        self._first_missing = 0
        self._first_text: tuple[int, str] | None = None
        self._values: dict[str, None] = {}

    def at(self, place: int, cell: str) -> None:
        """Looks at the cell of a row."""
        if is_missing(cell):
            self._missing += 1
            self._first_missing = self._first_missing or place
            return
        if number(cell, self._decimal) is None:
            self._texts += 1
            self._first_text = self._first_text or (place, shown(cell))
        else:
            self._numbers += 1
        if len(self._values) <= MOST_CLASSES:
            self._values[cell.strip()] = None

    def column(self) -> Column:
        """What has been found."""
        count = self._numbers + self._texts
        kind = EMPTY if not count else NUMBERS if self._numbers > self._texts else CATEGORIES
        problems = []
        if kind == NUMBERS and self._first_text:
            place, cell = self._first_text
            problems.append(Phrase("row {0}: “{1}” is not a number", place, cell))
        if self._first_missing and count:
            problems.append(Phrase("row {0}: a value is missing", self._first_missing))
        if kind == CATEGORIES and len(self._values) > MOST_CLASSES:
            problems.append(Phrase("more than {0} different texts", MOST_CLASSES))
        if kind == CATEGORIES and len(self._values) == 1:
            problems.append(Phrase("one category only"))
        wrong = self._texts if kind == NUMBERS else 0
        examples = tuple(map(shown, list(self._values)[:_EXAMPLES]))
        return Column(
            self.name,
            kind,
            count,
            self._missing,
            wrong,
            examples,
            len(self._values),
            tuple(problems),
            self._first_text[0] if self._first_text else 0,
            self._first_missing,
        )


class CellError(ValueError):
    """A cell, or a row, that cannot be used; its phrase says why."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(str(phrase))
        self.phrase = phrase


class Gather:
    """Gathers the values of a column as numbers; those of a category count from 0 as they come, and what is
    missing among others is not a number if it is to be filled in later."""

    def __init__(
        self, path: Path, name: str, place: int, category: bool, decimal: str, fill: bool = False
    ) -> None:
        self.name, self.place, self.category = name, place, category
        self._where, self._decimal, self._fill = path.name, decimal, fill
        self.values = array("d")
        self.codes: dict[str, int] = {}

    def value(self, row: int, cells: Sequence[str]) -> float:
        """The number that a row has here.

        Raises:
            CellError: none.
        """
        cell = cells[self.place]
        if self.category and not is_missing(cell):
            return self._code(cell.strip())
        if self._fill and not self.category and is_missing(cell):
            return math.nan
        found = number(cell, self._decimal)
        if found is not None and math.isfinite(found):
            return found
        fault = self._fault(cell, found)
        raise CellError(Phrase("{0}: row {1}, column “{2}”: {3}", self._where, row, self.name, fault))

    def _fault(self, cell: str, found: float | None) -> Phrase:
        if is_missing(cell):
            return Phrase("a value is missing; fill it in, leave the column out or skip such rows")
        if found is not None:
            return Phrase("“{0}” is too large; correct it or skip such rows", shown(cell))
        return Phrase(
            "“{0}” is not a number; correct it, choose the column as categories or skip such rows",
            shown(cell),
        )

    def _code(self, word: str) -> float:
        if word not in self.codes and len(self.codes) == MOST_CLASSES:
            raise DataError(
                "{0}: column “{1}” has more than {2} different texts; leave it out, or choose it as numbers",
                self._where,
                self.name,
                MOST_CLASSES,
            )
        return self.codes.setdefault(word, len(self.codes))

    def classes(self) -> tuple[Array, tuple[str, ...]]:
        """Class numbers (N,) and the names of those there are, in the order of their names."""
        codes = np.frombuffer(self.values, float).astype(int)
        words = list(self.codes)
        kept = sorted({words[code] for code in np.unique(codes)}, key=_as_counted)
        rank = np.array([kept.index(word) if word in kept else -1 for word in words])
        return rank[codes].astype(float), tuple(map(shown, kept))

    def features(self) -> tuple[Array, tuple[str, ...]]:
        """Its features (N, f), and what each is called."""
        if not self.category:
            return np.frombuffer(self.values, float)[:, np.newaxis], (self.name,)
        numbers, words = self.classes()
        return np.equal.outer(numbers, np.arange(len(words))) * 1.0, tuple(
            f"{self.name} = {word}" for word in words
        )


def _as_counted(word: str) -> tuple[float, str]:
    """Puts 10 after 9, and words after numbers."""
    found = number(word, ".")
    return (np.inf if found is None else found, word)


def shown(cell: str) -> str:
    """A cell as a message shows it: without space around it, and not endless."""
    plain = cell.strip()
    return plain if len(plain) <= 40 else f"{plain[:40]}…"
