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

TOLD = f"""
import sys

def told(what):
    with open("/proc/self/status") as file:
        size = next(line.split()[1] for line in file if line.startswith("VmRSS"))
    print(what, size, int({HEAVY!r} in sys.modules), flush=True)
"""
"""A function that says what has happened, and how much memory there is to it."""

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

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
from nnviz.__main__ import main, use_one_blas_thread

use_one_blas_thread()
import nnviz.cli  # in the order in which the program imports: the engine before Qt
from tests.benchmarks.watched import watch

watch(told)
sys.exit(main([]))
"""


def once(source: str, scratch: str) -> dict[str, tuple[float, float, bool]]:
    """Runs one window: by what it told, the seconds since its start, MiB, and whether it holds the heavy
    module."""
    environment = os.environ | {"NNVIZ_SCRATCH": scratch, "PYTHONPATH": str(ROOT)}
    # Compiled once, as an installed program is, wherever it is allowed to write that.
    environment["PYTHONPYCACHEPREFIX"] = str(Path(scratch) / "compiled")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    found = {}
    command = [sys.executable, "-c", TOLD + source]
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
