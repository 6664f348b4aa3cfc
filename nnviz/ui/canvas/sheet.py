"""The picture of one tensor, cell by cell: one image, looked up in a table of colours by numpy.

Where cells are smaller than dots of the screen a dot shows the strongest of those it covers; a tensor
that has not been computed in the pass leaves its tiles hollow, in dotted outlines.
"""

from __future__ import annotations

import math
from functools import cached_property

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsPixmapItem

from nnviz.nn.describe import Array
from nnviz.nn.images import windows
from nnviz.session.frame import Frame
from nnviz.ui import diverging
from nnviz.ui.canvas.modes import ColourMode, measure
from nnviz.ui.canvas.scale import Scales, peak
from nnviz.ui.canvas.spots import OUTSIDE, Spot
from nnviz.ui.theme import Theme, mixed

FAINT = 0.72
"""How far the colour of a cell that was not chosen fades into the background."""

_CLEAR, _STEPS = 255, 256
"""The index of the transparent colour, and how many there are."""


class Tables:
    """The colours of cells as numbers 0xAARRGGBB, 255 and the transparent one; then the same, faded.

    They are worked out when they are first asked for, since most networks have no cells.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    @cached_property
    def signed(self) -> Array:
        """The diverging scale."""
        return _table(diverging.colour_table(self._theme), self._theme)

    @cached_property
    def gray(self) -> Array:
        """From the background at zero to ink."""
        theme = self._theme
        ink = "#f4f7fb" if theme.name == "dark" else "#10161e"
        grey = [mixed(theme.neutral, ink, max(0, index - 127) / 127).rgb() for index in range(_CLEAR)]
        return _table(grey, theme)


def _table(colours: list[int], theme: Theme) -> Array:
    faded = [mixed(QColor.fromRgb(colour), theme.panel, FAINT).rgb() for colour in colours]
    return np.array([*colours, 0, *faded, 0], np.uint32)


def indices(values: Array, limit: float) -> Array:
    """The place of each value in a table, as :func:`nnviz.ui.diverging.indices` gives it, but quicker
    where all are finite."""
    shares = np.multiply(values, 127.0 / (limit or 1.0), dtype=np.float64)
    np.maximum(np.minimum(shares, 127.0, out=shares), -127.0, out=shares)
    if not math.isfinite(shares.sum()):
        return diverging.indices(values, limit).astype(np.intp)
    return np.add(np.rint(shares, shares), 127.0, shares).astype(np.intp)


class Sheet:
    """One tensor.

    Attributes:
        spot: where it stands.
        measure: which scale it is on, unless it is grey.
        gray: whether it shows data that are never negative.
        item: its image; hidden while there is no tensor.
        frames: the outlines of its tiles.
        values: what it shows, its cells in order, or None.
        peak: the largest finite size of a value in it, 0 where there is none.
        dots: of the screen to a pixel of the picture, as it was last told.
    """

    def __init__(self, spot: Spot, tables: Tables, theme: Theme, parent: QGraphicsItem) -> None:
        self.spot, self._tables = spot, tables
        mode = ColourMode.WEIGHTS if not spot.sample else ColourMode.ACTIVATIONS
        self.measure = measure(ColourMode.GRADIENTS if spot.gradient else mode, not spot.sample)
        self.item = QGraphicsPixmapItem(parent)
        self.item.setPos(spot.box.topLeft())
        self.item.setVisible(False)
        self.frames = QGraphicsPathItem(_outlines(spot), parent)
        colour = QColor(theme.backward) if spot.gradient else mixed(theme.line, theme.muted, 0.3)
        self._pens = [_outline(colour, style) for style in (Qt.PenStyle.DotLine, Qt.PenStyle.SolidLine)]
        self.frames.setPen(self._pens[0])
        self.frames.setBrush(QBrush(QColor(0, 0, 0, 0)))
        self.values: Array | None = None
        self._marked: Array | None = None
        self._pool = (0, 0)
        self.peak, self._limit, self._due = 0.0, 0.0, True
        self._shape: tuple[int, ...] = ()
        self.gray = False
        self.dots = 0.0
        self.set_detail(1.0)

    # -- detail ---------------------------------------------------------------------------------

    def set_detail(self, dots: float) -> None:
        """Takes how many dots of the screen there are to a pixel of the picture."""
        self.dots = dots
        wide, tall = self.spot.dot
        rows, columns = self.spot.index.shape
        pool = (max(1, min(rows, int(1 / (tall * dots)))), max(1, min(columns, int(1 / (wide * dots)))))
        if pool == self._pool:
            return
        self._pool, self._due = pool, True
        index = self.spot.index
        if pool != (1, 1):
            missing = [(0, -size % block) for size, block in zip(index.shape, pool, strict=True)]
            index = np.pad(index, missing, constant_values=OUTSIDE)
        self._index = index
        blocks = _blocks(index, pool)
        self._outside = index == OUTSIDE if (index == OUTSIDE).any() else None
        self._clear = None if self._outside is None else (blocks == OUTSIDE).all((1, 3))
        # A matrix shows its cells in the order they lie in, so that nothing need be looked up.
        self._whole = bool(np.array_equal(self.spot.index.ravel(), np.arange(self.spot.index.size)))
        self.item.setTransform(QTransform.fromScale(wide * pool[1], tall * pool[0]))

    @property
    def cell_size(self) -> tuple[float, float]:
        """The width and height of a cell, in pixels of the picture."""
        wide, tall = self.spot.dot
        return wide * self.spot.dots, tall * self.spot.dots

    # -- showing --------------------------------------------------------------------------------

    def take(self, frame: Frame) -> None:
        """Takes the tensor of a frame."""
        spot = self.spot
        array = frame.array(spot.node, spot.key)
        self._shape = () if array is None else array.shape[1:] if spot.sample else array.shape
        self.values = None if array is None else frame.of_sample(array) if spot.sample else array.ravel()
        self.gray = spot.gray and self.values is not None and bool(self.values.min() >= 0)
        self._marked = self._cells_marked(frame) if self.values is not None and spot.marks else None
        self.peak = 0.0 if self.values is None else peak(self.values)
        self._due = True

    def is_in(self, frame: Frame) -> bool:
        """Whether a frame holds the tensor, and what marks its cells; what has not been computed is missing
        as it is."""
        keys = filter(None, (self.spot.key, self.spot.marks))
        return not frame.partial or all(frame.array(self.spot.node, key) is not None for key in keys)

    def _cells_marked(self, frame: Frame) -> Array | None:
        """The cells that a mask switches off, or that no window chose."""
        spot = self.spot
        if spot.key == "X":
            return ~winners(frame, spot.node)
        mask = frame.array(spot.node, spot.marks)
        return None if mask is None else frame.of_sample(mask) == 0

    def show(self, scales: Scales) -> None:
        """Paints what was taken."""
        limit = scales.data.value if self.gray else scales.limit(self.measure)
        known = self.values is not None
        if self.item.isVisible() is not known:
            self.item.setVisible(known)
            self.frames.setPen(self._pens[known])
        if self.values is not None and (self._due or limit != self._limit):
            self.item.setPixmap(self._pixmap(self.values, limit))
        self._due, self._limit = False, limit

    def _pixmap(self, values: Array, limit: float) -> QPixmap:
        found = self._pooled(values) if self._pool != (1, 1) else values
        places = indices(found, limit)
        if self._marked is not None and self._pool == (1, 1):
            places = places + self._marked * (_STEPS if self.spot.key == "X" else _CLEAR - places)
        colours = (self._tables.gray if self.gray else self._tables.signed)[places]
        if self._pool == (1, 1):
            colours = colours.reshape(self._index.shape) if self._whole else colours[self._index]
        if self._clear is not None:
            colours[self._clear] = 0
        colours = np.ascontiguousarray(colours)
        rows, columns = colours.shape
        image = QImage(colours.data, columns, rows, 4 * columns, QImage.Format.Format_ARGB32_Premultiplied)
        return QPixmap.fromImage(image)

    def _pooled(self, values: Array) -> Array:
        """For each dot the strongest of the cells that it covers."""
        if self._whole and self._outside is None:
            found = values.reshape(self._index.shape)
        else:
            found = values[self._index]
        if self._outside is not None:
            found = np.where(self._outside, 0.0, found)
        high = low = found
        for axis, block in enumerate(self._pool):
            high, low = _folded(np.maximum, high, axis, block), _folded(np.minimum, low, axis, block)
        return np.asarray(np.where(high >= -low, high, low))

    def colour_of(self, value: float, limit: float) -> QColor:
        """The colour of a cell of a value on a scale that ends at ±limit."""
        table = self._tables.gray if self.gray else self._tables.signed
        return QColor.fromRgba(int(table[indices(np.array([value]), limit)[0]]))

    # -- the mouse ------------------------------------------------------------------------------

    def cell(self, point: QPointF) -> tuple[int, ...] | None:
        """The place in the tensor, without the batch, of the cell under a point; None beside it, or where
        the tensor is not known."""
        number = self.spot.cell(point)
        if number is None or not self._shape:
            return None
        return tuple(int(place) for place in np.unravel_index(number, self._shape))


def winners(frame: Frame, node: str) -> Array:
    """Which cells of the input of a pooling node were the first largest of some window: (cells,), for the
    sample looked at."""
    image = frame.arrays[node]["X"][frame.sample][np.newaxis]
    size, stride = int(frame.arrays[node]["K"]), int(frame.arrays[node]["S"])
    cells = np.arange(image.size).reshape(image.shape)
    seen, numbers = (windows(array, size, stride) for array in (image, cells))
    flat = seen.reshape(*seen.shape[:3], size * size, -1)
    best = flat.argmax(axis=3)[:, :, :, np.newaxis]
    chosen = np.take_along_axis(numbers.reshape(flat.shape), best, 3)
    found = np.zeros(image.size, bool)
    found[chosen.ravel()] = True
    return found


def _folded(fold: np.ufunc, array: Array, axis: int, block: int) -> Array:
    """Every so many cells along an axis put together to one; much quicker than numpy's own reduction,
    whose inner loops would be as short as a block."""
    parts = [array[(slice(None),) * axis + (slice(start, None, block),)] for start in range(block)]
    found = parts[0]
    for part in parts[1:]:
        found = fold(found, part)
    return found


def _outline(colour: QColor, style: Qt.PenStyle) -> QPen:
    pen = QPen(QBrush(colour), 1.0, style)
    pen.setCosmetic(True)
    return pen


def _blocks(array: Array, pool: tuple[int, int]) -> Array:
    rows, columns = array.shape
    return array.reshape(rows // pool[0], pool[0], columns // pool[1], pool[1])


def _outlines(spot: Spot) -> QPainterPath:
    path = QPainterPath()
    for tile in spot.tiles:
        path.addRect(tile)
    return path
