"""What moves on the canvas, and when: while a run goes on all the time, and once after a step.

Nothing moves where it was not asked for, cannot be seen or is not wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from nnviz.session.frame import Frame
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.scene import Picture

TICK_MS = 33
"""Milliseconds from one movement to the next."""

ONCE = 0.6
"""For how many seconds pulses travel after a step."""

LAID_ANEW = 0.2
"""After how many seconds of a run that goes on the pulses are brought to what travels now."""

BRISK = 2.5
"""How much faster they go then, to be seen to arrive."""


class Motion:
    """Moves the pulses of a picture.

    Args:
        widget: on which they are seen.
        clock: gives seconds; another one than ``perf_counter`` is for tests.

    Attributes:
        on: whether anything may move.
    """

    def __init__(self, widget: QWidget, clock: Callable[[], float] = perf_counter) -> None:
        self._widget, self._clock, self.on = widget, clock, False
        self._timer = QTimer(widget, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._picture: Picture | None = None
        self._before: Frame | None = None
        self._mode = ColourMode.GRADIENTS
        self._end = self._last = self._laid = 0.0

    @property
    def moving(self) -> bool:
        """Whether something moves."""
        return self._timer.isActive()

    def set_on(self, on: bool) -> None:
        """Lets things move, or keeps them from it."""
        self.on = on
        if not on:
            self.stop()

    def stop(self) -> None:
        """Ends what moves."""
        self._timer.stop()
        if self._picture is not None:
            self._picture.flow.rest()

    def show(self, picture: Picture, frame: Frame, mode: ColourMode) -> None:
        """Takes the frame that is on the screen, and begins or ends what moves because of it."""
        before, now = self._before, self._clock()
        if picture is not self._picture:
            self.stop()
        self._picture, self._before = picture, frame
        if not self.on or not self._widget.isVisible():
            return
        if frame.live:
            self._end, self._mode = float("inf"), mode
            if not self.moving:
                self._begin(frame, mode, now)
        elif _stepped(before, frame):
            self._end = now + ONCE
            self._begin(frame, mode, now)
        elif before is None or before.live:
            self.stop()

    def _begin(self, frame: Frame, mode: ColourMode, now: float) -> None:
        assert self._picture is not None
        self._picture.lay_flow(frame, mode)
        self._laid = now
        if not self.moving:
            self._last = now
            self._timer.start()

    def glance(self) -> None:
        """Moves along with what is painted anyway, so that nothing is painted for the motion alone."""
        if self.moving and self._clock() - self._last >= TICK_MS / 1000:
            self._timer.start()  # it begins to wait anew, and only ticks where glances are rarer
            self.tick()

    def tick(self) -> None:
        """Moves everything on by the time that has passed, or ends it."""
        now = self._clock()
        if self._picture is None or now >= self._end or not self._is_seen():
            self.stop()
            return
        if self._end == float("inf") and self._before is not None and now - self._laid >= LAID_ANEW:
            self._begin(self._before, self._mode, now)
        passed = min(now - self._last, 3 * TICK_MS / 1000)
        self._last = now
        self._picture.flow.advance(passed * (1.0 if self._end == float("inf") else BRISK))

    def _is_seen(self) -> bool:
        handle = self._widget.window().windowHandle()
        return self._widget.isVisible() and handle is not None and handle.isExposed()


def _stepped(before: Frame | None, frame: Frame) -> bool:
    """Whether a frame is at another place than the one before, both of them paused."""
    if before is None or before.live or before.stage is not frame.stage:
        return False
    places = [(each.pass_index, each.position, each.remaining) for each in (before, frame)]
    return places[0] != places[1]
