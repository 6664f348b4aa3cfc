"""What takes long is cut into steps: between two of them it can be told how far it is, and stopped.

A task is a generator of shares from 0 to 1, and what is done at its end; stopped, it leaves all as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any

from nnviz.session import commands
from nnviz.session.commands import Command
from nnviz.session.cursor import Unit
from nnviz.session.progress import OPENING, SAVING, TRAINING, Progress
from nnviz.session.run import Run

PATIENCE = 0.15
"""Seconds that something may take before it is told how far it is."""

_CHUNK, _MOST_AT_ONCE = 0.002, 64
"""Seconds, and passes, that training goes on between two steps."""

_MANY = 1 << 18
"""How many parameters take a while to be saved."""

Steps = Generator[float | None, None, Any]
"""Gives the share that is done, or None before a long piece, and at its end what came of it."""


class Task:
    """Something that is done in steps.

    Args:
        kind: what is being done, one of the names in :mod:`nnviz.session.progress`.
        steps: does it.
        finish: is called at the end with what came of the steps.
        begin: is called whenever it has gone on and is not done, from when it is known to take long.
        give_up: is called after it has been stopped.

    Attributes:
        kind, steps, give_up: as they were given; they may become others while it has not begun.
        share: how much of it is done, from 0 to 1.
        until: how many passes there shall have been, where it trains.
    """

    def __init__(
        self,
        kind: str,
        steps: Steps,
        finish: Callable[[Any], None],
        begin: Callable[[], None] | None = None,
        give_up: Callable[[], None] | None = None,
    ) -> None:
        self.kind, self.steps, self._finish = kind, steps, finish
        self.begin, self.give_up = begin or _nothing, give_up or _nothing
        self.share, self.until = 0.0, 0

    @property
    def trains(self) -> bool:
        """Whether passes go on, which can be looked at meanwhile."""
        return self.kind in (OPENING, TRAINING)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return Progress(self.kind, self.share)

    def advance(self, deadline: float) -> bool:
        """Goes on until the deadline of ``perf_counter``; gives whether it is done.

        Raises:
            NnError: what the steps or their end raise.
        """
        while True:
            try:
                share = next(self.steps)
            except StopIteration as end:
                self._finish(end.value)
                return True
            self.share = self.share if share is None else share
            if share is None or perf_counter() >= deadline:
                return False

    def stop(self) -> None:
        """Ends it early; everything is as it was, but for passes that have been trained."""
        self.steps.close()
        self.give_up()


def _nothing() -> None:
    """There is nothing to be done."""


def training(run: Run, until: int) -> Steps:
    """Trains until so many passes have been completed, or a value is not finite."""
    first = run.passes
    while run.passes < until and not run.fault:
        run.train(min(_MOST_AT_ONCE, until - run.passes), perf_counter() + _CHUNK)
        yield (run.passes - first) / (until - first)


def before_saving(run: Run, pass_index: int, task: Task) -> Steps:
    """Looks back at the pass that is saved; of many numbers it is then told that they are being saved."""
    yield from run.approaching(pass_index)
    if run.program.graph.values.size > _MANY:
        task.kind, task.share = SAVING, 0.0
        yield None


def wanted_place(run: Run, command: Command) -> int | None:
    """The number of the place that a command brings the cursor to, if it moves it from pass to pass."""
    match command:
        case commands.Step(unit, forward) if unit in (Unit.PASS, Unit.EPOCH) or not forward:
            move = run.ruler.next if forward else run.ruler.previous
            return move(run.cursor, unit)
        case commands.GoToEpoch(epoch):
            return run.end_of_epoch(epoch)
    return None


def pass_looked_back_at(run: Run, command: Command) -> int | None:
    """The pass that a command brings back, or None if it brings none."""
    match command:
        case commands.RewindHere() | commands.MakeEdit(rewind=True) | commands.Keep():
            return run.place.pass_index
        case commands.Save():
            return run.passes - 1
    number = wanted_place(run, command)
    return None if number is None else run.ruler.place(max(number, 1)).pass_index
