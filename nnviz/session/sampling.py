"""Which samples of a dataset a network is asked about: all of them, or a fixed choice of very many.

The choice is spread evenly and never drawn, so that the same samples are seen from frame to frame.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from nnviz.nn import Loss
from nnviz.nn.describe import Array, readonly
from nnviz.session.asking import Asker, Moment
from nnviz.session.crossing import FIXTURE
from nnviz.session.data.dataset import Dataset
from nnviz.session.results import Classified, Samples


class Sampling:
    """Samples of one part of a dataset.

    Args:
        asker: answers for them.
        data: the part.
        targets: its targets (N, ...), of classes their numbers (N,).
        most: how many are asked about at most; as many as the asker allows if None.
    """

    crosses = FIXTURE

    def __init__(self, asker: Asker, data: Dataset, targets: Array, most: int | None = None) -> None:
        total = len(data)
        count = min(total, asker.most if most is None else most)
        self._rows = readonly(np.arange(count) * total // count)
        self._inputs = {name: readonly(array[self._rows]) for name, array in data.inputs.items()}
        self._targets, self._total = readonly(targets[self._rows]), total
        self._asker = asker

    def samples(self, moment: Moment) -> Samples:
        """The samples, to be asked about at a moment."""
        find = partial(self._asker.ask, moment, [*self._inputs.values()])
        return Samples(self._inputs, self._targets, self._rows, self._total, find)

    def classified(self, moment: Moment) -> Classified:
        """Likewise, where the targets are class numbers."""
        find = partial(self._asker.ask, moment, [*self._inputs.values()])
        return Classified(self._inputs, self._targets, self._rows, self._total, find)


def are_goals(loss: Loss) -> bool:
    """Whether the targets are what the outputs should be; a weighted sum takes them for something else,
    and writes them otherwise."""
    symbols = {symbol.key: symbol.text for symbol in loss.description.symbols}
    return symbols["T"] == "T"
