"""A watch on the program as it opens its window, in the process of that window.

It imports nothing that the program would not, so that what is timed is the program.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

LOOK_MS = 3
"""Milliseconds between two looks at whether the window is complete."""

Told = Callable[[str], None]


def run(told: Told) -> int:
    """Runs the program and has it tell when its window was first painted, and when with all in it; gives
    the program's exit code."""
    from nnviz import __main__ as program

    get_ready = program.import_plainly

    def import_plainly() -> None:
        get_ready()
        _watch(told)

    program.import_plainly = import_plainly  # the window's modules are imported only after it
    return program.main([])


def _watch(told: Told) -> None:
    from PySide6.QtCore import QSettings, QTimer

    from nnviz import app

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, os.environ["NNVIZ_SCRATCH"])
    make = app.make_empty_window

    def make_empty_window(*given: Any) -> Any:
        window = make(*given)
        window.painted.connect(lambda: QTimer.singleShot(0, lambda: told("painted")))
        timer = QTimer(window, interval=LOOK_MS)

        def look() -> None:
            if window.is_complete and window.shown is not None:
                timer.stop()
                window.repaint()
                QTimer.singleShot(0, end)

        def end() -> None:
            told("complete")
            window.close()

        timer.timeout.connect(look)
        timer.start()
        return window

    app.make_empty_window = make_empty_window
