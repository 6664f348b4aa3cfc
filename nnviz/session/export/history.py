"""The course of a training as a table: a row for every epoch, with loss, gradient norms and scores.

Records are gathered as they come, in whole; a plot may thin what it draws, a table may not.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from copy import deepcopy

from nnviz.session.records import EpochRecord, Evaluation, Opened, Record, Rewound, Score

MOST_NUMBERS = 8_000_000
"""How many numbers of epochs are kept of a run; of more the older half goes."""

_TOLD = 1000
"""After how many rows it is told how many have been written."""

SCORES = ("learned", "held apart")


class _Table:
    """The records of one run: a row of numbers for every epoch kept, one after another from the first,
    and the evaluations by epoch."""

    def __init__(self) -> None:
        self.first, self.width = 1, 1
        self.numbers = array("d")
        self.evaluations: dict[int, Evaluation] = {}

    @property
    def epochs(self) -> range:
        """The epochs that are kept."""
        return range(self.first, self.first + len(self.numbers) // self.width)

    def add(self, record: EpochRecord) -> None:
        """Takes an epoch in; what was there of it and of later ones no longer holds."""
        row = (record.loss, *record.norms)
        if record.epoch not in range(self.first, self.epochs.stop + 1) or len(row) != self.width:
            self.first, self.width, self.numbers = record.epoch, len(row), array("d")
        del self.numbers[(record.epoch - self.first) * self.width :]
        self.numbers.extend(row)
        if len(self.numbers) > MOST_NUMBERS:
            gone = len(self.epochs) // 2
            self.first += gone
            del self.numbers[: gone * self.width]

    def row(self, epoch: int) -> list[float]:
        """The loss and the norms of an epoch; none where it is not kept."""
        start = (epoch - self.first) * self.width
        return [*self.numbers[start : start + self.width]] if epoch in self.epochs else []

    def forget_after(self, epochs: int) -> None:
        """Forgets what came after so many epochs."""
        del self.numbers[max(0, epochs + 1 - self.first) * self.width :]
        self.evaluations = {epoch: each for epoch, each in self.evaluations.items() if epoch <= epochs}


class TrainingTable:
    """Gathers the records of all runs of a session; :meth:`as_csv` tells of the present one."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {"": _Table()}
        self._now = self._tables[""]

    def add(self, records: Iterable[Record]) -> None:
        """Takes records in, in their order."""
        for record in records:
            match record:
                case EpochRecord():
                    self._now.add(record)
                case Evaluation(epoch=epoch):
                    self._now.evaluations[epoch] = record
                case Rewound(epochs=epochs):
                    self._now.forget_after(epochs)
                case Opened(name=name):
                    self._now = self._tables.setdefault(name, _Table())

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
        from nnviz.session.data.watching import tell
        from nnviz.session.export.weights import as_csv  # which brings all of exporting with it

        rows = [head]
        for number, epoch in enumerate(epochs):
            if number % _TOLD == 0:
                tell(number, len(epochs))
            rows.append(self._row(now, epoch, len(layers)))
        return as_csv(rows)

    def alone(self) -> TrainingTable:
        """The present run by itself, as it stands now, to be written while records go on coming in."""
        made = TrainingTable()
        made._now = made._tables[""] = deepcopy(self._now)
        return made

    @staticmethod
    def _row(table: _Table, epoch: int, layers: int) -> list[str]:
        numbers, found = [repr(number) for number in table.row(epoch)], table.evaluations.get(epoch)
        row = [str(epoch), *numbers, *[""] * (1 + layers - len(numbers))]
        return row + _score(found.learned if found else None) + _score(found.held if found else None)


def _score(score: Score | None) -> list[str]:
    if score is None:
        return ["", "", "", ""]
    right = "" if score.right is None else str(score.right)
    percent = "" if score.percent is None else repr(score.percent)
    return ["" if score.loss != score.loss else repr(score.loss), right, str(score.count), percent]
