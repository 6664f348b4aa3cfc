"""What a person can ask of a run while it is going on, each wish as one small value.

They travel down to the worker in order; whoever sends one waits for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.session.cursor import Unit
from nnviz.session.pace import Pace


@dataclass(frozen=True)
class Play:
    """Let passes go on by themselves."""


@dataclass(frozen=True)
class Pause:
    """Stop after the operation or pass that is being run."""


@dataclass(frozen=True)
class Step:
    """Pause, and move the cursor by one unit."""

    unit: Unit
    forward: bool = True


@dataclass(frozen=True)
class GoToPosition:
    """Pause, and move the cursor to where so many operations of the pass it stands in have run."""

    position: int


@dataclass(frozen=True)
class GoToFormula:
    """Pause, and move the cursor to a formula, from 1, of an operation, from 1, of the pass it stands in."""

    position: int
    formula: int


@dataclass(frozen=True)
class GoToEnd:
    """Pause, and move the cursor to the end of the pass it stands in."""


@dataclass(frozen=True)
class SetPace:
    """How fast passes follow each other from now on."""

    pace: Pace


@dataclass(frozen=True)
class SetLearningRate:
    """The rate from the next update on."""

    value: float


@dataclass(frozen=True)
class Reset:
    """Start over from the same first weights."""


@dataclass(frozen=True)
class NewWeights:
    """Start over from weights drawn anew."""

    seed: int
    initializer: str | None = None


@dataclass(frozen=True)
class RewindHere:
    """Make the cursor's place the newest: forget what was trained after it."""


@dataclass(frozen=True)
class RewindToFinite:
    """After a non-finite value: go back to the start of the pass whose update led to it."""


Command = (
    Play
    | Pause
    | Step
    | GoToPosition
    | GoToFormula
    | GoToEnd
    | SetPace
    | SetLearningRate
    | Reset
    | NewWeights
    | RewindHere
    | RewindToFinite
)
