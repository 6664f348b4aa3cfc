"""What class an output stands for, and so which answers of a network are right.

Of several outputs the largest decides; one output is a yes above the border that its loss names.
"""

from __future__ import annotations

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Graph, Loss
from nnviz.nn.describe import Array
from nnviz.nn.targets import Categorical
from nnviz.session.data.dataset import Dataset

NO_ANSWER = -1
"""The class of an output that is not finite."""


@dataclass(frozen=True)
class Decision:
    """How outputs and targets are read as classes.

    Attributes:
        borders: of an output and of a target, above which they say yes; None where there are several
            outputs, one for each class.
    """

    borders: tuple[float, float] | None = None

    def answers(self, outputs: Array) -> Array:
        """The class (n,) that each output (n, classes) or (n, 1) stands for, ``NO_ANSWER`` if none."""
        finite = np.isfinite(outputs).all(axis=1)
        found = outputs.argmax(axis=1) if self.borders is None else outputs[:, 0] > self.borders[0]
        return np.where(finite, found, NO_ANSWER)

    def truths(self, targets: Array) -> Array:
        """The class (n,) that each target stands for: class numbers (n,), shares (n, classes) or (n, 1)."""
        if self.borders is not None:
            return np.asarray(targets[:, 0] > self.borders[1], int)
        return (targets if targets.ndim == 1 else targets.argmax(axis=1)).astype(int)


def of_classes(graph: Graph, loss: Loss, data: Dataset) -> Decision | None:
    """How a network that tells classes apart decides: the loss judges classes, or the data name some and
    the outputs are as many; None if neither is so."""
    named = bool(data.classes) and graph.shapes[graph.output] == (len(data.classes),)
    return Decision() if named or isinstance(loss, Categorical) else None


def decision(graph: Graph, loss: Loss, data: Dataset) -> Decision | None:
    """How a network decides between classes, or between yes and no; None if it gives amounts."""
    return of_classes(graph, loss, data) or _yes_or_no(graph, loss, data)


def _yes_or_no(graph: Graph, loss: Loss, data: Dataset) -> Decision | None:
    if loss.border is None or graph.shapes[graph.output] != (1,):
        return None
    found = np.unique(np.concatenate([part.t.ravel() for part in (data, data.held) if part]))
    # a target between yes and no is a share, which nobody can name rightly
    return Decision((loss.border, float(found.mean()))) if len(found) == 2 else None
