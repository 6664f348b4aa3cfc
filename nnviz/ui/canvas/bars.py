"""The face of shares that add up to 1, such as those of a softmax: a bar per unit and its gradient beside.

The bar of the true class is outlined where the loss tells which that is.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QGraphicsRectItem

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.ui import diverging, numbers
from nnviz.ui.canvas.face import Face
from nnviz.ui.canvas.label import RIGHT, Label
from nnviz.ui.canvas.layout import Layout, Place
from nnviz.ui.canvas.modes import Measure
from nnviz.ui.canvas.plan import Column
from nnviz.ui.canvas.scale import ABSENT, Inks, Scales
from nnviz.ui.canvas.verdict import true_class
from nnviz.ui.text_size import grown
from nnviz.ui.theme import Theme, number_font


class Bars(Face):
    """A row per unit: its name, its bar from 0 to 1, its value and a square in the colour of ∂E/∂Y.

    Attributes:
        bars: the bars; squares: the gradients.
    """

    def __init__(self, place: Place, layout: Layout, inks: Inks, theme: Theme, parent: QGraphicsItem) -> None:
        super().__init__(place, layout, inks, theme, parent)
        self._size = max(grown(11), place.body.number)
        wide = 2 * place.rx
        digit = 0.62 * self._size
        numbered = place.body.number > 0
        self._names = numbered and wide >= 44
        self._valued = numbered and wide >= 44 + 5 * digit
        self._texts = self._short_names(place.column, 0.4 * wide)
        named = max(map(QFontMetricsF(number_font(self._size, exact=True)).horizontalAdvance, self._texts))
        left = place.units[0].x() - place.rx + (named + 5) * self._names
        side = min(2 * place.ry, 0.22 * wide)
        right = place.units[0].x() + place.rx - side - 4 - (4 * digit + 4) * self._valued
        self._left, self._full = left, max(4.0, right - left)
        self._tracks = [self._rect(p, self._full, QColor(theme.neutral)) for p in place.units]
        self.bars = [self._rect(p, 0.0, QColor(theme.positive)) for p in place.units]
        self.squares = [self._square(p, side) for p in place.units]
        self._levels = [ABSENT] * len(self.squares)
        self._truth: int | None = None
        self._write()

    def _short_names(self, column: Column, room: float) -> list[str]:
        """What its units are called, shortened to the room there is."""
        metrics = QFontMetricsF(number_font(self._size, exact=True))
        names = map(column.unit_name, range(column.units))
        return [metrics.elidedText(name, Qt.TextElideMode.ElideRight, room) for name in names]

    def _rect(self, centre: QPointF, wide: float, colour: QColor) -> QGraphicsRectItem:
        tall = 2 * self.place.ry
        item = QGraphicsRectItem(QRectF(self._left, centre.y() - tall / 2, wide, tall), self.back)
        item.setPen(QPen(QColor(0, 0, 0, 0), 0.0))
        item.setBrush(QBrush(colour))
        return item

    def _square(self, centre: QPointF, side: float) -> QGraphicsPathItem:
        right, tall = centre.x() + self.place.rx, 2 * self.place.ry
        path = QPainterPath()
        path.addRoundedRect(QRectF(right - side, centre.y() - tall / 2, side, tall), 2, 2)
        item = QGraphicsPathItem(path, self.back)
        item.setPen(QPen(QColor(self._theme.backward), 1.0))
        return item

    def _write(self) -> None:
        font, muted = number_font(self._size, exact=True), QBrush(QColor(self._theme.muted))
        place = self.place
        if self._names:
            self.names = [Label(self.front, font, self._left - 4, p.y(), muted, RIGHT) for p in place.units]
            for number, label in enumerate(self.names):
                label.show(self._texts[number])
        if self._valued:
            right = self._left + self._full + 4 * 0.62 * self._size + 4
            text = QBrush(QColor(self._theme.text))
            self.numbers = [Label(self.front, font, right, p.y(), text, RIGHT) for p in place.units]

    def items_of(self, place: int) -> Iterator[QGraphicsItem]:
        yield from super().items_of(place)
        yield from (self._tracks[place], self.bars[place], self.squares[place])
        if self._names:
            yield self.names[place].item

    def show(self, frame: Frame, scales: Scales) -> None:
        name = self.place.column.name
        output, gradient = frame.array(name, "Y"), frame.array(name, "dY")
        values = None if output is None else frame.of_sample(output)
        self._show_shares(values)
        self._mark(self._true(frame))
        limit = scales.limit(Measure.OUTPUT_GRADIENT)
        levels = [ABSENT] * len(self.squares)
        if gradient is not None:
            levels = [diverging.level(value, limit) for value in frame.of_sample(gradient).tolist()]
        for number, (old, new) in enumerate(zip(self._levels, levels, strict=True)):
            if old != new:
                hollow = QBrush(QColor(0, 0, 0, 0))
                self.squares[number].setBrush(hollow if new == ABSENT else self._inks.fills[new])
        self._levels = levels

    def _show_shares(self, values: Array | None) -> None:
        if self.numbers:
            for place, label in enumerate(self.numbers):
                label.show("" if values is None else numbers.plain(float(values[place]), 2))
        shares = [0.0] * len(self.bars) if values is None else values.tolist()
        for bar, share in zip(self.bars, shares, strict=True):
            box = bar.rect()
            wide = round(self._full * min(max(share, 0.0), 1.0), 2) if share == share else 0.0
            if box.width() != wide:
                box.setWidth(wide)
                bar.setRect(box)

    def _true(self, frame: Frame) -> int | None:
        loss = frame.stage.loss
        target = frame.array(loss.name, "T")
        if self.place.column.name not in loss.sources or target is None:
            return None
        return true_class(frame.of_sample(target))

    def _mark(self, truth: int | None) -> None:
        """Gives the row of the true class another colour."""
        if truth == self._truth:
            return
        self._truth = truth
        for number, bar in enumerate(self.bars):
            right = number == truth
            bar.setBrush(QBrush(QColor(self._theme.forward if right else self._theme.positive)))
            pen = QPen(QColor(self._theme.forward), 1.2) if right else QPen(QColor(0, 0, 0, 0), 0.0)
            self._tracks[number].setPen(pen)
            if self._names:
                colour = self._theme.forward if right else self._theme.muted
                self.names[number].item.setBrush(QBrush(QColor(colour)))
