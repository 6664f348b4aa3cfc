"""Puts exported files into a folder: all of them, or none, so that no half of an export is left behind.

Each is written beside its place under another name, and takes it only when every one is on the disk.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from nnviz.nn import DataError
from nnviz.session.data.watching import tell


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes files by their names.

    Raises:
        DataError: one cannot be written; the reason is the system's, and what was there before is untouched.
        StoppedError: nobody wants them any more; likewise.
    """
    waiting: dict[Path, Path] = {}
    try:
        for number, (name, content) in enumerate(files.items()):
            tell(number, len(files))
            place = folder / name
            try:
                waiting[place] = _beside(folder, content)
            except OSError as error:
                raise DataError("{0} could not be written: {1}", str(place), error.strerror) from error
        for place, found in list(waiting.items()):
            try:
                os.replace(found, place)
            except OSError as error:
                raise DataError("{0} could not be written: {1}", str(place), error.strerror) from error
            del waiting[place]
    finally:
        for left in waiting.values():
            with suppress(OSError):
                left.unlink()


def _beside(folder: Path, content: bytes) -> Path:
    """A new file in a folder with this content, all of it on the disk."""
    number, name = tempfile.mkstemp(prefix=".nnviz-", dir=folder)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)  # as any new file, which a temporary one is not
    except OSError:
        os.unlink(name)
        raise
    return Path(name)
