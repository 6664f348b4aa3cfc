"""The trainer: a network that learns pass after pass, with the means of each epoch as it closes.

It goes only forward; its whole state can be captured before any pass and restored, to the bit.
"""

from __future__ import annotations

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Arrays, NetworkState, Trace, glimpse, record, snapshot
from nnviz.nn.batches import Batches
from nnviz.nn.describe import Array
from nnviz.nn.program import LOSS
from nnviz.session.edits import Activation, Changes, Numbers, Rate, edited, frozen_after, interventions
from nnviz.session.history import Keyframe, Means
from nnviz.session.programs import FIRST, Kinds, Programs
from nnviz.session.records import EpochRecord


@dataclass(frozen=True)
class Recording:
    """A recorded pass, counted from 0, the rows of the dataset it learned from, and its activations."""

    pass_index: int
    trace: Trace
    rows: tuple[int, ...]
    kinds: Kinds = FIRST


class Trainer:
    """Runs passes over the batches of one dataset.

    Args:
        programs: what is run, by its activations.
        batches: over what.
        kinds: the activations to begin with.

    Attributes:
        program, kinds: what was run last, and its activations.
        passes: how many passes have been completed.
        edits: by pass, what is changed in it by hand, whenever it is run.
        rows: the rows of the dataset in the latest batch.
        closed: the record of the epoch that the latest pass completed, or None if it did not.
        last_loss: the mean E of the latest complete epoch, or None before the first.
    """

    def __init__(self, programs: Programs, batches: Batches, kinds: Kinds = FIRST) -> None:
        self._programs, self.batches, self.kinds = programs, batches, kinds
        self.program = programs.of(kinds)
        self.passes = 0
        self.edits: dict[int, Changes] = {}
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

    @property
    def coming_rate(self) -> float:
        """The learning rate that the next pass will use."""
        chosen = (change.value for change in self.edits.get(self.passes, ()) if isinstance(change, Rate))
        return next(chosen, self.program.optimizer.learning_rate)

    @property
    def coming_kinds(self) -> Kinds:
        """The activations that the next pass will use."""
        return _kinds_after(self.kinds, self.edits.get(self.passes, ()))

    @property
    def coming_frozen(self) -> Array | None:
        """The mask of the parameters that the next pass will not move."""
        return frozen_after(self.program, self.edits.get(self.passes, ()))

    def run_pass(self) -> float:
        """Runs the next pass, changed where it is; gives its E."""
        if self.passes in self.edits:
            return self.record_pass().trace.loss
        batch = self.batches.next()
        self.rows = batch.rows
        return self._account(self.program.run(*batch.arrays))

    def record_pass(self) -> Recording:
        """Runs the next pass, changed where it is, and records it on the way."""
        changes = self.edits.get(self.passes, ())
        self._settle(changes)
        batch = self.batches.next()
        self.rows = batch.rows
        cells = [change for change in changes if isinstance(change, Numbers)]
        if cells:
            batch = edited(self.program, batch, cells)
        trace = record(self.program, *batch.arrays, interventions=interventions(self.program, cells))
        made = Recording(self.passes, trace, batch.rows, self.kinds)
        self._account(made.trace.loss)
        return made

    def snapshot_pass(self, turn: int | None = None) -> tuple[Arrays, tuple[int, ...]]:
        """Runs the next pass, changed where it is; gives how things stand at its end, and the rows of the
        dataset in its batch.

        Args:
            turn: for a :func:`~nnviz.nn.glimpse` alone.
        """
        if self.passes in self.edits:
            made = self.record_pass()
            return made.trace.at(len(made.trace.operations)), made.rows
        batch, program = self.batches.next(), self.program
        self.rows = batch.rows
        if turn is None:
            arrays = snapshot(program, *batch.arrays)
        else:
            arrays = glimpse(program, *batch.arrays, turn=turn)
        self._account(float(arrays[LOSS]["E"]))
        return arrays, batch.rows

    def _settle(self, changes: Changes) -> None:
        """Puts into force what holds from the next pass on."""
        kinds, rate = _kinds_after(self.kinds, changes), self.coming_rate
        frozen = frozen_after(self.program, changes)
        if kinds != self.kinds:
            state = NetworkState.capture(self.program)
            self._turn_to(kinds)
            state.restore(self.program)
        self.program.optimizer.learning_rate = rate
        self.program.optimizer.freeze(frozen)

    def _turn_to(self, kinds: Kinds) -> None:
        self.kinds, self.program = kinds, self._programs.of(kinds)

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

    def keyframe(self) -> Keyframe:
        """Everything that the next pass starts from."""
        means = Means(self._loss_sum, tuple(self._norm_sums), self.last_loss)
        network = NetworkState.capture(self.program)
        return Keyframe(self.passes, network, self.batches.capture(), means, self.kinds)

    def restore(self, frame: Keyframe) -> None:
        """Goes back, or forward, to where a keyframe was made."""
        self._turn_to(frame.kinds)
        frame.network.restore(self.program)
        self.batches.restore(frame.batches)
        self._loss_sum, self._norm_sums = frame.means.loss, list(frame.means.norms)
        self.last_loss = frame.means.last_epoch
        self.passes = frame.pass_index


def _kinds_after(kinds: Kinds, changes: Changes) -> Kinds:
    """The activations with those among the changes."""
    found = {change.node: change.type for change in changes if isinstance(change, Activation)}
    return frozenset({**dict(kinds), **found}.items())
