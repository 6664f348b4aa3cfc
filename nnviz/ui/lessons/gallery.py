"""The gallery: the shelf of all lessons in a window of its own.

It is made when it is asked for, and goes away with the choice.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from nnviz.session.lesson import Lesson
from nnviz.ui.lessons.shelf import Shelf
from nnviz.ui.lessons.tile import tile_size


class Gallery(QDialog):
    """Lets a person choose a lesson.

    Args:
        shelf: what there is to choose from.

    Attributes:
        search, list, note: those of the shelf.

    Signals:
        chosen: the :class:`Lesson`.
    """

    chosen = Signal(object)

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search, self.list, self.note = shelf.search, shelf.list, shelf.note
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(shelf, 1)
        layout.addWidget(buttons)
        shelf.chosen.connect(self._choose)
        self.search.setFocus()
        self.setWindowTitle(self.tr("Lessons"))
        self.resize(3 * tile_size().width() + 80, 700)

    def _choose(self, lesson: Lesson) -> None:
        self.accept()
        self.chosen.emit(lesson)
