"""A throttle: many requests in, few signals out, and none while what it drives is hidden.

The first request after a pause is served at once, the rest once an interval.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal


class Throttle(QObject):
    """Emits ``due`` some time after :meth:`request`, at most once an interval.

    Starts held: nothing is due before the first :meth:`release`.

    Args:
        interval: the least time between two signals, in milliseconds.
    """

    due = Signal()

    def __init__(self, interval: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interval = interval
        self._held = True
        self._wanted = False
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._fire)

    def set_interval(self, interval: int) -> None:
        """Changes the least time between two signals, also for one that is asked for already."""
        if interval != self._interval:
            self._interval = interval
            if self._timer.isActive():
                self._start()

    def _start(self) -> None:
        past = self._since.elapsed() if self._since.isValid() else self._interval
        self._timer.start(max(0, self._interval - past))

    def request(self) -> None:
        """Asks for a signal; asking again before it comes changes nothing."""
        self._wanted = True
        if not self._held and not self._timer.isActive():
            self._start()

    def hold(self) -> None:
        """Keeps requests back until :meth:`release`."""
        self._held = True
        self._timer.stop()

    def release(self) -> None:
        """Lets requests through again, and serves one that came meanwhile."""
        self._held = False
        if self._wanted:
            self.request()

    def _fire(self) -> None:
        self._wanted = False
        self._since.start()
        self.due.emit()
