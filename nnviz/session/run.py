"""A run: one network in training, with its past and a cursor that can stand anywhere in it.

The newest pass is the head; looking back replays from a keyframe and leaves the head as it is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from nnviz.nn import Arrays, NetworkState, NodeInfo, Optimizer, Program, Trace, record
from nnviz.nn.describe import Array, readonly
from nnviz.nn.program import LOSS
from nnviz.nn.trace import latest
from nnviz.session.batches import Batches
from nnviz.session.cursor import Place, Ruler, Unit
from nnviz.session.faults import find_fault
from nnviz.session.frame import Frame, Stage
from nnviz.session.history import DEFAULT_BYTES, History, Keyframe, Means
from nnviz.session.records import EpochRecord, Record, Rewound
from nnviz.session.setup import Setup
from nnviz.session.status import Fault, Status
from nnviz.session.surface import SurfaceMaker

KEPT_RECORDINGS = 8
"""How many recorded passes are kept at hand for stepping to and fro."""


@dataclass(frozen=True)
class Recording:
    """A recorded pass and the rows of the dataset it learned from."""

    trace: Trace
    rows: tuple[int, ...]


class Run:
    """Trains the network of a setup and shows any moment of it.

    Args:
        setup: what the run is made from.
        history_bytes: how much memory the past may take.

    Raises:
        NnError: the setup names or sets something that is not allowed, its layers do not fit each
            other, or the network's output does not have the shape of the targets.

    Attributes:
        passes: how many passes have been completed.
        cursor: the place that :meth:`frame` shows, as a number of the ruler.
        fault: the first non-finite value met, or None; while there is one nothing is trained.
    """

    def __init__(self, setup: Setup, history_bytes: int = DEFAULT_BYTES) -> None:
        self.setup = setup
        self._history_bytes = history_bytes
        self.data = setup.make_data()
        graph = setup.make_network(self.data)
        self._program = Program(graph, setup.make_loss(), setup.make_optimizer())
        self._program.loss.output_shape(graph.shapes[graph.output], self.data.t.shape[1:])
        self._first = NetworkState.capture(self._program)
        self._surface = SurfaceMaker.suited(graph, self.data)
        self.stage = self._describe()
        self._batches = self._new_batches()
        self.ruler = Ruler(self.stage.operations, self._batches.per_epoch)
        self._begin()

    # -- making and starting over ---------------------------------------------------------------

    def _new_batches(self) -> Batches:
        setup = self.setup
        return Batches(self.data, setup.batch_size, setup.shuffle, setup.batch_seed)

    def _describe(self) -> Stage:
        graph, loss = self._program.graph, self._program.loss
        nodes = graph.describe()
        depth = 1 + max(node.depth for node in nodes)
        title = loss.description.title
        return Stage(
            nodes,
            NodeInfo(LOSS, title, (graph.output,), depth, (), {}, loss.description),
            self._program.optimizer.description,
            next(iter(graph.input_shapes)),
            next(iter(graph.input_shapes.values())),
            self.data.x_names,
            self._program.operations,
        )

    def _begin(self) -> None:
        self.passes = 0
        self.cursor = 0
        self.fault: Fault | None = None
        self._history = History(self._history_bytes)
        self._recordings: dict[int, Recording] = {}
        self._rows: tuple[int, ...] = ()
        self._records: list[Record] = [Rewound(0)]
        self._last_loss: float | None = None
        self._clear_means()

    def _clear_means(self) -> None:
        self._loss_sum = 0.0
        self._norm_sums = [0.0] * len(self.stage.nodes)

    def reset(self) -> None:
        """Starts over from the same first weights, at the learning rate that is set now."""
        rate = self._program.optimizer.learning_rate
        self._first.restore(self._program)
        self._program.optimizer.learning_rate = rate
        self._batches = self._new_batches()
        self._begin()

    def new_weights(self, seed: int, initializer: str | None = None) -> None:
        """Starts over from weights drawn anew.

        Raises:
            SettingError: an unknown initializer, or a seed it cannot take.
        """
        setup = replace(self.setup, seed=seed, initializer=initializer or self.setup.initializer)
        self._program.graph.initialize(setup.initializer, setup.seed)
        self._first = replace(self._first, values=readonly(self._program.graph.values))
        self.setup = setup
        self.reset()

    # -- training -------------------------------------------------------------------------------

    @property
    def epochs(self) -> int:
        """How many epochs have been completed."""
        return self.passes // self._batches.per_epoch

    def train(self, passes: int, deadline: float = math.inf) -> int:
        """Runs passes until that many are done, the deadline of ``perf_counter`` has passed or a
        value is not finite; the cursor goes to the end of the last one. Gives how many were run."""
        started = self.passes
        with np.errstate(all="ignore"):
            while self.passes - started < passes and not self.fault:
                self._keep_past()
                batch = self._batches.next()
                self._rows = batch.rows
                self._account(self._program.run(batch.x, batch.t))
                if perf_counter() >= deadline:
                    break
        self.cursor = self.passes * self.ruler.length
        if self.fault:
            self.cursor = self._fault_number()
        return self.passes - started

    def train_epochs(self, epochs: int) -> None:
        """Runs whole epochs, unless a value stops being finite."""
        self.train(epochs * self._batches.per_epoch)

    def _keep_past(self) -> None:
        if self.passes >= self._history.due:
            self._history.add(self._keyframe())

    def _keyframe(self, pinned: bool = False) -> Keyframe:
        means = Means(self._loss_sum, tuple(self._norm_sums), self._last_loss)
        network = NetworkState.capture(self._program)
        return Keyframe(self.passes, network, self._batches.capture(), means, pinned)

    def _restore(self, frame: Keyframe) -> None:
        frame.network.restore(self._program)
        self._batches.restore(frame.batches)
        self._loss_sum, self._norm_sums = frame.means.loss, list(frame.means.norms)
        self._last_loss = frame.means.last_epoch
        self.passes = frame.pass_index

    def _account(self, loss: float, replaying: bool = False) -> None:
        """Adds the pass that has just run to the means of its epoch, and closes the epoch."""
        self.passes += 1
        self._loss_sum += loss
        for place, norm in enumerate(self._program.norms()):
            self._norm_sums[place] += norm
        closing = self.passes % self._batches.per_epoch == 0
        if not replaying and not (math.isfinite(loss) and (not closing or self._weights_finite())):
            self._meet_fault()
        elif closing:
            self._close_epoch(replaying)

    def _weights_finite(self) -> bool:
        """Asked once an epoch: tanh and sigmoid make a finite E of an infinite weight."""
        return bool(np.isfinite(self._program.graph.values).all())

    def _close_epoch(self, replaying: bool) -> None:
        count = self._batches.per_epoch
        self._last_loss = self._loss_sum / count
        if not replaying:
            norms = tuple(total / count for total in self._norm_sums)
            self._records.append(EpochRecord(self.epochs, self._last_loss, norms))
        self._clear_means()

    # -- looking back ---------------------------------------------------------------------------

    def _replay_to(self, pass_index: int) -> None:
        """Brings the network to the start of a past pass, by keyframe and replay."""
        self._restore(self._history.before(pass_index))
        with np.errstate(all="ignore"):
            while self.passes < pass_index:
                batch = self._batches.next()
                self._account(self._program.run(batch.x, batch.t), replaying=True)

    @contextmanager
    def _looking_back(self) -> Iterator[None]:
        """Puts the head back afterwards, to the bit."""
        head = self._keyframe()
        try:
            yield
        finally:
            self._restore(head)

    def _recording(self, pass_index: int) -> Recording:
        """The recording of a pass that has been run, or of the one that would come next."""
        if pass_index not in self._recordings:
            self._keep_past()
            with self._looking_back():
                self._replay_to(pass_index)
                self._record()
        return self._recordings[pass_index]

    def _record(self) -> float:
        """Runs one pass and keeps its recording; gives its E."""
        batch = self._batches.next()
        with np.errstate(all="ignore"):
            trace = record(self._program, batch.x, batch.t)
        while len(self._recordings) >= KEPT_RECORDINGS:
            self._recordings.pop(next(iter(self._recordings)))
        self._recordings[self.passes] = Recording(trace, batch.rows)
        return float(trace.at(len(trace.operations))[LOSS]["E"])

    # -- the cursor -----------------------------------------------------------------------------

    def step(self, unit: Unit, forward: bool = True) -> None:
        """Moves the cursor to the next or previous stop, training where nothing has been run yet."""
        move = self.ruler.next if forward else self.ruler.previous
        self.go_to(move(self.cursor, unit))

    def go_to(self, number: int) -> None:
        """Moves the cursor to a place, training up to it where nothing has been run yet.

        After a non-finite value the cursor goes no further than the operation that made it.
        """
        pass_index = self.ruler.place(number).pass_index
        if number and pass_index >= self.passes and not self.fault:
            self.train(pass_index - self.passes)
            if not self.fault:
                self._commit_recorded()
        self.cursor = min(number, self._fault_number()) if self.fault else number

    def _commit_recorded(self) -> None:
        """Runs the next pass for good, and records it on the way."""
        self._keep_past()
        with np.errstate(all="ignore"):
            self._account(self._record())

    @property
    def place(self) -> Place:
        """Where the cursor stands."""
        return self.ruler.place(self.cursor)

    def rewind_here(self) -> None:
        """Makes the cursor's place the head: what was trained after it is forgotten.

        Within a pass, before its update, that is the start of the pass.
        """
        place = self.place
        done = place.position == self.ruler.length
        passes = place.pass_index + done
        if passes > self.passes:
            return
        self._keep_past()
        self._replay_to(passes)
        self._history.truncate(passes)
        self._recordings = {k: kept for k, kept in self._recordings.items() if k < passes}
        self._records.append(Rewound(self.epochs))
        self.fault = None
        self.cursor = passes * self.ruler.length

    # -- settings -------------------------------------------------------------------------------

    def set_learning_rate(self, value: float) -> None:
        """Changes the rate from the next update on.

        If the cursor stands before the update of the newest pass, that pass is recorded anew from
        the same state, so that its update uses the new rate.

        Raises:
            SettingError: not a finite number of at least 0.
        """
        place, head = self.place, self.passes
        inside = place.pass_index == head - 1 and place.position < self.ruler.length
        rate = Optimizer.valid_rate(value)
        if inside:
            self._replay_to(place.pass_index)
        self._program.optimizer.learning_rate = rate
        self._recordings.pop(self.passes, None)
        self._history.add(self._keyframe(pinned=True))
        if inside:
            self._redo()

    def _redo(self) -> None:
        """Runs the newest pass again after an edit; its epoch, if complete, keeps its record."""
        with np.errstate(all="ignore"):
            loss = self._record()
            self._account(loss, replaying=math.isfinite(loss))

    # -- faults ---------------------------------------------------------------------------------

    def _meet_fault(self) -> None:
        """Finds out where the first non-finite value came from."""
        # A parameter that is not finite never becomes finite again, so the passes can be bisected.
        index = bisect_left(range(1, self.passes), True, key=lambda p: not self._starts_finite(p))
        self.fault = find_fault(self._recording(index).trace, self.stage, index, self._batches.per_epoch)

    def _starts_finite(self, pass_index: int) -> bool:
        given = self._recording(pass_index).trace.given
        arrays = (array for found in given.values() for array in found.values())
        return all(bool(np.isfinite(array).all()) for array in arrays)

    def _fault_number(self) -> int:
        assert self.fault is not None
        return self.ruler.number(Place(self.fault.pass_index, self.fault.position))

    def rewind_to_finite(self) -> None:
        """Goes back to the start of the pass whose update led to the first non-finite value.

        A lower learning rate can help from there; after that update it no longer could.
        """
        if self.fault:
            in_update = self.fault.position == self.ruler.length
            led = self.fault.pass_index if in_update else max(0, self.fault.pass_index - 1)
            self.cursor = led * self.ruler.length
            self.rewind_here()

    # -- what the screen gets -------------------------------------------------------------------

    def frame(self) -> Frame:
        """What the world looks like under the cursor."""
        place = self.place
        kept = self._recording(place.pass_index)
        arrays, before = kept.trace.at(place.position), kept.trace.before(place.position)
        return self._frame(place, arrays, before, kept.rows, live=False)

    def live_frame(self) -> Frame:
        """The newest pass, whole, without replaying anything; needs one to have just been run."""
        place = Place(self.passes - 1, self.ruler.length)
        return self._frame(place, latest(self._program), {}, self._rows, live=True)

    def _frame(
        self, place: Place, arrays: Arrays, before: Arrays, rows: tuple[int, ...], live: bool
    ) -> Frame:
        per_epoch = self._batches.per_epoch
        epoch, number = divmod(place.pass_index, per_epoch)
        return Frame(
            self.stage,
            place.pass_index,
            place.position,
            epoch + 1,
            number + 1,
            per_epoch,
            rows,
            arrays,
            before,
            live,
            self._surface.surface(arrays) if self._surface else None,
        )

    def status(self, running: bool = False, rate: float = 0.0) -> Status:
        """How the run stands."""
        return Status(
            running,
            self.passes,
            self.epochs,
            self._last_loss,
            self._program.optimizer.learning_rate,
            self.setup.seed,
            self.setup.initializer,
            self.cursor == 0,
            self.fault,
            rate,
        )

    def take_records(self) -> tuple[Record, ...]:
        """The records since the last call, in order."""
        records, self._records = tuple(self._records), []
        return records

    def outputs(self) -> Array:
        """The prediction for every sample of the dataset, by the network at the head."""
        twin = self._program.graph.twin()
        with np.errstate(all="ignore"):
            return readonly(twin.predict(self.data.x))
