"""A watch on the program as it opens its window, in the process of that window.

It imports nothing that the program would not, so that what is timed is the program.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer

from nnviz import app


def watch(told: Callable[[str], None]) -> None:
    """Has the program tell when its window is painted with a frame in it, and when with the plots too."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, os.environ["NNVIZ_SCRATCH"])
    made = app.make_window

    class Watch(QObject):
        """Looks at the paint events of a window's canvas, and of its plots once they are there."""

        def __init__(self, window: object) -> None:
            super().__init__(window)  # type: ignore[call-overload]
            self.window, self.painted = window, False
            window.canvas.view.viewport().installEventFilter(self)  # type: ignore[attr-defined]

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            window = self.window
            shown = event.type() is QEvent.Type.Paint and window.shown is not None  # type: ignore[attr-defined]
            if shown and not self.painted:
                self.painted = True
                QTimer.singleShot(0, lambda: told("painted"))
                self.timer = QTimer(self, interval=1)
                self.timer.timeout.connect(self.look)
                self.timer.start()
            return False

        def look(self) -> None:
            window = self.window
            if window.is_complete:  # type: ignore[attr-defined]
                self.timer.stop()
                window.repaint()  # type: ignore[attr-defined]
                QTimer.singleShot(0, self.end)

        def end(self) -> None:
            told("complete")
            self.window.close()  # type: ignore[attr-defined]

    def make_window(*arguments: object) -> object:
        window, worker = made(*arguments)  # type: ignore[arg-type]
        window.watch = Watch(window)  # type: ignore[attr-defined]
        return window, worker

    app.make_window = make_window  # type: ignore[assignment]
