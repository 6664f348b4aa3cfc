"""How long the window takes to open, and how much memory, against a bare one with a label in it.

It is the part ``opening`` of :mod:`tests.benchmarks.window`; every window is a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.window import Line

ROOT = Path(__file__).resolve().parents[2]
HEAVY = "scipy.signal"
"""What takes a second to import and must not be, on the way to a window."""

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from tests.benchmarks.opening import told

class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, said)

def said():
    told("painted")
    told("complete")
    app.quit()

app = QApplication(sys.argv)
label = Label("nnviz")
label.resize(1600, 1000)
label.show()
app.exec()
"""

REAL = """
import sys
from tests.benchmarks.opening import told, watch
from nnviz.__main__ import main, use_one_blas_thread

use_one_blas_thread()
watch()
sys.exit(main([]))
"""


def told(what: str) -> None:
    """Says what has happened, to the process that times it, and how much memory there is to it."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            print(what, line.split()[1], int(HEAVY in sys.modules), flush=True)


def watch() -> None:
    """Has the program say when its window is painted with a frame in it, and when with the plots too."""
    from PySide6.QtCore import QEvent, QObject, QSettings, QTimer

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, os.environ["NNVIZ_SCRATCH"])
    from nnviz import app

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


def once(source: str, scratch: str) -> dict[str, tuple[float, float, bool]]:
    """Runs one window: by what it told, the seconds since its start, MiB, and whether it holds the heavy
    module."""
    environment = os.environ | {"NNVIZ_SCRATCH": scratch, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    found = {}
    command = [sys.executable, "-c", source]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            what, kilobytes, heavy = line.split()
            found[what] = time.perf_counter() - start, int(kilobytes) / 1024, heavy == "1"
    return found


def opening(rounds: int) -> Iterator[Line]:
    """Bare windows and real ones in turn; the first of each only warms the machine up."""
    with tempfile.TemporaryDirectory() as scratch:
        pairs = [(once(BARE, scratch), once(REAL, scratch)) for _ in range(rounds + 1)][1:]
    bare = median(pair[0]["painted"][0] for pair in pairs)
    print(f"a bare window is painted after {1000 * bare:.0f} ms")
    for what, bound in (("painted", 2.0), ("complete", 4.5)):
        ratio = median(real[what][0] / plain["painted"][0] for plain, real in pairs)
        yield Line(f"window {what} ÷ bare window painted", ratio, bound)
    extra = median(real["complete"][1] - plain["complete"][1] for plain, real in pairs)
    yield Line("memory beyond a bare window's, MiB", extra, 80)
    heavy = any(real["complete"][2] for _, real in pairs)
    yield Line(f"{HEAVY} imported", float(heavy), 0)
