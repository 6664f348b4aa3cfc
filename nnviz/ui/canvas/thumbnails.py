"""Thumbnails: over the circle of every unit, what the unit gives all over the input plane.

They are on the canvas's scale of Y, and come anew only when due: at once where a run stands, else a few
times a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QWidget,
)

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.plane import Plane
from nnviz.ui import numbers
from nnviz.ui.canvas.kept import keep
from nnviz.ui.canvas.layout import Place
from nnviz.ui.canvas.scale import peak
from nnviz.ui.plots.heat_image import heat_image
from nnviz.ui.plots.throttle import Throttle
from nnviz.ui.theme import Theme

INTERVAL = 200
"""The least time between two sets of thumbnails of a running network, in milliseconds."""

MARK = 2.6
"""The radius of the mark of what is probed, in pixels."""

SHARE = 0.03
"""How much of the time, at most, may go into the thumbnails of a running network."""

RIM, NARROW_RIM, SMALL = 3.0, 2.0, 30.0
"""How much of the unit's own colour is seen round its thumbnail, and round one that is smaller than so many
pixels."""


class Thumbnails:
    """The thumbnails of one column.

    Args:
        place: of the column.
        parent: what they lie in, over the shapes of the units.

    Attributes:
        items: one for each unit.
        values: what they show (rows, columns, units), or None before the first.
        peak: the largest size of a value in them.
    """

    def __init__(self, place: Place, theme: Theme, parent: QGraphicsItem) -> None:
        self.place, self._theme = place, theme
        self.items = [self._item(index, parent) for index in range(len(place.units))]
        self.marks = [self._mark(parent) for _ in place.units]
        self.values: Array | None = None
        self.peak, self._limit = 0.0, 0.0

    def _item(self, index: int, parent: QGraphicsItem) -> QGraphicsPixmapItem:
        box = self.box(index)
        ground = QGraphicsRectItem(box, parent)
        ground.setBrush(QBrush(QColor(self._theme.neutral)))
        ground.setPen(QPen(Qt.PenStyle.NoPen))
        item = keep(QGraphicsPixmapItem(parent))
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        item.setPos(box.topLeft())
        return item

    def _mark(self, parent: QGraphicsItem) -> QGraphicsPathItem:
        path = QPainterPath()
        path.addEllipse(QPointF(), MARK, MARK)
        mark = QGraphicsPathItem(path, parent)
        mark.setBrush(QBrush(QColor(self._theme.forward)))
        mark.setPen(QPen(QColor(self._theme.window), 1.2))
        mark.hide()
        return mark

    def mark(self, share: tuple[float, float] | None) -> None:
        """Marks one input in every thumbnail, by how far it is to the right and up from 0 to 1; None takes
        the marks away, as does an input outside."""
        inside = share is not None and all(0.0 <= part <= 1.0 for part in share)
        for index, mark in enumerate(self.marks):
            mark.setVisible(inside)
            if share is not None:
                box = self.box(index)
                mark.setPos(box.left() + share[0] * box.width(), box.bottom() - share[1] * box.height())

    def box(self, index: int) -> QRectF:
        """Where the thumbnail of a unit stands."""
        place, middle = self.place, self.place.units[index]
        rim = RIM if 2 * place.ry >= SMALL else NARROW_RIM
        wide, tall = 2 * (place.rx - rim), 2 * (place.ry - rim)
        return QRectF(middle.x() - wide / 2, middle.y() - tall / 2, wide, tall)

    def take(self, values: Array) -> None:
        """Takes what the units give over the plane."""
        self.values, self._limit = values, 0.0
        self.peak = peak(values)

    def paint(self, limit: float) -> None:
        """Paints what was taken on a scale that ends at ±limit, unless it is so painted already."""
        if self.values is None or limit == self._limit:
            return
        self._limit = limit
        rows, columns, units = self.values.shape
        # One image for all of them: what takes time is handing the colours over.
        below = self.values.transpose(2, 0, 1)[::-1].reshape(units * rows, columns)
        whole = QPixmap.fromImage(heat_image(below, limit, self._theme))
        for index, item in enumerate(self.items):
            item.setPixmap(whole.copy(0, index * rows, columns, rows))
            box = self.box(index)
            item.setTransform(QTransform.fromScale(box.width() / columns, box.height() / rows))

    def tip(self, unit: int) -> str:
        """What a tooltip says of a unit's thumbnail: its range, and the scale of its colours."""
        if self.values is None:
            return ""
        own = self.values[:, :, unit]
        finite = own[np.isfinite(own)]
        ends = (finite.min(), finite.max()) if finite.size else (np.nan, np.nan)
        low, high = (numbers.signed(float(end), 4) for end in ends)
        text = QCoreApplication.translate(
            "Canvas", "over the input plane: {0} to {1}, at {2} × {2} points; colours: Y from −{3} to +{3}"
        )
        return text.format(low, high, len(own), numbers.short(self._limit))


def scale_of(columns: Iterable[Thumbnails]) -> float:
    """Where the scale of thumbnails is to end: where half of the columns that have computed theirs do, so
    that weighted sums, which may be large, do not leave what an activation makes of them blank."""
    peaks = sorted(column.peak for column in columns if column.place.column.info is not None)
    return peaks[(len(peaks) - 1) // 2] if peaks else 0.0


def is_left_out(place: Place) -> bool:
    """Whether a column has no room for the thumbnails that it should have."""
    return place.column.pictured and not place.body.pictured


def left_out(places: Iterable[Place]) -> str:
    """How many columns have no room for thumbnails, in words; empty if none."""
    count = sum(map(is_left_out, places))
    text = QCoreApplication.translate("Canvas", "without thumbnails: {0}")
    return text.format(count) if count else ""


def left_out_tip() -> str:
    """What a tooltip says of a column that has no room for thumbnails."""
    return QCoreApplication.translate("Canvas", "no thumbnails: there is no room for so many units")


class ThumbnailFeed(QObject):
    """Gives planes when thumbnails are due; none while they are switched off or their canvas is hidden.

    Args:
        canvas: on which they are seen.

    Attributes:
        on: whether thumbnails are wanted.
        plane: the latest that was given, or None.

    Signals:
        due: the thumbnails of :attr:`plane` are to be shown.
    """

    due = Signal()

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.on = False
        self.plane: Plane | None = None
        self._newest: Plane | None = None
        self._seen = False
        self._throttle = Throttle(INTERVAL, self)
        self._throttle.due.connect(self._give)

    def set_on(self, on: bool) -> None:
        """Switches thumbnails on or off."""
        self.on = on
        self.plane = None
        self._give()

    def forget(self) -> None:
        """Puts the plane of another network away."""
        self.plane = self._newest = None

    def show_frame(self, frame: Frame) -> None:
        """Follows the newest frame."""
        self._newest = frame.plane
        if frame.live and self.plane is not None:
            self._throttle.request()
        else:
            self._give()

    def _give(self) -> None:
        if not (self.on and self._seen) or self._newest is None or self._newest is self.plane:
            return
        began = perf_counter()
        self.plane = self._newest
        self.due.emit()
        self._throttle.set_interval(max(INTERVAL, round(1000 * (perf_counter() - began) / SHARE)))

    def set_seen(self, seen: bool) -> None:
        """Holds everything back while the canvas is hidden."""
        self._seen = seen
        if seen:
            self._throttle.release()
            self._give()
        else:
            self._throttle.hold()
