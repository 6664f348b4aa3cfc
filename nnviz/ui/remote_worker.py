"""The worker that is a process: passes commands on, and fetches its mail when the window looks for some.

Unlike a thread it trains at full speed whatever the window does; should it end by itself, another one takes
its place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from nnviz.session import commands
from nnviz.session.answers import Loaded, Refused
from nnviz.session.mailbox import Mail
from nnviz.session.records import Opened, Record, Rewound
from nnviz.session.remote.link import BEGUN_AGAIN, EndedError, Link, Message
from nnviz.session.remote.messages import Failure, Refusal, Unmade
from nnviz.session.remote.process import Process


class RemoteWorker(QObject):
    """Owns the process; lives where it is made.

    Args:
        process: one in which a run is being made.
        again: starts another such process.

    Signals:
        refused: why a command could not be carried out, a :class:`Phrase`; also that the process had ended.
        unmade: the error that kept the run from being made.
        begun_again: another process has taken the place of one that had ended; nothing goes on in it yet.
    """

    refused = Signal(object)
    unmade = Signal(object)
    begun_again = Signal()

    def __init__(self, process: Process, again: Callable[[], Process], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link, self._again = Link(process), again
        self._has_run = self._is_another = self._reopens = False
        self._asked: deque[commands.Save | commands.OpenDocument | None] = deque()
        self._refused, self._known = 0, set[str]()
        self._opened: commands.Open | commands.OpenDocument | None = None
        self._settings: dict[type, object] = {}

    def start(self) -> None:
        """Nothing is left to do: the process makes its run and sends the first frame unasked."""

    def take(self) -> Mail | None:
        """The newest mail, or None if none has come.

        Raises:
            Exception: what went wrong in the process, with its traceback as a note; it goes on.
        """
        while (message := self._next()) is not None:
            match message:
                case Refusal(reason):
                    self.refused.emit(reason)
                case Failure(error):
                    raise error
                case Unmade(error):
                    self.unmade.emit(error)
                case Mail():
                    return self._noted(message)
        return None

    def _noted(self, mail: Mail) -> Mail:
        """Mail, with all the answers that somebody waits for and no others."""
        asked = [(self._asked.popleft(), answer) for answer in mail.answers]
        for command, answer in asked:
            if isinstance(command, commands.OpenDocument) and isinstance(answer, Loaded):
                self._opened = command
        answers = tuple(answer for command, answer in asked if command is not None)
        answers = (*(Refused(BEGUN_AGAIN) for _ in range(self._refused)), *answers)
        self._has_run, self._refused = True, 0
        records = self._afresh(mail.records) if self._is_another else mail.records
        return replace(mail, answers=answers, records=records)

    @Slot(object)
    def send(self, command: object) -> None:
        """Sends a command; it is obeyed between two slices."""
        self._link.send(command)
        match command:
            case commands.Open():
                self._opened = command
            case commands.Save() | commands.OpenDocument():
                self._asked.append(command)
            case commands.SetPace() | commands.SetHistoryBytes():
                self._settings[type(command)] = command

    def stop(self) -> bool:
        """Ends the process; gives whether it ended in time."""
        return self._link.end()

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._link.is_alive

    def _next(self) -> Message | None:
        try:
            return self._link.take()
        except EndedError as error:
            self._link.end()
            if self._has_run:
                self._begin_again()
            else:
                self.unmade.emit(error)
            return None

    def _begin_again(self) -> None:
        """Opens what was open last in another process; not what has ended two by being opened."""
        self._link, self._has_run, self._is_another = Link(self._again()), False, True
        self._refused += sum(command is not None for command in self._asked)
        self._asked.clear()
        self._known.clear()
        if self._reopens:
            self._opened = None
        self._reopens = self._opened is not None
        for command in (*self._settings.values(), self._opened):
            if command is not None:
                self._link.send(command)
        if isinstance(self._opened, commands.OpenDocument):
            self._asked.append(None)  # nobody waits for the answer
        self.begun_again.emit()
        self.refused.emit(BEGUN_AGAIN)

    def _afresh(self, told: Iterable[Record]) -> tuple[Record, ...]:
        """The records of another process, whose runs are new ones, whatever came of others under their
        names."""
        records: list[Record] = []
        for record in told:
            records.append(record)
            if isinstance(record, Opened) and record.name not in self._known:
                self._known.add(record.name)
                records.append(Rewound(0))
        self._reopens = self._reopens and self._opened is not None and self._opened.name not in self._known
        return tuple(records)
