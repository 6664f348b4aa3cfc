"""A lesson that is dropped onto the window, as a folder or as the file that makes a folder one.

Nothing is read here; it is only told from other things that one can drop.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_lesson(mime: QMimeData) -> Path | None:
    """The folder of the lesson that is being dropped: that itself or its ``lesson.toml``; None for
    anything else."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if len(paths) != 1:
        return None
    folder = paths[0].parent if paths[0].name == "lesson.toml" else paths[0]
    return folder if (folder / "lesson.toml").is_file() else None
