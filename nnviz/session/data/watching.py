"""How far something is that takes long: what is done in steps gives shares, and whoever waits can listen.

Who listens may raise :class:`StoppedError`, which ends it; nothing is kept of it then.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from typing import TypeVar

CHUNK = 1 << 20
"""How many bytes are read between two steps."""

T = TypeVar("T")

Steps = Generator[float, None, T]
"""Gives the share that is done, from 0 to 1, and at its end what came of it; closed, it leaves nothing."""

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


def followed(steps: Steps[T]) -> T:
    """What comes of steps, each of which is told to whoever listens.

    Raises:
        StoppedError: nobody wants it any more.
    """
    with closing(steps):
        while True:
            try:
                tell(next(steps), 1)
            except StopIteration as end:
                found: T = end.value
                return found


def between(start: float, stop: float, steps: Steps[T]) -> Steps[T]:
    """Steps that are a part of others: their shares from one to another."""
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
        yield start + (stop - start) * share
