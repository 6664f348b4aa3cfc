"""What can be dropped on the window: a folder of a lesson, or a file of data.

Anything else is left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from nnviz.ui.data.endings import is_data
from nnviz.ui.lessons.dropping import dropped_lesson

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def consider(event: QDragEnterEvent) -> None:
    """Says whether something can be done with what is dragged over the window."""
    mime = event.mimeData()
    if dropped_lesson(mime) is not None or dropped_data(mime) is not None:
        event.acceptProposedAction()


def take(window: MainWindow, event: QDropEvent) -> None:
    """Opens what was dropped, if there is anything to open."""
    mime = event.mimeData()
    folder, data = dropped_lesson(mime), dropped_data(mime)
    if folder is not None:
        window.director.open_folder(folder)
    elif data is not None:
        window.data.open(data)
    if folder is not None or data is not None:
        event.acceptProposedAction()


def dropped_data(mime: QMimeData) -> Path | None:
    """The file of data that is being dropped; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and is_data(paths[0]) else None
