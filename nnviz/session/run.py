"""A run: a course of training that can be looked at, asked and changed by hand at the place of its cursor.

What is changed belongs to a pass, which then runs again from the same state.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import cached_property

from nnviz.nn import Arrays, Optimizer, SettingError
from nnviz.nn.derive import Weight
from nnviz.nn.describe import Array, readonly
from nnviz.session.course import Course
from nnviz.session.cursor import Place
from nnviz.session.curves import Curves
from nnviz.session.data import Dataset
from nnviz.session.data.watching import Steps, between, followed
from nnviz.session.draining import drained
from nnviz.session.edits import Change, Rate, check
from nnviz.session.examination import Examination, LayerCheck
from nnviz.session.frame import Frame
from nnviz.session.history import valid_budget
from nnviz.session.keeping import Kept, as_now, kept_setup
from nnviz.session.opening import Opening
from nnviz.session.programs import FIRST
from nnviz.session.quiet import quietly
from nnviz.session.records import EpochRecord, Evaluation, Record, Rewound
from nnviz.session.setup import Setup
from nnviz.session.standing import Standing
from nnviz.session.start import Start
from nnviz.session.status import Status

_DATA, _NETWORK = 0.8, 0.9
"""The shares of making a run that are done once its data are there, and once its network is."""


class Run(Course):
    """Shows any moment of a course, and changes the newest pass."""

    @cached_property
    def curves(self) -> Curves:
        """What it has left behind for the plots."""
        return Curves()

    @classmethod
    def making(cls, setup: Setup, history_bytes: int, data: Dataset | None = None) -> Steps[Run]:
        """A run, made step by step."""
        if data is None:
            data = yield from between(0.0, _DATA, setup.making_data())
        yield _DATA
        graph = setup.make_network(data)
        yield _NETWORK
        return cls(setup, history_bytes, data, graph)

    def another(self, setup: Setup) -> Run:
        """A new run with as much memory for the past, and the data of this one if they are the same."""
        return followed(self.making_another(setup))

    def making_another(self, setup: Setup) -> Steps[Run]:
        """The same, step by step."""
        same = (setup.data, setup.features) == (self.setup.data, self.setup.features)
        return self.making(setup, self._history_bytes, self.data if same else None)

    # -- settings -------------------------------------------------------------------------------

    def set_learning_rate(self, value: float) -> None:
        """Changes the rate from the next update on.

        If the cursor stands before the update of the newest pass, that pass is recorded anew from
        the same state, so that its update uses the new rate.

        Raises:
            SettingError: not a finite number of at least 0.
        """
        rate = Optimizer.valid_rate(value)
        if self.fault:  # nothing is trained until it is rewound, and the rate waits for that
            self._trainer.program.optimizer.learning_rate = rate
            return
        inside = self.at_newest and self.cursor < self.passes * self.ruler.length
        self._change(lambda: self._editor.make(self.place.pass_index if inside else self.passes, Rate(rate)))

    def set_history_bytes(self, value: int) -> None:
        """Changes how much memory the past may take; every pass stays within reach, by a longer replay.

        Raises:
            SettingError: not a whole number of bytes of at least a megabyte.
        """
        self._history_bytes = valid_budget(value)
        self._past.set_budget(value)

    # -- changes --------------------------------------------------------------------------------

    def edit(self, wanted: Change, goes_on: bool = False) -> None:
        """Changes something in the newest pass, which runs again from the same state; what goes on with
        the change before of the same is taken back together with that.

        Raises:
            SettingError: it cannot be changed, the pass is an older one, or a value is not finite.
        """
        self._require_newest()
        self._change(lambda: self._editor.make(self.place.pass_index, wanted, goes_on))

    @quietly
    def rewind_and_edit(self, wanted: Change) -> None:
        """Changes something in the pass under the cursor; the passes after it are forgotten.

        Raises:
            SettingError: a value has stopped being finite, or it cannot be changed; nothing has, then.
        """
        self._require_finite()
        here, newest = self.cursor, (self.place.pass_index + 1) * self.ruler.length
        if newest < self.passes * self.ruler.length:
            self._editor.allow(self.place.pass_index, wanted)
            self.cursor = newest
            self.rewind_here()
            self.cursor = here
        self.edit(wanted)

    def take_back(self, unwanted: Change | None = None) -> None:
        """Takes one change of the newest pass back, whenever it was made, or all of them."""
        self._require_newest()
        self._change(lambda: self._editor.take_back(self.place.pass_index, unwanted))

    def undo_edit(self) -> None:
        """Takes the latest change of the newest pass, or of the one to come, back, if there is one; also
        where it has led to a value that is not finite."""
        if self._led_to_fault():
            self.fault, self.cursor = None, max(self.cursor, (self.passes - 1) * self.ruler.length + 1)
        self._require_newest()
        self._change(lambda: self._editor.undo(self.place.pass_index))

    def redo_edit(self) -> None:
        """Makes the change that was taken back last again, if there is one."""
        self._require_newest()
        self._change(lambda: self._editor.redo(self.place.pass_index))

    def _led_to_fault(self) -> bool:
        newest, fault = self.passes - 1, self.fault
        return fault is not None and fault.pass_index == newest and self._editor.can_undo(newest)

    def _require_finite(self) -> None:
        if self.fault:
            raise SettingError("after a value that is not finite, rewind before anything is set")

    def _require_newest(self) -> None:
        self._require_finite()
        if not self.at_newest:
            raise SettingError("only the newest pass can be changed; rewind the network to here first")

    @quietly
    def _change(self, how: Callable[[], None]) -> None:
        """Changes the newest pass and runs it again, or changes the one to come."""
        passes = self.passes
        how()
        if self.passes == passes:
            return
        self._watcher.forget_after(self.epochs)
        recording = self._past.add(self._trainer.record_pass())
        if not math.isfinite(recording.trace.loss):
            self._meet_fault()
        elif closed := self._trainer.closed:
            if closed != self._closed:
                self._records += [Rewound(closed.epoch - 1), closed]
                self._closed = closed
            self._records += self._watcher.look_at(closed.epoch)

    def rewind_to_finite(self) -> None:
        """Goes back to the start of the pass whose update led to the first non-finite value.

        A lower learning rate can help from there; after that update it no longer could.
        """
        if not self.fault:
            return
        in_update = self._fault_number() % self.ruler.length == 0
        led = self.fault.pass_index if in_update else max(self._past.first, self.fault.pass_index - 1)
        chosen = self._trainer.program.optimizer.learning_rate
        self.cursor = led * self.ruler.length
        self.rewind_here()
        if chosen != self._rate_of_fault:  # somebody has already chosen another rate for what comes now
            self.set_learning_rate(chosen)

    @quietly
    def kept(self) -> Kept:
        """What is under the cursor, with all that comes of it from there, so that it can be opened again."""
        place, changes = self.place, self._trainer.edits
        made = changes.get(place.pass_index, ())
        ended = self.cursor == self._head() and not self.at_start
        rate = self._trainer.coming_rate if ended and self.passes in changes else None
        with self._past.at_start_of(place.pass_index):
            setup = kept_setup(self.setup, self._trainer)
        operations = self.stage.operations
        formula = operations[place.position - 1].stops - place.remaining if place.remaining else 0
        return Kept(setup, Opening(operation=place.position, formula=formula, edits=made, rate=rate))

    @quietly
    def standing(self) -> tuple[Setup, Standing]:
        """Where the run stands, with the setup of one that can be put there; nothing of it is changed.

        Raises:
            SettingError: a value that is not finite was there before anything was run.
        """
        first = self.fault.pass_index if self.fault else max(self._past.first, self.passes - 1)
        with self._past.at_start_of(first):
            setup, start = as_now(self.setup, self._trainer), Start.of(self._trainer)
        start.check_finite()
        made = {index: edits for index, edits in self._trainer.edits.items() if index >= first and edits}
        self.curves.add(self._records)
        records, steps = self.curves.until(first // self.passes_per_epoch), self._editor.steps(first)
        return setup, Standing(start, self.passes - first, made, *self._shown_in(first), records, steps)

    def _shown_in(self, pass_index: int) -> tuple[int, int]:
        """The operation and formula under the cursor; the end of the pass if it is not in that one."""
        place, operations = self.place, self.stage.operations
        if self.at_start or place.pass_index != pass_index:
            return (0 if self.passes == self._past.first else len(operations)), 0
        left = place.remaining
        return place.position, operations[place.position - 1].stops - left if left else 0

    def resume(self, standing: Standing) -> None:
        """Goes on from where a run of the same setup stood; starting over brings the first weights back.

        Raises:
            SettingError: it does not fit this run, which may be left anywhere then.
        """
        drained(self.resuming(standing))

    def resuming(self, standing: Standing) -> Generator[float, None, None]:
        """The same, pass by pass; gives the share that is done."""
        self._resume_from(standing)
        for done in range(standing.ahead):
            if not self.fault:
                self._change_coming(standing)
                self.train_recorded()
            yield (done + 1) / standing.ahead
        self._resume_at(standing)

    @quietly
    def _resume_from(self, standing: Standing) -> None:
        self._begin(FIRST, standing.start)
        first, per_epoch = self.passes, self.passes_per_epoch
        if not 0 <= standing.ahead <= per_epoch or not all(
            first <= index <= first + standing.ahead for index in standing.concerned
        ):
            raise SettingError("the saved state is at pass {0}, which cannot be", first)
        self._take_back_records(standing.records)

    @quietly
    def _resume_at(self, standing: Standing) -> None:
        first = self._past.first
        self._change_coming(standing)
        if max(standing.concerned, default=0) <= self.passes:  # or else some have not been checked
            self._editor.go_on_with(standing.steps)
        if standing.operation and self.passes > first:
            self._show_in(first, standing.operation, standing.formula)

    def _take_back_records(self, records: Sequence[EpochRecord | Evaluation]) -> None:
        layers = len(self.stage.nodes)
        for record in records:
            layered = not isinstance(record, EpochRecord) or len(record.norms) == layers
            if not layered or not 1 <= record.epoch <= self.epochs:
                raise SettingError("the saved curves are not those of this network")
        self._records += records

    @quietly
    def _change_coming(self, standing: Standing) -> None:
        for change in standing.changes(self.passes):
            check(self._trainer.program, self._trainer.batches.peek(), change)
        if self.passes in standing.edits:
            self._trainer.edits[self.passes] = standing.edits[self.passes]

    def _show_in(self, pass_index: int, operation: int, formula: int) -> None:
        operations = self.stage.operations
        if not 1 <= operation <= len(operations) or not 0 <= formula <= operations[operation - 1].stops:
            raise SettingError("the saved state is at operation {0}, which there is not", operation)
        place = Place(pass_index, operation)
        if formula:
            place = self.ruler.formula(pass_index, operation, formula)
        self.go_to(self.ruler.number(place))

    # -- what the screen gets -------------------------------------------------------------------

    @quietly
    def frame(self) -> Frame:
        """What the world looks like under the cursor."""
        changes = self._trainer.edits.get(self.place.pass_index, ())
        frame = self._camera.paused(self._past, self.place, changes)
        return replace(frame, changeable=not self.fault, newest=self.at_newest)

    @property
    def at_newest(self) -> bool:
        """Whether the cursor stands in the newest pass, or before the first, and all is finite."""
        return not self.fault and self.place.pass_index >= self.passes - 1

    @quietly
    def live_frame(self) -> Frame:
        """The newest pass, whole; where it is yet to be run, :meth:`train_shown` is faster."""
        return self._camera.live(self._past, self.passes - 1)

    @quietly
    def examine(self, weight: Weight, delta: float = 0.0) -> Examination:
        """Where the gradient of one weight came from in the pass under the cursor, and what moving it by
        ``delta`` does to E; nothing of the run is changed. It raises what an :class:`Examiner` does."""
        return self._examiner.examine(self.place.pass_index, weight, delta)

    @quietly
    def check_layer(self, node: str, seconds: float) -> LayerCheck:
        """The gradients of a layer checked numerically in the pass under the cursor, likewise."""
        return self._examiner.check_layer(self.place.pass_index, node, seconds)

    def checking_layer(self, node: str, seconds: float) -> Generator[float, None, LayerCheck]:
        """The same, weight by weight; gives the share that is done."""
        return self._examiner.checking_layer(self.place.pass_index, node, seconds)

    @property
    def keyframes(self) -> list[int]:
        """The passes that can be brought back without running others before them."""
        return self._past.keyframe_passes

    @quietly
    def end_of_pass(self, pass_index: int) -> Arrays:
        """How things stood at the end of a pass; soon there where a keyframe is near."""
        trace = self._past.replayed(pass_index).trace
        return trace.at(len(trace.operations))

    def status(self, running: bool = False, rate: float = 0.0) -> Status:
        """How the run stands."""
        index = self.place.pass_index
        newest = self.at_newest
        return Status(
            running,
            self.passes,
            self.epochs,
            self._trainer.last_loss,
            self._trainer.coming_rate,
            self.setup.seed,
            self.setup.initializer,
            self.at_start,
            self.fault,
            rate,
            (newest and self._editor.can_undo(index)) or self._led_to_fault(),
            newest and self._editor.can_redo(index),
            self._past.nbytes,
            self._history_bytes,
        )

    def take_records(self) -> tuple[Record, ...]:
        """The records since the last call, in order."""
        records, self._records = tuple(self._records), []
        self.curves.add(records)
        return records

    def outline(self, most: int) -> tuple[EpochRecord | Evaluation, ...]:
        """What the plots show of all epochs, without norms; of more than ``most`` about as many."""
        self.curves.add(self._records)
        return self.curves.outline(self.epochs, most)

    @quietly
    def outputs(self) -> Array:
        """The prediction for every sample of the dataset, by the network at the head."""
        return readonly(self._programs.graph(self._trainer.kinds).twin().predict(*self.data.inputs.values()))
