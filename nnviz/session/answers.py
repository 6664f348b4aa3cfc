"""What comes of saving and opening documents: one answer for each command, in the order of the commands.

They travel up with the mail, and none of them is lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass
from nnviz.nn.errors import NnError, Phrase

if TYPE_CHECKING:
    from nnviz.session.document import Document


@dataclass(frozen=True)
class Saved:
    """The bytes of a document, and how many passes had been completed."""

    data: bytes
    passes: int


@dataclass(frozen=True)
class Loaded:
    """A document has been opened; its run has completed so many passes."""

    document: Document
    passes: int


@dataclass(frozen=True)
class Missing:
    """A document was not opened, since a file is not where it has it."""

    named: str


@dataclass(frozen=True)
class Refused:
    """A document was not saved or not opened; nothing has changed."""

    reason: Phrase


@dataclass(frozen=True)
class GivenUp:
    """A document was not saved or not opened, since somebody did not want to wait; nothing has changed."""


Answer = Saved | Loaded | Missing | Refused | GivenUp


def refused(error: Exception) -> Refused:
    """The answer where something went wrong: in the error's own words, whichever error it was."""
    if isinstance(error, NnError):
        return Refused(error.phrase)
    if isinstance(error, MemoryError):
        return Refused(Phrase("there is not enough memory"))
    kind, said = type(error).__name__, str(error)
    return Refused(Phrase("nnviz met an error of its own: {0}", f"{kind}: {said}" if said else kind))
