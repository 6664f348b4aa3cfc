"""Copies of what is not saved, kept in case nnviz ends unexpectedly: one file for each window that has any.

Beside the file lies a lock. That of a program which is gone can be taken, and so its copy is found.
"""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QStandardPaths, QThreadPool

from nnviz.dataclass import dataclass
from nnviz.ui.documents.endings import ENDING
from nnviz.ui.whole_file import write

EVERY_MS = 60_000
"""Milliseconds between two copies."""

_log = logging.getLogger("nnviz")


def usual_folder() -> Path:
    """The folder where the platform keeps the state of an application."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation)
    return Path(place) / "unsaved"


@dataclass(frozen=True)
class Left:
    """A copy that was left behind, and the lock of it, taken."""

    file: Path
    lock: QLockFile

    def discard(self) -> None:
        """Removes the copy."""
        self.file.unlink(missing_ok=True)
        self.lock.unlock()


def left_behind(folder: Path) -> list[Left]:
    """The copies of programs that are gone, the newest first."""
    found = [Left(file, _lock(file)) for file in folder.glob(f"*{ENDING}")]
    gone = [left for left in found if left.lock.tryLock(0)]
    return sorted(gone, key=lambda left: left.file.stat().st_mtime, reverse=True)


def _lock(file: Path) -> QLockFile:
    lock = QLockFile(str(file.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # a lock is old only when its program is gone
    return lock


class Backup(QObject):
    """Keeps the copy of one window, written by a thread of its own so that nothing waits for the disk."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._kept: Left | None = None
        self._thread = QThreadPool(self)
        self._thread.setMaxThreadCount(1)

    def adopt(self, left: Left) -> None:
        """Goes on with a copy that was left behind."""
        self.clear()
        self._kept = left

    def write(self, data: bytes) -> None:
        """Puts bytes into the copy."""
        with contextlib.suppress(OSError):  # where there is no folder, there is no copy
            if self._kept is None:
                from secrets import token_hex  # brings all of OpenSSL, which a start has no use for

                self._folder.mkdir(parents=True, exist_ok=True)
                file = self._folder / f"{token_hex(16)}{ENDING}"
                self._kept = Left(file, _lock(file))
                self._kept.lock.tryLock(0)
            path = str(self._kept.file)
            self._thread.start(lambda: _try_to_write(data, path))

    def clear(self) -> None:
        """Removes the copy, since all is saved, or nobody wants it."""
        self._thread.waitForDone()
        if self._kept is not None:
            with contextlib.suppress(OSError):
                self._kept.discard()
            self._kept = None


def _try_to_write(data: bytes, path: str) -> None:
    try:
        write(data, path)
    except OSError as error:
        _log.warning("no copy of what is not saved could be kept: %s", error)
