"""What came before a network was changed, in a document: what was done as plain data, its curves as tables.

Of each only an outline is kept, so all of them together take less than two megabytes.
"""

from __future__ import annotations

from typing import Any

from nnviz.nn import DataError
from nnviz.nn.describe import Array
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.document.container import Tensors
from nnviz.session.document.curve_tables import curves_of, tables_of
from nnviz.session.formers import MOST, MOST_EPOCHS, Formers
from nnviz.session.lesson.table import Table
from nnviz.session.records import EpochRecord, Former

_LONGEST = 100
"""How long the names in a deed may be."""


def plain_formers(formers: Formers, tensors: dict[str, Array]) -> list[dict[str, Any]]:
    """What was done each time, with the tables of the curves among the tensors."""
    for place, former in enumerate(formers):
        tensors |= tables_of(former.records, f"before/{place}")
    return [
        {
            "verb": former.deed.verb.value,
            "title": former.deed.title,
            "number": former.deed.number,
            "setting": former.deed.setting,
            "epochs": former.epochs,
        }
        for former in formers
    ]


def read_formers(table: Table, tensors: Tensors) -> Formers:
    """What stands under ``before``.

    Raises:
        LessonError: it says what cannot be.
        DataError: its curves cannot be read.
    """
    if len(given := table.take("before", list)) > MOST:
        raise DataError("it has more than {0} networks before this one", MOST)
    tables = table.tables("before") if given else []
    return tuple(_former(item, f"before/{place}", tensors) for place, item in enumerate(tables))


def _former(table: Table, where: str, tensors: Tensors) -> Former:
    verb = Verb(table.choice("verb", [each.value for each in Verb]))
    title, setting = table.take("title", str)[:_LONGEST], table.take("setting", str)[:_LONGEST]
    number, epochs = table.take("number", int), table.take("epochs", int)
    table.finish()
    records = curves_of(tensors, where, 2 * MOST_EPOCHS)
    layered = any(isinstance(record, EpochRecord) and record.norms for record in records)
    if not records or layered or max(record.epoch for record in records) > epochs or number < 0:
        raise DataError("it is damaged: its curves cannot be read")
    return Former(Deed(verb, title, number, setting), epochs, records)
