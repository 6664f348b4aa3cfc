"""An evaluation: how well a network does on samples as it is when nothing is being trained.

It is worked out on a twin and with a loss of its own, so that not a bit of the training depends on it.
"""

from __future__ import annotations

import math

import numpy as np

from nnviz.nn import DataError, Graph, Loss
from nnviz.nn.describe import Array
from nnviz.session.asking import Asker, Moment
from nnviz.session.data.dataset import Dataset
from nnviz.session.decisions import Decision, decision
from nnviz.session.records import Evaluation, Score

MOST_WORK = 40_000_000
"""About how many numbers may be worked out for one part of the data, in a fraction of a second."""


class Evaluator:
    """Evaluates the network of a run on its data.

    Of very many samples it takes some, spread evenly and always the same.

    Args:
        graph, loss: what is trained; both are left alone.
        data: what it learns from, and what is held apart of that.

    Attributes:
        decision: how right answers are told, or None where there are none.
    """

    def __init__(self, graph: Graph, loss: Loss, data: Dataset) -> None:
        self.decision = decision(graph, loss, data)
        learned = data if self.decision is not None else None
        self._learned, self._held = (
            None if part is None else _Part(part, graph, loss, self.decision) for part in (learned, data.held)
        )

    @property
    def has_something(self) -> bool:
        """Whether there is anything to be evaluated."""
        return self._learned is not None or self._held is not None

    def evaluate(self, epoch: int, moment: Moment) -> Evaluation:
        """How well the network of a moment, the end of an epoch, does."""
        learned, held = (part.score(moment) if part else None for part in (self._learned, self._held))
        return Evaluation(epoch, learned, held)


class _Part:
    """The samples of one part of the data."""

    def __init__(self, data: Dataset, graph: Graph, loss: Loss, decision: Decision | None) -> None:
        # one for each part: a network is laid out anew for every other number of samples
        self._asker, self.total = Asker(graph), len(data)
        count = min(self.total, max(1000, MOST_WORK // self._asker.cells))
        rows = np.arange(count) * self.total // count
        self._inputs = [array[rows] for array in data.inputs.values()]
        self._targets = loss.targets(data.t[rows], graph.shapes[graph.output], graph.dtype)
        self._decision = decision
        self._truths = decision.truths(data.t[rows]) if decision else None
        self._loss: Loss = type(loss)(**loss.settings())

    def score(self, moment: Moment) -> Score:
        """How well the network of a moment does on them."""
        outputs = self._asker.ask(moment, self._inputs)
        right = None
        if self._decision is not None:
            right = int((self._decision.answers(outputs) == self._truths).sum())
        return Score(self._judged(outputs), right, len(outputs), self.total)

    def _judged(self, outputs: Array) -> float:
        """E of all outputs; NaN where there is none."""
        if not np.isfinite(outputs).all():
            return math.nan
        try:
            return float(self._loss.forward(outputs, self._targets))
        except DataError:  # on samples that were never learned from, an output may be one it cannot judge
            return math.nan
