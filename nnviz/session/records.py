"""What a run leaves behind for the plots: records of its epochs, and marks where it was rewound or left.

They travel in batches and in order, so that none is lost and a plot can follow a rewind.
"""

from __future__ import annotations

from typing import NamedTuple

from nnviz.dataclass import dataclass
from nnviz.session.building.deeds import Deed


class EpochRecord(NamedTuple):
    """The means over the passes of one epoch; small, since thousands of them may come in a second.

    Attributes:
        epoch: from 1.
        loss: the mean of E.
        norms: the mean of ‖∂E/∂Y‖ of every layer, in forward order.
    """

    epoch: int
    loss: float
    norms: tuple[float, ...]


@dataclass(frozen=True)
class Score:
    """How well a network does on one part of its data.

    Attributes:
        loss: E of all samples at once; NaN where there is none.
        right: how many answers are right, or None where the network tells no classes apart.
        count: how many samples it was asked about.
        total: how many samples that part has; if more, those asked about are spread evenly over it.
    """

    loss: float
    right: int | None
    count: int
    total: int

    @property
    def percent(self) -> float | None:
        """The share of right answers, out of a hundred."""
        return None if self.right is None else 100 * self.right / self.count


@dataclass(frozen=True)
class Evaluation:
    """How well the network did at the end of an epoch, as it is when nothing is being trained.

    Not every epoch has one, and one of an earlier epoch may come later; a second one of an epoch stands in
    the place of the first.

    Attributes:
        epoch: from 1.
        learned: on what is learned from; None where there are no classes to tell apart.
        held: on what is held apart; None where nothing is.
    """

    epoch: int
    learned: Score | None
    held: Score | None


@dataclass(frozen=True)
class Rewound:
    """The run went back; the records of later epochs no longer hold.

    Attributes:
        epochs: how many epochs are still complete.
    """

    epochs: int


@dataclass(frozen=True)
class Former:
    """What came of a network before it was changed into the one that is trained now.

    Attributes:
        deed: how it was changed.
        epochs: how many were complete when it was.
        records: of its epochs, of very many of them some; without norms, since its layers were others.
    """

    deed: Deed
    epochs: int
    records: tuple[EpochRecord | Evaluation, ...]


@dataclass(frozen=True)
class Opened:
    """Another run has been turned to; what follows is about it, and what came of it before holds again.

    Attributes:
        name: what it was opened under.
        before: what came before its network was changed into what it is, the oldest first.
    """

    name: str
    before: tuple[Former, ...] = ()


Record = EpochRecord | Evaluation | Rewound | Opened
