"""What a run leaves behind for the plots: one record an epoch, and marks where it was rewound or left.

They travel in batches and in order, so that none is lost and a plot can follow a rewind.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EpochRecord:
    """The means over the passes of one epoch.

    Attributes:
        epoch: from 1.
        loss: the mean of E.
        norms: the mean of ‖∂E/∂Y‖ of every layer, in forward order.
    """

    epoch: int
    loss: float
    norms: tuple[float, ...]


@dataclass(frozen=True)
class Rewound:
    """The run went back; the records of later epochs no longer hold.

    Attributes:
        epochs: how many epochs are still complete.
    """

    epochs: int


@dataclass(frozen=True)
class Opened:
    """Another run has been turned to; what follows is about it, and what came of it before holds again.

    Attributes:
        name: what it was opened under.
    """

    name: str


Record = EpochRecord | Rewound | Opened
