"""A run under any mixture of stepping, jumping, rewinding, training, editing and changing the rate.

What it shows is compared, bit for bit, with a new run that has been told the rate and edits of every pass.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from nnviz.nn import SettingError
from nnviz.session.cursor import Unit
from nnviz.session.edits import Edit
from nnviz.session.frame import Frame
from nnviz.session.records import Record, Rewound
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup

LENGTH = 9
"""How many stops a pass has: one for each formula."""
RATES = (0.05, 0.3, 1.0)
CELLS = (("dense_1", "W", (1, 0)), ("dense_1", "B", (0,)), ("input", "Y", (0, 1)), ("loss", "T", (0, 0)))
CELLS += (("dense_1", "Y", (0, 0)), ("tanh_2", "Y", (0, 0)))

Edits = tuple[Edit, ...]


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
    place = (frame.pass_index, frame.position, frame.remaining)
    batch = (frame.epoch, frame.batch_number, frame.batches, frame.rows)
    return (place, batch, arrays, before, frame.surface.values.tobytes(), plain(frame))


def plain(frame: Frame) -> object:
    """What the frame would show had nothing been set by hand."""
    found = frame.unedited.items()
    return {(name, key): a.tobytes() for name, arrays in found for key, a in arrays.items()}


class RunMachine(RuleBasedStateMachine):
    """Holds a run, and beside it only the rate and the edits that each pass has used."""

    @initialize(shuffle=st.booleans(), size=st.sampled_from([1, 3]), budget=st.sampled_from([2_000, 10**8]))
    def begin(self, shuffle: bool, size: int, budget: int) -> None:
        self.setup = xor(shuffle, size)
        self.run = Run(self.setup, budget)
        self.rates: list[float] = []
        self.rate, self.cursor = 0.3, 0
        self.records: list[Record] = []
        self.edits: dict[int, Edits] = {}
        self.edited, self.done, self.undone = -1, list[Edits](), list[Edits]()

    # -- the model --------------------------------------------------------------------------------

    def reach(self, number: int) -> None:
        """The cursor goes to a number; passes that have not been run are run at the current rate."""
        passes = -(-number // LENGTH)
        self.rates += [self.rate] * (passes - len(self.rates))
        self.cursor = number

    def retold(self, passes: int) -> Run:
        """A new run that has gone straight through so many passes."""
        run, rate = Run(self.setup), 0.3
        for index, wanted in enumerate(self.rates[:passes]):
            if wanted != rate:
                run.set_learning_rate(wanted)
                rate = wanted
            run.train(1)
            for edit in self.edits.get(index, ()):
                run.edit(edit)
        return run

    # -- what a person does -------------------------------------------------------------------------

    @rule(count=st.one_of(st.integers(1, 5), st.integers(40, 60)))
    def train(self, count: int) -> None:
        assert self.run.train(count) == count
        self.reach((len(self.rates) + count) * LENGTH)

    @rule(unit=st.sampled_from(Unit), forward=st.booleans())
    def step(self, unit: Unit, forward: bool) -> None:
        move = self.run.ruler.next if forward else self.run.ruler.previous
        self.reach(move(self.cursor, unit))
        self.run.step(unit, forward)

    @rule(back=st.one_of(st.integers(-9, 60), st.integers(100, 900)))
    def go_to(self, back: int) -> None:
        number = max(0, len(self.rates) * LENGTH - back)
        self.run.go_to(number)
        self.reach(number)

    @rule(rate=st.sampled_from(RATES))
    def set_learning_rate(self, rate: float) -> None:
        self.run.set_learning_rate(rate)
        self.rate = rate
        place = self.run.ruler.place(self.cursor)
        if place.pass_index == len(self.rates) - 1 and self.cursor < len(self.rates) * LENGTH:
            self.rates[-1] = rate

    @rule(cell=st.sampled_from(CELLS), value=st.sampled_from([-1.5, 0.0, 0.25]))
    def edit(self, cell: tuple[str, str, tuple[int, ...]], value: float) -> None:
        index = self.run.ruler.place(self.cursor).pass_index
        if index < len(self.rates) - 1:
            with pytest.raises(SettingError, match=r"^only the newest pass can be changed"):
                self.run.edit(Edit(*cell, value))
            return
        self.run.edit(Edit(*cell, value))
        if index != self.edited:
            self.edited, self.done = index, []
        made = self.edits.get(index, ())
        self.done.append(made)
        self.undone = []
        others = (edit for edit in made if (edit.node, edit.key, edit.index) != cell)
        self.edits[index] = (*others, Edit(*cell, value))

    @rule(again=st.booleans())
    def take_back_or_again(self, again: bool) -> None:
        if self.run.ruler.place(self.cursor).pass_index < len(self.rates) - 1:
            return
        taken, kept = (self.undone, self.done) if again else (self.done, self.undone)
        (self.run.redo_edit if again else self.run.undo_edit)()
        if self.run.ruler.place(self.cursor).pass_index == self.edited and taken:
            kept.append(self.edits.get(self.edited, ()))
            self.edits[self.edited] = taken.pop()

    @rule()
    def rewind_here(self) -> None:
        self.run.rewind_here()
        passes = self.cursor // LENGTH
        self.edits = {index: made for index, made in self.edits.items() if index < passes}
        if self.edited >= passes:
            self.edited, self.done, self.undone = -1, [], []
        if passes < len(self.rates):
            self.rate = self.rates[passes]
            del self.rates[passes:]
        self.cursor = passes * LENGTH

    @precondition(lambda self: len(self.rates) > 150)
    @rule()
    def reset(self) -> None:
        self.run.reset()
        self.rates, self.cursor, self.edits = [], 0, {}
        self.edited, self.done, self.undone = -1, [], []

    # -- what must hold -----------------------------------------------------------------------------

    @invariant()
    def the_status_is_right(self) -> None:
        status = self.run.status()
        assert (status.passes, status.learning_rate) == (len(self.rates), self.rate)
        assert (self.run.cursor, status.at_start) == (self.cursor, self.cursor == 0)
        assert status.fault is None
        index = self.run.ruler.place(self.cursor).pass_index
        changeable = index == self.edited and index >= len(self.rates) - 1
        assert (status.can_undo, status.can_redo) == (
            changeable and bool(self.done),
            changeable and bool(self.undone),
        )

    @invariant()
    def the_cursor_shows_what_a_run_told_anew_shows(self) -> None:
        place = self.run.ruler.place(self.cursor)
        retold = self.retold(place.pass_index)
        if place.pass_index < len(self.rates):
            retold.set_learning_rate(self.rates[place.pass_index])
        else:
            retold.set_learning_rate(self.rate)
        retold.go_to(self.cursor)
        for edit in self.edits.get(place.pass_index, ()):
            retold.edit(edit)
        assert shown(self.run.frame()) == shown(retold.frame())

    @invariant()
    def the_head_and_the_records_are_those_of_a_run_told_anew(self) -> None:
        for record in self.run.take_records():
            if isinstance(record, Rewound):
                del self.records[record.epochs :]
            else:
                self.records.append(record)
        retold = self.retold(len(self.rates))
        assert self.run.outputs().tobytes() == retold.outputs().tobytes()
        expected: list[Record] = []
        for record in retold.take_records():
            expected = expected[: record.epochs] if isinstance(record, Rewound) else [*expected, record]
        assert self.records == expected
        assert all(np.isfinite(found.loss) for found in self.records)  # type: ignore[union-attr]
        assert self.run.status().loss == retold.status().loss


TestRunMachine = RunMachine.TestCase
TestRunMachine.settings = settings(max_examples=20, stateful_step_count=25, deadline=None, derandomize=True)
