"""The course of a training as a table: a row for every epoch, with loss, gradient norms and scores.

Records are gathered as they come, in whole; a plot may thin what it draws, a table may not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nnviz.session.export.weights import as_csv
from nnviz.session.records import EpochRecord, Evaluation, Opened, Record, Rewound, Score

MOST_EPOCHS = 1_000_000
"""How many epochs of a run are kept; of more the oldest go."""

SCORES = ("learned", "held apart")


class _Table:
    """The records of one run by epoch."""

    def __init__(self) -> None:
        self.epochs: dict[int, EpochRecord] = {}
        self.evaluations: dict[int, Evaluation] = {}

    def forget_after(self, epochs: int) -> None:
        for found in (self.epochs, self.evaluations):
            while found and next(reversed(found)) > epochs:
                found.popitem()


class TrainingTable:
    """Gathers the records of all runs of a session; :meth:`as_csv` tells of the present one."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {"": _Table()}
        self._now = self._tables[""]

    def add(self, records: Iterable[Record]) -> None:
        """Takes records in, in their order."""
        for record in records:
            match record:
                case EpochRecord(epoch=epoch):
                    self._now.epochs[epoch] = record
                    if len(self._now.epochs) > MOST_EPOCHS:
                        self._now.epochs.pop(next(iter(self._now.epochs)))
                case Evaluation(epoch=epoch):
                    self._now.evaluations[epoch] = record
                case Rewound(epochs=epochs):
                    self._forget(epochs)
                case Opened(name=name):
                    self._now = self._tables.setdefault(name, _Table())

    def _forget(self, epochs: int) -> None:
        if self._now.evaluations:  # those of earlier epochs may have come late
            self._now.evaluations = dict(sorted(self._now.evaluations.items()))
        self._now.forget_after(epochs)

    def __len__(self) -> int:
        return len(self._now.epochs)

    def as_csv(self, layers: Sequence[str]) -> bytes:
        """The present run as a CSV file.

        Args:
            layers: the names of the layers, in forward order.
        """
        head = ["epoch", "loss", *(f"gradient norm {name}" for name in layers)]
        for part in SCORES:
            head += [f"{part}: loss", f"{part}: right", f"{part}: asked", f"{part}: percent"]
        now = self._now
        epochs = sorted({*now.epochs, *now.evaluations})
        return as_csv([head, *(self._row(now, epoch, len(layers)) for epoch in epochs)])

    @staticmethod
    def _row(table: _Table, epoch: int, layers: int) -> list[str]:
        record, found = table.epochs.get(epoch), table.evaluations.get(epoch)
        norms = [repr(norm) for norm in record.norms] if record else []
        row = [str(epoch), repr(record.loss) if record else "", *norms, *[""] * (layers - len(norms))]
        return row + _score(found.learned if found else None) + _score(found.held if found else None)


def _score(score: Score | None) -> list[str]:
    if score is None:
        return ["", "", "", ""]
    right = "" if score.right is None else str(score.right)
    percent = "" if score.percent is None else repr(score.percent)
    return ["" if score.loss != score.loss else repr(score.loss), right, str(score.count), percent]
