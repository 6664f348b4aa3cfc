"""The driver: runs a run slice by slice, obeys commands between slices, and fills the mailbox.

It knows no thread; whoever owns one calls :meth:`Driver.slice` when it says it wants to be called.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.answers import Answer, Loaded
from nnviz.session.commands import Command
from nnviz.session.comparing.company import Company
from nnviz.session.cursor import Place, Unit
from nnviz.session.documents import saved
from nnviz.session.edits import Rate
from nnviz.session.frame import Frame
from nnviz.session.long_commands import SLICE, LongCommands
from nnviz.session.mailbox import Mailbox
from nnviz.session.opening import Opening
from nnviz.session.pace import FLAT_OUT, Pace
from nnviz.session.records import Opened
from nnviz.session.run import Run
from nnviz.session.setup import Setup
from nnviz.session.spreads import INTERVAL, SpreadLog, Spreads
from nnviz.session.status import Status
from nnviz.session.versions import OTHER_DATA, Version, Versions

_RATE_WINDOW = 0.5
"""Seconds over which passes a second are counted."""

WHOLE = 0.22
"""Seconds from one whole frame to the next while heavy passes go on, enough for all views to have shown the
last; glimpses come in between."""

_CHANGES = (
    commands.MakeEdit,
    commands.TakeBack,
    commands.UndoEdit,
    commands.RedoEdit,
    commands.SetLearningRate,
)
"""What may have the newest pass run again, with other numbers."""


class Driver(LongCommands):
    """Plays, pauses and steps one run, and keeps those that were left for it.

    Args:
        run: the run; from now on nobody else may touch it.
        mailbox: where frames, records and the status are left.
        clock: gives seconds; another one than ``perf_counter`` is for tests.
        name: what the run is opened again under.
        made_from: what it was opened with, where that is not just its own setup.
    """

    def __init__(
        self,
        run: Run,
        mailbox: Mailbox,
        clock: Callable[[], float] = perf_counter,
        name: str = "",
        made_from: tuple[Setup, Opening] | None = None,
    ) -> None:
        super().__init__(run, mailbox, Versions(name))
        self._clock = clock
        self._versions.add(name, run, made_from or (run.setup, Opening()))
        self._company = Company(self._versions)
        self._watched, self._seen_at = "", -math.inf
        self._whole_at, self._turn = -math.inf, 0
        self._news = (Opened(name),) if name else ()
        self._until: float = math.inf
        self._pace = FLAT_OUT
        self._owed = 0.0
        self._last = 0.0
        self._count_from = (0.0, 0)
        self._rate = 0.0

    # -- commands -------------------------------------------------------------------------------

    def _allow(self, command: Command) -> None:
        self._company.allow(command)

    def _do(self, command: Command) -> None:
        """Carries out one command at once."""
        match command:
            case commands.Play():
                self._play(math.inf)
            case commands.TrainEpochs(epochs):
                self._play((self._run.epochs + epochs) * self._run.passes_per_epoch)
            case commands.SetPace(pace):
                self._set_pace(pace)
            case commands.SetLearningRate(value):
                self._set_learning_rate(value)
            case commands.SetHistoryBytes(value):
                self._run.set_history_bytes(value)
            case commands.Examine(weight, delta):
                self._examine(weight, delta)
                return
            case commands.CheckLayer() | commands.Cancel():
                return
            case commands.Choose(which):
                self._choose(which)
            case commands.Keep():
                self._playing = False
                self._mailbox.post(self._run.status(), self._run.frame(), kept=self._run.kept())
                return
            case commands.Watch(node):
                self._watch(node)
                return
            case commands.Save():
                first = self._company.first
                self._answer(saved(first.run, command, first.before))
                return
            case _:
                self._playing = False
                self._obey_paused(command)
        self._done(command)

    def _done(self, command: Command) -> None:
        self._company.follow(command)
        if isinstance(command, _CHANGES):
            self._log.forget_from(self._run.passes - 1)
        if not self._playing:
            self.post()

    def _obey_paused(self, command: Command) -> None:
        run = self._run
        match command:
            case commands.Step(unit, forward):
                run.step(unit, forward)
            case commands.GoToPosition(position):
                run.go_to(run.ruler.number(Place(run.place.pass_index, position)))
            case commands.GoToFormula(position, formula):
                run.go_to(run.ruler.number(run.ruler.formula(run.place.pass_index, position, formula)))
            case commands.GoToEnd():
                run.go_to(run.ruler.number(Place(run.place.pass_index, len(run.stage.operations))))
            case commands.GoToEpoch(epoch):
                run.go_to_epoch(epoch)
            case commands.MakeEdit(edit, rewind=True):
                run.rewind_and_edit(edit)
            case commands.MakeEdit(edit, goes_on=goes_on):
                run.edit(edit, goes_on)
            case commands.TakeBack(edit):
                run.take_back(edit)
            case commands.UndoEdit():
                self._undo()
            case commands.RedoEdit():
                self._redo()
            case commands.Reset():
                run.reset()
            case commands.NewWeights(seed, initializer):
                run.new_weights(seed, initializer)
            case commands.RewindHere():
                run.rewind_here()
            case commands.RewindToFinite():
                run.rewind_to_finite()
            case commands.Open(name):
                self._open(name)  # it was left, or has just been made
            case commands.Compare(setup, name):
                self._company.begin(run, setup, name)
            case commands.EndComparison():
                self._end_comparison()

    def _open(self, name: str) -> None:
        self._end_comparison()
        self._turn_to(self._versions.open(name))

    def _turn_to_document(self, command: commands.OpenDocument, answer: Answer, run: Run | None) -> None:
        """Turns to the run of a document; if it could not be opened, this one goes on."""
        self._answer(answer)  # before its first frame, which shall meet what the answer has been made of
        if run is not None and isinstance(answer, Loaded):
            self._playing = False
            self._end_comparison()  # which may go by the name
            self._versions.add(command.name, run, command, answer.document.before)
            self._open(command.name)
            self.post()

    def _answer(self, answer: Answer) -> None:
        self._owes_answer = False
        self._mailbox.post(self._status(), about_documents=(answer,))

    def _turn_to(self, version: Version) -> None:
        self._news = (*self._news, *self._run.take_records(), Opened(version.label, version.before))
        self._run, self._watched = version.run, ""

    def _choose(self, which: int) -> None:
        """Turns to one of the two that are compared; the plots are told anew what has come of both."""
        if found := self._company.choose(which):
            self._turn_to(found[0])
            self._news = (*self._news, *found[1])
            self._start_clock()

    def _end_comparison(self) -> None:
        self._choose(0)
        self._company.end()

    def _go_on_with(self, run: Run, command: Command) -> None:
        """Goes on with another run, also while passes go on by themselves; a number of epochs that was
        asked for was asked of the run before."""
        deed = command.deed if isinstance(command, commands.Rebuild) else OTHER_DATA
        self._turn_to(self._versions.change(run, deed))
        self._playing = self._playing and math.isinf(self._until) and not run.fault
        if self._playing:
            self._start_clock()
        self._done(command)

    def _undo(self) -> None:
        """Takes the latest edit back, or where there is none the latest change of the data."""
        if self._run.status().can_undo or self._company or not self._versions.can_go_back:
            self._run.undo_edit()
        else:
            self._turn_to(self._versions.move(-1))

    def _redo(self) -> None:
        if self._run.status().can_redo or self._company or not self._versions.can_go_on:
            self._run.redo_edit()
        else:
            self._turn_to(self._versions.move(1))

    def _play(self, until: float) -> None:
        """Plays until so many passes have been completed."""
        if not self._run.fault:
            self._playing, self._until = True, until
            self._start_clock()

    def _set_learning_rate(self, value: float) -> None:
        """Somebody who has stopped looks at an update, and is to see what the rate does to it."""
        if self._run.at_newest and not self._playing:
            self._run.edit(Rate(value))
        else:
            self._run.set_learning_rate(value)

    def _set_pace(self, pace: Pace) -> None:
        self._pace = pace
        self._start_clock()

    def _examine(self, weight: Weight, delta: float) -> None:
        """Answers what was asked of a weight, and posts nothing else: it is asked while a slider moves."""
        if not self._playing:
            found = self._run.examine(weight, delta)
            self._mailbox.post(self._run.status(), examination=found)

    def _watch(self, node: str) -> None:
        """Begins to look at a layer, with what can be said of it so far."""
        self._watched = node if self._run.stage.node(node) else ""
        if self._watched:
            self._log.recall(node)
            self._mailbox.post(self._status(), spreads=self._log.spreads(node))

    @property
    def _log(self) -> SpreadLog:
        """What was seen of the layers of the present run."""
        return self._versions.now.log

    def _look(self, frame: Frame) -> Spreads | None:
        """How the numbers of the layer that is watched lie in a frame that goes to the screen, with those
        before; while a run goes on not of every frame."""
        now, log = self._clock(), self._log
        log.forget_from(self._run.passes)
        if not self._watched or (self._playing and now - self._seen_at < INTERVAL):
            return None
        self._seen_at = now
        log.add(self._watched, frame)
        return log.spreads(self._watched)

    def _start_clock(self) -> None:
        now = self._clock()
        self._last, self._owed = now, 1.0
        self._count_from, self._rate = (now, self._run.passes), 0.0

    # -- slices ---------------------------------------------------------------------------------

    def slice(self) -> float | None:
        """Trains for about 5 ms, or goes on with what takes long; gives the seconds until the next slice, or
        None when there is nothing to do."""
        if self._task is not None:
            return self._advance_task(self._task)
        if self._waiting:
            return self._go_on_waiting()
        if self._company.lags:
            return self._catch_up()
        if not self._playing:
            return None
        now = self._clock()
        self._owed += (now - self._last) * self._pace.per_second if not self._pace.flat_out else 0.0
        self._last = now
        due = min(math.inf if self._pace.flat_out else int(self._owed), self._until - self._run.passes)
        if due >= 1:
            self._advance(due, now)
        if self._run.fault or self._run.passes >= self._until or self._company.stops:
            self._playing = False
            self._company.stop()
            self.post()
            return None
        return self._wait()

    def _catch_up(self) -> float | None:
        """Lets the other of two runs come to where this one stands."""
        there = self._company.catch_up()
        if there and self._playing:
            self._mail(self._run.live_frame(), self._company.frame(live=True))
        elif there:
            self.post()
        else:
            self._mail(None)
        return 0.0 if self._playing or not there else None

    def halt(self) -> None:
        """Stops after a pass that could not be run, with what was there before it on the screen."""
        self._playing = False
        self._mailbox.post(self._status())

    def _advance(self, due: float, now: float) -> None:
        if self._pace.unit is Unit.OPERATION:
            self._run.step(Unit.OPERATION)
            self._company.catch_up()
            self._owed = 0.0
            self.post()
            return
        done = self._run.train((2**62 if math.isinf(due) else int(due)) - 1, perf_counter() + SLICE)
        frame = None if self._run.fault else self._last_pass()
        # What could not be done in time is dropped, so that a slow network does not run up a debt.
        self._owed = 0.0 if self._pace.flat_out or done + 1 < due else self._owed - done - 1
        self._measure(now)
        beside = self._company.keep_up(frame is not None)
        self._mail(frame, beside)

    def _last_pass(self) -> Frame | None:
        """Runs the last pass of a slice, and gives it, or a glimpse of it, if it will be looked at.

        That is asked only now, so that the screen finds a frame at every look, however long a slice is.
        """
        if not self._mailbox.wants_frame:
            self._run.train(1)
            return None
        if self._run.is_heavy and not self._company and self._clock() - self._whole_at < WHOLE:
            self._turn += 1
            return self._run.train_shown(self._turn)
        self._whole_at = self._clock()
        return self._run.train_shown()

    def _wait(self) -> float:
        if self._pace.flat_out:
            return 0.0
        return max(0.0, min(1.0, (1.0 - self._owed) / self._pace.per_second))

    def _measure(self, now: float) -> None:
        since, passes = self._count_from
        if now - since >= _RATE_WINDOW:
            self._rate = (self._run.passes - passes) / (now - since)
            self._count_from = (now, self._run.passes)

    # -- mail -----------------------------------------------------------------------------------

    def post(self) -> None:
        """Leaves the newest status, all records, and the frame under the cursor."""
        self._run.evaluate()
        self._mail(self._run.frame(), self._company.frame())

    def _mail(self, frame: Frame | None, beside: Frame | None = None) -> None:
        whole, glimpse = (None, frame) if frame is not None and frame.partial else (frame, None)
        spreads = None if whole is None else self._look(whole)
        records = (*self._news, *self._run.take_records())
        news = self._company.news(beside, self._playing)
        self._mailbox.post(self._status(), whole, records, spreads=spreads, beside=news, glimpse=glimpse)
        self._news = ()

    def _status(self) -> Status:
        status = self._run.status(self._playing, self._rate if self._playing else 0.0)
        if self._company:  # going to another version would leave one of the two behind
            return replace(status, comparison=self._company.comparison)
        back = None if status.can_undo else self._versions.reversal(-1)
        on = None if status.can_redo else self._versions.reversal(1)
        undo, redo = status.can_undo or back is not None, status.can_redo or on is not None
        return replace(status, can_undo=undo, can_redo=redo, undoes=back, redoes=on)
