"""The curves of a document as two tables of numbers: one row an epoch, and one row an evaluation.

What there is not, as an accuracy where nothing is told apart, is not a number in them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from nnviz.nn import DataError
from nnviz.nn.describe import Array
from nnviz.session.curves import MOST
from nnviz.session.document.container import Tensors
from nnviz.session.records import EpochRecord, Evaluation, Score

CURVES = "curves"
"""What the names of the tables of the run itself begin with."""

EPOCHS, SCORES = "epochs", "scores"
"""(n, 2 + layers): the epoch, its loss and norms; (n, 9): the epoch, and twice loss, right, count, total."""

_NOTHING = (math.nan,) * 4


def tables_of(records: Iterable[EpochRecord | Evaluation], where: str = CURVES) -> dict[str, Array]:
    """The tables of what plots show, under names that begin alike; one that would be empty is left out."""
    records = tuple(records)
    epochs = [(each.epoch, each.loss, *each.norms) for each in records if isinstance(each, EpochRecord)]
    scores = [
        (each.epoch, *_row(each.learned), *_row(each.held))
        for each in records
        if isinstance(each, Evaluation)
    ]
    tables = {EPOCHS: epochs, SCORES: scores}
    return {f"{where}/{name}": np.array(rows, np.float64) for name, rows in tables.items() if rows}


def _row(score: Score | None) -> tuple[float, ...]:
    if score is None:
        return _NOTHING
    right = math.nan if score.right is None else score.right
    return score.loss, right, score.count, score.total


def curves_of(
    tensors: Tensors, where: str = CURVES, most: int = 2 * MOST
) -> tuple[EpochRecord | Evaluation, ...]:
    """What plots show, again; each table may have so many rows.

    Raises:
        DataError: the tables are none.
    """
    epochs, scores = tensors.get(f"{where}/{EPOCHS}"), tensors.get(f"{where}/{SCORES}")
    if scores is not None and scores.shape[1:] != (9,):
        raise DataError("it is damaged: its curves cannot be read")
    means = [EpochRecord(int(row[0]), row[1], tuple(row[2:])) for row in _rows(epochs, 2, most)]
    found = [Evaluation(int(row[0]), _score(row[1:5]), _score(row[5:9])) for row in _rows(scores, 9, most)]
    return (*means, *found)


def _rows(table: Array | None, least: int, most: int) -> list[list[float]]:
    if table is None:
        return []
    if table.ndim != 2 or table.dtype != np.float64 or table.shape[1] < least or len(table) > most:
        raise DataError("it is damaged: its curves cannot be read")
    epochs = table[:, 0]
    if not len(epochs) or not (np.isfinite(epochs).all() and (np.diff(epochs) > 0).all()):
        raise DataError("it is damaged: its curves cannot be read")
    if epochs[0] < 1 or epochs[-1] > 2**53 or (epochs != np.floor(epochs)).any():
        raise DataError("it is damaged: its curves cannot be read")
    rows: list[list[float]] = table.tolist()
    return rows


def _score(row: list[float]) -> Score | None:
    loss, right, count, total = row
    if math.isnan(count):
        return None
    known = 1 <= count <= total <= 2**53 and (math.isnan(right) or 0 <= right <= count)
    if (
        not known
        or count != int(count)
        or total != int(total)
        or not (math.isnan(right) or right == int(right))
    ):
        raise DataError("it is damaged: its curves cannot be read")
    return Score(loss, None if math.isnan(right) else int(right), int(count), int(total))
