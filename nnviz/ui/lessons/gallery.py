"""The gallery: the shelf of all lessons in a window of its own.

It is made when it is asked for, and goes away with the choice.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from nnviz.session.lesson import Lesson
from nnviz.ui.fitted_dialog import SHARE, roomy
from nnviz.ui.lessons.shelf import Shelf, shelf_width


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
        window = parent.window().size() if parent else QSize()
        around = layout.contentsMargins().left() + layout.contentsMargins().right()
        width = shelf_width(int(SHARE * window.width()) - around) + around
        self.resize(roomy(QSize(width, 700), QSize(width, 1400), window))

    def _choose(self, lesson: Lesson) -> None:
        self.accept()
        self.chosen.emit(lesson)
