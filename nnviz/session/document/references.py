"""Files of one's own that a document refers to: where they lie, and a digest of what they hold.

They stay where they are, since data may be large and may not be meant to be handed on; one that lies beside
the document or in a folder below is named by its place from there, and so both can be moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from nnviz.nn import DataError
from nnviz.nn.errors import Phrase
from nnviz.session.data import FILE_SETTINGS
from nnviz.session.data.content import fingerprint
from nnviz.session.data.files import files_of

Places = Mapping[str, Path]
"""Where files lie now, by how the document names them."""


class MissingFileError(DataError):
    """A file is not where a document has it.

    Attributes:
        named: how the document names it.
    """

    def __init__(self, named: str) -> None:
        super().__init__("{0} is not there any more; nothing has changed", named[:500])
        self.named = named


def referred(data: dict[str, Any], folder: Path | None) -> dict[str, Any]:
    """Plain data of a setup whose files are named as a document in a folder has them, with their digest."""
    name = data.get("name", "")
    keys = FILE_SETTINGS.get(name, ())
    named = {key: _named(Path(data[key]), folder) for key in keys}
    return data | named | ({"content": data.get("content") or _content(name, data)} if keys else {})


def _named(path: Path, folder: Path | None) -> str:
    path = path.absolute()
    below = folder is not None and path.is_relative_to(folder.absolute())
    return path.relative_to(folder.absolute()).as_posix() if folder and below else str(path)


def _content(kind: str, settings: dict[str, Any]) -> str:
    """The digest of the files; empty where they cannot be read, which shall not keep anything from being
    saved."""
    try:
        return fingerprint(files_of(kind, settings))
    except DataError:
        return ""


def found(named: str, folder: Path | None, places: Places) -> Path:
    """Where a file lies that a document names.

    Raises:
        MissingFileError: it is not there.
        DataError: it climbs out of the folder of the document.
    """
    if named in places:
        return places[named].absolute()
    if named.startswith(("//", "\\\\")):  # to look on another machine is to say to that one who is asking
        raise MissingFileError(named)
    path = Path(named)
    if not path.is_absolute():
        path = _below(named, folder)
    if "\0" in named or not path.is_file():
        raise MissingFileError(named)
    return path


def _below(named: str, folder: Path | None) -> Path:
    """A file by its place in a folder, or below; there is no way out of that."""
    parts = PurePosixPath(named.replace("\\", "/")).parts
    if ".." in parts or ":" in named or "\0" in named:
        raise DataError("{0}", Phrase("it names {0}, which lies outside of its folder", named[:500]))
    if folder is None:
        raise MissingFileError(named)
    path = folder.absolute() / Path(*parts)
    if path.exists() and not path.resolve().is_relative_to(folder.resolve()):
        raise DataError("{0}", Phrase("it names {0}, which lies outside of its folder", named[:500]))
    return path
