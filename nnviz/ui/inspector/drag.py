"""A drag over cells: up makes their numbers larger, down smaller, all by the same.

Wishes go out one at a time, the next when what came of the last is shown, and all of a drag are one step.
"""

from __future__ import annotations

from math import floor, log10

from PySide6.QtCore import QObject, Signal

from nnviz.session.edits import Change
from nnviz.ui.editing.target import Target

STEPS = 200
"""Pixels for about the end of the colour scale."""


class Drag(QObject):
    """One drag after another.

    Signals:
        moved: a :class:`Change`, and whether it goes on with the one before.
    """

    moved = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._target: Target | None = None
        self._start = self._step = 0.0
        self._busy = self._begun = False
        self._waiting: Change | None = None

    @property
    def is_on(self) -> bool:
        """Whether the button is down."""
        return self._target is not None

    def begin(self, target: Target, y: float, limit: float) -> None:
        """The button went down at a height, over cells whose colours end at a limit."""
        self._target, self._start = target, y
        self._step = 10.0 ** floor(log10(max(limit, 1e-12) / STEPS * 2))
        self._busy, self._begun, self._waiting = False, False, None

    def move(self, y: float) -> None:
        """The pointer is at another height."""
        assert self._target is not None
        steps = round(self._start - y)
        if not steps and not self._begun:
            return
        wanted = self._target.filled(self._rounded(steps))
        if self._busy:
            self._waiting = wanted
        else:
            self._send(wanted)

    def _rounded(self, steps: int) -> object:
        """The numbers so many steps from where they began, without digits that only binary halves make."""
        assert self._target is not None
        digits = max(0, round(-log10(self._step))) + 2
        return (self._target.now + steps * self._step).round(digits)

    def shown(self) -> None:
        """What was asked for is on the screen."""
        self._busy = False
        if self._waiting is not None:
            self._send(self._waiting)

    def end(self) -> None:
        """The button is up."""
        self._target = None
        if self._waiting is not None:
            self._send(self._waiting)

    def _send(self, wanted: Change) -> None:
        self._waiting, self._busy = None, True
        goes_on, self._begun = self._begun, True
        self.moved.emit(wanted, goes_on)
