"""A run: one network in training, with its past and a cursor that can stand anywhere in it.

The newest pass is the head; looking back replays from a keyframe and leaves the head as it is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from time import perf_counter
from typing import ParamSpec, TypeVar

import numpy as np

from nnviz.nn import NetworkState, Optimizer, Program, SettingError
from nnviz.nn.batches import Batches
from nnviz.nn.derive import Weight
from nnviz.nn.describe import Array, readonly
from nnviz.session.camera import Camera
from nnviz.session.cursor import Place, Ruler, Unit
from nnviz.session.editor import Editor
from nnviz.session.edits import Edit
from nnviz.session.examination import Examination, Examiner
from nnviz.session.faults import find_fault
from nnviz.session.frame import Frame, Stage
from nnviz.session.history import DEFAULT_BYTES, LEAST_BYTES
from nnviz.session.past import Past
from nnviz.session.records import Record, Rewound
from nnviz.session.setup import Setup
from nnviz.session.status import Fault, Status
from nnviz.session.surface import SurfaceMaker
from nnviz.session.trainer import Trainer

P = ParamSpec("P")
R = TypeVar("R")


def quietly(method: Callable[P, R]) -> Callable[P, R]:
    """Lets a number overflow without a warning: a run notices, and says where, by itself."""

    @wraps(method)
    def quiet(*args: P.args, **kwargs: P.kwargs) -> R:
        with np.errstate(all="ignore"):
            return method(*args, **kwargs)

    return quiet


class Run:
    """Trains the network of a setup and shows any moment of it.

    Args:
        setup: what the run is made from.
        history_bytes: how much memory the past may take.

    Raises:
        NnError: the setup names or sets something that is not allowed, its layers do not fit each
            other, or the network's output does not have the shape of the targets.

    Attributes:
        cursor: the place that :meth:`frame` shows, as a number of the ruler.
        fault: the first non-finite value met, or None; while there is one nothing is trained.
    """

    def __init__(self, setup: Setup, history_bytes: int = DEFAULT_BYTES) -> None:
        self.setup = setup
        self._history_bytes = history_bytes
        self.data = setup.make_data()
        graph = self._network = setup.make_network(self.data)
        self._program = Program(graph, setup.make_loss(), setup.make_optimizer())
        shape = graph.shapes[graph.output]
        self._targets = self._program.loss.targets(self.data.t, shape, graph.dtype)
        self._first = NetworkState.capture(self._program)
        self._examiner = Examiner(graph, self._program.loss)
        self.stage = Stage.of(self._program, self.data.labels)
        per_epoch = self._new_batches().per_epoch
        self.ruler = Ruler(self.stage.operations, per_epoch)
        self._camera = Camera(self.stage, per_epoch, SurfaceMaker.suited(graph, self.data))
        self._begin()

    # -- making and starting over ---------------------------------------------------------------

    def _new_batches(self) -> Batches:
        setup = self.setup
        data = (*self.data.inputs.values(), self._targets)
        return Batches(data, setup.batch_size, setup.shuffle, setup.batch_seed)

    def _begin(self) -> None:
        self.cursor = 0
        self.fault: Fault | None = None
        self._rate_of_fault = 0.0
        self._trainer = Trainer(self._program, self._new_batches())
        self._past = Past(self._trainer, self._history_bytes)
        self._records: list[Record] = [Rewound(0)]
        self._editor = Editor(self._trainer, self._past)

    def reset(self) -> None:
        """Starts over from the same first weights, at the learning rate that is set now."""
        rate = self._program.optimizer.learning_rate
        self._first.restore(self._program)
        self._program.optimizer.learning_rate = rate
        self._begin()

    def new_weights(self, seed: int, initializer: str | None = None) -> None:
        """Starts over from weights drawn anew.

        Raises:
            SettingError: an unknown initializer, or a seed it cannot take.
        """
        setup = replace(self.setup, seed=seed, initializer=initializer or self.setup.initializer)
        setup.initialize(self._network)
        self._first = replace(self._first, values=readonly(self._program.graph.values))
        self.setup = setup
        self.reset()

    # -- training -------------------------------------------------------------------------------

    @property
    def passes(self) -> int:
        """How many passes have been completed."""
        return self._trainer.passes

    @property
    def epochs(self) -> int:
        """How many epochs have been completed."""
        return self._trainer.epochs

    @property
    def passes_per_epoch(self) -> int:
        """How many passes an epoch has."""
        return self._trainer.batches.per_epoch

    @quietly
    def train(self, passes: int, deadline: float = math.inf) -> int:
        """Runs passes until that many are done, the deadline of ``perf_counter`` has passed or a
        value is not finite; the cursor goes to the end of the last one. Gives how many were run."""
        trainer, started = self._trainer, self.passes
        while trainer.passes - started < passes and not self.fault:
            self._past.keep()
            self._note(trainer.run_pass())
            if perf_counter() >= deadline:
                break
        self.cursor = self._head()
        return self.passes - started

    @quietly
    def train_recorded(self) -> None:
        """Runs the next pass and records it on the way, so that it can be shown without a replay; the
        cursor goes to its end."""
        self._past.keep()
        self._note(self._past.add(self._trainer.record_pass()).trace.loss)
        self.cursor = self._head()

    def _head(self) -> int:
        """The newest place: the end of the newest pass, or where the fault is."""
        return self._fault_number() if self.fault else self.passes * self.ruler.length

    def train_epochs(self, epochs: int) -> None:
        """Runs whole epochs, unless a value stops being finite."""
        self.train(epochs * self._trainer.batches.per_epoch)

    def _note(self, loss: float) -> None:
        """Keeps the record of an epoch that has just closed, or the fault of a pass that has one."""
        closed = self._trainer.closed
        # Once an epoch the weights are looked at too: tanh makes a finite E of an infinite weight.
        if not math.isfinite(loss) or (closed and not self._trainer.weights_finite()):
            self._meet_fault()
        elif closed:
            self._records.append(closed)

    # -- the cursor -----------------------------------------------------------------------------

    def step(self, unit: Unit, forward: bool = True) -> None:
        """Moves the cursor to the next or previous stop, training where nothing has been run yet."""
        move = self.ruler.next if forward else self.ruler.previous
        self.go_to(move(self.cursor, unit))

    @quietly
    def go_to(self, number: int) -> None:
        """Moves the cursor to a place, training up to it where nothing has been run yet.

        After a non-finite value the cursor goes no further than the operation that made it.
        """
        pass_index = self.ruler.place(number).pass_index
        if number and pass_index >= self.passes and not self.fault:
            self.train(pass_index - self.passes)
            if not self.fault:
                self.train_recorded()
        self.cursor = min(number, self._fault_number()) if self.fault else number

    def go_to_epoch(self, epoch: int) -> None:
        """Moves the cursor to the end of the last pass of an epoch, counted from 1; of the newest
        epoch where that one has not been trained yet."""
        known = min(max(epoch, 1), self.epochs)
        if known:
            self.go_to(known * self._trainer.batches.per_epoch * self.ruler.length)

    @property
    def place(self) -> Place:
        """Where the cursor stands."""
        return self.ruler.place(self.cursor)

    @quietly
    def rewind_here(self) -> None:
        """Makes the cursor's place the head: what was trained after it is forgotten.

        Within a pass, before its update, that is the start of the pass.
        """
        passes = self.cursor // self.ruler.length
        if passes > self.passes:
            return
        self._past.replay_to(passes)
        self._past.forget_from(passes)
        self._editor.forget_from(passes)
        self._records.append(Rewound(self.epochs))
        self.fault = None
        self.cursor = passes * self.ruler.length

    # -- settings -------------------------------------------------------------------------------

    @quietly
    def set_learning_rate(self, value: float) -> None:
        """Changes the rate from the next update on.

        If the cursor stands before the update of the newest pass, that pass is recorded anew from
        the same state, so that its update uses the new rate.

        Raises:
            SettingError: not a finite number of at least 0.
        """
        place, rate = self.place, Optimizer.valid_rate(value)
        if self.fault:  # nothing is trained until it is rewound, and the rate waits for that
            self._program.optimizer.learning_rate = rate
            return
        inside = place.pass_index == self.passes - 1 and self.cursor < self.passes * self.ruler.length
        if inside:
            self._past.replay_to(place.pass_index)
        self._program.optimizer.learning_rate = rate
        self._past.pin()
        if inside:
            self._redo()

    def _redo(self) -> None:
        """Runs the newest pass again; its epoch, if complete, keeps its record."""
        recording = self._past.add(self._trainer.record_pass())
        if not math.isfinite(recording.trace.loss):
            self._meet_fault()

    def set_history_bytes(self, value: int) -> None:
        """Changes how much memory the past may take; every pass stays within reach, farther ones with
        more to replay.

        Raises:
            SettingError: not a whole number of bytes of at least a megabyte.
        """
        if isinstance(value, bool) or not isinstance(value, int) or value < LEAST_BYTES:
            raise SettingError(f"memory for the past must be at least {LEAST_BYTES} bytes, given {value!r}")
        self._history_bytes = value
        self._past.set_budget(value)

    # -- edits ----------------------------------------------------------------------------------

    def edit(self, wanted: Edit) -> None:
        """Sets one number of the newest pass, which runs again from the same state.

        Raises:
            SettingError: the cursor stands in an older pass, a value has stopped being finite, or the
                number cannot be set.
        """
        self._change(lambda index: self._editor.make(index, wanted))

    def undo_edit(self) -> None:
        """Takes the latest edit of the newest pass back, if there is one."""
        self._change(self._editor.undo)

    def redo_edit(self) -> None:
        """Makes the edit that was taken back last again, if there is one."""
        self._change(self._editor.redo)

    @quietly
    def _change(self, how: Callable[[int], bool]) -> None:
        if self.fault:
            raise SettingError("after a value that is not finite, rewind before anything is set")
        index = self.place.pass_index
        if index < self.passes - 1:
            raise SettingError("only the newest pass can be changed; rewind the network to here first")
        again, chosen = index < self.passes, self._program.optimizer.learning_rate
        if how(index) and again:
            self._redo()
            if closed := self._trainer.closed:
                self._records += [Rewound(closed.epoch - 1), closed]
        if self._program.optimizer.learning_rate != chosen:  # it was meant for what comes after the pass
            self._program.optimizer.learning_rate = chosen
            self._past.pin()

    # -- faults ---------------------------------------------------------------------------------

    def _meet_fault(self) -> None:
        """Finds out where the first non-finite value came from."""
        # A parameter that is not finite never becomes finite again, so the passes can be bisected.
        index = bisect_left(range(1, self.passes), True, key=lambda p: not self._starts_finite(p))
        self._rate_of_fault = self._program.optimizer.learning_rate
        trace, per_epoch = self._past.recording(index).trace, self._trainer.batches.per_epoch
        self.fault = find_fault(trace, self.stage, index, per_epoch)

    def _starts_finite(self, pass_index: int) -> bool:
        given = self._past.recording(pass_index).trace.given
        arrays = (array for found in given.values() for array in found.values())
        return all(bool(np.isfinite(array).all()) for array in arrays)

    def _fault_number(self) -> int:
        assert self.fault is not None
        return self.ruler.number(Place(self.fault.pass_index, self.fault.position))

    def rewind_to_finite(self) -> None:
        """Goes back to the start of the pass whose update led to the first non-finite value.

        A lower learning rate can help from there; after that update it no longer could.
        """
        if not self.fault:
            return
        in_update = self._fault_number() % self.ruler.length == 0
        led = self.fault.pass_index if in_update else max(0, self.fault.pass_index - 1)
        chosen = self._program.optimizer.learning_rate
        changed = chosen != self._rate_of_fault
        self.cursor = led * self.ruler.length
        self.rewind_here()
        if changed:  # somebody has already chosen another rate for what comes now
            self.set_learning_rate(chosen)

    # -- what the screen gets -------------------------------------------------------------------

    @quietly
    def frame(self) -> Frame:
        """What the world looks like under the cursor."""
        return self._camera.paused(self._past, self.place, self._at_newest())

    def _at_newest(self) -> bool:
        """Whether the cursor stands in a pass whose numbers can be set."""
        return not self.fault and self.place.pass_index >= self.passes - 1

    @quietly
    def live_frame(self) -> Frame:
        """The newest pass, whole; the one to be looked at is best run by :meth:`train_recorded`."""
        return self._camera.live(self._past, self.passes - 1)

    @quietly
    def examine(self, weight: Weight, delta: float = 0.0) -> Examination:
        """Where the gradient of one weight came from in the pass under the cursor, and what moving the
        weight by ``delta`` does to E; nothing of the run is changed.

        Raises:
            ParameterError: there is no such weight; the message says what is allowed.
        """
        kept = self._past.recording(self.place.pass_index)
        made, inputs = self._trainer.edits.get(kept.pass_index, ()), self._network.input_shapes
        if any(edit.key == "Y" and edit.node not in inputs for edit in made):
            raise SettingError("E no longer follows from the weights alone; undo what was set in a Y first")
        return self._examiner.examine(kept.trace, kept.pass_index, weight, delta)

    def status(self, running: bool = False, rate: float = 0.0) -> Status:
        """How the run stands."""
        index = self.place.pass_index
        newest = self._at_newest()
        return Status(
            running,
            self.passes,
            self.epochs,
            self._trainer.last_loss,
            self._program.optimizer.learning_rate,
            self.setup.seed,
            self.setup.initializer,
            self.cursor == 0,
            self.fault,
            rate,
            newest and self._editor.can_undo(index),
            newest and self._editor.can_redo(index),
            self._past.nbytes,
            self._history_bytes,
        )

    def take_records(self) -> tuple[Record, ...]:
        """The records since the last call, in order."""
        records, self._records = tuple(self._records), []
        return records

    @quietly
    def outputs(self) -> Array:
        """The prediction for every sample of the dataset, by the network at the head."""
        return readonly(self._network.twin().predict(*self.data.inputs.values()))
