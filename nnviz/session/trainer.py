"""The trainer: a network that learns pass after pass, with the means of each epoch as it closes.

It goes only forward; its whole state can be captured before any pass and restored, to the bit.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.nn import Arrays, NetworkState, Program, Trace, record, snapshot
from nnviz.nn.batches import Batches
from nnviz.nn.program import LOSS
from nnviz.session.edits import Edit, edited, interventions
from nnviz.session.history import Keyframe, Means
from nnviz.session.records import EpochRecord


@dataclass(frozen=True)
class Recording:
    """A recorded pass, counted from 0, and the rows of the dataset it learned from."""

    pass_index: int
    trace: Trace
    rows: tuple[int, ...]


class Trainer:
    """Runs the passes of one program over the batches of one dataset.

    Attributes:
        program, batches: what is run, and over what.
        passes: how many passes have been completed.
        edits: by pass, the numbers that are set in it by hand, whenever it is run.
        rows: the rows of the dataset in the latest batch.
        closed: the record of the epoch that the latest pass completed, or None if it did not.
        last_loss: the mean E of the latest complete epoch, or None before the first.
    """

    def __init__(self, program: Program, batches: Batches) -> None:
        self.program, self.batches = program, batches
        self.passes = 0
        self.edits: dict[int, tuple[Edit, ...]] = {}
        self.rows: tuple[int, ...] = ()
        self.closed: EpochRecord | None = None
        self.last_loss: float | None = None
        self._clear_means()

    def _clear_means(self) -> None:
        self._loss_sum = 0.0
        self._norm_sums = [0.0] * len(self.program.graph.nodes)

    @property
    def epochs(self) -> int:
        """How many epochs have been completed."""
        return self.passes // self.batches.per_epoch

    def run_pass(self) -> float:
        """Runs the next pass, edited where it is; gives its E."""
        if self.passes in self.edits:
            return self.record_pass().trace.loss
        batch = self.batches.next()
        self.rows = batch.rows
        return self._account(self.program.run(*batch.arrays))

    def record_pass(self) -> Recording:
        """Runs the next pass, edited where it is, and records it on the way."""
        batch, edits = self.batches.next(), self.edits.get(self.passes, ())
        self.rows = batch.rows
        if edits:
            batch = edited(self.program, batch, edits)
        chosen = interventions(self.program, edits)
        trace = record(self.program, *batch.arrays, interventions=chosen)
        made = Recording(self.passes, trace, batch.rows)
        self._account(made.trace.loss)
        return made

    def snapshot_pass(self) -> tuple[Arrays, tuple[int, ...]]:
        """Runs the next pass, edited where it is; gives how things stand at its end, and the rows of the
        dataset in its batch."""
        if self.passes in self.edits:
            made = self.record_pass()
            return made.trace.at(len(made.trace.operations)), made.rows
        batch = self.batches.next()
        self.rows = batch.rows
        arrays = snapshot(self.program, *batch.arrays)
        self._account(float(arrays[LOSS]["E"]))
        return arrays, batch.rows

    def _account(self, loss: float) -> float:
        """Adds the pass that has just run to the means of its epoch, and closes the epoch."""
        self.passes += 1
        self._loss_sum += loss
        for place, norm in enumerate(self.program.norms()):
            self._norm_sums[place] += norm
        self.closed = None
        if self.passes % self.batches.per_epoch == 0:
            self._close_epoch()
        return loss

    def _close_epoch(self) -> None:
        count = self.batches.per_epoch
        self.last_loss = self._loss_sum / count
        norms = tuple(total / count for total in self._norm_sums)
        self.closed = EpochRecord(self.epochs, self.last_loss, norms)
        self._clear_means()

    def weights_finite(self) -> bool:
        """Whether no parameter, nor anything the optimizer remembers of one, is infinite or not a
        number."""
        held = (self.program.graph.values, *self.program.optimizer.moments().values())
        return all(bool(np.isfinite(array).all()) for array in held)

    def keyframe(self, pinned: bool = False) -> Keyframe:
        """Everything that the next pass starts from."""
        means = Means(self._loss_sum, tuple(self._norm_sums), self.last_loss)
        network = NetworkState.capture(self.program)
        return Keyframe(self.passes, network, self.batches.capture(), means, pinned)

    def restore(self, frame: Keyframe) -> None:
        """Goes back, or forward, to where a keyframe was made."""
        frame.network.restore(self.program)
        self.batches.restore(frame.batches)
        self._loss_sum, self._norm_sums = frame.means.loss, list(frame.means.norms)
        self.last_loss = frame.means.last_epoch
        self.passes = frame.pass_index
