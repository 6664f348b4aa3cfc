"""How large a network may be: what fits into this machine's memory, and never 2³¹ numbers or more.

Sizes are worked out from shapes with Python's own numbers, which do not overflow, before anything of
that size is allocated.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from nnviz.nn.errors import SizeError

MOST = 2**31 - 1
"""The most numbers in one array or in all parameters of a network; BLAS counts no further."""

BYTES_EACH = 40
"""Memory for each parameter in double precision: value, gradient, the gradient of one pass, the
optimizer's step and one copy for going back."""

_announced: ContextVar[int] = ContextVar("announced", default=MOST)


@contextmanager
def parameters_at_most(count: int) -> Iterator[None]:
    """Lets no network have more parameters meanwhile, however much memory there is: for one that comes with
    its weights, so that what is said of it takes no more memory than they do."""
    before = _announced.set(count)
    try:
        yield
    finally:
        _announced.reset(before)


def check_parameters(what: str, count: int) -> None:
    """Makes sure that so many parameters can be held.

    Raises:
        SizeError: they are too many; the message names ``what``, the count and the limit.
    """
    check_count(what, count)
    if count > (most := _announced.get()):
        raise SizeError("{0} is {1} numbers, at most {2} were announced", what, count, most)


@cache
def most_numbers() -> int:
    """How many parameters fit into the memory of this machine."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not told, as on Windows
        return MOST
    return min(MOST, memory // BYTES_EACH) if memory > 0 else MOST


def check_size(what: str, shape: Sequence[int]) -> None:
    """Makes sure that an array of this shape can be made.

    Raises:
        SizeError: it would be too large; the message names ``what``, its shape and the limit.
    """
    check_count(_told(what, shape), math.prod(map(int, shape)))


def check_parameter(what: str, shape: Sequence[int]) -> None:
    """The same of a parameter, which also counts as one."""
    check_parameters(_told(what, shape), math.prod(map(int, shape)))


def _told(what: str, shape: Sequence[int]) -> str:
    return f"{what}: ({', '.join(map(str, shape))})"


def check_room(what: str, count: int, size: int) -> None:
    """Makes sure that so many numbers of so many bytes can be worked on at a time.

    Raises:
        SizeError: they are too many; the message names ``what``, the count and the limit.
    """
    most = min(MOST, most_numbers() * BYTES_EACH // size)
    if count > most:
        raise SizeError("{0} works on {1} numbers, at most {2} fit", what, count, most)


def check_count(what: str, count: int) -> None:
    """Makes sure that so many numbers can be held.

    Raises:
        SizeError: they are too many; the message names ``what``, the count and the limit.
    """
    if count > most_numbers():
        raise SizeError("{0} is {1} numbers, at most {2} fit", what, count, most_numbers())
