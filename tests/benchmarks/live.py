"""Training with the window drawing beside it against training with the drawing stopped.

It is the part ``live`` of :mod:`tests.benchmarks.window`, which runs it and prints what it finds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import ParamSpec, TypeVar

import numpy as np
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtWidgets import QLabel

from nnviz import app
from nnviz.inside import join_process
from nnviz.session import commands
from nnviz.session.lesson import Lesson
from nnviz.session.mailbox import Mail
from nnviz.session.setup import Setup
from nnviz.ui.looks import SEEN_MS
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from tests import apart
from tests.benchmarks.cases_live import SETUPS
from tests.benchmarks.window import Line

P = ParamSpec("P")
T = TypeVar("T")

SIZE = 1600, 1000
SETTLE = 0.4
"""Seconds that are let pass after drawing has begun or stopped."""

BEAT_MS = 4
"""Milliseconds between two beats of the heart that the gaps are read from."""

STALL = 0.100
"""Seconds that an empty window's timer may be late before nothing measured beside it counts."""


@dataclass
class Clock:
    """When things happened, in seconds, and the time between them."""

    times: list[float] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)

    def tick(self) -> None:
        """It happens now."""
        self.times.append(time.perf_counter())

    def stop(self) -> list[float]:
        """Ends one stretch, keeps its gaps and gives them."""
        found = np.diff(self.times).tolist()
        self.gaps += found
        self.times = []
        return found


def spin(seconds: float) -> None:
    """Lets the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


class Bench:
    """The real window on one network, and an empty one on the same timer.

    Args:
        setup: what is trained.
        folder: where its settings are kept.
    """

    def __init__(self, setup: Setup, folder: str) -> None:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.theme, settings.language = "dark", "en"
        lesson = Lesson("benchmark", setup, {"en": "Benchmark"}, {"en": "Benchmark"})
        self.window = app.make_empty_window(settings)
        process = apart.start(setup, lesson.name)
        self.worker, parts = join_process(self.window, lesson, process, partial(apart.start, setup))
        for _ in parts:
            pass
        self._take, self.worker.take = self.worker.take, self._note  # type: ignore[method-assign]
        self._noted: list[tuple[float, int]] = []
        self.window.resize(*SIZE)
        self.frames, self.bare, self.heart = Clock(), Clock(), Clock()
        self._watch(self.window)
        self._make_bare()

    def _watch(self, window: MainWindow) -> None:
        """Notes every look into the mailbox by which the canvas gets a new frame."""
        window._poll.timeout.disconnect(window.look_into_mailbox)
        window._poll.timeout.connect(self._look)
        self._given = False
        canvas = window.canvas
        canvas.glance = self._noting(canvas.glance)  # type: ignore[method-assign]
        canvas.show_frame = self._noting(canvas.show_frame)  # type: ignore[method-assign]
        self._heart = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._heart.timeout.connect(self.heart.tick)

    def _note(self) -> Mail | None:
        """Takes mail for the window, and notes when how many passes had been completed."""
        mail = self._take()
        if mail is not None:
            self._noted.append((time.perf_counter(), mail.status.passes))
        return mail

    def _look(self) -> None:
        self.window.look_into_mailbox()
        if self._given:
            self._given = False
            self.frames.tick()

    def _noting(self, show: Callable[P, T]) -> Callable[P, T]:
        """The same, noting that a frame has been given."""

        def noted(*given: P.args, **named: P.kwargs) -> T:
            self._given = True
            return show(*given, **named)

        return noted

    def _make_bare(self) -> None:
        self.empty = QLabel("0")
        self.empty.resize(*SIZE)
        self._bare = QTimer(interval=SEEN_MS, timerType=Qt.TimerType.PreciseTimer)
        self._bare.timeout.connect(self._beat)

    def _beat(self) -> None:
        self.bare.tick()
        self.empty.setText(str(len(self.bare.times)))

    # -- turns ----------------------------------------------------------------------------------

    def open(self) -> None:
        """Shows the window complete and trains for a while."""
        self.worker.start()
        self.window.start()
        self.window.show()
        while not (self.window.is_complete and self.window.is_prepared):
            spin(0.05)
        self.window.asked.emit(commands.Play())
        spin(1.5)

    def close(self) -> None:
        """Ends the run and the window."""
        self.window.asked.emit(commands.Pause())
        spin(0.05)
        self.window.close()
        self.empty.close()
        self.worker.stop()

    def passes(self, seconds: float) -> float:
        """Passes a second from now on."""
        start, count = self._count()
        spin(seconds)
        end, counted = self._count()
        return (counted - count) / (end - start)

    def _count(self) -> tuple[float, int]:
        """When mail came that was on its way no longer than a slice of training, and the passes by then."""
        for _ in range(2):  # while nobody looks, the first that is taken has long been there
            seen = len(self._noted)
            while len(self._noted) == seen:
                spin(0.002)
                if not self.window._poll.isActive():
                    self.worker.take()
        return self._noted[-1]

    def drawing(self, seconds: float) -> float:
        """Passes a second while the window draws; the frames are noted."""
        self.window._poll.start()
        spin(SETTLE)
        self.frames.times = []
        found = self.passes(seconds)
        self.frames.stop()
        return found

    def still(self, seconds: float) -> float:
        """The same with the drawing stopped."""
        self.window._poll.stop()
        spin(SETTLE)
        return self.passes(seconds)

    def beating(self, seconds: float) -> float:
        """Lets the heart beat while the window draws."""
        self.window._poll.start()
        spin(SETTLE)
        self._heart.start()
        spin(seconds)
        self._heart.stop()
        self.heart.stop()
        return 0.0

    def empty_window(self, seconds: float) -> float:
        """Shows the empty window alone, nothing training; gives its longest gap."""
        self.window._poll.stop()
        self.window.asked.emit(commands.Pause())
        self.empty.show()
        spin(SETTLE)
        self._bare.start()
        spin(seconds)
        self._bare.stop()
        self.empty.hide()
        self.window.asked.emit(commands.Play())
        return max(self.bare.stop())


def live(rounds: int, seconds: float) -> Iterator[Line]:
    """Lets drawing, standing still, the heart and the empty window take turns, network by network."""
    application = app.make_application()
    sys.setswitchinterval(app.SWITCH_INTERVAL)
    for name, setup in SETUPS.items():
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(setup, folder)
            bench.open()
            found = _rounds(bench, rounds, seconds)
            bench.close()
            application.processEvents()
        yield from _lines(name, bench, found)


def _rounds(bench: Bench, rounds: int, seconds: float) -> dict[str, list[float]]:
    turns: list[Callable[[float], float]] = [bench.drawing, bench.still, bench.beating, bench.empty_window]
    found: dict[str, list[float]] = {turn.__name__: [] for turn in turns}
    for number in range(rounds):
        for turn in turns if number % 2 else turns[::-1]:
            found[turn.__name__].append(turn(seconds))
    return found


def _lines(name: str, bench: Bench, found: dict[str, list[float]]) -> Iterator[Line]:
    stall = max(found["empty_window"])
    if stall > STALL:
        print(f"{name}: VOID, the timer of an empty window stalled for {1000 * stall:.0f} ms")
    ratios = [a / b for a, b in zip(found["drawing"], found["still"], strict=True)]
    rates = f"{median(found['drawing']):.0f} of {median(found['still']):.0f} passes/s"
    late, bare = (1000 * np.percentile(clock.gaps, 95) for clock in (bench.frames, bench.bare))
    beats = 1000 * np.array(bench.heart.gaps)
    drawn = len(bench.frames.gaps) / max(1e-9, sum(bench.frames.gaps))
    print(
        f"{name}: {rates}, {min(ratios):.3f} … {max(ratios):.3f}; {drawn:.1f} frames/s;"
        f" 95 % of frames within {late:.1f} ms, bare {bare:.1f} ms"
    )
    yield Line(f"{name}: passes while drawing ÷ while not", median(ratios), 0.88, most=False)
    yield Line(f"{name}: frame interval, 95th percentile ÷ an empty window's", late / bare, 1.35)
    yield Line(f"{name}: longest wait of the event loop, 99th percentile, ms", np.percentile(beats, 99), 25)
    yield Line(f"{name}: the same, maximum, ms", beats.max(), 120)
