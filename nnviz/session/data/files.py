"""Datasets of one's own by plain settings: which files, what is made of them, and what they held when chosen.

What has been made is handed out again while somebody holds it, so that a table is not read twice for one run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from nnviz.nn import DataError
from nnviz.nn.errors import Phrase
from nnviz.session.data import csv_file, idx_file, npz_file
from nnviz.session.data.content import fingerprinting
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.watching import Steps, between, followed

READERS: dict[str, Callable[..., Steps[Dataset]]] = {
    "csv": csv_file.dataset,
    "npz": npz_file.dataset,
    "idx": idx_file.dataset,
}
"""What reads each kind of file, step by step."""

FILE_SETTINGS = {"csv": ("file",), "npz": ("file",), "idx": ("file", "labels")}
"""Which settings of each kind name files."""

_DIGEST = 0.05
"""The share of making a dataset that is done once it is known that its files are what they were."""

_made: WeakValueDictionary[str, Dataset] = WeakValueDictionary()


class ChangedFileError(DataError):
    """A file no longer holds what it held when it was chosen."""


def from_file(kind: str, content: str = "", **settings: Any) -> Dataset:
    """The dataset that settings make of a file.

    Args:
        kind: one of :data:`READERS`.
        content: the :func:`fingerprint` of its files; empty if they may hold anything.
        settings: as the reader takes them.

    Raises:
        ChangedFileError: the files hold something else.
        NnError: as the reader does.
    """
    return followed(reading(kind, content, **settings))


def reading(kind: str, content: str = "", **settings: Any) -> Steps[Dataset]:
    """The same, step by step."""
    key = json.dumps([kind, content, settings], sort_keys=True, default=list)
    kept = _made.get(key) if content else None
    if kept is not None:
        return kept
    steps = fingerprinting(files_of(kind, settings)) if content else None
    if steps and content != (yield from between(0.0, _DIGEST, steps)):
        name = Path(settings["file"]).name
        raise ChangedFileError(
            "{0}", Phrase("{0} has changed since it was chosen; open it again and look at the choices", name)
        )
    made = yield from between(_DIGEST if content else 0.0, 1.0, READERS[kind](**settings))
    if content:
        _made[key] = made
    return made


def files_of(kind: str, settings: dict[str, Any]) -> list[Path]:
    """The files that settings name."""
    return [Path(settings[key]) for key in FILE_SETTINGS[kind] if key in settings]


def kind_of(path: Path) -> str:
    """The kind of a file, by how it begins: an archive, IDX (perhaps compressed), or else a table of text.

    Raises:
        DataError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise DataError("{0} cannot be read: {1}", path.name, error.strerror) from error
    if start.startswith(b"PK") or path.suffix.lower() == ".npz":
        return "npz"
    is_idx = start.startswith((b"\x1f\x8b", b"\0\0")) or path.suffix.lower() == ".idx"
    return "idx" if is_idx else "csv"


FILES: dict[str, Callable[..., Steps[Dataset]]] = {kind: partial(reading, kind) for kind in READERS}
"""What makes a dataset of each kind of file, step by step; a lesson gives the files by their place in its
folder."""
