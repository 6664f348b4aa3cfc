"""A course of training: passes run one after another, with their past and a cursor that can stand anywhere.

The newest pass is the head; looking back replays from a keyframe and leaves the head as it is.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from dataclasses import replace
from time import perf_counter

from nnviz.nn import Graph, NetworkState, Program
from nnviz.nn.batches import Batches
from nnviz.nn.describe import readonly
from nnviz.nn.freezing import Frozen, mask_of, named
from nnviz.nn.program import LOSS
from nnviz.nn.state import memories
from nnviz.session.asking import Moment
from nnviz.session.camera import Camera
from nnviz.session.cursor import Place, Ruler, Unit
from nnviz.session.data import Dataset
from nnviz.session.editor import Editor
from nnviz.session.examination import Examiner
from nnviz.session.faults import faulty_pass, find_fault
from nnviz.session.frame import Frame, Stage
from nnviz.session.history import DEFAULT_BYTES, Keyframe
from nnviz.session.past import Past
from nnviz.session.programs import FIRST, Kinds, Programs
from nnviz.session.quiet import quietly
from nnviz.session.records import EpochRecord, Record, Rewound
from nnviz.session.setup import Setup
from nnviz.session.start import Start
from nnviz.session.status import Fault
from nnviz.session.trainer import Trainer
from nnviz.session.watcher import Watcher

_HEAVY = 1 << 19
"""Bytes of a recorded pass from which on it is heavy."""


class Course:
    """Trains the network of a setup, and goes to any moment of it.

    Args:
        setup: what the run is made from.
        history_bytes: how much memory the past may take.
        data, graph: the dataset of the setup and its network, where they have been made already.

    Raises:
        NnError: the setup names or sets something that is not allowed, its layers do not fit each
            other, the network's output does not have the shape of the targets, or where it is to start
            does not fit.

    Attributes:
        cursor: the place that :meth:`frame` shows, as a number of the ruler.
        fault: the first non-finite value met, or None; while there is one nothing is trained.
    """

    def __init__(
        self,
        setup: Setup,
        history_bytes: int = DEFAULT_BYTES,
        data: Dataset | None = None,
        graph: Graph | None = None,
    ) -> None:
        self.setup = setup
        self._history_bytes = history_bytes
        self.data = data or setup.make_data()
        graph = graph or setup.make_network(self.data)
        self._programs = Programs(graph, setup.make_loss(), setup.make_optimizer())
        program = self._programs.of(FIRST)
        program.optimizer.freeze(mask_of(graph, setup.frozen))
        self._targets = program.loss.targets(self.data.t, graph.shapes[graph.output], graph.dtype)
        self._first = NetworkState.capture(program)
        per_epoch = self._new_batches().per_epoch
        self.ruler = Ruler(program.operations, per_epoch)
        self._camera = Camera(self._programs, setup, self.data, per_epoch)
        self._begin(FIRST)

    # -- making and starting over ---------------------------------------------------------------

    def _new_batches(self) -> Batches:
        data, setup = (*self.data.inputs.values(), self._targets), self.setup
        return Batches(data, setup.batch_size, setup.shuffle, setup.batch_seed)

    def _begin(self, kinds: Kinds, start: Start | None = None) -> None:
        self._rate_of_fault = 0.0
        self.fault: Fault | None = None
        self._trainer = Trainer(self._programs, self._new_batches(), kinds)
        if (begun := start or self.setup.start) is not None:
            begun.put(self._trainer)
        self.cursor = self._floor = self.passes * self.ruler.length
        self._past = Past(self._trainer, self._history_bytes)
        self._records: list[Record] = [Rewound(0)]
        self._closed: EpochRecord | None = None
        self._editor = Editor(self._trainer, self._past)
        self._examiner = Examiner(self._programs, self._trainer, self._past)
        self._watcher = Watcher(self._programs, self.data, self._trainer, self._past)

    def reset(self) -> None:
        """Starts over from the same first weights, with the learning rate, the activations and the frozen
        parameters that are set now."""
        rate, kinds = self._trainer.coming_rate, self._trainer.coming_kinds
        frozen = self._trainer.coming_frozen
        program = self._programs.of(kinds)
        self._first.restore(program)
        self._begin(kinds)
        self._trainer.program.optimizer.learning_rate = rate
        self._trainer.program.optimizer.freeze(frozen)

    def begin_from(self, state: NetworkState, kinds: Kinds, rate: float) -> None:
        """Starts over from a state that fits the network, instead of its first weights, which
        :meth:`reset` brings back.

        Args:
            state: what the first pass starts from.
            kinds: the activations to begin with.
            rate: the learning rate to begin with.
        """
        program = self._programs.of(kinds)
        state.restore(program)
        program.optimizer.learning_rate = rate
        self._begin(kinds)

    def new_weights(self, seed: int, initializer: str | None = None) -> None:
        """Starts over from weights drawn anew.

        Raises:
            SettingError: an unknown initializer, or a seed it cannot take.
        """
        chosen = initializer or self.setup.initializer
        setup = replace(self.setup, seed=seed, initializer=chosen, start=None)
        graph = self._programs.graph(self._trainer.kinds)
        setup.initialize(graph)
        self._first = replace(self._first, values=readonly(graph.values))
        self.setup = setup
        self.reset()

    # -- training -------------------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        """What never changes while the newest network is trained."""
        frozen = self._trainer.program.optimizer.frozen is not None
        return self._camera.stage(self._trainer.kinds, frozen)

    @property
    def program(self) -> Program:
        """The program that is run, as the newest pass has left it."""
        return self._trainer.program

    @property
    def coming_kinds(self) -> Kinds:
        """The activations that the next pass will have."""
        return self._trainer.coming_kinds

    def keyframe(self) -> Keyframe:
        """Everything that the next pass starts from."""
        return self._trainer.keyframe()

    @property
    def coming_frozen(self) -> tuple[Frozen, ...]:
        """What the next pass will not move."""
        return named(self._trainer.program.graph, self._trainer.coming_frozen)

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
        """Runs the next pass and records it, to be shown without a replay; the cursor goes to its end."""
        self._past.keep()
        self._note(self._past.add(self._trainer.record_pass()).trace.loss)
        self.cursor = self._head()

    @property
    def is_heavy(self) -> bool:
        """Whether a whole frame takes so long to copy that sixty a second would hold up the training."""
        return self.program.recording_size > _HEAVY

    @quietly
    def train_shown(self, turn: int | None = None) -> Frame | None:
        """Runs the next pass and gives it whole, as :meth:`live_frame` would; None if it met a fault.

        Args:
            turn: for a glimpse of it alone; every large array is in one of those that follow each other.
        """
        self._past.keep()
        remembered = memories(self._trainer.program.graph)
        arrays, rows = self._trainer.snapshot_pass(turn)
        self._note(float(arrays[LOSS]["E"]))
        self.cursor = self._head()
        if self.fault:
            return None
        if turn is not None:
            frozen = bool(self.program.optimizer.masks())
            return self._camera.glimpse(self._trainer.kinds, frozen, self.passes - 1, arrays, rows)
        now = Moment(arrays, remembered)
        return self._camera.whole(self._trainer.kinds, self.passes - 1, now, rows)

    def _head(self) -> int:
        """The newest place: the end of the newest pass, or where the fault is."""
        return self._fault_number() if self.fault else self.passes * self.ruler.length

    def train_epochs(self, epochs: int) -> None:
        """Runs whole epochs, unless a value stops being finite."""
        self.train(epochs * self.passes_per_epoch)

    def _note(self, loss: float) -> None:
        """Keeps the record of an epoch that has just closed, or the fault of a pass that has one."""
        closed = self._trainer.closed
        # Once an epoch the weights are looked at too: tanh makes a finite E of an infinite weight.
        if not math.isfinite(loss) or (closed and not self._trainer.weights_finite()):
            self._meet_fault()
        elif closed:
            self._closed = closed
            self._records += [closed, *self._watcher.follow(closed.epoch)]

    @quietly
    def evaluate(self) -> None:
        """Evaluates the newest epoch that has been completed and the last one before the cursor, unless
        that has been done; to be called where a run stops."""
        complete = self.fault.pass_index // self.passes_per_epoch if self.fault else self.epochs
        passed = self.cursor // (self.ruler.length * self.passes_per_epoch)
        for epoch in (complete, min(passed, complete)):
            self._records += self._watcher.look_at(epoch)

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
        number = max(number, self._floor)
        pass_index = self.ruler.place(number).pass_index
        if number and pass_index >= self.passes and not self.fault:
            self.train(pass_index - self.passes)
            if not self.fault:
                self.train_recorded()
        self.cursor = min(number, self._fault_number()) if self.fault else number

    def go_to_epoch(self, epoch: int) -> None:
        """Moves the cursor to the end of the last pass of an epoch from 1, or of the newest before it."""
        if number := self.end_of_epoch(epoch):
            self.go_to(number)

    def end_of_epoch(self, epoch: int) -> int:
        """The number of the place after the last pass of an epoch from 1, or of the newest before it; 0 where
        none has been completed."""
        known = min(max(epoch, 1), self.epochs)
        return known * self.passes_per_epoch * self.ruler.length

    def approaching(self, pass_index: int) -> Generator[float, None, None]:
        """Brings a pass that has been run within easy reach, step by step; until the last the run must not be
        touched."""
        yield from self._past.approaching(min(pass_index, self.passes - 1))

    @property
    def place(self) -> Place:
        """Where the cursor stands."""
        if self.at_start:
            return Place(self._past.first, 0)
        return self.ruler.place(self.cursor)

    @property
    def at_start(self) -> bool:
        """Whether the cursor stands before everything."""
        return self.cursor == self._floor

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
        self._watcher.forget_after(self.epochs)
        self._records.append(Rewound(self.epochs))
        self.fault = None
        self.cursor = passes * self.ruler.length

    # -- faults ---------------------------------------------------------------------------------

    def _meet_fault(self) -> None:
        """Finds out where the first non-finite value came from."""
        self._rate_of_fault = self._trainer.program.optimizer.learning_rate
        kept = faulty_pass(self._past, self.passes)
        stage = self._camera.stage(kept.kinds)
        self.fault = find_fault(kept.trace, stage, kept.pass_index, self.passes_per_epoch)

    def _fault_number(self) -> int:
        assert self.fault is not None
        return self.ruler.number(Place(self.fault.pass_index, self.fault.position))
