"""Data of one's own from a table of text (CSV): a look at its columns, then the choice made of them.

Nothing is left out in silence: whatever cannot be read is refused with its row and column and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import DataError, SettingError
from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.session.data.csv_columns import CATEGORIES, EMPTY, CellError, Column, Gather, Look, shown
from nnviz.session.data.csv_layout import Layout, Rows, finding_layout, rows
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.preparing import check_scaling, preparing
from nnviz.session.data.ranges import check_number, check_share
from nnviz.session.data.watching import Steps, between, followed

MOST_PEEKED = 100_000
"""The most rows that :func:`peek` looks at."""

SHOWN = 50
"""How many of the first rows a look hands out."""

MOST_ROWS = 100_000
"""The most rows that :func:`read` takes unless told otherwise."""

MOST_COLUMNS = 4096
"""The most columns of a table."""

MOST_NUMBERS = 50_000_000
"""The most numbers that a table may become."""

_LAYOUT, _LOOK, _TABLE = 0.03, 0.1, 0.9
"""The shares of a reading that are done once its layout has been found, once it has been looked at, and once
its rows have been read."""

_GATHERED = 0.4
"""The share of making a dataset that is done once its columns are there."""


@dataclass(frozen=True)
class Peek:
    """What a look at a file has found.

    Attributes:
        layout: how it is cut up.
        columns: its columns, from the left.
        rows: how many rows of values were looked at.
        complete: whether these were all.
        ragged: how many of them have another number of cells than there are columns.
        first: its first rows, at most :data:`SHOWN`.
        problems: what is wrong with the file as a whole.
    """

    layout: Layout
    columns: tuple[Column, ...]
    rows: int
    complete: bool
    ragged: int
    first: tuple[tuple[str, ...], ...] = ()
    problems: tuple[Phrase, ...] = field(default=(), compare=False)

    def hindrances(self) -> list[Phrase]:
        """What has to be done before its rows can be read as one table."""
        if not self.ragged:
            return []
        return [
            Phrase(
                "rows that do not have {1} cells: {0}; correct them, or leave faulty rows out",
                self.ragged,
                len(self.columns),
            )
        ]


@dataclass(frozen=True)
class Choice:
    """What is made of a file.

    Attributes:
        targets: the columns to be learned: one of categories, or one or more of numbers.
        inputs: the columns to learn from; all others with values if empty.
        categories: the columns that are categories; as a look finds them if None.
        scaling, target_scaling: ``none``, ``standard`` or ``min-max``, for input and target columns of
            numbers.
        skip: whether rows with a fault are left out.
        fill: whether a missing number of an input becomes the mean of its column, of what is learned from.
        most: the most rows that are taken.
        sample: whether so many are drawn where there are more, from ``seed``; else that is refused.
        test_share, seed: the share of rows held apart, and what they are drawn from.
        layout: what is known of how the file is cut up.
    """

    targets: tuple[str, ...]
    inputs: tuple[str, ...] = ()
    categories: tuple[str, ...] | None = None
    scaling: str = "none"
    target_scaling: str = "none"
    skip: bool = False
    fill: bool = False
    most: int = MOST_ROWS
    sample: bool = False
    test_share: float = 0.0
    seed: int = 0
    layout: Layout = field(default_factory=Layout)

    def __post_init__(self) -> None:
        check_scaling(self.scaling)
        check_scaling(self.target_scaling)
        check_share("test_share", self.test_share)
        check_number("seed", self.seed, 0, 2**32 - 1)
        check_number("most rows", self.most, 1, 10_000_000)
        if not self.targets:
            raise SettingError("choose at least one column as target")
        for name in self.targets:
            if name in self.inputs:
                raise SettingError("column “{0}” cannot be both input and target", name)


def peek(path: Path, said: Layout | None = None) -> Peek:
    """A look at a file, for a person to choose from.

    A file that is not UTF-8 is looked at as GB18030, which is then among the problems.

    Raises:
        DataError: it cannot be read, is empty, or is no table of text.
    """
    return followed(peeking(path, said))


def peeking(path: Path, said: Layout | None = None) -> Steps[Peek]:
    """The same, step by step."""
    said = said or Layout()
    layout = yield from between(0.0, _LAYOUT, finding_layout(path, said, fallback=True))
    names, table = _named(path, layout)
    looks = [Look(name, layout.decimal) for name in names]
    count, ragged, complete, shown_rows = 0, 0, True, list[tuple[str, ...]]()
    for share, some in table:
        left = MOST_PEEKED - count
        for place, row in some[:left]:
            count += 1
            if count <= SHOWN:
                shown_rows.append(tuple(map(shown, row)))
            ragged += len(row) != len(names)
            for look, cell in zip(looks, row, strict=False):
                look.at(place, cell)
        if len(some) > left:
            complete = False
            break
        yield _LAYOUT + (1 - _LAYOUT) * max(share, count / MOST_PEEKED)
    problems = []
    if layout.encoding == "gb18030" and not said.encoding:
        problems.append(Phrase("it is not UTF-8, and was looked at as gb18030"))
    if ragged:
        problems.append(
            Phrase("{0} rows have another number of cells than the {1} columns", ragged, len(names))
        )
    if not count:
        problems.append(Phrase("there are no rows of values"))
    columns = tuple(look.column() for look in looks)
    return Peek(layout, columns, count, complete, ragged, tuple(shown_rows), tuple(problems))


def read(path: Path, choice: Choice) -> Dataset:
    """The dataset that a choice makes of a file: inputs (N, F), targets (N, k) or class numbers (N,).

    A column of categories among the inputs becomes one feature a category, 1 where it is that and else 0.

    Raises:
        DataError: it cannot be read, or a row has a fault and is not to be skipped; the message names
            row and column, and what to do.
        SettingError: a column that is not there.
    """
    return followed(reading(path, choice))


def reading(path: Path, choice: Choice) -> Steps[Dataset]:
    """The same, step by step."""
    layout = yield from between(0.0, _LAYOUT, finding_layout(path, choice.layout, fallback=False))
    names, table = _named(path, layout)
    steps = _resolving(path, choice, layout, names)
    inputs, targets, categories = yield from between(_LAYOUT, _LOOK, steps)
    gathers = [
        Gather(
            path,
            name,
            names.index(name),
            name in categories,
            layout.decimal,
            choice.fill and name not in targets,
        )
        for name in (*inputs, *targets)
    ]
    _check_numbers(path, len(gathers), 1)
    notes = yield from between(_LOOK, _TABLE, _gathering(path, choice, gathers, len(names), table))
    made = _making(path, choice, gathers[: len(inputs)], gathers[len(inputs) :], notes)
    return (yield from between(_TABLE, 1.0, made))


def dataset(file: str, targets: Sequence[str] | str, **settings: Any) -> Steps[Dataset]:
    """The same, from the plain words of a lesson; see :class:`Choice` and :class:`Layout`.

    Raises:
        NnError: as :func:`read` does; a word that is wrong at once.
    """
    cut = {key: settings.pop(key) for key in tuple(settings) if key in Layout.__annotations__}
    chosen = {"targets": targets, **settings}
    for key in ("targets", "inputs", "categories"):
        if key in chosen:
            chosen[key] = (chosen[key],) if isinstance(chosen[key], str) else tuple(chosen[key])
    return reading(Path(file), Choice(layout=Layout(**cut), **chosen))


# -- the table ----------------------------------------------------------------------------------


def _named(path: Path, layout: Layout) -> tuple[list[str], Iterator[Rows]]:
    """The names of the columns, no two the same, and the rows of values."""
    table = rows(path, layout)
    share, some = next((each for each in table if each[1]), (1.0, []))
    if not some:
        raise DataError("{0} is empty; expected a table, one sample a row", path.name)
    cells = some[0][1]
    if len(cells) > MOST_COLUMNS:
        raise DataError("{0} has {1} columns, at most {2} can be read", path.name, len(cells), MOST_COLUMNS)
    names: dict[str, None] = {}
    for place, cell in enumerate(cells, 1):
        plain = (shown(cell) if layout.header else "") or f"column {place}"
        name, again = plain, 2
        while name in names:
            name, again = f"{plain} ({again})", again + 1
        names[name] = None
    return [*names], chain([(share, some[1:] if layout.header else some)], table)


def _resolving(
    path: Path, choice: Choice, layout: Layout, names: list[str]
) -> Steps[tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]]:
    """The columns of inputs, of targets, and those among them that are categories."""
    for name in (*choice.targets, *choice.inputs, *(choice.categories or ())):
        if name not in names:
            raise SettingError("{0} has no column “{1}”; it has: {2}", path.name, name, ", ".join(names))
    inputs, categories = choice.inputs, choice.categories
    if not inputs or categories is None:
        look = yield from peeking(path, layout)
        if not look.rows:
            raise DataError("{0} has no row of values that can be used", path.name)
        inputs = inputs or tuple(
            each.name for each in look.columns if each.kind != EMPTY and each.name not in choice.targets
        )
        if categories is None:
            categories = tuple(each.name for each in look.columns if each.kind == CATEGORIES)
    if not inputs:
        raise SettingError("{0} has no column left to learn from; choose fewer targets", path.name)
    if len(choice.targets) > 1 and {*choice.targets} & {*categories}:
        raise SettingError("choose one column of categories as target, or only columns of numbers")
    return inputs, choice.targets, frozenset(categories)


def _gathering(
    path: Path,
    choice: Choice,
    gathers: Sequence[Gather],
    width: int,
    table: Iterator[Rows],
) -> Steps[list[Phrase]]:
    """Fills the columns; of too many rows a sample, each row as likely as any other, if that was chosen.

    Gives what was left out."""
    rng, count, skipped = np.random.default_rng(choice.seed), 0, 0
    for share, some in table:
        for place, cells in some:
            try:
                _check_width(path, place, len(cells), width)
                found = [gather.value(place, cells) for gather in gathers]
            except CellError as fault:
                if choice.skip:
                    skipped += 1
                    continue
                raise DataError("{0}", fault.phrase) from None
            count += 1
            if count <= choice.most:
                for gather, value in zip(gathers, found, strict=True):
                    gather.values.append(value)
            elif not choice.sample:
                raise DataError(
                    "{0} has more than {1} rows; draw a sample of them, or raise the limit",
                    path.name,
                    choice.most,
                )
            elif (taken := int(rng.random() * count)) < choice.most:
                for gather, value in zip(gathers, found, strict=True):
                    gather.values[taken] = value
        yield share
    if not count:
        raise DataError("{0} has no row of values that can be used", path.name)
    notes = [Phrase("rows with a fault that are left out: {0}", skipped)] if skipped else []
    if count > choice.most:
        notes.append(Phrase("{0} of {1} rows were drawn", choice.most, count))
    return notes


def _check_width(path: Path, place: int, found: int, expected: int) -> None:
    if found != expected:
        told = Phrase(
            "{0}: row {1} has {2} cells, expected {3}; correct it or skip such rows",
            path.name,
            place,
            found,
            expected,
        )
        raise CellError(told)


def _check_numbers(path: Path, features: int, count: int) -> None:
    if features * count > MOST_NUMBERS:
        raise DataError(
            "{0} becomes {1} rows of {2} numbers, at most {3} fit; take fewer rows or columns",
            path.name,
            count,
            features,
            MOST_NUMBERS,
        )


def _making(
    path: Path,
    choice: Choice,
    inputs: Sequence[Gather],
    targets: Sequence[Gather],
    notes: Sequence[Phrase],
) -> Steps[Dataset]:
    count = len(targets[0].values)
    wide = sum(max(1, len(gather.codes)) for gather in (*inputs, *targets))
    _check_numbers(path, wide, count)
    parts, labels, scaled = [], list[str](), list[int]()
    for number, gather in enumerate(inputs):
        yield _GATHERED * number / len(inputs)
        part, called = gather.features()
        if not gather.category:
            scaled.append(len(labels))
        parts.append(part)
        labels += called
    yield _GATHERED
    t, classes = _targets(path, targets)
    steps = preparing(
        path.name,
        np.hstack(parts),
        t,
        labels=labels,
        classes=classes,
        scaling=choice.scaling,
        target_scaling=choice.target_scaling,
        scaled=scaled,
        fill=choice.fill,
        test_share=choice.test_share,
        seed=choice.seed,
        notes=notes,
    )
    return (yield from between(_GATHERED, 1.0, steps))


def _targets(path: Path, targets: Sequence[Gather]) -> tuple[Array, tuple[str, ...]]:
    if not targets[0].category:
        return np.column_stack([np.frombuffer(gather.values, float) for gather in targets]), ()
    numbers, classes = targets[0].classes()
    if len(classes) < 2:
        raise DataError(
            "{0}: column “{1}” has one class only, “{2}”; there is nothing to tell apart, "
            "choose another target",
            path.name,
            targets[0].name,
            classes[0],
        )
    return numbers, classes


__all__ = ["Choice", "Column", "Layout", "Peek", "dataset", "peek", "read"]
