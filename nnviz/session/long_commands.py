"""Commands that may take long: they go on in slices, can be stopped, and tell how far they are.

Whoever drives a run says what a command does at once; what has to be done before that is found here.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace
from time import perf_counter

from nnviz.session import commands
from nnviz.session.answers import Answer, GivenUp, refused
from nnviz.session.arriving import go_to_place
from nnviz.session.commands import Command
from nnviz.session.data.watching import followed
from nnviz.session.documents import loading
from nnviz.session.examination import LayerCheck
from nnviz.session.lengthy import (
    PATIENCE,
    Steps,
    Task,
    before_saving,
    pass_looked_back_at,
    training,
    wanted_place,
)
from nnviz.session.mailbox import Mailbox
from nnviz.session.making import making
from nnviz.session.progress import CHECKING, LOADING, LOOKING_BACK, MAKING, OPENING, READING, TRAINING
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

_SETTINGS = (commands.SetPace, commands.SetHistoryBytes, commands.Watch)
"""What is not forgotten by stopping what it waits for."""


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
        self._waiting: deque[Command] = deque()
        self._owes_answer = False
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

    def _turn_to_document(self, command: commands.OpenDocument, answer: Answer, run: Run | None) -> None:
        """Answers, and turns to the run of a document if it could be opened."""
        raise NotImplementedError

    def _answer(self, answer: Answer) -> None:
        """Leaves an answer about a document."""
        raise NotImplementedError

    def _go_on_with(self, run: Run, command: Command) -> None:
        """Goes on with the run that a command has had made."""
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
        if isinstance(command, _STOPPING):
            self._allow(command)
            self._stop_task(lasting=isinstance(command, commands.Cancel | commands.Pause))
            self._begin(command)
        elif self._task is not None or self._waiting:
            self._waiting.append(command)
        else:
            self._begin(command)

    @property
    def is_busy(self) -> bool:
        """Whether something that takes long goes on, or waits for that."""
        return self._task is not None or bool(self._waiting)

    def _begin(self, command: Command) -> None:
        self._allow(command)
        self._before, task = self._status(), self._task_of(command)
        if task is None:
            self._do_and_answer(command)
        elif not self._go_on(task, PATIENCE):
            self._task, self._told_at = task, -math.inf
            task.begin()
            self._tell_progress()

    def _do_and_answer(self, command: Command) -> None:
        """Carries out one command; whoever waits for an answer gets one, whatever goes wrong."""
        try:
            self._do(command)
        except Exception as error:
            if self._owes_answer:
                self._answer(refused(error))
            raise

    def _go_on(self, task: Task, seconds: float) -> bool:
        """Goes on for so long; what goes wrong stops it."""
        try:
            return task.advance(perf_counter() + seconds)
        except Exception as error:
            self._task = None
            if self._owes_answer:
                self._answer(refused(error))
            task.stop()
            raise

    def _task_of(self, command: Command) -> Task | None:
        """What there is to be done in steps before a command can be carried out, or instead of that."""
        run = self._run
        if isinstance(command, commands.Open):
            known = self._versions.knows(command.name, (command.setup, command.opening))
            return None if known else self._opening(command)
        self._owes_answer = isinstance(command, commands.Save | commands.OpenDocument)
        if isinstance(command, commands.OpenDocument):
            return self._opening_document(command)
        if isinstance(command, commands.CheckLayer):
            return None if self._playing else self._checking(command.node)
        if isinstance(command, commands.Save) and self._playing:
            return None
        if steps := making(self._versions, command):
            return Task(MAKING, steps, lambda made: self._go_on_with(made, command))
        number, seen = wanted_place(run, command), pass_looked_back_at(run, command)
        if seen is None or (run.at_start and number is None):
            return None
        self._playing = False
        if number is not None and seen >= run.passes:
            task = Task(TRAINING, training(run, seen), lambda _: self._arrive(command, number))
            task.until = seen
            return task
        task = Task(LOOKING_BACK, run.approaching(seen), lambda _: self._do(command))
        if isinstance(command, commands.Save):
            task.give_up, task.steps = self._give_up_document, before_saving(run, seen, task)
        return task

    def _arrive(self, command: Command, number: int) -> None:
        self._run.go_to(number)
        self._done(command)

    def _opening(self, command: commands.Open) -> Task:
        """Turns to a new run as soon as it is known that training it takes long, or else at its end."""
        run: Run | None = None
        left, limit = "", self._run.status().past_limit

        def steps() -> Steps:
            nonlocal run
            made = Run.making(command.setup, limit)
            run = (yield from made) if command.setup.from_file else followed(made)
            task.kind, task.share = OPENING, 0.0
            task.until = command.opening.epochs * run.passes_per_epoch
            yield from training(run, task.until)

        def begin() -> None:
            nonlocal left
            if run is None or self._run is run:
                return
            self._playing = False
            self._end_comparison()
            left = self._versions.name
            self._versions.add(command.name, run, (command.setup, command.opening))
            self._open(command.name)

        def finish(_: object) -> None:
            assert run is not None
            go_to_place(run, command.opening)
            begin()
            self.post()

        def give_up() -> None:
            if self._run is run:
                self._open(left)
                self._versions.forget(command.name)

        kind = LOADING if command.setup.from_file else OPENING
        task = Task(kind, steps(), finish, begin, give_up)
        return task

    def _opening_document(self, command: commands.OpenDocument) -> Task:
        def finish(found: tuple[Answer, Run | None]) -> None:
            self._turn_to_document(command, *found)

        steps = loading(command, self._run.status().past_limit)
        return Task(READING, steps, finish, give_up=self._give_up_document)

    def _give_up_document(self) -> None:
        if self._owes_answer:
            self._answer(GivenUp())

    def _checking(self, node: str) -> Task:
        def finish(found: LayerCheck) -> None:
            self._mailbox.post(self._status(), layer_check=found)

        return Task(CHECKING, self._run.checking_layer(node, CHECKING_SECONDS), finish)

    def _advance_task(self, task: Task) -> float:
        """Goes on with what takes long; then come those who have waited for it."""
        if self._go_on(task, SLICE):
            self._task = None
        else:
            task.begin()
            self._tell_progress()
        return 0.0

    def _go_on_waiting(self) -> float:
        """Begins with the first of those that have waited."""
        self._begin(self._waiting.popleft())
        return 0.0

    def _stop_task(self, lasting: bool) -> None:
        """Stops what takes long, and says how everything stands now.

        Args:
            lasting: whether the run stays for those that want to save it.
        """
        task, self._task = self._task, None
        saves = [command for command in self._waiting if isinstance(command, commands.Save)]
        settings = [command for command in self._waiting if isinstance(command, _SETTINGS)]
        if task is not None:
            task.stop()
            self.post()
        lasting = lasting and (task is None or task.kind not in (LOADING, OPENING))
        self._waiting = deque([*saves, *settings] if lasting else settings)
        for _ in () if lasting else saves:
            self._answer(GivenUp())

    def _tell_progress(self) -> None:
        """Says from time to time how far it is; of passes that go on, with what they do."""
        task, now = self._task, perf_counter()
        if task is None or now - self._told_at < TELLING:
            return
        self._told_at = now
        frame = None
        if task.trains:
            # the next pass and not the last one, which would have to be run again to be seen
            seen = 0 < self._run.passes < task.until and self._mailbox.wants_frame
            frame = self._run.train_shown() if seen else None
            self._before = self._status()
        records = (*self._news, *self._run.take_records())
        self._mailbox.post(replace(self._before, progress=task.progress), frame, records)
        self._news = ()
