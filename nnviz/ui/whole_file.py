"""Puts bytes into a file, all of them or none.

Whoever reads the file meanwhile, or after a crash, finds what was there before.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QByteArray, QIODevice, QSaveFile


def write(data: bytes, path: str) -> None:
    """Writes a file, which appears under its name only when all of it has been written.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    file = QSaveFile(path)
    whole = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(QByteArray(data)) == len(data)
    if not whole or not file.commit():
        raise OSError(_reason(file.errorString(), path, len(data)))


def _reason(told: str, path: str, size: int) -> str:
    """Why a file could not be written; of a full disk Qt knows no more than that there was an error."""
    with suppress(OSError):
        if shutil.disk_usage(Path(path).parent).free < size:
            return os.strerror(errno.ENOSPC)
    return told
