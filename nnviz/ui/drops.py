"""What can be dropped on the window: a folder of a lesson, or a file of data.

Anything else is left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from nnviz.ui.data.desk import DataDesk
from nnviz.ui.lessons.director import dropped_lesson

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def can_take(mime: QMimeData) -> bool:
    """Whether something is known that can be done with it."""
    return dropped_lesson(mime) is not None or DataDesk.dropped(mime) is not None


def take(window: MainWindow, mime: QMimeData) -> bool:
    """Opens what was dropped; gives whether there was anything to open."""
    folder, data = dropped_lesson(mime), DataDesk.dropped(mime)
    if folder is not None:
        window.director.open_folder(folder)
    elif data is not None:
        window.data.open(data)
    return folder is not None or data is not None
