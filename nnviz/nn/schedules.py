"""How the learning rate changes in the course of a training, as a share of the rate that was set.

A share depends on the number of steps made and on nothing else, so a run that goes back finds every
rate again.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from nnviz.dataclass import dataclass
from nnviz.nn.errors import SettingError


def _constant(done: int, passes: int, factor: float) -> float:
    return 1.0


def _step(done: int, passes: int, factor: float) -> float:
    return math.pow(factor, done // passes)


def _cosine(done: int, passes: int, factor: float) -> float:
    way = min(done, passes) / passes
    return factor + (1.0 - factor) * (1.0 + math.cos(math.pi * way)) / 2.0


SCHEDULES: dict[str, Callable[[int, int, float], float]] = {
    "constant": _constant,
    "step": _step,
    "cosine": _cosine,
}
"""Every way to change the rate by its name: the share after ``done`` steps, given the schedule's
number of passes and its factor. ``constant`` keeps the rate; ``step`` multiplies it by the factor
every so many passes (PyTorch's StepLR); ``cosine`` lets it down to the factor in half a wave over so
many passes (Loshchilov and Hutter 2017; PyTorch's CosineAnnealingLR) and leaves it there."""


@dataclass(frozen=True)
class Schedule:
    """A way to change the learning rate, behind a warm-up.

    Attributes:
        name: one of ``SCHEDULES``.
        passes: the schedule's length, in passes, at least 1.
        factor: by how much it goes down, from 0 to 1.
        warm_up: over how many passes the rate first grows in equal parts, from ``1 / warm_up`` of it
            to the whole; the schedule proper starts after them.

    Raises:
        SettingError: there is no schedule of that name; the message lists those there are.
    """

    name: str = "constant"
    passes: int = 1000
    factor: float = 0.1
    warm_up: int = 0

    def __post_init__(self) -> None:
        if self.name not in SCHEDULES:
            allowed = ", ".join(SCHEDULES)
            raise SettingError(f"schedule must be one of {allowed}, given {self.name!r}")

    @property
    def steady(self) -> bool:
        """Whether the share is 1 at every pass."""
        return self.name == "constant" and not self.warm_up

    def share(self, done: int) -> float:
        """The share of the learning rate for the pass that follows ``done`` others."""
        if done < self.warm_up:
            return (done + 1) / self.warm_up
        return SCHEDULES[self.name](done - self.warm_up, self.passes, self.factor)
