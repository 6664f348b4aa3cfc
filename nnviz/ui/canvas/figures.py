"""The numbers that appear in cells and units when they are magnified enough to hold them.

They keep their size on the screen, and only those in view are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsSimpleTextItem

from nnviz.dataclass import dataclass
from nnviz.session.frame import Frame
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.scale import Scales
from nnviz.ui.canvas.sheet import Sheet
from nnviz.ui.canvas.units import fitted
from nnviz.ui.theme import Theme, number_font, readable_on

SIZE = 11
"""Pixels on the screen."""

MOST = 600
"""How many are written at most."""

REST = 6
"""Every how many live frames they are written anew."""


@dataclass(frozen=True)
class Figure:
    """A number: where its middle is, what it says and the colour it is read on."""

    point: QPointF
    text: str
    back: QColor


class Figures:
    """The numbers of a picture.

    Attributes:
        items: those in use, and perhaps some hidden ones.
    """

    def __init__(self, columns: Sequence[ColumnItem], theme: Theme, scene: QGraphicsScene) -> None:
        self._columns, self._theme, self._scene = columns, theme, scene
        self._font = number_font(SIZE)
        metrics = QFontMetricsF(self._font)
        self._room = metrics.horizontalAdvance("+0.00") + 4, float(metrics.height())
        self._tall = metrics.height()
        self._wide = metrics.horizontalAdvance("0")
        self.items: list[QGraphicsSimpleTextItem] = []
        self._used, self._rest = 0, 0

    def nearest(self) -> float:
        """The magnification at which the smallest cell holds a number."""
        sizes = [size for column in self._columns for size in _sizes(column)]
        wide, tall = self._room
        return 1.05 * max((max(wide / w, tall / h) for w, h in sizes), default=1.0)

    def show(self, frame: Frame, scales: Scales, view: QRectF, zoom: float, moved: bool) -> None:
        """Writes what is in view of a frame at a magnification; in a live run not in every frame, unless
        the view has moved."""
        self._rest = max(0, self._rest - 1) if frame.live else 0
        if self._rest and not moved:
            return
        self._rest = REST
        found = list(self._found(frame, scales, view, zoom))[:MOST]
        for number, figure in enumerate(found):
            self._write(number, figure, zoom)
        for item in self.items[len(found) : self._used]:
            item.setVisible(False)
        self._used = len(found)

    def _write(self, number: int, figure: Figure, zoom: float) -> None:
        if number == len(self.items):
            item = QGraphicsSimpleTextItem()
            item.setFont(self._font)
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            item.setZValue(6)
            self._scene.addItem(item)
            self.items.append(item)
        item = self.items[number]
        item.setText(figure.text)
        item.setBrush(QBrush(readable_on(figure.back)))
        left = figure.point.x() - self._wide * len(figure.text) / (2 * zoom)
        item.setPos(left, figure.point.y() - self._tall / (2 * zoom))
        item.setVisible(True)

    def _found(self, frame: Frame, scales: Scales, view: QRectF, zoom: float) -> Iterator[Figure]:
        for column in self._columns:
            if not column.place.panel.intersects(view):
                continue
            for sheet in column.sheets:
                if self._holds(sheet.cell_size, zoom):
                    yield from self._of_sheet(sheet, scales, view)
            body = column.place.body
            if _is_blank(column) and self._holds((2 * body.rx, 2 * body.ry), zoom):
                yield from self._of_units(column, frame, view)

    def _holds(self, size: tuple[float, float], zoom: float) -> bool:
        return size[0] * zoom >= self._room[0] and size[1] * zoom >= self._room[1]

    def _of_sheet(self, sheet: Sheet, scales: Scales, view: QRectF) -> Iterator[Figure]:
        seen, spot = sheet.spot.box.intersected(view), sheet.spot
        values = sheet.values
        if values is None or seen.isEmpty():
            return
        limit = scales.data.value if sheet.gray else scales.limit(sheet.measure)
        for cell, point in spot.middles(seen):
            value = float(values[cell])
            yield Figure(point, fitted(value), sheet.colour_of(value, limit))

    def _of_units(self, column: ColumnItem, frame: Frame, view: QRectF) -> Iterator[Figure]:
        output = frame.array(column.place.column.name, "Y")
        if output is None:
            return
        values = frame.of_sample(output).tolist()
        for point, value, shape in zip(column.place.units, values, column.units.shapes, strict=True):
            if view.contains(point):
                yield Figure(point, fitted(value), shape.brush().color())


def _is_blank(column: ColumnItem) -> bool:
    """Whether its units hold neither a number nor a thumbnail."""
    body = column.place.body
    return bool(column.units.shapes) and not body.number and not body.pictured


def _sizes(column: ColumnItem) -> Iterator[tuple[float, float]]:
    for sheet in column.sheets:
        yield sheet.cell_size
    body = column.place.body
    if _is_blank(column):
        yield 2 * body.rx, 2 * body.ry
