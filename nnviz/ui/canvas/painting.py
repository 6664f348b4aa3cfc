"""The painting: every coloured item of the canvas in one row, with the level it was last given.

A new frame is compared with that row in one numpy call, and only what changed gets a new pen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.nn.describe import Array
from nnviz.ui.canvas.edge import Bundle
from nnviz.ui.canvas.scale import Inks, Values
from nnviz.ui.canvas.face import Face


class Painting:
    """Edges and units by level.

    Attributes:
        levels: the level of every edge, bundle by bundle, and then of every unit, column by column.
    """

    def __init__(self, bundles: Sequence[Bundle], faces: Sequence[Face], inks: Inks) -> None:
        self._inks = inks
        self._edges = [item for bundle in bundles for item in bundle.items]
        self._units = [(column, place) for column in faces for place in range(len(column.shapes))]
        self._sizes = [len(bundle.items) for bundle in bundles]
        self._sizes += [len(column.shapes) for column in faces]
        self.levels: Array = np.full(sum(self._sizes), -128, np.int16)

    def values(self, parts: Sequence[Array | None]) -> Values:
        """The values of all items; ``parts`` has one array per bundle, then per column."""
        return Values(parts, self._sizes)

    def show(self, values: Values, limits: Sequence[float]) -> None:
        """Colours every item by its value; ``limits`` tells where the scale of each group ends."""
        levels = values.levels(np.repeat(limits, self._sizes))
        changed = np.flatnonzero(levels != self.levels)
        self.levels = levels
        for place, level in zip(changed.tolist(), levels[changed].tolist(), strict=True):
            self._give(place, level)

    def _give(self, place: int, level: int) -> None:
        if place < len(self._edges):
            self._edges[place].setPen(self._inks.pens[level])
            return
        column, unit = self._units[place - len(self._edges)]
        column.colour(unit, level)
