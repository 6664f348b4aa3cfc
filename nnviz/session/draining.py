"""Does at once what can be done in steps.

What comes of it is the same; nobody is told how far it is.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def drained(steps: Generator[object, None, T]) -> T:
    """What comes of all the steps."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: T = end.value
            return found
