"""Documents as bytes and back: what of them stands in the manifest and what among the tensors.

Whatever is wrong with a file is told as a :class:`DataError` or a :class:`SettingError`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from nnviz.nn import DataError, NnError, SettingError
from nnviz.nn.describe import Array
from nnviz.session.document.container import Tensors, manifest_of, packed, tensors_of
from nnviz.session.document.curve_tables import curves_of, tables_of
from nnviz.session.document.document import Document, resuming
from nnviz.session.document.former_tables import plain_formers, read_formers
from nnviz.session.document.migrations import VERSION, migrated
from nnviz.session.document.packing import pack, unpack
from nnviz.session.document.references import MissingFileError, Places, found, referred
from nnviz.session.document.steps import plain_stand, plain_steps, read_stand, read_steps
from nnviz.session.draining import drained
from nnviz.session.history import DEFAULT_BYTES
from nnviz.session.lesson.opening import read_opening
from nnviz.session.lesson.plain import plain_opening, plain_setup
from nnviz.session.lesson.recipe import setup_in
from nnviz.session.lesson.table import Table
from nnviz.session.run import Run
from nnviz.session.standing import Standing
from nnviz.session.start import MOST_BYTES, Start, are_plain, parts

MOST_LAYERS = 1000
MOST_TEXT = 4000
_LONGEST_REASON = 400
"""Limits of a file that nobody reaches who writes one with nnviz."""

_FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
"""What a file that nnviz has not written may lead to in whatever reads it."""

_LARGE = 1 << 24
"""Bytes of a file that takes a while to be read."""

T = TypeVar("T")


def as_bytes(document: Document, folder: Path | None = None) -> bytes:
    """What a file of a document holds.

    Args:
        folder: where it will be; files of one's own in it, or below, are named by their place from there.

    Raises:
        DataError: it is too large.
    """
    tensors: dict[str, Array] = {}
    setup = plain_setup(document.setup)
    if isinstance(setup["data"], dict):
        setup["data"] = referred(setup["data"], folder)
    manifest = {
        "version": VERSION,
        "title": document.title[:MOST_TEXT],
        "origin": document.origin[:MOST_TEXT],
        "setup": pack(setup, tensors, "setup"),
        "start": _plain_start(document.setup.start, "start", tensors),
        "state": _plain_start(document.standing.start, "state", tensors),
        "view": plain_opening(document.opening),
        **pack(_plain_standing(document.standing), tensors, "standing"),
        "before": plain_formers(document.before, tensors),
    }
    tensors |= tables_of(document.standing.records)
    made = packed(manifest, tensors)
    if len(made) > MOST_BYTES:
        raise DataError("it would have {0} bytes, at most {1} are read", len(made), MOST_BYTES)
    return made


def _plain_start(start: Start | None, prefix: str, tensors: dict[str, Array]) -> Any:
    """The plain numbers of a start, whose tensors join the others."""
    if start is None:
        return None
    arrays, plain = parts(start)
    tensors |= {f"{prefix}/{name}": array for name, array in arrays.items()}
    return plain


def _plain_standing(standing: Standing) -> dict[str, Any]:
    here = {"operation": standing.operation, "formula": standing.formula}
    made = {"edits": plain_stand(standing.edits), **plain_steps(standing.steps)}
    return {"ahead": standing.ahead, "cursor": here, **made}


# -- reading ------------------------------------------------------------------------------------


def read(path: Path, places: Places | None = None) -> Document:
    """The document in a file.

    Args:
        places: where files lie that are not where the document has them.

    Raises:
        MissingFileError: one of them is missing.
        DataError: it cannot be read, is damaged, or is no document.
        SettingError: it says something that cannot be.
    """
    try:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise DataError("{0} has {1} bytes, at most {2} are read", path.name, size, MOST_BYTES)
        data = path.read_bytes()
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror) from error
    return from_bytes(data, path.parent, places, path.name)


def from_bytes(
    data: bytes, folder: Path | None = None, places: Places | None = None, name: str = "document"
) -> Document:
    """The document in bytes; see :func:`read`."""
    return guarded(name, partial(_read, data, folder, places or {}, name))


def opened(
    path: Path, places: Places | None = None, history_bytes: int = DEFAULT_BYTES
) -> tuple[Document, Run]:
    """See :func:`opening`."""
    return drained(opening(path, places, history_bytes))


def opening(
    path: Path, places: Places | None = None, history_bytes: int = DEFAULT_BYTES
) -> Generator[float | None, None, tuple[Document, Run]]:
    """The document in a file, and the run that goes on from it; step by step, with the share that is done.

    Raises:
        NnError: as :func:`read`, or no run can be made from it.
    """
    if path.is_file() and path.stat().st_size > _LARGE:
        yield None
    document = read(path, places)
    yield 0.0
    with _guarding(path.name):
        return document, (yield from resuming(document, history_bytes))


def guarded(name: str, make: Callable[[], T]) -> T:
    """What is made, or a reason why it cannot be that names the file."""
    with _guarding(name):
        return make()


@contextmanager
def _guarding(name: str) -> Iterator[None]:
    """Has whatever goes wrong name the file."""
    try:
        yield
    except MissingFileError:
        raise
    except SettingError as error:
        raise SettingError("{0} cannot be opened: {1}", name, error) from error
    except NnError as error:
        raise DataError("{0} cannot be opened: {1}", name, error) from error
    except _FAULTS as error:
        raise DataError("{0} cannot be opened: {1}", name, str(error)[:_LONGEST_REASON]) from error


def _read(data: bytes, folder: Path | None, places: Places, name: str) -> Document:
    manifest = migrated(manifest_of(data))
    tensors = tensors_of(data)
    table = Table(Path(name), "", unpack(manifest, tensors))
    table.take("version", int)
    title, origin = table.take("title", str)[:MOST_TEXT], table.take("origin", str)[:MOST_TEXT]
    inner = table.table("setup")
    if len(inner.take("layers", list)) > MOST_LAYERS:
        raise DataError("it has more than {0} layers", MOST_LAYERS)
    setup = setup_in(inner, lambda part, key: found(part.take(key, str), folder, places))
    inner.finish()
    setup = replace(setup, start=_start(table, "start", tensors))
    opening = read_opening(table.table("view"))
    if opening.epochs or opening.operation or opening.edits or opening.rate is not None:
        raise SettingError("what is looked at cannot be trained")
    standing, before = _standing(table, tensors), read_formers(table, tensors)
    table.finish()
    return Document(setup, standing, opening, title, origin, before)


def _start(table: Table, key: str, tensors: Tensors) -> Start | None:
    table.has(key)
    plain = table.content.get(key)
    if plain is None:
        return None
    if not are_plain(plain):
        raise DataError("it is damaged: the state of training cannot be read")
    own = {
        name.removeprefix(f"{key}/"): array for name, array in tensors.items() if name.startswith(f"{key}/")
    }
    return Start({**plain, **own})


def _standing(table: Table, tensors: Tensors) -> Standing:
    start = _start(table, "state", tensors)
    if start is None:
        raise DataError("it is damaged: the state of training cannot be read")
    cursor = table.table("cursor")
    here = {key: cursor.take(key, int) for key in ("operation", "formula")}
    cursor.finish()
    ahead = table.take("ahead", int)
    made, steps = read_stand(table, "edits"), read_steps(table)
    return Standing(start, ahead, made, **here, records=curves_of(tensors), steps=steps)
