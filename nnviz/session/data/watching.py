"""How far the reading of a file is: readers tell it, and whoever waits for them can listen.

Who listens may raise :class:`StoppedError`, which ends the reading; nothing is kept of it then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CHUNK = 1 << 20
"""How many bytes are read between two tellings."""

_listener: ContextVar[Callable[[float], None] | None] = ContextVar("listener", default=None)


class StoppedError(Exception):
    """Nobody wants what is being read any more."""


@contextmanager
def watched(listener: Callable[[float], None]) -> Iterator[None]:
    """Lets a listener hear, in this thread, which share of a file has been read, from 0 to 1."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(done: float, whole: float) -> None:
    """Tells that so many bytes of a whole have been read.

    Raises:
        StoppedError: nobody wants them any more.
    """
    listener = _listener.get()
    if listener is not None:
        listener(min(1.0, done / max(1.0, whole)))
