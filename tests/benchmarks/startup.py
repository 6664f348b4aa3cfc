"""How long the window takes to open, and how much memory, against a bare one with a label in it.

Run it as ``python -m tests.benchmarks.startup [--rounds 9]``; it is also the part ``opening`` of
:mod:`tests.benchmarks.window`. Every window is a process of its own, bare ones and real ones in turn, with
the modules compiled and the files in memory. *Painted* is the first time that the main window has been
painted, *complete* when it has been painted with the network, its numbers and the plots. Beside the time on
the clock stands the processor's, which suffers less from other work on the machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from tests.benchmarks.window import Line

ROOT = Path(__file__).resolve().parents[2]
HEAVY = "scipy.signal"
"""What takes a second to import and must not be, on the way to a window."""

TOLD = f"""
import os, sys, time

def family(pid):
    yield pid
    for task in os.listdir(f"/proc/{{pid}}/task"):
        with open(f"/proc/{{pid}}/task/{{task}}/children") as file:
            for child in file.read().split():
                yield from family(child)

def size_of(pid, file, field):
    with open(f"/proc/{{pid}}/{{file}}") as file:
        return int(next(line.split()[1] for line in file if line.startswith(field)))

def told(what):
    size = size_of("self", "status", "VmRSS")
    whole = sum(size_of(pid, "smaps_rollup", "Pss:") for pid in family(os.getpid()))
    print(what, size, whole, int({HEAVY!r} in sys.modules), time.process_time(), flush=True)
"""
"""A function that says what has happened, how much memory there is to it, and what it took."""

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
from tests.benchmarks.watched import run

sys.exit(run(told))
"""


@dataclass(frozen=True)
class Moment:
    """What was told of one moment: seconds on the clock and of the processor since the start, MiB of the
    window's process and of it with all that it has started, and whether the heavy module had been
    imported."""

    clock: float
    processor: float
    size: float
    whole: float
    heavy: bool


def once(source: str, scratch: str) -> dict[str, Moment]:
    """Runs one window: its moments by their names."""
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
            what, size, whole, heavy, processor = line.split()
            clock = time.perf_counter() - start
            found[what] = Moment(clock, float(processor), int(size) / 1024, int(whole) / 1024, heavy == "1")
    return found


def opening(rounds: int) -> Iterator[Line]:
    """Bare windows and real ones in turn; the first of each only warms the machine up."""
    with tempfile.TemporaryDirectory() as scratch:
        pairs = [(once(BARE, scratch), once(REAL, scratch)) for _ in range(rounds + 1)][1:]
    plain = [bare["painted"] for bare, _ in pairs]
    print(f"a bare window is painted after {_times(plain)}")
    for what, bound in (("painted", 2.0), ("complete", 4.5)):
        moments = [real[what] for _, real in pairs]
        print(f"the window is {what} after {_times(moments)}")
        clock = median(real.clock / bare.clock for bare, real in zip(plain, moments, strict=True))
        yield Line(f"window {what} ÷ bare window painted", clock, bound)
        work = median(real.processor / bare.processor for bare, real in zip(plain, moments, strict=True))
        yield Line(f"window {what} ÷ bare window painted, processor time", work, bound)
    extra = median(real["complete"].size - bare["complete"].size for bare, real in pairs)
    yield Line("memory of the window's process beyond a bare window's, MiB", extra, 80)
    extra = median(real["complete"].whole - bare["complete"].whole for bare, real in pairs)
    yield Line("the same with the process that trains, MiB", extra, 80)
    heavy = any(real["complete"].heavy for _, real in pairs)
    yield Line(f"{HEAVY} imported", float(heavy), 0)


def _times(moments: list[Moment]) -> str:
    clock = median(moment.clock for moment in moments)
    work = median(moment.processor for moment in moments)
    return f"{1000 * clock:.0f} ms, {1000 * work:.0f} ms of them on the processor"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.benchmarks.startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often everybody has a turn")
    rounds = parser.parse_args(arguments).rounds
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    where = os.environ["QT_QPA_PLATFORM"]
    print(f"{date.today()}, {os.cpu_count()} cores, {where}, {rounds} rounds, medians", flush=True)
    lines = list(opening(rounds))
    print(*lines, sep="\n")
    return 0 if all(line.kept for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
