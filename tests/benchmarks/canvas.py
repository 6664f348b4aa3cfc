"""How long the canvas takes to show a frame, and how much of that is Python.

Run it as ``python -m tests.benchmarks.canvas [--frames 120] [--size 800x400]``. Each network trains between
the frames, so that every number changes; a frame is shown and painted as in a live run.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from nnviz import nn  # noqa: E402
from nnviz.session.frame import Frame  # noqa: E402
from nnviz.ui.canvas.canvas import Canvas  # noqa: E402
from nnviz.ui.canvas.modes import ColourMode  # noqa: E402
from tests.networks import NETWORKS, Recorded  # noqa: E402

CASES = ("xor", "2-8-8-1", "32-32-32", "784-128-64-10", "cnn", "deep-cnn")
"""32-32-32 has 2,048 weights, as many as are drawn as an edge each."""

SHOWN = 12
"""One frame in so many is shown with its numbers, as the window has it; at the others it only glances."""


def main(arguments: Sequence[str]) -> int:
    """Prints a table: median and 95th percentile in milliseconds."""
    parser = argparse.ArgumentParser(description="How long the canvas takes to show a frame.")
    parser.add_argument("--frames", type=int, default=120)
    parser.add_argument("--size", default="800x400")
    options = parser.parse_args(arguments)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    wide, tall = map(int, options.size.split("x"))
    head = ("network", "mode", "Python", "p95", "paint", "p95", "frame", "p95", "tick", "p95")
    print("{:<15}{:<12}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}  ms".format(*head))
    for name in CASES:
        frames = live_frames(NETWORKS[name](), options.frames)
        for mode in ColourMode:
            times = measure(app, frames, mode, wide, tall)
            cells = (f"{value:8.2f}" for part in times for value in np.percentile(part, (50, 95)))
            print(f"{name:<15}{mode.value:<12}{''.join(cells)}", flush=True)
    return 0


def live_frames(network: Recorded, count: int) -> list[Frame]:
    """Frames of a run that goes on."""
    program, first = network.program, network.frame()
    batch = [first.arrays[each.name]["Y"] for each in network.stage.inputs]
    target = first.arrays[network.stage.loss.name]["T"]
    found = []
    for _ in range(count):
        trace = nn.record(program, *batch, target)
        found.append(Recorded(program, network.stage, trace, network.count).frame())
    return found


def measure(
    app: QApplication, frames: Sequence[Frame], mode: ColourMode, wide: int, tall: int
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Milliseconds of the processor in showing, in painting, in both, and in moving the flow."""
    canvas = Canvas()
    canvas.motion.set_on(True)
    canvas.set_mode(mode)
    canvas.resize(wide, tall)
    canvas.show()
    canvas.show_frame(frames[0])
    app.processEvents()
    shown, painted, moved = [], [], []
    for number, frame in enumerate(frames[1:]):
        start = time.thread_time()
        canvas.glance(frame)
        if number % SHOWN == 0:
            canvas.show_frame(frame, whole=False)
        middle = time.thread_time()
        app.processEvents()
        end = time.thread_time()
        shown.append(1e3 * (middle - start))
        painted.append(1e3 * (end - middle))
        canvas.motion.tick()
        moved.append(1e3 * (time.thread_time() - end))
    canvas.close()
    canvas.deleteLater()
    return shown, painted, [a + b for a, b in zip(shown, painted, strict=True)], moved


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
