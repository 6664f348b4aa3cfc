"""The menu of what was changed by hand in the pass on the screen: each entry takes one change back.

It is filled when it is opened.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.session import commands
from nnviz.session.edits import Change
from nnviz.session.frame import Frame
from nnviz.ui.editing.words import written


class ChangesMenu(QMenu):
    """An entry for each change, and one for all.

    Signals:
        asked: a command for the run.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self.menuAction().setObjectName("changes")
        self.aboutToShow.connect(self.fill)

    def show_frame(self, frame: Frame) -> None:
        """Is about the pass of a frame from now on."""
        self._frame = frame
        self.menuAction().setEnabled(bool(frame.changes))

    def fill(self) -> None:
        """Lists what was changed."""
        self.clear()
        frame = self._frame
        if frame is None or not frame.changes:
            return
        self.addAction(self._heading(frame)).setEnabled(False)
        self.addSeparator()
        for changed in frame.changes:
            self._add(written(changed, frame.stage), changed.change, frame.newest)
        if len(frame.changes) > 1:
            self.addSeparator()
            self._add(self.tr("Take All Back"), None, frame.newest)

    def _heading(self, frame: Frame) -> str:
        if frame.newest:
            return self.tr("Choose one to take it back")
        return self.tr("Rewind the network to here to take one back")

    def _add(self, text: str, change: Change | None, allowed: bool) -> None:
        action = self.addAction(text.replace("&", "&&"))
        action.setEnabled(allowed)
        action.triggered.connect(partial(self._take_back, change))

    def _take_back(self, change: Change | None, _checked: bool = False) -> None:
        self.asked.emit(commands.TakeBack(change))
