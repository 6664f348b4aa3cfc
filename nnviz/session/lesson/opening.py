"""The parts of a lesson's file that say how it opens and what it asks.

Both are checked against the network, so that no lesson opens at a place that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from nnviz.dataclass import dataclass
from nnviz.nn.derive import Weight
from nnviz.nn.derive.weight import cell_of
from nnviz.session.choices import COLOURS, CONTROLS, PANELS
from nnviz.session.edits import Activation, Change, Edit, Fill, Freeze, Rate, check
from nnviz.session.lesson.recipe import read_frozen
from nnviz.session.lesson.table import FALLBACK, Table
from nnviz.session.opening import Opening

if TYPE_CHECKING:
    from nnviz.nn.freezing import Frozen
    from nnviz.session.trainer import Trainer


@dataclass(frozen=True)
class Question:
    """A question with answers to choose from.

    Attributes:
        asks, why: the question, and what is said once it has been answered, by language.
        answers: what can be chosen, by language; as many in each.
        right: the place of the right one, from 0.
    """

    asks: Mapping[str, str]
    answers: Mapping[str, tuple[str, ...]]
    right: int
    why: Mapping[str, str]


def read_opening(table: Table) -> Opening:
    """The opening in a table of a lesson's file.

    Raises:
        LessonError: something is unknown, of another type or out of its range.
    """
    counts: dict[str, Any] = {key: _count(table, key) for key in ("epochs", "operation", "formula")}
    sample = max(1, _count(table, "sample")) - 1
    colour = table.choice("colour", COLOURS) if table.has("colour") else ""
    weight = read_weight(table.table("weight")) if table.has("weight") else None
    predict = table.take("predict", bool) if table.has("predict") else False
    panels, hidden = _some(table, "panels", PANELS), _some(table, "hide", CONTROLS)
    edits = tuple(read_change(item) for item in table.tables("edits")) if table.has("edits") else ()
    rate = table.take("rate", float) if table.has("rate") else None
    table.finish()
    view: dict[str, Any] = {
        "sample": sample,
        "colour": colour,
        "panels": panels,
        "hidden": hidden,
        "weight": weight,
    }
    return Opening(**counts, **view, predict=predict, edits=edits, rate=rate)


def read_change(table: Table) -> Change:
    """A cell with its value, cells with theirs, an activation with its function, what is frozen or free, or a
    learning rate."""
    made: Change
    if table.has("rate"):
        made = Rate(table.take("rate", float))
    elif table.has("activation"):
        made = Activation(table.take("layer", str), table.take("activation", str))
    elif table.has("freeze"):
        return Freeze(*_frozen(table))
    elif table.has("cells"):
        named = table.take("layer", str), table.take("key", str), table.cells("cells")
        values = table.numbers("are")
        made = table.attempt("are", lambda: Fill.of(*named, values))
    else:
        cell = table.take("layer", str), table.take("key", str), table.places("at")
        made = Edit(*cell, table.take("value", float))
    table.finish()
    return made


def _frozen(table: Table) -> tuple[Frozen, bool]:
    on = table.take("freeze", bool)
    return read_frozen(table), on


def check_opening(table: Table, opening: Opening, trainer: Trainer) -> None:
    """Makes sure that there are such a place, such a weight and what is changed in a pass of a trainer.

    Raises:
        LessonError: there are not.
    """
    program, batch = trainer.program, trainer.batches.peek()
    for place, item in enumerate(opening.edits, 1):
        table.attempt(f"edits[{place}]", partial(check, program, batch, item))
    if opening.rate is not None:
        table.attempt("rate", partial(check, program, batch, Rate(opening.rate)))
    if opening.weight is not None:
        weight = opening.weight
        table.attempt("weight", lambda: cell_of(program.graph, weight))
    most = {"operation": len(program.operations)}
    if 0 < opening.operation <= most["operation"]:
        most["formula"] = program.operations[opening.operation - 1].stops
    for key, limit in most.items():
        if (given := getattr(opening, key)) > limit:
            raise table.fault(key, f"expected a whole number from 0 to {limit}, given {given}")


def read_questions(tables: list[Table], languages: tuple[str, ...]) -> tuple[Question, ...]:
    """The questions in some tables of a lesson's file, in every language of its titles.

    Raises:
        LessonError: a language is missing, there are fewer than two answers, or none of them is right.
    """
    return tuple(_question(table, languages) for table in tables)


def _count(table: Table, key: str) -> int:
    count = table.take(key, int) if table.has(key) else 0
    if count < 0:
        raise table.fault(key, f"expected a whole number from 0, given {count}")
    return count


def _some(table: Table, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    words = table.texts(key) if table.has(key) else ()
    for word in words:
        if word not in allowed:
            raise table.fault(key, f"{word!r} is unknown; known: {', '.join(allowed)}")
    return words


def read_weight(table: Table, more: tuple[str, ...] = ()) -> Weight:
    """The weight that a table names; ``more`` are keys of it that somebody else reads."""
    found = Weight(table.take("layer", str), table.take("key", str), table.places("at"))
    for key in more:
        table.has(key)
    table.finish()
    return found


def _question(table: Table, languages: tuple[str, ...]) -> Question:
    asks, why = table.spoken("asks"), table.spoken("why")
    by_language = table.table("answers")
    answers = {code: by_language.texts(code) for code in by_language.content}
    for key, found in (("asks", asks), ("why", why), ("answers", answers)):
        for code in languages:
            if code not in found:
                raise table.fault(f"{key}.{code}", "is missing; the title is in that language, too")
    count = len(answers[FALLBACK])
    if count < 2 or any(len(each) != count for each in answers.values()):
        raise table.fault("answers", "expected two or more, and as many in every language")
    right = table.take("right", int)
    if not 1 <= right <= count:
        raise table.fault("right", f"expected a whole number from 1 to {count}, given {right}")
    table.finish()
    return Question(asks, answers, right - 1, why)
