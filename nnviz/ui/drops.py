"""What can be dropped on the window: a folder of a lesson, or a file of data.

Anything else is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from nnviz.ui.data.desk import DataDesk
from nnviz.ui.lessons.director import dropped_lesson

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def consider(event: QDragEnterEvent) -> None:
    """Says whether something can be done with what is dragged over the window."""
    mime = event.mimeData()
    if dropped_lesson(mime) is not None or DataDesk.dropped(mime) is not None:
        event.acceptProposedAction()


def take(window: MainWindow, event: QDropEvent) -> None:
    """Opens what was dropped, if there is anything to open."""
    mime = event.mimeData()
    folder, data = dropped_lesson(mime), DataDesk.dropped(mime)
    if folder is not None:
        window.director.open_folder(folder)
    elif data is not None:
        window.data.open(data)
    if folder is not None or data is not None:
        event.acceptProposedAction()
