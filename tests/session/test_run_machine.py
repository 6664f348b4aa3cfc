"""A run under any mixture of stepping, jumping, rewinding, training and changing what can be changed.

What it shows is compared, bit for bit, with a new run that has been told the changes of every pass.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nnviz.nn import SettingError
from nnviz.nn.freezing import Frozen
from nnviz.session.cursor import Unit
from nnviz.session.edits import Activation, Change, Edit, Fill, Freeze, Numbers, Rate
from nnviz.session.frame import Frame
from nnviz.session.records import Record, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

LENGTH = 9
"""How many stops a pass has: one for each formula."""
RATES = (0.05, 0.3, 1.0)
CELLS = (("dense_1", "W", (1, 0)), ("dense_1", "B", (0,)), ("input", "Y", (0, 1)), ("loss", "T", (0, 0)))
CELLS += (("dense_1", "Y", (0, 0)), ("tanh_2", "Y", (0, 0)))
VALUES = (-1.5, 0.0, 0.25)
KINDS = ("ReLU", "Sigmoid", "Tanh")
FILLED = (
    ("dense_1", "W", ((0, 0), (1, 0))),
    ("dense_1", "Y", ((0, 0),)),
    ("input", "Y", ((0, 1), (0, 0))),
)
FROZEN = (Frozen("dense_1"), Frozen("dense_1", "B"), Frozen("dense_1", "W", ((1, 0),)))
CHANGES = st.one_of(
    st.builds(lambda cell, value: Edit(*cell, value), st.sampled_from(CELLS), st.sampled_from(VALUES)),
    st.builds(lambda cells, value: Fill.of(*cells, value), st.sampled_from(FILLED), st.sampled_from(VALUES)),
    st.builds(Freeze, st.sampled_from(FROZEN), st.booleans()),
    st.builds(Rate, st.sampled_from(RATES)),
    st.builds(Activation, st.just("tanh_2"), st.sampled_from(KINDS)),
)

Changes = tuple[Change, ...]
Stand = dict[int, Changes]
"""The changes of the passes that one step concerns."""


def about(change: Change) -> object:
    """What a change changes."""
    if isinstance(change, Freeze):
        return change.what
    return change.place if isinstance(change, Numbers) else type(change)


def xor(shuffle: bool, size: int) -> Setup:
    return Setup(
        "xor",
        (Part("Dense", {"units": 1}), Part("Tanh")),
        Part("MSE"),
        Part("SGD", {"learning_rate": 0.3}),
        "uniform",
        seed=3,
        batch_size=size,
        shuffle=shuffle,
        batch_seed=11,
    )


def shown(frame: Frame) -> tuple[object, ...]:
    """All that a frame shows, so that two can be compared to the bit."""
    assert frame.surface is not None
    arrays = {(name, key): a.tobytes() for name, found in frame.arrays.items() for key, a in found.items()}
    before = {(name, key): a.tobytes() for name, found in frame.before.items() for key, a in found.items()}
    place = (frame.pass_index, frame.position, frame.remaining, frame.changes)
    place += (tuple(node.title for node in frame.stage.nodes),)
    batch = (frame.epoch, frame.batch_number, frame.batches, frame.rows)
    return (place, batch, arrays, before, frame.surface.values.tobytes(), plain(frame))


def plain(frame: Frame) -> object:
    """What the frame would show had nothing been set by hand."""
    found = frame.unedited.items(), frame.unedited_before.items()
    return [{(name, key): a.tobytes() for name, arrays in f for key, a in arrays.items()} for f in found]


class RunMachine(RuleBasedStateMachine):
    """Holds a run, and beside it only what was changed in each pass, and what each step changed."""

    @initialize(shuffle=st.booleans(), size=st.sampled_from([1, 3]), budget=st.sampled_from([2_000, 10**8]))
    def begin(self, shuffle: bool, size: int, budget: int) -> None:
        self.setup = xor(shuffle, size)
        self.run = Run(self.setup, budget)
        self.passes, self.cursor = 0, 0
        self.records: list[Record] = []
        self.base: Changes = ()
        """What was in force when the run was started over."""
        self.changes: dict[int, Changes] = {}
        self.done, self.undone = list[Stand](), list[Stand]()

    # -- the model --------------------------------------------------------------------------------

    @property
    def here(self) -> int:
        """The pass under the cursor."""
        return self.run.ruler.place(self.cursor).pass_index

    @property
    def newest(self) -> bool:
        return self.here >= self.passes - 1

    def rate(self, passes: int) -> float:
        """The rate that the pass after so many uses."""
        in_force = [Rate(0.3), *self.base, *self.until(passes)]
        return next(c.value for c in reversed(in_force) if isinstance(c, Rate))

    def until(self, passes: int) -> list[Change]:
        return [change for index in sorted(self.changes) if index <= passes for change in self.changes[index]]

    def reach(self, number: int) -> None:
        """The cursor goes to a number; passes that have not been run are run."""
        self.passes = max(self.passes, -(-number // LENGTH))
        self.cursor = number

    def do(self, new: Stand) -> None:
        self.done.append({index: self.changes.get(index, ()) for index in new})
        self.undone = []
        self.changes |= new

    def make(self, index: int, change: Change) -> None:
        made = self.changes.get(index, ())
        new = {index: (*(c for c in made if about(c) != about(change)), change)}
        if isinstance(change, Rate) and self.passes > index and self.changes.get(self.passes):
            new[self.passes] = tuple(c for c in self.changes[self.passes] if not isinstance(c, Rate))
        self.do(new)

    def retold(self, passes: int) -> Run:
        """A new run that has gone straight through so many passes."""
        run = Run(self.setup)
        for change in self.base:
            run.edit(change)
        run.reset()
        for index in range(passes):
            run.train(1)
            for change in self.changes.get(index, ()):
                run.edit(change)
        return run

    # -- what a person does -------------------------------------------------------------------------

    @rule(count=st.one_of(st.integers(1, 5), st.integers(40, 60)))
    def train(self, count: int) -> None:
        assert self.run.train(count) == count
        self.reach((self.passes + count) * LENGTH)

    @rule(unit=st.sampled_from(Unit), forward=st.booleans())
    def step(self, unit: Unit, forward: bool) -> None:
        move = self.run.ruler.next if forward else self.run.ruler.previous
        self.reach(move(self.cursor, unit))
        self.run.step(unit, forward)

    @rule(back=st.one_of(st.integers(-9, 60), st.integers(100, 900)))
    def go_to(self, back: int) -> None:
        number = max(0, self.passes * LENGTH - back)
        self.run.go_to(number)
        self.reach(number)

    @rule(rate=st.sampled_from(RATES))
    def set_learning_rate(self, rate: float) -> None:
        self.run.set_learning_rate(rate)
        inside = self.newest and self.cursor < self.passes * LENGTH
        self.make(self.here if inside else self.passes, Rate(rate))

    @rule(change=CHANGES)
    def edit(self, change: Change) -> None:
        if not self.newest:
            with pytest.raises(SettingError, match=r"^only the newest pass can be changed"):
                self.run.edit(change)
            return
        self.run.edit(change)
        self.make(self.here, change)

    @rule(change=CHANGES)
    def rewind_and_edit(self, change: Change) -> None:
        self.run.rewind_and_edit(change)
        if not self.newest:
            self.forget_from(self.here + 1)
        self.make(self.here, change)

    @rule(again=st.booleans())
    def take_the_last_back_or_again(self, again: bool) -> None:
        if not self.newest:
            return
        taken, kept = (self.undone, self.done) if again else (self.done, self.undone)
        (self.run.redo_edit if again else self.run.undo_edit)()
        if taken and min(taken[-1]) >= self.here:
            stand = taken.pop()
            kept.append({index: self.changes.get(index, ()) for index in stand})
            self.changes |= stand

    @rule(which=st.integers(-1, 3))
    def take_one_or_all_back(self, which: int) -> None:
        made = self.changes.get(self.here, ())
        if self.newest and made and which < len(made):
            self.run.take_back(None if which < 0 else made[which])
            self.do({self.here: () if which < 0 else tuple(c for c in made if c != made[which])})

    @rule()
    def rewind_here(self) -> None:
        self.run.rewind_here()
        passes = self.cursor // LENGTH
        self.forget_from(passes)
        self.cursor = passes * LENGTH

    def forget_from(self, passes: int) -> None:
        began = tuple(c for c in self.changes.get(passes, ()) if not isinstance(c, Numbers))
        self.changes = {index: made for index, made in self.changes.items() if index < passes}
        self.changes[passes] = began
        self.done = [stand for stand in self.done if max(stand) < passes]
        self.undone = [stand for stand in self.undone if max(stand) < passes]
        self.passes = passes

    @precondition(lambda self: self.passes > 150)
    @rule()
    def reset(self) -> None:
        self.run.reset()
        in_force = [*self.base, *self.until(self.passes)]
        self.base = ()
        for change in in_force:
            if not isinstance(change, Numbers):
                kept = (c for c in self.base if about(c) != about(change))
                self.base = (*kept, change)
        self.passes, self.cursor, self.changes, self.done, self.undone = 0, 0, {}, [], []

    # -- what must hold -----------------------------------------------------------------------------

    @invariant()
    def the_status_is_right(self) -> None:
        status = self.run.status()
        assert (status.passes, status.learning_rate) == (self.passes, self.rate(self.passes))
        assert (self.run.cursor, status.at_start) == (self.cursor, self.cursor == 0)
        assert status.fault is None
        rows = (self.done, self.undone)
        can = tuple(self.newest and bool(row) and min(row[-1]) >= self.here for row in rows)
        assert (status.can_undo, status.can_redo) == can

    @invariant()
    def the_cursor_shows_what_a_run_told_anew_shows(self) -> None:
        retold = self.retold(self.here)
        retold.go_to(self.cursor)
        for change in self.changes.get(self.here, ()):
            retold.edit(change)
        assert shown(self.run.frame()) == shown(retold.frame())

    @invariant()
    def the_head_and_the_records_are_those_of_a_run_told_anew(self) -> None:
        for record in self.run.take_records():
            if isinstance(record, Rewound):
                del self.records[record.epochs :]
            else:
                self.records.append(record)
        retold = self.retold(self.passes)
        assert self.run.outputs().tobytes() == retold.outputs().tobytes()
        expected: list[Record] = []
        for record in retold.take_records():
            expected = expected[: record.epochs] if isinstance(record, Rewound) else [*expected, record]
        assert self.records == expected
        assert all(np.isfinite(found.loss) for found in self.records)  # type: ignore[union-attr]
        assert self.run.status().loss == retold.status().loss


TestRunMachine = RunMachine.TestCase
TestRunMachine.settings = settings(max_examples=20, stateful_step_count=25, deadline=None, derandomize=True)
