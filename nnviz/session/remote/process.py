"""A process beside that of the window, with a connection to it and a folder that both see.

It is started before numpy is imported, so that it gets ready while the window does; hence nothing here
needs that. Where it can be, it is a double of the process that starts it, which shares the memory of all that
has been imported; elsewhere, and later, it is a new interpreter.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import weakref
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""

END_TIMEOUT = 5.0
"""Seconds that the system may take to end a process."""

Work = Callable[..., None]
"""What a process does, given its end of the connection, the folder, and what else there is."""


class Process:
    """Runs a function of a module in another process; it ends with this object's :meth:`end`, or when its
    connection is closed.

    Args:
        work: a function of a module.
        given: what it is given besides the connection and the folder; a copy goes there.
        anew: whether it is to be a new interpreter wherever it is started; a double has all that this process
            holds, its locks and what it listens to, too.

    Attributes:
        connection: this end.
        folder: for files that both map into memory.

    Raises:
        OSError: the system has no room for another process.
    """

    def __init__(self, work: Work, *given: object, anew: bool = False) -> None:
        place = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="nnviz-", dir=place))
        self._remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        is_double = not anew and may_double()
        context = get_context("fork") if is_double else get_context("spawn")
        self.connection, theirs = context.Pipe()
        arguments = (self.connection if is_double else None, work, theirs, self.folder, *given)
        self._process = context.Process(target=_work, args=arguments, daemon=True)
        self._process.start()
        theirs.close()  # so that the connection is at its end once the process is

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def end(self) -> bool:
        """Ends it, whatever it does; gives whether it ended in time."""
        self._process.kill()  # it has nothing to tidy up, and may not be able to
        self._process.join(END_TIMEOUT)
        self._remove()
        return not self._process.is_alive()


def may_double() -> bool:
    """Whether this process can be doubled: it has one thread, or else a lock that another holds would stay
    locked for ever in the double; and the system is Linux, whose libraries bear it."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


def _work(other_end: Connection | None, work: Work, *given: object) -> None:
    """Works, without the end of the connection that a double has but is not its own: a connection is at its
    end only when nobody has the other one."""
    if other_end is not None:
        other_end.close()
    work(*given)
