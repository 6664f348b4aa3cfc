"""The contract of an optimizer: one step over the network's two flat vectors.

What it remembers between steps is part of the state of a run, so it can be captured and restored.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar, TypedDict

import numpy as np

from nnviz.nn.describe import Array, Description, Setting, readonly
from nnviz.nn.errors import Phrase, SettingError
from nnviz.nn.guards import ClipByNorm, ClipByValue, Guard, WeightDecay, guarded
from nnviz.nn.schedules import SCHEDULES, Schedule

FROZEN = "F"
"""The key of what is frozen, before the parameter: ``F.W`` is 1 where W is, else 0."""

ALMOST_ONE = 0.999999
"""The most that an average may keep of its old value; at 1 it would never take anything in."""


class Shared(TypedDict, total=False):
    """The settings that every optimizer takes beside its own."""

    weight_decay: float
    clip_norm: float
    clip_value: float
    schedule: str
    schedule_passes: int
    schedule_factor: float
    warm_up: int


def rate_setting(default: float) -> Setting:
    """The learning rate, as a setting."""
    return Setting("learning_rate", float, default, 0.0, None, "how long a step is")


def shared_settings(weight_decay: float = 0.0) -> tuple[Setting, ...]:
    """The settings that every optimizer has, with this much weight decay unless told otherwise."""
    names = tuple(SCHEDULES)
    return (
        Setting("weight_decay", float, weight_decay, 0.0, None, "how hard parameters are pulled to 0"),
        Setting("clip_norm", float, 0.0, 0.0, None, "the longest gradient of all parameters; 0 for any"),
        Setting("clip_value", float, 0.0, 0.0, None, "the largest gradient of one parameter; 0 for any"),
        Setting("schedule", str, "constant", None, None, "how the rate goes in time", names),
        Setting("schedule_passes", int, 1000, 1, None, "after how many passes the schedule lowers the rate"),
        Setting("schedule_factor", float, 0.1, 0.0, 1.0, "by how much the schedule lowers the rate"),
        Setting("warm_up", int, 0, 0, None, "over how many passes the rate first grows"),
    )


class Optimizer:
    """Base of everything that moves parameters by their gradients.

    Subclasses set ``description`` (whose settings become attributes), ``remembers`` and implement
    :meth:`_move`; a formula calls what is remembered of W by the key and a dot, such as ``V.W``.

    Args:
        learning_rate: the length of a step per unit of gradient, before the schedule.
        settings: by name, any of the description's; the others have their defaults.

    Raises:
        SettingError: a setting is out of its range.
        TypeError: there is no setting of that name.
    """

    description: Description
    remembers: ClassVar[tuple[str, ...]] = ()
    decoupled: ClassVar[bool] = False  # weight decay is then the subclass's own business

    weight_decay: float = 0.0
    clip_norm: float = 0.0
    clip_value: float = 0.0
    schedule: str = "constant"
    schedule_passes: int = 1000
    schedule_factor: float = 0.1
    warm_up: int = 0

    def __init__(self, learning_rate: float, **settings: Any) -> None:
        self.learning_rate = learning_rate
        for item in self.description.settings:
            if item.name != "learning_rate":
                value = settings.pop(item.name, item.default)
                setattr(self, item.name, _checked(self.description.title, item, value))
        if settings:
            raise TypeError(f"unexpected setting {next(iter(settings))!r}")
        self._schedule = Schedule(self.schedule, self.schedule_passes, self.schedule_factor, self.warm_up)
        self._steady = self._schedule.steady
        self._guards = self._make_guards()
        if self._guards:
            self.description = guarded(self.description, self._guards)
        self.passes = 0
        self._room: tuple[int, ...] | None = None
        self._memory: dict[str, Array] = {}
        self._frozen: Array | None = None

    def _make_guards(self) -> tuple[Guard, ...]:
        found: list[Guard] = []
        if self.clip_value:
            found.append(ClipByValue(self.clip_value))
        if self.clip_norm:
            found.append(ClipByNorm(self.clip_norm))
        if self.weight_decay and not self.decoupled:
            found.append(WeightDecay(self.weight_decay))
        return tuple(found)

    @staticmethod
    def valid_rate(value: float) -> float:
        """The value as a learning rate.

        Raises:
            SettingError: not a finite number of at least 0.
        """
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise SettingError("learning rate must be a finite number of at least 0, given {0!r}", value)
        return float(value)

    @property
    def learning_rate(self) -> float:
        """The length of a step per unit of gradient, before the schedule."""
        return self._rate

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self._rate = self.valid_rate(value)

    # -- stepping -------------------------------------------------------------------------------

    def build(self, values: Array) -> None:
        """Makes everything anew for parameters of this shape and type: no steps made, nothing
        remembered."""
        self._room, self.passes = values.shape, 0
        self._memory = {key: np.zeros_like(values) for key in self.remembers}
        for guard in self._guards:
            guard.build(values)
        self._make_room(values)

    def step(self, values: Array, gradients: Array) -> None:
        """Moves all parameter values in place, but for frozen ones; both arrays are flat, of the same
        length."""
        if self._frozen is not None:
            self._step_around(self._frozen, values, gradients)
            return
        if values.shape != self._room:
            self.build(values)
        rate = self._rate if self._steady else self._rate * self._schedule.share(self.passes)
        self.passes += 1
        for guard in self._guards:
            gradients = guard.apply(values, gradients)
        self._move(values, gradients, rate)

    def _step_around(self, frozen: Array, values: Array, gradients: Array) -> None:
        """Makes a step like any other, and puts back what it was not to move."""
        lasting = (values, *self._memory.values())
        kept = [array[frozen] for array in lasting]
        self._frozen = None
        self.step(values, gradients)
        self._frozen = frozen
        for array, old in zip(lasting, kept, strict=True):
            array[frozen] = old

    def _make_room(self, like: Array) -> None:
        """Makes the arrays that steps write into beside what is remembered."""
        self._work = np.empty_like(like)

    def _move(self, values: Array, gradients: Array, rate: float) -> None:
        """Makes the step that ``passes`` counts last, at this rate."""
        raise NotImplementedError

    # -- freezing -------------------------------------------------------------------------------

    @property
    def frozen(self) -> Array | None:
        """Which parameters no step moves, a truth value for each, read-only; None where all are free."""
        return self._frozen

    def freeze(self, mask: Array | None) -> None:
        """From the next step on leaves the parameters of a mask, and what is remembered of them, as they
        are, whatever their gradients and the weight decay; none of them for None."""
        self._frozen = None if mask is None else readonly(mask)
        for guard in self._guards:
            guard.frozen = self._frozen

    # -- what a trace shows ---------------------------------------------------------------------

    def constants(self, passes: int) -> dict[str, float]:
        """The numbers that formulas read in the step that follows so many others; ``rate`` is what
        the schedule makes of the learning rate."""
        found = {"rate": self._rate * self._schedule.share(passes)}
        for guard in self._guards:
            found |= guard.constants
        return found

    def moments(self) -> dict[str, Array]:
        """What is remembered from step to step, by key: flat, a number for each parameter's."""
        return self._memory

    def masks(self) -> dict[str, Array]:
        """What is frozen, if anything is, by key: flat likewise, 1 where a parameter stays, else 0."""
        return {} if self._frozen is None else {FROZEN: self._frozen.astype(float)}

    def workings(self) -> dict[str, Array]:
        """What the latest step made of the gradients on the way, by key: flat likewise."""
        return {guard.key: guard.result for guard in self._guards}

    def measured(self) -> dict[str, Array]:
        """Single numbers that the latest step worked out, by key."""
        return {key: number for guard in self._guards for key, number in guard.measured().items()}

    # -- taking back ----------------------------------------------------------------------------

    def capture(self) -> dict[str, Any]:
        """Everything the next step depends on, as plain values and private copies of arrays."""
        kept = {key: readonly(array) for key, array in self._memory.items()}
        frozen = {} if self._frozen is None else {"frozen": self._frozen}
        return {"learning_rate": self._rate, "passes": self.passes, **kept, **frozen}

    def restore(self, captured: Mapping[str, Any]) -> None:
        """Puts back what :meth:`capture` gave, bit for bit."""
        self.learning_rate = captured["learning_rate"]
        self.passes = captured["passes"]
        for key, array in self._memory.items():
            array[...] = captured[key]
        self.freeze(captured.get("frozen"))


def _checked(owner: str, item: Setting, value: Any) -> Any:
    """The value of a setting, in the setting's type.

    Raises:
        SettingError: it has another type, is out of its range or none of its choices.
    """
    if item.choices:
        if value not in item.choices:
            raise SettingError(
                "{0}: {1} must be one of {2}, given {3!r}", owner, item.name, [*item.choices], value
            )
        return value
    kinds = (int, np.integer) if item.kind is int else (int, float, np.number)
    fits = isinstance(value, kinds) and not isinstance(value, bool) and math.isfinite(value)
    if fits and (item.low is None or item.low <= value) and (item.high is None or value <= item.high):
        return item.kind(value)
    what = Phrase("a whole number") if item.kind is int else Phrase("a finite number")
    if item.low is not None and item.high is not None:
        what = Phrase("{0} of at least {1:g} and at most {2:g}", what, item.low, item.high)
    elif item.low is not None:
        what = Phrase("{0} of at least {1:g}", what, item.low)
    raise SettingError("{0}: {1} must be {2}, given {3!r}", owner, item.name, what, value)
