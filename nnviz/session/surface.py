"""The network's output over the plane of its two inputs, worked out beside the training.

It runs on a twin of the network holding the parameters of one frame, so a pass is never disturbed.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn import Arrays, Graph
from nnviz.session.data.dataset import Dataset
from nnviz.session.frame import Surface

RESOLUTION = 41
"""Points along each side of the plane."""

_MARGIN = 0.3


class SurfaceMaker:
    """Makes surfaces for a network of two inputs and one output."""

    def __init__(self, graph: Graph, data: Dataset) -> None:
        self._twin = graph.twin()
        self._points = data.x
        self._targets = data.t[:, 0]
        low, high = float(data.x.min()), float(data.x.max())
        margin = _MARGIN * ((high - low) or 1.0)
        self._low, self._high = low - margin, high + margin
        axis = np.linspace(self._low, self._high, RESOLUTION)
        columns, rows = np.meshgrid(axis, axis)
        self._grid = np.column_stack([columns.ravel(), rows.ravel()])

    @classmethod
    def suited(cls, graph: Graph, data: Dataset) -> SurfaceMaker | None:
        """A maker if the network has two features and one output, else None."""
        suited = list(graph.input_shapes.values()) == [(2,)] and graph.shapes[graph.output] == (1,)
        return cls(graph, data) if suited else None

    def surface(self, arrays: Arrays) -> Surface:
        """The surface of the parameters that a frame holds."""
        for name, node in self._twin.nodes.items():
            for parameter in node.parameters:
                parameter.value[...] = arrays[name][parameter.key]
        with np.errstate(all="ignore"):
            values = self._twin.predict(self._grid).reshape(RESOLUTION, RESOLUTION)
        return Surface(self._low, self._high, values, self._points, self._targets)
