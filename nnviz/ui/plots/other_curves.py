"""The curves of a second network in a plot of the first: filled by its own records, in its own colour.

They follow rewinds as those of the first do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from nnviz.session.records import EpochRecord, Evaluation, Record, Rewound
from nnviz.ui.plots.curve import Curve

COLOURS = ("loss", "beside")
"""The colours of the first and of the second network, by the names of a theme's fields."""


class Sides(NamedTuple):
    """Two networks that are compared.

    Attributes:
        names: what the first and the second are called.
        chosen: which of them is the present one, 0 or 1.
    """

    names: tuple[str, str]
    chosen: int

    def colour(self, present: bool) -> str:
        """The colour of the present network, or of the other."""
        return COLOURS[self.chosen if present else 1 - self.chosen]


def extend(curves: Sequence[Curve], records: Iterable[Record]) -> None:
    """Adds what a network has left behind to its curves: the loss of what is learned from and of what is held
    apart, and likewise the accuracy."""
    epochs: list[EpochRecord] = []
    for record in records:
        match record:
            case EpochRecord():
                epochs.append(record)
            case Evaluation(epoch, learned, held):
                percents = [score.percent if score else None for score in (learned, held)]
                values = [held.loss if held else None, *percents]
                for curve, value in zip(curves[1:], values, strict=True):
                    if value is not None:
                        curve.insert(epoch, value)
            case Rewound(complete):
                _add(curves[0], epochs)
                epochs = []
                for curve in curves:
                    curve.truncate(complete)
    _add(curves[0], epochs)


def _add(curve: Curve, records: Sequence[EpochRecord]) -> None:
    if records:
        epochs, losses = zip(*((record.epoch, record.loss) for record in records), strict=True)
        curve.extend(np.array(epochs, float), np.array(losses, float))
