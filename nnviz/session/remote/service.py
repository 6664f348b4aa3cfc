"""The process of a run: makes the run, drives it, and sends its mail whenever the last has been taken.

It has one thread and no screen; it ends when the other end of its connection is closed.
"""

from __future__ import annotations

import pickle
import shutil
import signal
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnviz.dataclass import dataclass
from nnviz.nn import NnError
from nnviz.session.answers import refused
from nnviz.session.driver import Driver
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.remote.blocks import Written
from nnviz.session.remote.messages import Failure, Parcel, Refusal, Taken, Unmade
from nnviz.session.remote.packing import Packer

if TYPE_CHECKING:
    from nnviz.session.opening import Opening
    from nnviz.session.run import Run
    from nnviz.session.setup import Setup

SMALL = 16_384
"""Bytes up to which a parcel goes over the connection, rather than into a block."""

_ALIGNED = 64
"""What the places of arrays in a block are multiples of."""


@dataclass(frozen=True)
class Made:
    """A run to be driven, what it is opened again under, and what it was made from."""

    run: Run
    name: str
    made_from: tuple[Setup, Opening]


GoesOn = Callable[[], bool]


class NobodyError(Exception):
    """There is nobody at the other end any more."""


class _Outbox(Mailbox):
    """Wants a frame only if it can be sent at once."""

    def __init__(self, is_awaited: Callable[[], bool]) -> None:
        super().__init__()
        self._is_awaited = is_awaited

    @property
    def wants_frame(self) -> bool:
        return super().wants_frame and self._is_awaited()


class Service:
    """Drives one run for whoever is at the other end.

    Args:
        connection: where commands come from and mail goes to.
        folder: where blocks are made.
    """

    def __init__(self, connection: Connection, folder: Path) -> None:
        self._connection, self._blocks, self._packer = connection, Written(folder), Packer()
        self._commands: deque[Any] = deque()
        self._awaited = True
        self._box = _Outbox(self._is_awaited)

    def run(self, make: Callable[[GoesOn], Made]) -> None:
        """Makes the run and drives it until the connection is closed.

        Raises:
            NobodyError: it has been.
        """
        try:
            made = make(self._goes_on)
        except NobodyError:
            raise
        except Exception as error:  # whatever it is, it is told where there is somebody to read it
            self._tell(Unmade(portable(error)))
            return
        driver = Driver(made.run, self._box, name=made.name, made_from=made.made_from)
        driver.post()
        wait: float | None = 0.0
        while True:
            self._receive(wait)
            wait = self._turn(driver)
            if self._awaited and (mail := self._box.take()) and not self._try_to_send(mail):
                driver.halt()  # or else it would be told again and again
                wait = 0.0

    def _goes_on(self) -> bool:
        self._receive(0.0)
        return True

    def _is_awaited(self) -> bool:
        self._receive(0.0)
        return self._awaited

    def _receive(self, wait: float | None) -> None:
        """Takes in all that has come, after waiting so many seconds for the first (for ever if None)."""
        while message := self._next(wait):
            if isinstance(message, Taken):
                self._awaited = True
                self._blocks.give_back(message.blocks)
            else:
                self._commands.append(message)
            wait = 0.0

    def _next(self, wait: float | None) -> Any:
        """What comes next within so many seconds, or None."""
        try:
            received = self._connection.recv_bytes() if self._connection.poll(wait) else None
        except (EOFError, OSError) as error:
            raise NobodyError from error
        return None if received is None else self._read(received)

    def _read(self, received: bytes) -> Any:
        try:
            return pickle.loads(received)
        except Exception as error:  # what cannot be read is no reason to lose a run
            self._tell(Failure(portable(error)))
            return Taken(())

    def _tell(self, message: Any) -> None:
        try:
            self._connection.send(message)
        except OSError as error:
            raise NobodyError from error

    def _turn(self, driver: Driver) -> float | None:
        """Obeys what has come, or else trains for a slice; gives the seconds until the next turn, None if
        there is nothing to do. Of many commands each has its turn, so that mail is sent meanwhile."""
        try:
            if self._commands:
                self._obey(driver, self._commands.popleft())
                return 0.0
            return driver.slice()
        except NnError as error:  # such as predictions that the loss cannot judge
            driver.halt()
            self._tell(Refusal(error.phrase))
        except NobodyError:
            raise
        except Exception as error:
            driver.halt()
            self._tell(Failure(portable(error)))
        return 0.0 if self._commands or driver.is_busy else None

    def _obey(self, driver: Driver, command: Any) -> None:
        try:
            driver.handle(command)
        except NnError as error:
            self._tell(Refusal(error.phrase))

    def _try_to_send(self, mail: Mail) -> bool:
        """Sends mail, or says why it cannot be and gives False; whoever waits for an answer gets one."""
        try:
            self._send(mail)
            return True
        except NobodyError:
            raise
        except Exception as error:  # such as too little memory for another copy
            self._packer = Packer()  # the last knows what has never arrived
            self._tell(Failure(portable(error)))
            if mail.answers:
                self._box.post(mail.status, about_documents=(refused(error) for _ in mail.answers))
            return False

    def _send(self, mail: Mail) -> None:
        pack = self._packer.pack(mail)
        parts = [memoryview(pack.body), *(buffer.raw() for buffer in pack.buffers)]
        spans, end = [], 0
        for part in parts:
            start = -(-end // _ALIGNED) * _ALIGNED
            end = start + part.nbytes
            spans.append((start, end, part.readonly))
        block, room = self._room(end)
        for part, (start, stop, _) in zip(parts, spans, strict=True):
            room[start:stop] = part
        body = b"" if block else bytes(room[:end])
        self._tell(Parcel(block, body, tuple(spans), pack.forgotten, self._blocks.numbers))
        self._awaited = False

    def _room(self, size: int) -> tuple[int | None, memoryview]:
        """A block of so many bytes, by its number; memory of this process where it is small, or there is no
        room for a block, and then it goes over the connection."""
        if size > SMALL:
            with suppress(OSError):
                return self._blocks.take(size)
        return None, memoryview(bytearray(size))


def portable(error: Exception) -> Exception:
    """An error as it can be sent: with its traceback as a note, and as a plain one if it is of a kind that
    does not let itself be made again."""
    text = "".join(traceback.format_exception(error))
    try:
        sent: Exception = pickle.loads(pickle.dumps(error))
    except Exception:
        sent = RuntimeError(str(error))
    sent.add_note(text)
    return sent


def serve(connection: Connection, folder: Path, make: Callable[[GoesOn], Made]) -> None:
    """All that the process of a run does.

    Args:
        make: makes the run, asking now and then whether to go on with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal ends the window, and that ends this
    try:
        Service(connection, folder).run(make)
    except NobodyError:
        shutil.rmtree(folder, ignore_errors=True)  # the window may have been killed
