"""Work beside the window: a dialog that says how far it is comes up after a second, and can stop it.

What is done sooner shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from nnviz.ui.data.job import Job

if TYPE_CHECKING:
    from nnviz.nn.errors import Phrase
    from nnviz.ui.window import MainWindow

PATIENCE_MS = 1000


class Waiting(QObject):
    """One piece of work.

    Attributes:
        dialog: the dialog, shown or not.

    Signals:
        done: what came of it.
        refused: why nothing did, a :class:`Phrase`.
        ended: it is over, in whichever way.
    """

    done = Signal(object)
    refused = Signal(object)
    ended = Signal()

    def __init__(self, text: str, work: Callable[[], object], window: QWidget) -> None:
        super().__init__(window)
        self.dialog = QProgressDialog(text, self.tr("Cancel"), 0, 100, window)
        self.dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self.dialog.setMinimumDuration(PATIENCE_MS)
        self.dialog.setAutoReset(False)
        self.dialog.setAutoClose(False)
        self._job = Job(work, self)
        self._job.told.connect(self._show)
        self._job.done.connect(self.done)
        self._job.refused.connect(self.refused)
        self._job.finished.connect(self._end)
        self.dialog.canceled.connect(self._job.requestInterruption)

    def start(self) -> None:
        """Begins."""
        self.dialog.setValue(0)
        self._job.start()

    def stop(self) -> None:
        """Ends it, and waits until it has."""
        self._job.stop()

    def _show(self, share: float) -> None:
        if not self.dialog.wasCanceled():
            self.dialog.setValue(round(100 * share))

    def _end(self) -> None:
        self.dialog.canceled.disconnect()
        self.dialog.close()
        self.dialog.deleteLater()
        self.ended.emit()
        self.deleteLater()


class BusyDesk(QObject):
    """A desk that has one piece of work done at a time, and none once its window is closed.

    Attributes:
        waiting: the work that is going on, if any.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.waiting: Waiting | None = None
        window.closing.connect(self._leave)

    def _wait(
        self,
        text: str,
        work: Callable[[], object],
        then: Callable[[Any], None],
        refused: Callable[[Phrase], None],
    ) -> None:
        """Has something done; then one of the two is called, or neither if it was stopped."""
        self.waiting = waiting = Waiting(text, work, self._window)
        waiting.done.connect(then)
        waiting.refused.connect(refused)
        waiting.ended.connect(self._forget)
        waiting.start()

    def _forget(self) -> None:
        self.waiting = None

    def _leave(self) -> None:
        if self.waiting is not None:
            self.waiting.stop()
