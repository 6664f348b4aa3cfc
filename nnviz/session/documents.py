"""Saves and opens documents for a driver: what it was told to do becomes an answer, whatever happens.

Nothing here touches the run that is saved, or the one that is left. What reads and writes documents is
imported only then.
"""

from __future__ import annotations

from collections.abc import Generator

from nnviz.nn import NnError
from nnviz.session import commands
from nnviz.session.answers import Answer, Loaded, Missing, Saved, refused
from nnviz.session.formers import Formers
from nnviz.session.run import Run


def saved(run: Run, wish: commands.Save, before: Formers = ()) -> Answer:
    """A run as the bytes of a document, with what came before it, or why it cannot be."""
    from nnviz.session.document import as_bytes, document_of

    try:
        document = document_of(run, wish.opening, wish.title, wish.origin, before)
        return Saved(as_bytes(document, wish.folder), run.passes)
    except (NnError, MemoryError) as error:
        return refused(error)


def loading(
    wish: commands.OpenDocument, history_bytes: int
) -> Generator[float | None, None, tuple[Answer, Run | None]]:
    """What is in the file of a document, with its run, or why there is none; step by step."""
    from nnviz.session.document import MissingFileError, opening

    try:
        document, run = yield from opening(wish.path, wish.places, history_bytes)
    except MissingFileError as error:
        return Missing(error.named), None
    except (NnError, MemoryError) as error:
        return refused(error), None
    return Loaded(document, run.passes), run
