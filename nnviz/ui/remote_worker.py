"""The worker that is a process: passes commands on, and fetches its mail when the window looks for some.

Unlike a thread it trains at full speed whatever the window does; should it end by itself, another one takes
its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from nnviz.session import commands
from nnviz.session.answers import Refused
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
    """

    refused = Signal(object)
    unmade = Signal(object)

    def __init__(self, process: Process, again: Callable[[], Process], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._link, self._again = Link(process), again
        self._has_run = self._is_another = False
        self._unanswered = 0
        self._opened: commands.Open | commands.OpenDocument | None = None

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
                    if self._is_another and not self._has_run:
                        message = self._afresh(message)
                    self._has_run = True
                    self._unanswered -= len(message.answers)
                    return message
        return None

    @Slot(object)
    def send(self, command: object) -> None:
        """Sends a command; it is obeyed between two slices."""
        if isinstance(command, commands.Open | commands.OpenDocument):
            self._opened = command
        self._unanswered += isinstance(command, commands.Save | commands.OpenDocument)
        self._link.send(command)

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
        """Opens what was open last in another process."""
        self._link, self._has_run, self._is_another = Link(self._again()), False, True
        if self._opened is not None:
            self._link.send(self._opened)
        self.refused.emit(BEGUN_AGAIN)

    def _afresh(self, mail: Mail) -> Mail:
        """The first mail of another process. Its runs are new ones, whatever came of others under their
        names, and it cannot answer what another was asked about documents."""
        records: list[Record] = []
        for record in mail.records:
            records += [record, Rewound(0)] if isinstance(record, Opened) else [record]
        answers = tuple(Refused(BEGUN_AGAIN) for _ in range(self._unanswered))
        return replace(mail, records=tuple(records), answers=answers)
