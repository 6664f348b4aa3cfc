"""The start: shows an empty window, has the run made beside it, and then fills it a part at a time.

Nothing here imports numpy; whatever does is behind the function that makes the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from nnviz.ui.window import MainWindow

if TYPE_CHECKING:
    from nnviz.inside import Joined
    from nnviz.ui.remote_worker import RemoteWorker
    from nnviz.ui.worker import Worker

SEEN_MS = 100
"""Milliseconds that a window gets to paint what is complete, before anything else is done."""

UNSEEN_MS = 250
"""Milliseconds after which the run is made even if nothing of the window could be painted."""

GoesOn = Callable[[], bool]
Join = Callable[[MainWindow], "Joined[Worker] | Joined[RemoteWorker]"]
"""Has a window fed by a run."""

Prepare = Callable[[GoesOn], Join]
"""Gets all of that ready, asking now and then whether to go on with it."""


class _Preparation(QThread):
    """Imports the engine and the views, and makes the run if no other process does."""

    def __init__(self, prepare: Prepare) -> None:
        super().__init__()
        self._prepare = prepare
        self.join: Join | None = None
        self.error: Exception | None = None

    def run(self) -> None:
        try:
            self.join = self._prepare(lambda: not self.isInterruptionRequested())
        except Exception as error:
            self.error = error


class Start(QObject):
    """Starts one window.

    Args:
        window: one that is empty.
        prepare: gets its run ready; called in a thread of its own.

    Attributes:
        worker: what feeds the window, or None before there is a run.

    Signals:
        done: all of the window has been shown once, and painted.
    """

    done = Signal()

    def __init__(self, window: MainWindow, prepare: Prepare) -> None:
        super().__init__(window)
        self._window = window
        self.worker: Worker | RemoteWorker | None = None
        self._error: Exception | None = None
        self._preparation = _Preparation(prepare)
        self._preparation.finished.connect(self._join)
        self._parts: Iterator[None] = iter(())
        self._turns = QTimer(self, interval=0)
        self._turns.timeout.connect(self._make_part)
        self._looks = QTimer(self, interval=1)
        self._looks.timeout.connect(self._look)
        window.painted.connect(self._begin)

    def show(self) -> None:
        """Shows the window; the rest follows once it has been painted."""
        self._window.show()
        QTimer.singleShot(UNSEEN_MS, self, self._begin)

    def end(self) -> None:
        """Ends whatever still goes on once the window has been closed.

        Raises:
            Exception: what kept the run from being made, or the views from being imported.
        """
        self._turns.stop()
        self._looks.stop()
        self._preparation.requestInterruption()
        self._preparation.wait()
        if self.worker is not None:
            self.worker.stop()
        if error := self._preparation.error or self._error:
            raise error

    def _begin(self) -> None:
        if not (self._preparation.isRunning() or self._preparation.isFinished()):
            self._preparation.start()

    def _join(self) -> None:
        join = self._preparation.join
        if join is None or not self._window.isVisible():  # it may have been closed meanwhile
            self._window.close()
            return
        self.worker, self._parts = join(self._window)
        self.worker.unmade.connect(self._give_up)
        self.worker.start()
        self._window.setUpdatesEnabled(False)  # one picture of all is sooner there than one of each part
        self._turns.start()

    def _give_up(self, error: Exception) -> None:
        """Closes the window, for there will be no run."""
        self._error = error
        self._window.close()

    def _make_part(self) -> None:
        """Makes the next part of the window; after the last one the run is looked at."""
        if next(self._parts, self) is None:
            return
        self._turns.stop()
        self._window.start()
        self._looks.start()

    def _look(self) -> None:
        """Looks without the usual pauses until everything has been shown once."""
        self._window.look_into_mailbox()
        if self._window.shown is None or self._window.is_complete:
            self._window.setUpdatesEnabled(True)
        if self._window.is_complete:
            self._looks.stop()
            QTimer.singleShot(SEEN_MS, self, self.done.emit)
