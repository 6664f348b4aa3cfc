"""Closes the real window while it trains at full speed, again and again, and prints what came of it.

Run it as ``python -m tests.benchmarks.closing [TIMES]``; every time is a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TRAINING_MS = 400


def child() -> int:
    """Opens the window as the program does, presses Run, and closes it in the middle of training."""
    from PySide6.QtCore import QSettings, QTimer

    from nnviz import app, start
    from nnviz.arguments import parse
    from nnviz.ui.window import MainWindow

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, os.environ["NNVIZ_SCRATCH"])
    seen = {}

    def close(window: MainWindow) -> None:
        seen["passes"], seen["at"] = window.status.passes, time.perf_counter()
        window.close()

    class Start(start.Start):
        """A start that is followed by a person's pressing Run and closing the window."""

        def __init__(self, window: MainWindow, prepare: start.Prepare) -> None:
            super().__init__(window, prepare)
            self.done.connect(lambda: QTimer.singleShot(TRAINING_MS, window, window.actions_.run.trigger))
            self.done.connect(lambda: QTimer.singleShot(2 * TRAINING_MS, window, lambda: close(window)))

    app.Start = Start  # type: ignore[misc]
    code = app.open_window(parse(["xor"]))
    print(f"{time.perf_counter() - seen['at']:.4f} {seen['passes']}", flush=True)
    return code


def once(scratch: str, clock: Callable[[], float] = time.perf_counter) -> tuple[int, float, float, int]:
    """One window: exit code, seconds from the close to the end of the program's own work, seconds
    from there to the end of the process, and passes trained when it was closed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "NNVIZ_SCRATCH": scratch}
    command = [sys.executable, "-m", "tests.benchmarks.closing", "--child"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline().split()
        said = clock()
        code = process.wait(timeout=60)
        after = clock() - said
    return code, float(line[0]) if line else float("inf"), after, int(line[1]) if line else 0


def main(times: int) -> int:
    """Prints a line for all windows; gives 1 if one did not end well within a second."""
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        results = [once(scratch) for _ in range(times)]
    good = [r for r in results if r[0] == 0 and r[1] + r[2] < 1.0 and r[3] > 0]
    totals = sorted(r[1] + r[2] for r in results)
    print(f"{len(good)} of {times} windows closed with exit code 0 within a second while training")
    median, most = totals[times // 2], totals[-1]
    print(f"seconds from the close to the end of the process: median {median:.3f}, most {most:.3f}")
    return 0 if len(good) == times else 1


if __name__ == "__main__":
    if "--child" in sys.argv:
        sys.exit(child())
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
