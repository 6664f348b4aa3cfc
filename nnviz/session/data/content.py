"""What tells whether a file still holds what it held: a digest of its content.

The time of a file is no help, since a copy has another one and the same content.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from nnviz.nn import DataError
from nnviz.session.data.watching import CHUNK, Steps, followed

if TYPE_CHECKING:
    from hashlib import blake2b


def fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the content of files, one after another, as 32 hexadecimal digits.

    Raises:
        DataError: one cannot be read.
    """
    return followed(fingerprinting(paths))


def fingerprinting(paths: Iterable[Path]) -> Steps[str]:
    """The same, step by step."""
    from hashlib import blake2b  # brings all of OpenSSL, which a start has no use for

    found = blake2b(digest_size=16)
    for path in paths:
        try:
            yield from _adding(path, found)
        except OSError as error:
            raise DataError("{0} cannot be read: {1}", path, error.strerror) from error
    return found.hexdigest()


def _adding(path: Path, found: blake2b) -> Steps[None]:
    size, done = path.stat().st_size, 0
    found.update(size.to_bytes(8, "big"))
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            done += len(chunk)
            yield min(1.0, done / max(1, size))
