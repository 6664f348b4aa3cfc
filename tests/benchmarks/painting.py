"""What one frame of the canvas and one update of the loss curve cost in the window's thread.

It is the parts ``painting`` and ``plots`` of :mod:`tests.benchmarks.window`, which runs it.
"""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Callable, Iterator
from itertools import count
from statistics import median

import numpy as np
from PySide6.QtWidgets import QApplication, QWidget

from nnviz import app
from nnviz.session.frame import Frame
from nnviz.session.records import EpochRecord
from nnviz.session.run import Run
from nnviz.ui.canvas import sheaf
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.plots.loss_plot import LossPlot
from tests.benchmarks.canvas import SHOWN
from tests.benchmarks.cases_live import EDGES
from tests.benchmarks.window import Line

FRAMES = 60
POINTS = 1_000, 100_000
FRESH = 10
"""Epochs that an update of the curve brings."""


def _application() -> QApplication:
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else app.make_application()


def _shown(widget: QWidget, application: QApplication, width: int, height: int) -> None:
    widget.resize(width, height)
    widget.show()
    for _ in range(5):
        application.processEvents()


def painting(rounds: int) -> Iterator[Line]:
    """Frames of a network in training, with 2,048 edges, drawn one after another."""
    application, run = _application(), Run(EDGES)
    frames = []
    for _ in range(FRAMES):
        run.train(5)
        frame = run.train_shown()
        assert frame is not None
        frames.append(frame)
    canvas = Canvas()
    canvas.show_frame(frames[0])
    _shown(canvas, application, 900, 560)
    turns = count()

    def paint() -> None:
        application.processEvents()

    def draw(frame: Frame) -> None:
        canvas.glance(frame)
        if next(turns) % SHOWN == 0:
            canvas.show_frame(frame, whole=False)
        paint()

    times = [_timed(draw, frame) for _ in range(rounds) for frame in frames]
    yield Line("2,048 edges: a frame, ms", 1000 * median(times), 16)
    yield Line("2,048 edges: of it in Python", _share_of_python(draw, frames), 0.15)
    canvas.close()


def _timed(act: Callable[..., object], *given: object) -> float:
    start = time.perf_counter()
    act(*given)
    return time.perf_counter() - start


def _share_of_python(draw: Callable[[Frame], None], frames: list[Frame]) -> float:
    """The share that is not Qt's own: painting, which is all that ``paint`` takes without the Python called
    from there, and reading paths; a little too high, as only Python is slowed by watching."""
    watch = cProfile.Profile(builtins=False)  # watching every call of numpy would slow it most
    watch.enable()
    for frame in frames:
        draw(frame)
    watch.disable()
    found = pstats.Stats(watch)
    whole: float = found.total_tt  # type: ignore[attr-defined]
    entries = found.stats.items()  # type: ignore[attr-defined]
    qts = {(__file__, "paint"), (sheaf.__file__, sheaf.read.__name__)}
    own = sum(own for (file, _, name), (_, _, own, _, _) in entries if (file, name) in qts)
    return 1.0 - own / whole


def _record(epoch: int) -> EpochRecord:
    noise = 0.2 * np.sin(12.9898 * epoch * epoch)
    return EpochRecord(epoch, float(np.exp(-epoch / 30_000 + noise)), (1.0, 1.0))


def plots(rounds: int) -> Iterator[Line]:
    """The loss curve, brought up to date with a few epochs more, when it is short and when it is long."""
    application = _application()
    found: dict[int, LossPlot] = {}
    for points in POINTS:
        plot = found[points] = LossPlot()
        _shown(plot, application, 360, 250)
        plot.show_records([_record(epoch) for epoch in range(1, points + 1)])
        plot.redraw()
        application.processEvents()
    times: dict[int, list[float]] = {points: [] for points in POINTS}
    for number in range(8 * rounds):
        for points, plot in found.items():
            first = points + 1 + FRESH * number
            fresh = [_record(epoch) for epoch in range(first, first + FRESH)]
            times[points].append(_timed(_update, plot, fresh, application))
    short, long = (median(times[points]) for points in POINTS)
    print(f"loss curve: {1000 * short:.2f} ms at 1,000 points, {1000 * long:.2f} ms at 100,000")
    yield Line("loss curve: an update at 100,000 points ÷ at 1,000", long / short, 1.5)
    for plot in found.values():
        plot.close()


def _update(plot: LossPlot, fresh: list[EpochRecord], application: QApplication) -> None:
    plot.show_records(fresh)
    plot.redraw()
    application.processEvents()
