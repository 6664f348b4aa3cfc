"""Makes the result that fits a network and its data: a plane, a curve, answers in classes, or plain outputs.

The first kind that is suited is taken; the last suits everything.
"""

from __future__ import annotations

from functools import partial
from typing import Protocol

from nnviz.nn import Graph, Loss
from nnviz.nn.describe import Array
from nnviz.session.asking import Asker, Moment
from nnviz.session.crossing import FIXTURE
from nnviz.session.data.dataset import Dataset
from nnviz.session.decisions import Decision, of_classes
from nnviz.session.results import Answers, Outputs, Result
from nnviz.session.sampling import Sampling, are_goals
from nnviz.session.surface import CurveMaker, SurfaceMaker

LISTED = 20
"""How many samples are listed with their numbers."""


class Maker(Protocol):
    """Makes the results of one network."""

    def make(self, moment: Moment) -> Result:
        """The result of a moment."""
        ...


class AnswersMaker:
    """Makes answers for a network that tells classes apart."""

    crosses = FIXTURE

    def __init__(self, graph: Graph, data: Dataset, decision: Decision) -> None:
        asker, classes = Asker(graph), graph.shapes[graph.output][0]
        self._asker, self._alone = asker, len(data.inputs) == 1
        self._planes = SurfaceMaker.of_classes(graph, data, decision)
        self._classes = data.classes if len(data.classes) == classes else tuple(map(str, range(classes)))
        self._learned = Sampling(asker, data, decision.truths(data.t))
        self._held = Sampling(asker, data.held, decision.truths(data.held.t)) if data.held else None

    @classmethod
    def suited(cls, graph: Graph, loss: Loss, data: Dataset) -> AnswersMaker | None:
        """A maker if the network tells classes apart."""
        decision = of_classes(graph, loss, data)
        return cls(graph, data, decision) if decision else None

    def make(self, moment: Moment) -> Answers:
        """The answers at a moment."""
        held = self._held.classified(moment) if self._held else None
        ask = partial(self._ask, moment) if self._alone else None
        surfaces = self._planes.make_all(moment) if self._planes else ()
        return Answers(self._classes, self._learned.classified(moment), held, ask, surfaces)

    def _ask(self, moment: Moment, samples: Array) -> Array:
        return self._asker.ask(moment, [samples])


class OutputsMaker:
    """Makes a short list of outputs for any network."""

    def __init__(self, graph: Graph, loss: Loss, data: Dataset) -> None:
        self._learned = Sampling(Asker(graph), data, data.t, LISTED)
        self._labels, self._judged = data.labels, are_goals(loss)

    def make(self, moment: Moment) -> Outputs:
        """The outputs at a moment."""
        return Outputs(self._learned.samples(moment), self._labels, self._judged)


def maker(graph: Graph, loss: Loss, data: Dataset) -> Maker:
    """What makes the results of a network that learns from a dataset."""
    return (
        SurfaceMaker.suited(graph, data)
        or CurveMaker.suited(graph, loss, data)
        or AnswersMaker.suited(graph, loss, data)
        or OutputsMaker(graph, loss, data)
    )
