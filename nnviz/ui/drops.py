"""What can be dropped on the window: a folder of a lesson, a document, or a file of data.

Anything else is left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from nnviz.ui.data.endings import is_data
from nnviz.ui.documents.endings import is_document
from nnviz.ui.lessons.dropping import dropped_lesson

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def consider(event: QDragEnterEvent) -> None:
    """Says whether something can be done with what is dragged over the window."""
    mime = event.mimeData()
    if dropped_lesson(mime) is not None or dropped_file(mime) is not None:
        event.acceptProposedAction()


def take(window: MainWindow, event: QDropEvent) -> None:
    """Opens what was dropped, if there is anything to open."""
    mime = event.mimeData()
    folder, file = dropped_lesson(mime), dropped_file(mime)
    if folder is not None:
        window.director.open_folder(folder)
    elif file is not None:
        open_file(window, file)
    if folder is not None or file is not None:
        event.acceptProposedAction()


def dropped_file(mime: QMimeData) -> Path | None:
    """The document or file of data that is being dropped; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    known = len(paths) == 1 and (is_data(paths[0]) or is_document(paths[0]))
    return paths[0] if known else None


def open_file(window: MainWindow, path: Path) -> None:
    """Opens a document, or else a file of data."""
    if is_document(path):
        window.documents.open(path)
    else:
        window.data.open(path)
