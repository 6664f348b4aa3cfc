"""The painting: every coloured item of the canvas in one row, with the level it was last given.

A new frame is compared with that row in one numpy call, and only what changed gets a new pen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import Protocol

import numpy as np
from PySide6.QtWidgets import QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.ui.canvas.edge import Bundle
from nnviz.ui.canvas.scale import Values


class Coloured(Protocol):
    """A group of items with a colour each, such as the circles of a column or the lines of its biases.

    Attributes:
        shapes: the items.
    """

    shapes: list[QGraphicsPathItem]

    def colour(self, place: int, level: int) -> None:
        """Gives the item at a place the colour of a level."""


class Painting:
    """Edges and units by level.

    Attributes:
        levels: the level of every edge, bundle by bundle, and then of every item of the other groups.
    """

    def __init__(self, bundles: Sequence[Bundle], groups: Sequence[Coloured]) -> None:
        self._bundles = bundles
        self._units = [(face, place) for face in groups for place in range(len(face.shapes))]
        self._sizes = [len(bundle.chosen) for bundle in bundles]
        self._edges = sum(self._sizes)
        self._sizes += [len(face.shapes) for face in groups]
        self._ends = [0, *accumulate(self._sizes)]
        self._limits: tuple[float, ...] = (0.0,) * len(self._sizes)
        self.levels: Array = np.full(sum(self._sizes), -128, np.int16)

    def values(self, parts: Sequence[Array | None]) -> Values:
        """The values of all items; ``parts`` has one array per bundle, then per group."""
        return Values(parts, self._sizes)

    def show(
        self,
        values: Values,
        limits: Sequence[float],
        left: Collection[object] = (),
        partial: bool = False,
    ) -> None:
        """Colours every item by its value.

        Args:
            limits: where the scale of each group ends.
            left: bundles that stay as they are as long as their scale does.
            partial: whether groups without values do so, too.
        """
        levels = values.levels(np.repeat(limits, self._sizes))
        groups = list(zip(self._bundles, self._ends, self._ends[1:], strict=False))
        for (bundle, start, end), limit, before in zip(groups, limits, self._limits, strict=False):
            if bundle in left and limit == before:
                levels[start:end] = self.levels[start:end]
        if partial:
            unknown = np.repeat(values.missing, self._sizes)
            levels[unknown] = self.levels[unknown]
        changed = np.flatnonzero(levels != self.levels)
        self.levels, self._limits = levels, tuple(limits)
        for bundle, start, end in groups:
            own = changed[np.searchsorted(changed, start) : np.searchsorted(changed, end)]
            if len(own):
                bundle.paint(levels[start:end], own - start)
        for place in changed[np.searchsorted(changed, self._edges) :].tolist():
            face, unit = self._units[place - self._edges]
            face.colour(unit, int(levels[place]))
