"""The window's end of a run in another process: sends commands, and takes its mail like a mailbox.

It never waits: what cannot be sent at once waits in a queue of its own, and mail is taken when it has come.
"""

from __future__ import annotations

import os
import pickle
import select
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from nnviz.nn.errors import Phrase
from nnviz.session.mailbox import Mail
from nnviz.session.remote.blocks import Read
from nnviz.session.remote.messages import Failure, Parcel, Refusal, Taken, Unmade
from nnviz.session.remote.packing import Unpacker

if TYPE_CHECKING:
    from nnviz.session.remote.process import Process

Message = Mail | Refusal | Failure | Unmade
"""What a process says of its run."""


BEGUN_AGAIN = Phrase("The process that trains has ended by itself; what was open has been opened anew")
"""What is said when another process has taken its place."""


SMALL = 4096
"""Bytes of a message that is sent at once wherever there is room: waking a thread takes longer, and takes
a core from the training."""


class EndedError(RuntimeError):
    """The process of the run has ended by itself."""


class Link:
    """Speaks with a process in which a :class:`~nnviz.session.remote.service.Service` runs.

    Args:
        process: one that has been started.
    """

    def __init__(self, process: Process) -> None:
        self._process = process
        self._blocks, self._unpacker = Read(process.folder), Unpacker()
        self._queue: SimpleQueue[bytes | None] = SimpleQueue()
        self._is_open = True
        self._queued = self._sent = 0
        self._sender = Thread(target=self._send_all, name="commands", daemon=True)
        self._sender.start()

    def send(self, command: object) -> None:
        """Sends a command; it is obeyed between two slices."""
        message = pickle.dumps(command, pickle.HIGHEST_PROTOCOL)
        if self._queued != self._sent or len(message) > SMALL or not self._send_at_once(message):
            self._queued += 1
            self._queue.put(message)

    def _send_at_once(self, message: bytes) -> bool:
        """Sends a small message if the system can tell that there is room for it, and gives whether there
        was."""
        if os.name != "posix":
            return False
        connection = self._process.connection
        try:
            if not select.select([], [connection], [], 0)[1]:
                return False
            connection.send_bytes(message)
        except (OSError, ValueError):  # nobody listens, which the next look finds
            return False
        return True

    def take(self) -> Message | None:
        """What has come next, or None if nothing has.

        Raises:
            EndedError: nothing more will come; said once.
        """
        try:
            if not (self._is_open and self._process.connection.poll()):
                return None
            message = self._process.connection.recv()
        except (EOFError, OSError) as error:
            self._is_open = False
            raise EndedError("the process that trains has ended") from error
        return self._unpack(message) if isinstance(message, Parcel) else message

    def end(self) -> bool:
        """Ends the process; gives whether it ended in time."""
        self._is_open = False
        self._queue.put(None)
        ended = self._process.end()
        self._sender.join()
        self._process.connection.close()
        return ended

    @property
    def is_alive(self) -> bool:
        """Whether there is a process at the other end."""
        return self._process.is_alive

    def _unpack(self, parcel: Parcel) -> Mail:
        whole = memoryview(parcel.body) if parcel.block is None else self._blocks.open(parcel.block)
        parts = [(whole[start:stop], fixed) for start, stop, fixed in parcel.spans]
        body, *buffers = (part.toreadonly() if fixed else part for part, fixed in parts)
        mail: Mail = self._unpacker.unpack(body, buffers, parcel.forgotten)
        del whole, parts, body, buffers  # what is not kept by the mail is to be handed back
        self._blocks.keep_only(parcel.blocks)
        self.send(Taken(self._blocks.take_left()))
        return mail

    def _send_all(self) -> None:
        """Sends what waits, one after another, until None comes or nobody listens."""
        try:
            while (message := self._queue.get()) is not None:
                self._process.connection.send_bytes(message)
                self._sent += 1
        except (OSError, ValueError):
            return
