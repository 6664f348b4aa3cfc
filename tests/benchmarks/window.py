"""What the window costs the training beside it, how evenly it draws, and how fast it opens.

Run it as ``python -m tests.benchmarks.window [--rounds 9] [--seconds 1] [--only live painting plots opening]
[--xvfb]``. Without --xvfb it draws offscreen, with it on a virtual X server; where a DISPLAY is set,
``QT_QPA_PLATFORM=xcb`` in front draws there. Drawing, not drawing and an empty window take turns in one
process; a run in which even the empty window's timer stalls says that it is void.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

PARTS = ("live", "painting", "plots", "opening")


@dataclass(frozen=True)
class Line:
    """One measured number, in the unit that its name says, and the bound it shall keep."""

    name: str
    value: float
    bound: float
    most: bool = True
    """Whether the bound is the most that is allowed, or else the least."""

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.value <= self.bound if self.most else self.value >= self.bound

    def __str__(self) -> str:
        sign, verdict = ("≤" if self.most else "≥"), ("kept" if self.kept else "MISSED")
        return f"{self.name:62}{self.value:10.3f}   {sign} {self.bound:<7g} {verdict}"


def measured(parts: Sequence[str], rounds: int, seconds: float) -> Iterator[Line]:
    """Measures one part after another, each as it is asked for."""
    if "opening" in parts:  # in processes of its own, before this one makes the machine busy
        from tests.benchmarks.startup import opening

        yield from opening(rounds)
    if "live" in parts:
        from tests.benchmarks.live import live

        yield from live(rounds, seconds)
    if "painting" in parts or "plots" in parts:
        from tests.benchmarks.painting import painting, plots

        yield from painting(rounds) if "painting" in parts else ()
        yield from plots(rounds) if "plots" in parts else ()


@contextmanager
def virtual_screen() -> Iterator[None]:
    """An X server of our own, which has no screen, and Qt drawing on it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as number:
        os.environ |= {"DISPLAY": f":{number.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.benchmarks.window", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="how often everybody has a turn")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long a turn of training takes")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    parser.add_argument("--xvfb", action="store_true", help="draw on a virtual X server")
    options = parser.parse_args(arguments)
    if options.xvfb:
        with virtual_screen():
            return report(options)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return report(options)


def report(options: argparse.Namespace) -> int:
    """Prints every line as it comes; gives 1 if a bound is not kept."""
    where = os.environ["QT_QPA_PLATFORM"]
    print(f"{date.today()}, {os.cpu_count()} cores, {where}, {options.rounds} rounds, medians", flush=True)
    good = True
    for line in measured(options.only, options.rounds, options.seconds):
        print(line, flush=True)
        good &= line.kept
    return 0 if good else 1


if __name__ == "__main__":
    # As a module of its own name, so that what the parts import of it is the very same.
    from tests.benchmarks import window

    sys.exit(window.main(sys.argv[1:]))
