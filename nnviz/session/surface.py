"""The network's output over the plane of its two inputs, or along its one input.

Both reach a little past the data, to show what the network makes of what it has never seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from nnviz.nn import Graph, Loss
from nnviz.nn.describe import Array, readonly
from nnviz.session.asking import Asker, Moment
from nnviz.session.crossing import FIXTURE
from nnviz.session.data.dataset import Dataset
from nnviz.session.data.features import are_of_plane, axes_of, inputs_of
from nnviz.session.decisions import Decision
from nnviz.session.results import Curve, Surface
from nnviz.session.sampling import Sampling, are_goals

PLACES = 201
"""Points along a curve."""

_MARGIN = 0.3
_MARGIN_OF_CURVE = 0.1


class SurfaceMaker:
    """Makes surfaces for a network of points of the plane, or of features of them, one of each output.

    Args:
        goals: gives what the outputs should be (n, outputs) by the targets of samples; those themselves
            unless told otherwise.
    """

    crosses = FIXTURE

    def __init__(self, graph: Graph, data: Dataset, goals: Callable[[Array], Array] = np.asarray) -> None:
        self._asker = Asker(graph)
        parts = [(part.points, goals(part.t)) for part in (data, data.held) if part]
        outputs = range(graph.shapes[graph.output][0])
        # the same arrays for every moment, so that a view sees that it has drawn them already
        self._parts = [[(points, readonly(wanted[:, k])) for points, wanted in parts] for k in outputs]
        self._axes, self._inputs = axes_of(data), partial(inputs_of, data)
        self._low, self._high = range_of_plane(data)

    @classmethod
    def suited(cls, graph: Graph, data: Dataset) -> SurfaceMaker | None:
        """A maker if the network has two features and one output, else None."""
        return cls(graph, data) if are_of_plane(data) and _takes(graph, data.x.shape[1]) else None

    @classmethod
    def of_classes(cls, graph: Graph, data: Dataset, decision: Decision) -> SurfaceMaker | None:
        """A maker if the network has two features and an output for each class, else None."""
        classes = graph.shapes[graph.output]
        if not are_of_plane(data) or not _takes(graph, data.x.shape[1], classes):
            return None
        return cls(graph, data, lambda targets: np.eye(classes[0])[decision.truths(targets)])

    def make(self, moment: Moment, output: int = 0) -> Surface:
        """The surface of an output at a moment."""
        learned, *held = self._parts[output]
        find = partial(self._values, moment, output)
        made = Surface(self._low, self._high, find, *learned, axes=self._axes)
        return replace(made, held_points=held[0][0], held_targets=held[0][1]) if held else made

    def make_all(self, moment: Moment) -> tuple[Surface, ...]:
        """The surfaces of all outputs at a moment; each is worked out when it is looked at."""
        return tuple(self.make(moment, output) for output in range(len(self._parts)))

    def _values(self, moment: Moment, output: int, points: Array) -> Array:
        """The output (n,) at points (n, 2); any thread may ask."""
        return self._asker.ask(moment, [self._inputs(points)])[:, output]


class CurveMaker:
    """Makes curves for a network of one input and one output."""

    crosses = FIXTURE

    def __init__(self, graph: Graph, loss: Loss, data: Dataset) -> None:
        self._asker = Asker(graph)
        self._judged = are_goals(loss)
        self._learned = Sampling(self._asker, data, data.t)
        self._held = Sampling(self._asker, data.held, data.held.t) if data.held else None
        parts = [part.x for part in (data, data.held) if part]
        low, high = data.extent or _range(parts, _MARGIN_OF_CURVE)
        self._axis = readonly(np.linspace(low, high, PLACES))

    @classmethod
    def suited(cls, graph: Graph, loss: Loss, data: Dataset) -> CurveMaker | None:
        """A maker if the network has one feature and one output, else None."""
        return cls(graph, loss, data) if _takes(graph, 1) else None

    def make(self, moment: Moment) -> Curve:
        """The curve of a moment."""
        held = self._held.samples(moment) if self._held else None
        find = partial(self._values, moment)
        return Curve(self._axis, find, self._learned.samples(moment), held, self._judged)

    def _values(self, moment: Moment, places: Array) -> Array:
        return self._asker.ask(moment, [places[:, np.newaxis]])[:, 0]


def range_of_plane(data: Dataset) -> tuple[float, float]:
    """How far the plane of two features reaches, on both axes."""
    return data.extent or _range([part.points for part in (data, data.held) if part], _MARGIN)


def _takes(graph: Graph, features: int, outputs: tuple[int, ...] = (1,)) -> bool:
    """Whether a network has one input of so many features, and so many outputs in a row."""
    fits = len(outputs) == 1 and graph.shapes[graph.output] == outputs
    return fits and list(graph.input_shapes.values()) == [(features,)]


def _range(arrays: list[Array], margin: float) -> tuple[float, float]:
    """From the least to the largest number, and a share of that more at both ends."""
    low, high = min(float(a.min()) for a in arrays), max(float(a.max()) for a in arrays)
    more = margin * ((high - low) or 1.0)
    return low - more, high + more
