"""Something that takes a while, done beside the window: how far it is is told, and it can be stopped.

Whatever is joined to its signals must be a method of a QObject, so that Qt carries it to the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from nnviz.nn import NnError
from nnviz.session.data.watching import StoppedError, watched

_FINEST = 0.01


class Job(QThread):
    """One piece of work in a thread of its own.

    Signals:
        told: how far it is, from 0 to 1.
        done: what came of it.
        refused: why nothing did, a :class:`Phrase`.
    """

    told = Signal(float)
    done = Signal(object)
    refused = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work, self._last = work, 0.0

    def run(self) -> None:
        """Works; called by Qt in the thread."""
        try:
            with watched(self._listen):
                found = self._work()
        except StoppedError:
            return
        except NnError as error:
            self.refused.emit(error.phrase)
        else:
            if not self.isInterruptionRequested():
                self.done.emit(found)

    def _listen(self, share: float) -> None:
        if self.isInterruptionRequested():
            raise StoppedError
        if abs(share - self._last) >= _FINEST:
            self._last = share
            self.told.emit(share)

    def stop(self) -> None:
        """Ends it, and waits until it has; nothing comes of it any more."""
        self.requestInterruption()
        self.wait()
