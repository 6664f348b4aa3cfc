"""Commands that may take long: they go on in slices, can be stopped, and tell how far they are.

Whoever drives a run says what a command does at once; what has to be done before that is found here.
"""

from __future__ import annotations

import math
from dataclasses import replace
from time import perf_counter

from nnviz.nn import NnError
from nnviz.session import commands
from nnviz.session.arriving import go_to_place
from nnviz.session.commands import Command
from nnviz.session.examination import LayerCheck
from nnviz.session.lengthy import PATIENCE, Task, pass_looked_back_at, training, wanted_place
from nnviz.session.mailbox import Mailbox
from nnviz.session.progress import CHECKING, LOOKING_BACK, OPENING, TRAINING
from nnviz.session.records import Record
from nnviz.session.run import Run
from nnviz.session.status import Status
from nnviz.session.versions import Versions

SLICE = 0.005
"""Seconds of training between two looks at the commands."""

CHECKING_SECONDS = 2.0
"""Seconds that the check of a whole layer may take."""

TELLING = 0.1
"""Seconds between two tellings of how far something is."""

_STOPPING = (commands.Cancel, commands.Pause, commands.Open, commands.OpenDocument, commands.Reset)
"""What is not waited with until something that takes long is done: it stops that."""


class LongCommands:
    """What a driver has beside its slices of training.

    Args:
        run: the run that is driven.
        mailbox: where frames, records and the status are left.
        versions: the runs that are kept.
    """

    def __init__(self, run: Run, mailbox: Mailbox, versions: Versions) -> None:
        self._run, self._mailbox, self._versions = run, mailbox, versions
        self._news: tuple[Record, ...] = ()
        self._playing = False
        self._task: Task | None = None
        self._waiting: list[Command] = []
        self._told_at, self._before = 0.0, run.status()

    # -- what a driver does ---------------------------------------------------------------------

    def _allow(self, command: Command) -> None:
        """Lets a command through, or raises why it cannot be carried out."""
        raise NotImplementedError

    def _do(self, command: Command) -> None:
        """Carries out one command at once."""
        raise NotImplementedError

    def _done(self, command: Command) -> None:
        """What follows once a command has been carried out."""
        raise NotImplementedError

    def post(self) -> None:
        """Leaves the newest status, all records, and the frame under the cursor."""
        raise NotImplementedError

    def _open(self, name: str) -> None:
        """Drives the run of that name from now on, and no other beside it."""
        raise NotImplementedError

    def _end_comparison(self) -> None:
        """Lets go of the run that another was compared with."""
        raise NotImplementedError

    def _status(self) -> Status:
        """How everything stands."""
        raise NotImplementedError

    # -- commands -------------------------------------------------------------------------------

    def handle(self, command: Command) -> None:
        """Carries out one command and posts what came of it; what takes long goes on in slices, and whatever
        is asked for meanwhile waits, or stops it.

        Raises:
            SettingError: a value the run cannot take; nothing has changed then.
        """
        if self._task is not None and not isinstance(command, _STOPPING):
            self._waiting.append(command)
            return
        self._allow(command)
        self._stop_task()
        self._before, task = self._status(), self._task_of(command)
        if task is None:
            self._do(command)
        elif not task.advance(perf_counter() + PATIENCE):
            self._task, self._told_at = task, -math.inf
            task.begin()
            self._tell_progress()

    def _task_of(self, command: Command) -> Task | None:
        """What there is to be done in steps before a command can be carried out, or instead of that."""
        run = self._run
        if isinstance(command, commands.Open):
            known = self._versions.knows(command.name, (command.setup, command.opening))
            return None if known else self._opening(command)
        if isinstance(command, commands.CheckLayer):
            return None if self._playing else self._checking(command.node)
        if isinstance(command, commands.Save) and self._playing:
            return None
        number, seen = wanted_place(run, command), pass_looked_back_at(run, command)
        if seen is None or (run.at_start and number is None):
            return None
        self._playing = False
        if number is not None and seen >= run.passes:
            return Task(TRAINING, training(run, seen), lambda _: self._arrive(command, number))
        return Task(LOOKING_BACK, run.approaching(seen), lambda _: self._do(command))

    def _arrive(self, command: Command, number: int) -> None:
        self._run.go_to(number)
        self._done(command)

    def _opening(self, command: commands.Open) -> Task:
        """Turns to a new run as soon as it is known that training it takes long, or else at its end."""
        run = Run(command.setup, self._run.status().past_limit)
        left = ""

        def begin() -> None:
            nonlocal left
            self._playing = False
            self._end_comparison()
            left = self._versions.name
            self._versions.add(command.name, run, (command.setup, command.opening))
            self._open(command.name)

        def finish(_: object) -> None:
            go_to_place(run, command.opening)
            if self._run is not run:
                begin()
            self.post()

        def give_up() -> None:
            self._open(left)
            self._versions.forget(command.name)

        steps = training(run, command.opening.epochs * run.passes_per_epoch)
        return Task(OPENING, steps, finish, begin, give_up)

    def _checking(self, node: str) -> Task:
        def finish(found: LayerCheck) -> None:
            self._mailbox.post(self._status(), layer_check=found)

        return Task(CHECKING, self._run.checking_layer(node, CHECKING_SECONDS), finish)

    def _advance_task(self, task: Task) -> float:
        """Goes on with what takes long; then come those who have waited for it."""
        try:
            done = task.advance(perf_counter() + SLICE)
        except NnError:
            self._task = None
            task.give_up()
            self._go_on_waiting()
            raise
        if done:
            self._task = None
            self._go_on_waiting()
        else:
            self._tell_progress()
        return 0.0

    def _go_on_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for command in waiting:
            self.handle(command)

    def _stop_task(self) -> None:
        """Stops what takes long, and says how everything stands now."""
        task, self._task = self._task, None
        if task is not None:
            self._waiting = []
            task.stop()
            self.post()

    def _tell_progress(self) -> None:
        """Says from time to time how far it is; of passes that go on, with what they do."""
        task, now = self._task, perf_counter()
        if task is None or now - self._told_at < TELLING:
            return
        self._told_at = now
        frame = None
        if task.trains:
            self._before = self._status()
            frame = self._run.live_frame() if self._run.passes and self._mailbox.wants_frame else None
        records = (*self._news, *self._run.take_records())
        self._mailbox.post(replace(self._before, progress=task.progress), frame, records)
        self._news = ()
