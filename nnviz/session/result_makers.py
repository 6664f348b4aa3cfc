"""Makes the result that fits a network and its data: a plane, a curve, answers in classes, or plain outputs.

The first kind that is suited is taken; the last suits everything.
"""

from __future__ import annotations

from functools import partial
from typing import Protocol

from nnviz.nn import Graph, Loss
from nnviz.nn.describe import Array
from nnviz.nn.targets import Categorical
from nnviz.session.asking import Asker, Moment
from nnviz.session.data.dataset import Dataset
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

    def __init__(self, graph: Graph, loss: Loss, data: Dataset) -> None:
        asker, classes = Asker(graph), graph.shapes[graph.output][0]
        self._asker, self._alone = asker, len(data.inputs) == 1
        self._classes = data.classes if len(data.classes) == classes else tuple(map(str, range(classes)))
        self._learned = Sampling(asker, data, _class_numbers(data.t))
        self._held = Sampling(asker, data.held, _class_numbers(data.held.t)) if data.held else None

    @classmethod
    def suited(cls, graph: Graph, loss: Loss, data: Dataset) -> AnswersMaker | None:
        """A maker if the loss judges classes, or the data name some and the outputs are as many."""
        named = bool(data.classes) and graph.shapes[graph.output] == (len(data.classes),)
        return cls(graph, loss, data) if named or isinstance(loss, Categorical) else None

    def make(self, moment: Moment) -> Answers:
        """The answers at a moment."""
        held = self._held.classified(moment) if self._held else None
        ask = partial(self._ask, moment) if self._alone else None
        return Answers(self._classes, self._learned.classified(moment), held, ask)

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


def _class_numbers(targets: Array) -> Array:
    """The class numbers (N,) of targets that are such, or rows of shares (N, classes)."""
    return (targets if targets.ndim == 1 else targets.argmax(axis=1)).astype(int)
