"""What tells whether a file still holds what it held: a digest of its content.

The time of a file is no help, since a copy has another one and the same content.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from nnviz.nn import DataError
from nnviz.session.data.watching import CHUNK, tell


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the content of files, one after another, as 32 hexadecimal digits.

    Raises:
        DataError: one cannot be read.
    """
    found = blake2b(digest_size=16)
    for path in paths:
        try:
            _add(path, found)
        except OSError as error:
            raise DataError("{0} cannot be read: {1}", path, error.strerror) from error
    return found.hexdigest()


def _add(path: Path, found: blake2b) -> None:
    size, done = path.stat().st_size, 0
    found.update(size.to_bytes(8, "big"))
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            done += len(chunk)
            tell(done, size)
