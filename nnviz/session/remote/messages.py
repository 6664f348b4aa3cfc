"""What goes over the connection between a window's process and that of its run.

Down go commands as they are, and the rest of what is here; up go parcels and what went wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass

if TYPE_CHECKING:
    from nnviz.nn.errors import Phrase


@dataclass(frozen=True)
class Taken:
    """The mail has been taken, and more is welcome.

    Attributes:
        blocks: those that are handed back.
    """

    blocks: tuple[int, ...]


@dataclass(frozen=True)
class Parcel:
    """Mail, packed.

    Attributes:
        block: where the bytes lie, body first, or None if they are in ``body``.
        body: the bytes of a small one, body first.
        spans: where in them the body and then each buffer begins and ends, and whether it is read-only.
        forgotten: numbers that nothing will be sent by any more.
        blocks: those that there are.
    """

    block: int | None
    body: bytes
    spans: tuple[tuple[int, int, bool], ...]
    forgotten: tuple[int, ...]
    blocks: tuple[int, ...]


@dataclass(frozen=True)
class Refusal:
    """A command could not be carried out."""

    reason: Phrase


@dataclass(frozen=True)
class Failure:
    """Something went wrong that nobody thought of; the error's traceback is a note of it."""

    error: Exception


@dataclass(frozen=True)
class Unmade:
    """There is no run, since it could not be made."""

    error: Exception
