"""What takes long just now: how far it is, over the head of the canvas, with a button that stops it.

It comes up only where there is something to wait for, over controls and never over what is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton

from nnviz.session import commands
from nnviz.session.lesson import Lesson
from nnviz.session.progress import LOADING, OPENING, Progress
from nnviz.session.status import Status
from nnviz.ui.progress_words import percent, said
from nnviz.ui.text_size import stretched

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow

PATIENCE_MS = 250
_GAP, _BAR, _LEAST_BAR = 6, 160, 60


class ProgressChip(QFrame):
    """Belongs to one window.

    Attributes:
        progress: what it shows, or None.

    Signals:
        asked: a command for the run.
    """

    asked = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.place)
        self.setObjectName("banner")
        self.setProperty("calm", True)
        self._window = window
        self._lessons = (window.director.lesson, window.director.lesson)
        self.progress: Progress | None = None
        self.text, self.bar, self.cancel = QLabel(self), QProgressBar(self), QPushButton(self)
        self.bar.setRange(0, 100)
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(self._come)
        self.cancel.clicked.connect(self.stop)
        self.asked.connect(window.asked)
        window.director.opened.connect(self._note)
        window.place.installEventFilter(self)
        self.hide()
        self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 4, 3)
        row.setSpacing(10)
        for part in (self.text, self.bar, self.cancel):
            row.addWidget(part)
        self.bar.setMinimumWidth(stretched(_LEAST_BAR))
        self.bar.setMaximumWidth(stretched(_BAR))
        self.bar.setFormat("%p %")

    def _note(self, lesson: Lesson) -> None:
        """Remembers the lesson before, which is gone back to if this one is not waited for."""
        self._lessons = (self._lessons[1], lesson)

    def show_status(self, status: Status) -> None:
        """Shows how far something is, or goes away."""
        begun = self.progress is None and status.progress is not None
        self.progress = status.progress
        if self.progress is None:
            self._go()
            return
        if begun:
            self._late.start()
        self._write(self.progress)

    def _come(self) -> None:
        if self.progress is not None:
            self.show()
            self.raise_()
            self._arrange()

    def leave(self) -> None:
        """What was waited for has ended with the process that did it."""
        self.progress = None
        self._go()

    def _go(self) -> None:
        self._late.stop()
        if self.cancel.hasFocus():
            self._window.canvas.setFocus()
        self.hide()

    def stop(self) -> bool:
        """Stops what takes long, and gives whether there was something; a lesson that is not waited for gives
        way to the one before."""
        progress = self.progress
        if progress is None:
            return False
        self.progress = None
        self.asked.emit(commands.Cancel())
        if progress.kind in (LOADING, OPENING):
            self._window.director.turn_to(self._lessons[0])
        self._go()
        return True

    def _write(self, progress: Progress) -> None:
        self.text.setText(said(progress))
        self.bar.setValue(percent(progress))
        if self.isVisible():
            self._arrange()

    def _arrange(self) -> None:
        """Over the controls at the left of the head of the canvas, up to the legend."""
        head, place = self._window.canvas.head, self._window.place
        corner = place.mapFromGlobal(head.mapToGlobal(QPoint(0, 0)))
        room = max(self.minimumSizeHint().width(), head.legend.x() - _GAP)
        self.resize(min(self.sizeHint().width(), room), self.sizeHint().height())
        self.move(corner.x(), max(0, corner.y() + (head.height() - self.height()) // 2))

    def _retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Stop this, and leave everything as it was (Esc)"))
        self.bar.setAccessibleName(self.tr("how much of it is done"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._arrange()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
