"""What can be undone in a document: the changes that each step back or on brings, and the passes of them.

The latest steps are kept, as far as there is room for them; those before are forgotten by whoever opens it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nnviz.nn import DataError
from nnviz.session.edits import Change, Changes, Fill, Freeze, Stand, Steps
from nnviz.session.lesson.opening import read_change
from nnviz.session.lesson.plain import plain_change
from nnviz.session.lesson.table import Table

MOST_STEPS = 200
"""How many steps are kept of those back, and how many of those on."""

MOST_CELLS = 4096
"""About how many cells all the changes of them together may have."""


def plain_steps(steps: Steps) -> dict[str, Any]:
    """The steps as plain data."""
    return {
        "done": [plain_stand(stand) for stand in _latest(steps.done)],
        "undone": [plain_stand(stand) for stand in _latest(steps.undone)],
    }


def plain_stand(stand: Stand) -> list[dict[str, Any]]:
    """The changes of passes, by pass."""
    return [{"pass": index, "edits": [plain_change(each) for each in made]} for index, made in stand.items()]


def _latest(stands: Sequence[Stand]) -> Sequence[Stand]:
    """As many of the latest as there is room for."""
    room, kept = MOST_CELLS, 0
    for stand in reversed(stands[-MOST_STEPS:]):
        room -= sum(1 + _cells(change) for made in stand.values() for change in made)
        if room < 0:
            break
        kept += 1
    return stands[len(stands) - kept :]


def _cells(change: Change) -> int:
    if isinstance(change, Fill):
        return len(change.cells)
    return len(change.what.cells) if isinstance(change, Freeze) else 1


# -- reading ------------------------------------------------------------------------------------


def read_steps(table: Table) -> Steps:
    """The steps under ``done`` and ``undone``.

    Raises:
        LessonError: they are none.
        DataError: there are too many.
    """
    return Steps(_read(table, "done"), _read(table, "undone"))


def _read(table: Table, key: str) -> tuple[Stand, ...]:
    stands = table.take(key, list)
    if len(stands) > MOST_STEPS:
        raise DataError("it has more than {0} steps to undo", MOST_STEPS)
    return tuple(
        _step(Table(table.file, f"{key}[{place}]", {"passes": each})) for place, each in enumerate(stands, 1)
    )


def _step(table: Table) -> Stand:
    stand = read_stand(table, "passes")
    if not stand:
        raise table.fault("passes", "expected the changes of at least one pass")
    return stand


def read_stand(table: Table, key: str) -> Mapping[int, Changes]:
    """The changes of passes under a key; a pass may be there without any."""
    made: dict[int, Changes] = {}
    for item in table.tables(key) if table.take(key, list) else ():
        index = item.take("pass", int)
        if index in made:
            raise item.fault("pass", f"{index} is there twice")
        made[index] = (
            tuple(read_change(each) for each in item.tables("edits")) if item.take("edits", list) else ()
        )
        item.finish()
    return made
