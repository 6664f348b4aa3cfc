"""The curves of a run as they are kept with it: the records of its epochs, of very many of them some.

What is left out of a long run are epochs between the lowest and the highest loss of their stretch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TypeVar

from nnviz.session.records import EpochRecord, Evaluation, Record, Rewound

MOST = 16_384
"""About how many epochs are kept; twice as many are let come together before some are left out."""

T = TypeVar("T", EpochRecord, Evaluation)


class Curves:
    """Keeps what the plots of one run were drawn from.

    Attributes:
        epochs: the means of epochs, rising.
        evaluations: how well the network did at the ends of epochs, rising.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self.epochs: list[EpochRecord] = []
        self.evaluations: list[Evaluation] = []
        self.add(records)

    def add(self, records: Iterable[Record]) -> None:
        """Takes in what a run has left behind, in order."""
        for record in records:
            match record:
                case EpochRecord():
                    _put(self.epochs, record)
                case Evaluation():
                    _put(self.evaluations, record)
                case Rewound(epochs):
                    del self.epochs[_place(self.epochs, epochs + 1) :]
                    del self.evaluations[_place(self.evaluations, epochs + 1) :]
        if len(self.epochs) > 2 * MOST:
            self.epochs = _thinned(self.epochs, _loss, MOST)
        if len(self.evaluations) > 2 * MOST:
            self.evaluations = _thinned(self.evaluations, _judged, MOST)

    def until(self, epochs: int) -> tuple[EpochRecord | Evaluation, ...]:
        """All of the first so many epochs."""
        means = self.epochs[: _place(self.epochs, epochs + 1)]
        return (*means, *self.evaluations[: _place(self.evaluations, epochs + 1)])

    def outline(self, epochs: int, most: int) -> tuple[EpochRecord | Evaluation, ...]:
        """The first so many epochs without their norms; where they are more than ``most``, about as many."""
        means = [each._replace(norms=()) for each in self.epochs[: _place(self.epochs, epochs + 1)]]
        scores = self.evaluations[: _place(self.evaluations, epochs + 1)]
        if len(means) > most:
            means = _thinned(means, _loss, most)
        if len(scores) > most:
            scores = _thinned(scores, _judged, most)
        return (*means, *scores)


def _loss(record: EpochRecord) -> float:
    return record.loss


def _judged(evaluation: Evaluation) -> float:
    score = evaluation.held or evaluation.learned
    return score.loss if score else 0.0


def _place(kept: list[T], epoch: int) -> int:
    """Where an epoch stands, or would."""
    return bisect_left(kept, epoch, key=lambda record: record.epoch)


def _put(kept: list[T], record: T) -> None:
    """Puts a record in its place; that of the same epoch, if there is one, goes."""
    if not kept or kept[-1].epoch < record.epoch:
        kept.append(record)
        return
    place = _place(kept, record.epoch)
    same = kept[place].epoch == record.epoch
    kept[place : place + same] = [record]


def _thinned(kept: list[T], value: Callable[[T], float], most: int) -> list[T]:
    """The lowest and the highest of stretches of epochs that are all as long, and the newest."""
    width = -(-2 * kept[-1].epoch // most)
    chosen: list[T] = []
    for _, group in groupby(kept[:-1], key=lambda record: record.epoch // width):
        stretch = list(group)
        ends = min(stretch, key=value), max(stretch, key=value)
        chosen += [record for record in stretch if record is ends[0] or record is ends[1]]
    chosen.append(kept[-1])
    return chosen
