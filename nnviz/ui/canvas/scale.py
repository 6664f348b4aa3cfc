"""The signed scale of the canvas: shared pens and brushes for 33 levels, and where the scale ends.

Colour tells sign and size, width tells size again; both are monotone in the value, and a limit that
is shared by everything in the picture makes them comparable.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from nnviz.nn.describe import Array
from nnviz.ui import diverging
from nnviz.ui.canvas.modes import Measure
from nnviz.ui.theme import Theme, mixed, readable_on

ABSENT = 99
"""The level of what has no value: neutral and thin."""

DIM, DIM_TEXT = 0.35, 0.85
"""The opacities of shapes and of texts that are not concerned; numbers must stay readable."""

THINNEST = 0.8
THICKEST = 7.0
"""The widths of an edge at level 0 and at either pole, in pixels."""

PATIENCE = 30
"""How many live frames in a row must need less before the scale shrinks."""


def width(level: int, thickest: float = THICKEST) -> float:
    """The width of an edge at a level, in pixels."""
    return THINNEST + (thickest - THINNEST) * abs(level) / diverging.LEVELS


def peak(values: Array) -> float:
    """The largest finite size of a value, 0 where there is none."""
    if not values.size:
        return 0.0
    highest, lowest = float(values.max()), float(values.min())
    if math.isfinite(highest) and math.isfinite(lowest):
        return max(highest, -lowest)
    sizes = np.abs(values[np.isfinite(values)])
    return float(sizes.max()) if sizes.size else 0.0


class Inks:
    """The pens of edges and the brushes of units and of the numbers in them, by level.

    Attributes:
        thickest: the width of an edge at either pole.
        pens: for edges; 33 levels and :data:`ABSENT`, which looks like level 0.
        fills: for units, by the same keys.
        texts: readable on the fill of the same key.
        faded: readable on the same fill where it is dimmed.
    """

    def __init__(self, theme: Theme, thickest: float = THICKEST) -> None:
        colours, self.thickest = diverging.level_colours(theme), thickest
        self.pens = {level: _pen(colour, width(level, thickest)) for level, colour in colours.items()}
        # Zero has the colour of the background; an edge that carries it must still be seen.
        self.pens[ABSENT] = self.pens[0] = _pen(mixed(theme.line, theme.muted, 0.2), THINNEST)
        self.fills = {level: QBrush(colour) for level, colour in colours.items()}
        self.fills[ABSENT] = QBrush(QColor(theme.raised))
        self.texts = {level: QBrush(readable_on(brush.color())) for level, brush in self.fills.items()}
        dimmed = {k: mixed(theme.panel, fill.color(), DIM) for k, fill in self.fills.items()}
        self.faded = {level: QBrush(readable_on(back)) for level, back in dimmed.items()}
        self.texts[ABSENT] = self.faded[ABSENT] = QBrush(QColor(theme.text))
        self.outline = QPen(mixed(theme.line, theme.muted, 0.55), 1.2)


def _pen(colour: QColor, thickness: float) -> QPen:
    return QPen(QBrush(colour), thickness, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


class Limit:
    """Where the scale ends: it grows at once, and shrinks live only when it has stayed too large."""

    def __init__(self) -> None:
        self.value, self._fresh = 1.0, True
        self._waited, self._peak = 0, 0.0

    def reset(self) -> None:
        """Forgets the past: the next update is taken as it is."""
        self._fresh = True

    @property
    def known(self) -> bool:
        """Whether there has been anything since the past was forgotten."""
        return not self._fresh

    def update(self, needed: float, live: bool, looks: int = 1) -> float:
        """The limit for a frame that needs ``needed``; exact unless the frame is live.

        Args:
            looks: how many there were since the last.
        """
        if self._fresh or not live or needed >= self.value:
            self._take(needed)
        else:
            self._waited += looks
            self._peak = max(self._peak, needed)
            if self._waited >= PATIENCE:
                self._take(self._peak)
        return self.value

    def _take(self, value: float) -> None:
        self.value = value
        self._fresh = False
        self._waited, self._peak = 0, 0.0


class Scales:
    """Where the scale of each kind of tensor ends, and that of data in grey.

    Attributes:
        data: the limit of data that are never negative.
    """

    def __init__(self) -> None:
        self._limits = {measure: Limit() for measure in Measure}
        self._empty: set[Measure] = set()
        self._partner: Scales | None = None
        self.data = Limit()

    def share(self, partner: Scales | None) -> None:
        """From now on both end where either would, so that two networks compare; with None no longer."""
        if self._partner is not None:
            self._partner._partner = None
        self._partner = partner
        if partner is not None:
            partner._partner = self

    def reset(self) -> None:
        """Forgets the past of all."""
        for limit in (*self._limits.values(), self.data):
            limit.reset()

    def limit(self, measure: Measure) -> float:
        """Where the scale of a kind of tensor ends."""
        both = (self, self._partner) if self._partner else (self,)
        known = [each._limits[measure].value for each in both if each._shows(measure)]
        return max(known, default=self._limits[measure].value)

    def _shows(self, measure: Measure) -> bool:
        return self._limits[measure].known and measure not in self._empty

    def limits(self) -> tuple[float, ...]:
        """Where all of them end."""
        return tuple(self.limit(measure) for measure in Measure)

    def update(
        self,
        peaks: Mapping[Measure, Sequence[float]],
        cells: Collection[Measure],
        live: bool,
        looks: int = 1,
    ) -> None:
        """Takes the largest size of a value in each tensor that a frame shows.

        Args:
            cells: the kinds of tensors that are shown cell by cell. Their scale ends where half of the
                tensors do, since layers differ so much that the largest would leave the others blank.
                Else it ends at the largest value, for all gradients the same.
            looks: how many there were since the last frame.
        """
        found = {measure: [peak for peak in peaks.get(measure, ()) if peak > 0] for measure in Measure}
        gradients = (Measure.WEIGHT_GRADIENT, Measure.OUTPUT_GRADIENT)
        if not any(measure in cells for measure in gradients):
            both = [peak for measure in gradients for peak in found[measure]]
            found |= dict.fromkeys(gradients, both)
        for measure, sizes in found.items():
            needed = (sorted(sizes)[len(sizes) // 2] if measure in cells else max(sizes)) if sizes else 0.0
            self._limits[measure].update(diverging.nice(needed), live, looks)
            (self._empty.discard if needed else self._empty.add)(measure)


class Values:
    """What is coloured in one frame, side by side in one vector so that one numpy call serves all.

    Args:
        parts: the values of each group of items, or None where they have not been computed.
        sizes: how many items each group has.

    Attributes:
        missing: which groups have no values.
    """

    def __init__(self, parts: Sequence[Array | None], sizes: Sequence[int]) -> None:
        self.missing = tuple(part is None for part in parts)
        self._sizes = sizes
        filled = [np.zeros(size) if part is None else part for part, size in zip(parts, sizes, strict=True)]
        self.flat = np.concatenate(filled) if filled else np.zeros(0)

    def peaks(self) -> list[float]:
        """The largest finite size of a value in each group."""
        sizes = np.abs(self.flat)
        if not np.isfinite(sizes).all():
            sizes[~np.isfinite(sizes)] = 0.0
        starts = [0, *accumulate(self._sizes)][:-1]
        # reduceat takes an empty group for the value that stands where it would begin
        whole = np.append(sizes, 0.0)
        found: list[float] = np.maximum.reduceat(whole, starts).tolist() if starts else []
        return [size if count else 0.0 for size, count in zip(found, self._sizes, strict=True)]

    def levels(self, limit: float | Array) -> Array:
        """The level of every item, on one scale or on one each, as :func:`diverging.level` gives it, or
        :data:`ABSENT`."""
        flat = self.flat
        shares = np.clip(np.where(np.isfinite(flat), flat, 0.0) / limit, -1.0, 1.0)
        found = np.rint(diverging.LEVELS * shares).astype(np.int16)
        if any(self.missing):
            found[np.repeat(self.missing, self._sizes)] = ABSENT
        return found
