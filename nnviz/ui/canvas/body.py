"""What stands inside a column, and where: its units, or the sheets of its tensors.

A body is worked out for the room that a column has, form by form; painting it is left to the faces.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import inf

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, gradient_of
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.naming import Naming, name_units
from nnviz.ui.canvas.plan import Column
from nnviz.ui.canvas.spots import (
    Spot,
    grid,
    kernel_cells,
    map_cells,
    matrix_cells,
    mosaic,
    strip_cells,
)
from nnviz.ui.text_size import factor, grown
from nnviz.ui.theme import number_font

NUMBERED_UNITS = 16
"""A column of more units than this has no numbers in them, until one zooms in."""

LEAST_PICTURE, WRITTEN_PICTURE = 16.0, 34.0
"""The least side of a thumbnail, and of one that gives room to a number under it."""

MATRIX_SHARE = 1.5
"""How much wider than its units a column's matrices are."""

AIR = 4.0
"""Between a number and the rim of its unit, in pixels."""

UNDER = 3.0
"""Between a unit and the number under it, in pixels: room for the ring of the unit that is looked at."""

SPREAD = 74.0
"""The height of the two histograms of a normalising layer, before scaling."""


@dataclass(frozen=True)
class Caption:
    """A tensor's name at the foot of a column.

    Attributes:
        key: of the tensor.
        node: whose it is.
        left, right: between which it stands.
    """

    node: str
    key: str
    left: float
    right: float


@dataclass(frozen=True, eq=False)
class Body:
    """What stands inside a column.

    Attributes:
        units: the centres of its circles or bars.
        rx, ry: half the width and half the height of a unit.
        number: the size of the numbers in the units, or 0 for none.
        beneath: whether there is room for a second number under each unit.
        left, right: where the edges to its units arrive and leave.
        heights: the height at which the edges of each unit or channel do so.
        spots: its sheets.
        captions: the names under them.
        spread: where the histograms stand, or None.
        pictured: whether its units are squares, for a thumbnail each.
        naming: where the names of its units stand.
    """

    left: float
    right: float
    heights: Array
    units: tuple[QPointF, ...] = ()
    rx: float = 0.0
    ry: float = 0.0
    number: int = 0
    beneath: bool = False
    spots: tuple[Spot, ...] = ()
    captions: tuple[Caption, ...] = ()
    spread: QRectF | None = None
    pictured: bool = False
    naming: Naming = Naming.NONE

    @property
    def spacing(self) -> float:
        """From the middle of one unit to that of the next, infinite for a single one."""
        return self.units[1].y() - self.units[0].y() if len(self.units) > 1 else inf


def width_of(column: Column) -> float:
    """How wide a column should be, a column of circles being 1."""
    if column.form is Form.MAPS:
        extra = 0.9 if column.kernels else 0.5 if column.chooses else 0.0
        return (1.45 if column.gradient else 1.1) + extra
    wide = {Form.CIRCLES: 1.0, Form.LOSS: 1.05, Form.BARS: 1.45, Form.STRIPS: 0.95}[column.form]
    wide += 0.6 if column.names_aside and column.form is Form.CIRCLES else 0.0
    return wide + (1.3 if column.matrix else 0.0) + (0.15 if column.spread else 0.0)


def least_width_of(column: Column) -> float:
    """The least distance from a column to the next, in columns of circles."""
    return max(1.0, 0.7 * width_of(column))


def body_of(column: Column, area: QRectF, scale: float, line: float) -> Body:
    """The body of a column for the room between its head and its foot."""
    spread = None
    if column.spread:
        height = min(SPREAD * scale, 0.45 * area.height())
        spread = QRectF(area.left() + 3, area.top(), area.width() - 6, height)
        area = area.adjusted(0, height + 4, 0, 0)
    return replace(_BODIES[column.form](column, area, scale, line), spread=spread)


def _circles(column: Column, area: QRectF, scale: float, line: float) -> Body:
    own, matrices = _shared(column, area)
    count = column.units
    pitch = min(own.height() / count, max(92 * scale, own.height() / 6))
    numbered = count <= NUMBERED_UNITS and column.form is not Form.LOSS and pitch >= 12.4 * factor()
    rx, ry, number = _unit_size(pitch, numbered, own.width(), scale)
    numbered = numbered and number > 0
    pictured = column.pictured and (side := _picture_side(column, pitch, own.width(), line)) >= LEAST_PICTURE
    if pictured:
        rx, ry, number = side / 2, side / 2, 0
    first = own.center().y() - pitch * (count - 1) / 2
    beneath = numbered and pitch - 2 * ry >= line + UNDER
    between = pitch - 2 * ry - line * beneath
    naming, x = Naming.NONE, own.center().x()
    if column.labels and (numbered or pictured):
        naming, x = name_units(column, own, rx, between, line / 14)
    if beneath or column.form is Form.LOSS:  # the last number stays above the foot, too
        over = first + pitch * (count - 1) + ry + UNDER + line - own.bottom()
        names = line if naming is Naming.ABOVE else 0.0
        first -= min(max(over, 0.0), max(first - ry - own.top() - names, 0.0))
    units = tuple(QPointF(x, first + pitch * k) for k in range(count))
    spots, captions = _matrices(column, matrices)
    return Body(
        x - rx,
        area.right() if column.matrix else x + rx,
        np.array([unit.y() for unit in units]),
        units,
        rx,
        ry,
        number if numbered else 0,
        beneath,
        spots,
        captions,
        pictured=pictured,
        naming=naming,
    )


def _unit_size(pitch: float, numbered: bool, room: float, scale: float) -> tuple[float, float, int]:
    """Half the width and height of a unit, a circle where it can be, and its number's size.

    In a narrow column units leave some of the room to the edges.
    """
    ry = min(24 * scale, 0.36 * room, 0.31 * pitch if pitch > 40 else 0.42 * pitch)
    if not numbered:
        return ry, ry, 0
    number = max(grown(11), min(round(0.5 * ry), round(16 * scale)))
    text = QFontMetricsF(number_font(number, exact=True)).horizontalAdvance("+0.00")
    if text > room:
        return ry, ry, 0
    rx = min(max(ry, text / 2 + AIR), room / 2 - 2)
    return rx, min(ry, rx), number


def _picture_side(column: Column, pitch: float, room: float, line: float) -> float:
    """The side of a unit's thumbnail: with a number under it, unless that would make it small."""
    over = pitch - line - 4
    most = room * (0.5 if column.labels else 1.0) - 10  # the names stand beside those of an input
    return min(most, over if over >= WRITTEN_PICTURE else 0.9 * pitch)


def _shared(column: Column, area: QRectF) -> tuple[QRectF, QRectF]:
    """The room of the units, and at their right that of the matrices."""
    if not column.matrix:
        return area, QRectF()
    wide = area.width() / (1 + MATRIX_SHARE)
    return QRectF(area.topLeft(), QPointF(area.left() + wide, area.bottom())), area.adjusted(wide, 0, 0, 0)


def _matrices(column: Column, area: QRectF) -> tuple[tuple[Spot, ...], tuple[Caption, ...]]:
    """W and ∂E/∂W side by side."""
    if not column.matrix or column.info is None:
        return (), ()
    cells = matrix_cells(column.info.parameters["W"])
    middle = area.center().x()
    left = QRectF(area.left(), area.top(), area.width() / 2 - 4, area.height())
    boxes = {"W": left, gradient_of("W"): left.translated(middle - area.left(), 0)}
    spots = [
        Spot(column.name, key, box, cells[0], 1, (box,), key != "W", sample=False)
        for key, box in boxes.items()
    ]
    return tuple(spots), tuple(Caption(s.node, s.key, s.box.left(), s.box.right()) for s in spots)


def _strips(column: Column, area: QRectF, scale: float, line: float) -> Body:
    own, matrices = _shared(column, area)
    subjects = _subjects(column)
    each = min(own.width() / len(subjects), max(30.0 * scale, 0.5 * own.height()))
    cells = strip_cells(column.units, each - 5, own.height())
    _, rows, columns = cells.shape
    wide = min(each - 5, max(13.0 * scale, columns * own.height() / rows))
    tall = min(own.height(), rows * max(wide / columns, 3.0) * (1.0 if columns > 2 else 99.0))
    left, top = own.center().x() - (wide + 5) * len(subjects) / 2 + 2.5, own.center().y() - tall / 2
    boxes = [QRectF(left + (wide + 5) * n, top, wide, tall) for n in range(len(subjects))]
    spots = []
    for (node, key), box in zip(subjects, boxes, strict=True):
        gradient = key.startswith("d")
        gray = column.info is None and not gradient
        spots.append(Spot(node, key, box, cells[0], 1, (box,), gradient, True, gray, column.mask or ""))
    more, captions = _matrices(column, matrices)
    own_captions = [Caption(s.node, s.key, s.box.left() - 2, s.box.right() + 2) for s in spots]
    heights = top + tall * (np.arange(column.units) // columns + 0.5) / rows
    return Body(
        boxes[0].left() - 1,
        area.right() if column.matrix else boxes[-1].right() + 1,
        heights,
        spots=(*spots, *more),
        captions=(*own_captions, *captions),
    )


def _subjects(column: Column) -> list[tuple[str, str]]:
    """The output of a column and the gradient by it, each as the node and the key it is found at."""
    return [(column.name, "Y"), *([column.gradient] if column.gradient else [])]


def _maps(column: Column, area: QRectF, scale: float, line: float) -> Body:
    subjects = _subjects(column)
    cells = [map_cells(column.shape)] * len(subjects)
    shares, marks = [1.0] * len(subjects), [column.mask or ""] * len(subjects)
    kernels = column.kernels
    if kernels:
        subjects = [(column.name, "W"), (column.name, gradient_of("W")), *subjects]
        cells = [kernel_cells(kernels)] * 2 + cells
        shares, marks = [0.72, 0.72, *shares], ["", "", *marks]
    elif column.chooses and column.info is not None:
        subjects, marks = [(column.name, "X"), *subjects], ["X", *marks]
        cells = [map_cells(column.reads), *cells]
        shares = [1.0, *shares]
    arranged = grid(len(cells[0]), [c.shape[1:] for c in cells], shares, area.adjusted(2, 0, -2, 0))
    spots = []
    for (node, key), cell, tiles, mark in zip(subjects, cells, arranged.tiles, marks, strict=True):
        box, index, dots, moved = mosaic(cell, tiles)
        gradient = key.startswith("d")
        sample = key not in ("W", gradient_of("W"))
        gray = column.info is None and not gradient
        spots.append(Spot(node, key, box, index, dots, moved, gradient, sample, gray, mark))
    captions = [Caption(node, key, *slot) for (node, key), slot in zip(subjects, arranged.slots, strict=True)]
    rows = [tile.center().y() for tile in spots[0].tiles]
    heights = np.array(rows if arranged.across == 1 else [area.center().y()])
    return Body(area.left(), area.right(), heights, spots=tuple(spots), captions=tuple(captions))


def _bars(column: Column, area: QRectF, scale: float, line: float) -> Body:
    own, matrices = _shared(column, area)
    count = column.units
    pitch = min(own.height() / count, 34 * scale)
    first = own.center().y() - pitch * (count - 1) / 2
    units = tuple(QPointF(own.center().x(), first + pitch * k) for k in range(count))
    number = max(grown(11), round(11 * scale)) if pitch >= 12.4 * factor() else 0
    spots, captions = _matrices(column, matrices)
    heights = np.array([unit.y() for unit in units])
    half, right = own.width() / 2 - 4, area.right() - 4 * (not column.matrix)
    return Body(own.left() + 4, right, heights, units, half, 0.36 * pitch, number, False, spots, captions)


_BODIES: dict[Form, Callable[[Column, QRectF, float, float], Body]] = {
    Form.CIRCLES: _circles,
    Form.STRIPS: _strips,
    Form.MAPS: _maps,
    Form.BARS: _bars,
    Form.LOSS: _circles,
}
