"""Results: what a network makes of its data, as something that can be drawn; which kind follows from both.

Each is worked out by whoever looks at it, and once, so that a picture that nobody sees costs the training
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cached_property
from typing import ClassVar

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, readonly
from nnviz.session.crossing import MOMENTARY
from nnviz.session.decisions import Decision

RESOLUTION = 41
"""Points along each side of a plane."""

_NO_POINTS, _NO_TARGETS = readonly(np.empty((0, 2))), readonly(np.empty(0))


@dataclass(frozen=True, eq=False)
class Samples:
    """Samples that the network of one frame is asked about.

    Attributes:
        inputs: an array (n, ...) for each input, by its name.
        targets: (n, ...); of classes their numbers (n,).
        rows: (n,), where each of them stands in its part of the dataset.
        total: how many samples that part has; if more than n, these are spread evenly over it.
        find: works the outputs out.
    """

    crosses: ClassVar = MOMENTARY

    inputs: Mapping[str, Array]
    targets: Array
    rows: Array
    total: int
    find: Callable[[], Array]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def x(self) -> Array:
        """The first input (n, ...)."""
        return next(iter(self.inputs.values()))

    @cached_property
    def outputs(self) -> Array:
        """What the network gives for them (n, ...)."""
        return self.find()


@dataclass(frozen=True, eq=False)
class Classified(Samples):
    """Samples of which the network has to tell the class; one whose output is not finite has none."""

    @cached_property
    def answers(self) -> Array:
        """The class (n,) with the largest output, or −1 where an output is not finite."""
        return Decision().answers(self.outputs)

    @cached_property
    def right(self) -> Array:
        """Whether each answer (n,) is the true class."""
        return np.asarray(self.answers == self.targets)

    @property
    def correct(self) -> int:
        """How many answers are right."""
        return int(self.right.sum())

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return self.correct / len(self)

    @cached_property
    def wrong_first(self) -> Array:
        """The places (n,) of the samples: the wrongly answered, then the others, both in their order."""
        return np.argsort(self.right, kind="stable")

    @cached_property
    def confusion(self) -> Array:
        """How many samples of each class (rows) were taken for each class (columns): (classes, classes)."""
        classes = self.outputs.shape[1]
        counts = np.zeros((classes, classes), int)
        answered = self.answers >= 0
        np.add.at(counts, (self.targets[answered], self.answers[answered]), 1)
        return counts


@dataclass(frozen=True, eq=False)
class Surface:
    """The network's output over a two-dimensional input plane.

    Attributes:
        low, high: the range of both axes.
        find: works out what is shown (n,) at points (n, 2).
        points: the dataset's inputs (N, 2).
        targets: the dataset's targets (N,).
        held_points, held_targets: likewise those that are held apart, of which there may be none.
        axes: what the two inputs are called.
    """

    crosses: ClassVar = MOMENTARY

    low: float
    high: float
    find: Callable[[Array], Array]
    points: Array
    targets: Array
    held_points: Array = field(default_factory=lambda: _NO_POINTS)
    held_targets: Array = field(default_factory=lambda: _NO_TARGETS)
    axes: tuple[str, str] = ("x₁", "x₂")

    @cached_property
    def values(self) -> Array:
        """(rows, columns), row 0 at ``low`` of x₂, column 0 at ``low`` of x₁."""
        return self.find(self.grid).reshape(RESOLUTION, RESOLUTION)

    @property
    def grid(self) -> Array:
        """The points (n, 2) of :attr:`values`, row by row."""
        return grid_of(self.low, self.high, RESOLUTION)

    def at(self, point: Array) -> float:
        """The value at one point (2,) exactly."""
        return float(self.find(np.asarray(point, float)[np.newaxis])[0])


@dataclass(frozen=True, eq=False)
class Curve:
    """The network's output over a range of its one input.

    Attributes:
        axis: the places (m,), rising, at which it is worked out.
        find: works out the outputs (n,) at places (n,).
        learned, held: the dataset, and what is held apart of it if anything is.
        judged: whether the targets are what the outputs should be.
    """

    crosses: ClassVar = MOMENTARY

    axis: Array
    find: Callable[[Array], Array]
    learned: Samples
    held: Samples | None
    judged: bool

    @cached_property
    def values(self) -> Array:
        """The output (m,) at every place of the axis."""
        return self.find(self.axis)

    def at(self, place: float) -> float:
        """The output at one place exactly."""
        return float(self.find(np.array([place]))[0])


@dataclass(frozen=True, eq=False)
class Answers:
    """What class the network takes every sample for.

    Attributes:
        classes: what each class is called.
        learned, held: the dataset, and what is held apart of it if anything is.
        ask: gives the outputs (n, classes) for any samples (n, ...); None where there are several inputs.
        surfaces: the output for each class over the input plane, where samples are points of one.
    """

    crosses: ClassVar = MOMENTARY

    classes: tuple[str, ...]
    learned: Classified
    held: Classified | None
    ask: Callable[[Array], Array] | None = None
    surfaces: tuple[Surface, ...] = ()

    @property
    def judged(self) -> Classified:
        """The samples that tell how well it does: those held apart, where there are any."""
        return self.held or self.learned

    @property
    def of_images(self) -> bool:
        """Whether a sample is one image (height, width, channels)."""
        return len(self.learned.inputs) == 1 and self.learned.x.ndim == 4

    @property
    def can_be_drawn(self) -> bool:
        """Whether a sample is an image of one channel, and the network can be asked about any."""
        return self.ask is not None and self.of_images and self.learned.x.shape[3] == 1


@dataclass(frozen=True, eq=False)
class Outputs:
    """What the network gives for some of the samples, as numbers.

    Attributes:
        samples: some samples that are learned from.
        labels: a name per feature, by the input; none for an input of unnamed features.
        judged: whether the targets are what the outputs should be.
    """

    crosses: ClassVar = MOMENTARY

    samples: Samples
    labels: Mapping[str, tuple[str, ...]]
    judged: bool


def grid_of(low: float, high: float, side: int) -> Array:
    """The points (side², 2) of a square grid, row by row from ``low`` of x₂."""
    axis = np.linspace(low, high, side)
    columns, rows = np.meshgrid(axis, axis)
    return np.column_stack([columns.ravel(), rows.ravel()])


Result = Surface | Curve | Answers | Outputs
