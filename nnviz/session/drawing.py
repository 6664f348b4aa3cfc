"""Brings what is drawn by hand to the few cells that a network of images takes, as the UCI digits were made.

What is known of those (E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, 1998): NIST's
programs (M. D. Garris et al., Form-Based Handprint Recognition System, NISTIR 5469, 1994) cut each digit out
of a form, fitted it to a box and made its strokes about equally thick; of the bitmap of 32 × 32 dots, every
block of 4 × 4 was counted, which gives 8 × 8 numbers from 0 to 16. The size of the box and the amount of ink
are not written there: they are measured from the images themselves (:class:`Manner`). All ten digits have
about 310 of 1,024 dots of ink, the 1 as well as the 8, and fill a box as high as the bitmap and 20 dots wide.
What is not done here is to straighten slants.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, readonly

BLOCK = 4
"""Dots along each side of a block that becomes one cell."""

FULL = BLOCK * BLOCK
"""The count of a block that is all ink."""

_FITTINGS = 3
"""How often lines are fitted again to what a pen of the thickness found leaves of the box."""

Stroke = Sequence[tuple[float, float]]
"""The points (x to the right, y down) of a line that is drawn without lifting the pen, in any unit."""


@dataclass(frozen=True)
class Manner:
    """How the images of a dataset are made: what a drawing is fitted to.

    Attributes:
        rows, columns: cells of an image.
        low, high: what stands for paper, and for ink.
        ink: the mean share of an image that is ink.
        top, bottom, left, right: the box that an image's ink fills, in cells.
    """

    rows: int
    columns: int
    low: float
    high: float
    ink: float
    top: float
    bottom: float
    left: float
    right: float

    @classmethod
    def of(cls, images: Array) -> Manner:
        """The manner of images (N, rows, columns, 1): medians over the images, means for the ink."""
        low, high = float(images.min()), float(images.max())
        shares = (images[..., 0] - low) / ((high - low) or 1.0)
        edges = _edges(shares.max(axis=2)), _edges(shares.max(axis=1))
        (top, bottom), (left, right) = edges
        return cls(
            images.shape[1], images.shape[2], low, high, float(shares.mean()), top, bottom, left, right
        )

    def counts(self, strokes: Sequence[Stroke]) -> Array:
        """How many of its 16 dots are ink, for every cell (rows, columns); all 0 where nothing is drawn."""
        return counts(self.bitmap(strokes))

    def image(self, strokes: Sequence[Stroke]) -> Array:
        """What a network is given: the counts scaled as the dataset is, (rows, columns, 1)."""
        shares = self.counts(strokes) / FULL
        return readonly((self.low + shares * (self.high - self.low))[..., np.newaxis])

    def bitmap(self, strokes: Sequence[Stroke]) -> Array:
        """The drawing in dots (4 · rows, 4 · columns), true for ink: in the box, with the usual ink."""
        drawn = [np.asarray(stroke, float).reshape(-1, 2) for stroke in strokes if len(stroke)]
        dots = (self.rows * BLOCK, self.columns * BLOCK)
        if not drawn:
            return np.zeros(dots, bool)
        wanted = max(1, round(self.ink * dots[0] * dots[1]))
        radius = 1.0
        for _ in range(_FITTINGS):
            apart = distances(self._fitted(drawn, radius), dots)
            radius = float(np.partition(apart.ravel(), wanted - 1)[wanted - 1])
        return np.asarray(apart <= radius)

    def _fitted(self, strokes: Sequence[Array], radius: float) -> list[Array]:
        """The strokes, moved and scaled so that a pen of that radius in dots just fills the box's height.

        They become as much wider as higher, but no wider than the box.
        """
        every = np.concatenate(strokes)
        least, size = every.min(axis=0), np.ptp(every, axis=0)
        box = BLOCK * np.array([self.right - self.left, self.bottom - self.top])
        inside = np.maximum(box - 2 * radius, 1.0)
        scale = np.divide(inside, size, out=np.full(2, np.inf), where=size > 1e-9)
        scale[0] = min(scale[0], scale[1])
        if not np.isfinite(scale[1]):  # a level line keeps its own height, which is none
            scale[1] = scale[0]
        scale = np.where(np.isfinite(scale), scale, 0.0)
        middle = BLOCK * np.array([self.left + self.right, self.top + self.bottom]) / 2
        return [(stroke - least - size / 2) * scale + middle for stroke in strokes]


def counts(bitmap: Array) -> Array:
    """How many dots are ink in each block of 4 × 4 of a bitmap (4 r, 4 c): (r, c) from 0 to 16."""
    rows, columns = bitmap.shape[0] // BLOCK, bitmap.shape[1] // BLOCK
    blocks = bitmap.reshape(rows, BLOCK, columns, BLOCK)
    return np.asarray(blocks.astype(int).sum(axis=(1, 3)))


def distances(strokes: Sequence[Array], dots: tuple[int, int]) -> Array:
    """How far the middle of every dot (rows, columns) is from the nearest stroke, in dots."""
    rows, columns = np.indices(dots) + 0.5
    nearest = np.full(dots, np.inf)
    for stroke in strokes:
        thinned = _thinned(stroke)
        for start, end in zip(thinned, thinned[1:] if len(thinned) > 1 else thinned, strict=False):
            along = end - start
            length = float(along @ along)
            x, y = columns - start[0], rows - start[1]
            share = np.clip((x * along[0] + y * along[1]) / length, 0.0, 1.0) if length else 0.0
            np.minimum(nearest, (x - share * along[0]) ** 2 + (y - share * along[1]) ** 2, out=nearest)
    return np.asarray(np.sqrt(nearest))


def _thinned(stroke: Array) -> list[Array]:
    """The points of a stroke without those less than half a dot from the one before; its last stays."""
    kept = [stroke[0]]
    for point in stroke[1:]:
        if np.abs(point - kept[-1]).max() >= 0.5:
            kept.append(point)
    return [*kept, stroke[-1]] if len(stroke) > 1 else kept


def _edges(ink: Array) -> tuple[float, float]:
    """From where to where there is ink, in cells, by the most ink (N, cells) of every row or column.

    A cell at the edge that is half ink is half in the box. Where no image has ink the box is the whole.
    """
    cells = ink.shape[1]
    ink = ink[ink.max(axis=1) > 0]
    if not len(ink):
        return 0.0, float(cells)
    within = ink > 0
    first, last = within.argmax(axis=1), cells - 1 - within[:, ::-1].argmax(axis=1)
    which = np.arange(len(ink))
    begins, ends = first + 1 - ink[which, first], last + ink[which, last]
    return float(np.median(begins)), float(np.median(ends))
