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

EPOCHS, SCORES = "curves/epochs", "curves/scores"
"""(n, 2 + layers): the epoch, its loss and norms; (n, 9): the epoch, and twice loss, right, count, total."""

_NOTHING = (math.nan,) * 4


def tables_of(records: Iterable[EpochRecord | Evaluation]) -> dict[str, Array]:
    """The tables of what plots show; one that would be empty is left out."""
    records = tuple(records)
    epochs = [(each.epoch, each.loss, *each.norms) for each in records if isinstance(each, EpochRecord)]
    scores = [
        (each.epoch, *_row(each.learned), *_row(each.held))
        for each in records
        if isinstance(each, Evaluation)
    ]
    tables = {EPOCHS: epochs, SCORES: scores}
    return {name: np.array(rows, np.float64) for name, rows in tables.items() if rows}


def _row(score: Score | None) -> tuple[float, ...]:
    if score is None:
        return _NOTHING
    right = math.nan if score.right is None else score.right
    return score.loss, right, score.count, score.total


def curves_of(tensors: Tensors) -> tuple[EpochRecord | Evaluation, ...]:
    """What plots show, again.

    Raises:
        DataError: the tables are none.
    """
    means = [EpochRecord(int(row[0]), row[1], tuple(row[2:])) for row in _rows(tensors, EPOCHS, 2)]
    scores = [
        Evaluation(int(row[0]), _score(row[1:5]), _score(row[5:9])) for row in _rows(tensors, SCORES, 9)
    ]
    return (*means, *scores)


def _rows(tensors: Tensors, name: str, least: int) -> list[list[float]]:
    table = tensors.get(name)
    if table is None:
        return []
    wide = table.ndim == 2 and table.dtype == np.float64 and table.shape[1] >= least
    if not wide or (name == SCORES and table.shape[1] != least) or len(table) > 2 * MOST:
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
