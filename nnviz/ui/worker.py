"""The worker: a thread that drives a run, takes commands as queued signals and fills a mailbox.

No signal leaves it per step; the window looks into the mailbox on a timer of its own.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from nnviz.nn import NnError
from nnviz.session.driver import Driver

STOP_TIMEOUT_MS = 5000


class _Engine(QObject):
    """Lives in the worker's thread and turns its event loop into slices of training."""

    refused = Signal(object)

    def __init__(self, driver: Driver) -> None:
        super().__init__()
        self._driver = driver
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._slice)

    @Slot(object)
    def take(self, command: object) -> None:
        try:
            self._driver.handle(command)  # type: ignore[arg-type]
        except NnError as error:
            self.refused.emit(error.phrase)
        self._timer.start(0)

    @Slot()
    def begin(self) -> None:
        self._driver.post()

    @Slot()
    def end(self) -> None:
        self._timer.stop()

    @Slot()
    def _slice(self) -> None:
        # A command may have asked this thread to end while the timer had already fired.
        if QThread.currentThread().isInterruptionRequested():
            return
        try:
            wait = self._driver.slice()
        except NnError as error:  # such as predictions that the loss cannot judge
            self._driver.halt()
            self.refused.emit(error.phrase)
            wait = 0.0 if self._driver.is_busy else None
        if wait is not None:
            self._timer.start(round(wait * 1000))


class Worker(QObject):
    """Owns the thread; lives where it is made.

    Signals:
        refused: why a command could not be carried out, a :class:`Phrase`.
        unmade: never; the run is there already.
    """

    refused = Signal(object)
    unmade = Signal(object)
    _send = Signal(object)

    def __init__(self, driver: Driver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = QThread(self)
        self._engine = _Engine(driver)
        self._engine.moveToThread(self._thread)
        self._send.connect(self._engine.take)
        self._engine.refused.connect(self.refused)
        self._thread.started.connect(self._engine.begin)
        self._thread.finished.connect(self._engine.end, Qt.ConnectionType.DirectConnection)

    def start(self) -> None:
        """Starts the thread; the first frame is in the mailbox soon after."""
        self._thread.start()

    @Slot(object)
    def send(self, command: object) -> None:
        """Queues a command; it is obeyed between two slices."""
        self._send.emit(command)

    def stop(self) -> bool:
        """Ends the thread; gives whether it ended in time."""
        self._thread.requestInterruption()
        self._thread.quit()
        return self._thread.wait(STOP_TIMEOUT_MS)

    @property
    def running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread.isRunning()
