"""A dataset: inputs and targets side by side, checked once before anything is trained on them.

Some samples may be held apart: they are never learned from, and tell how well the network does on
what it has not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from typing import ClassVar

from nnviz.dataclass import dataclass
from nnviz.nn.data import check_samples
from nnviz.nn.describe import Array, readonly
from nnviz.nn.errors import Phrase
from nnviz.session.crossing import FIXTURE

TARGETS = "targets"
"""What the targets go by where inputs go by their names."""


@dataclass(frozen=True)
class Scale:
    """What was done to a feature: ``middle`` was subtracted from it, then it was divided by ``width``.

    Attributes:
        kind: how both were found: ``standard`` for mean and standard deviation, ``min-max`` for the
            smallest value and the range, ``fixed`` for neither.
    """

    kind: str
    middle: float
    width: float

    def undone(self, value: float) -> float:
        """What a number was before."""
        return value * self.width + self.middle


@dataclass(frozen=True)
class Dataset:
    """Samples to learn from.

    Attributes:
        name: what a lesson calls it.
        inputs: an array (N, ...) for each input of a network, by its name, read-only.
        t: targets (N, ...), or class numbers (N,), read-only.
        labels: a name per feature, by the input; none for an input of unnamed features.
        classes: what each class is called, where the targets are classes.
        scales: what was done to each feature, by the input, or to :data:`TARGETS`; a single scale is of
            all features alike.
        notes: what was left out of a file.
        held: samples of the same kind that are not learned from, or None.
        features: what of a point of the plane the network is given, by name; its coordinates if empty.
        axes: what the coordinates are called, where features are chosen.
        plane: the points (N, 2) of which those features are, or None.
        extent: the least and the largest coordinate of a picture of them; it follows from them if None.

    Raises:
        DataError: no samples, different lengths, or a number that is not finite.
    """

    crosses: ClassVar = FIXTURE

    name: str
    inputs: Mapping[str, Array]
    t: Array
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    classes: tuple[str, ...] = ()
    scales: Mapping[str, tuple[Scale | None, ...]] = field(default_factory=dict)
    notes: tuple[Phrase, ...] = field(default=(), compare=False)
    held: Dataset | None = None
    features: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    plane: Array | None = None
    extent: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        check_samples(self.name, {**self.inputs, TARGETS: self.t})

    def __len__(self) -> int:
        return len(self.t)

    @property
    def x(self) -> Array:
        """The first input (N, ...), of most datasets the only one."""
        return next(iter(self.inputs.values()))

    @property
    def points(self) -> Array:
        """Where the samples lie: the first input, or the points of which features are given."""
        return self.x if self.plane is None else self.plane

    def split(self, learned: int) -> Dataset:
        """The first so many samples to learn from, and the rest held apart; all to learn from if
        there are no more."""
        if learned >= len(self):
            return self
        first, rest = (self._part(part) for part in (slice(0, learned), slice(learned, None)))
        return replace(first, held=rest)

    def _part(self, part: slice) -> Dataset:
        inputs = {name: readonly(array[part]) for name, array in self.inputs.items()}
        plane = None if self.plane is None else readonly(self.plane[part])
        return replace(self, inputs=inputs, t=readonly(self.t[part]), held=None, plane=plane)
