"""One curve of a plot: its points, its line, and the markers by which it is known without colour.

What it draws are real points, at heights by the scale of its picture. Where these jump too much to be
followed they become a pale ground, and the line goes through means over stretches of epochs.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.session.series import Point, Series
from nnviz.session.trend import Trend
from nnviz.ui.plots.marker import SHAPES, Marker
from nnviz.ui.plots.paths import polygon, polyline
from nnviz.ui.plots.scaled_view import ScaledView
from nnviz.ui.text_size import thickened
from nnviz.ui.theme import DARK, Theme

MARKERS = 4
"""Markers along a curve that has company, besides the one at its end."""

BUSY = 12.0
"""How many heights of the picture a curve may travel up and down and still be followed by eye."""

STRETCHES = 80
"""Over about how many stretches in sight a curve that jumps is averaged."""

PALE = 0.22
"""How strong the colour of the ground is."""

DASHES = (3.5, 2.0)
"""The dashes of a dashed line and the gaps between them, in widths of the line."""

_NOTHING = np.empty(0)


class Curve:
    """A series and the items that draw it.

    Args:
        view: what it is drawn in.
        place: its number among ``count`` curves; it chooses colour, shape and where markers go.
        colour: a colour of its own by the name of a theme's field; else the theme's series colour.
        dashed: whether its line is.

    Attributes:
        series, trend: its points, and their means.
        points: the epochs and heights of the real points that are drawn, as line or as ground.
        stretch: over how many epochs each point of the line is a mean; 1 where it is the points.
        company: whether there are others in sight, so that it takes markers to tell them apart.
    """

    def __init__(
        self, view: ScaledView, place: int, count: int, colour: str = "", dashed: bool = False
    ) -> None:
        self.series, self.trend = Series(), Trend()
        self.title = str(place + 1)
        self.visible = True
        self.colour = ""
        self.points: tuple[Array, Array] = (_NOTHING, _NOTHING)
        self.stretch = 1
        self.dashed, self.company = dashed, count > 1
        self._view, self._place, self._count, self._own = view, place, count, colour
        self.line, self.ground = QGraphicsPathItem(), QGraphicsPathItem()
        self.shape = SHAPES[place % len(SHAPES)]
        self._end, self._probe = Marker(self.shape), Marker(SHAPES[0])
        self._along = [Marker(self.shape) for _ in range(MARKERS if count > 1 else 0)]
        self._markers = (self._end, self._probe, *self._along)
        self.put_back()
        self.ground.setZValue(4)
        self.line.setZValue(5)
        self._hide_markers()
        self.set_theme(DARK)

    def set_colour(self, name: str) -> None:
        """Takes another colour, by the name of a theme's field, once a theme is set."""
        self._own = name

    def extend(self, epochs: Array, values: Array) -> None:
        """Adds points."""
        self.series.extend(epochs, values)
        self.trend.extend(epochs, values)

    def insert(self, epoch: int, value: float) -> None:
        """Adds one point anywhere, or puts it in the place of that of its epoch."""
        newest = self.series.last
        self.series.insert(epoch, value)
        if newest is not None and epoch <= newest.epoch:
            self.trend.clear()
            self.trend.extend(self.series.epochs, self.series.values)
        else:
            self.trend.extend(np.array([epoch]), np.array([value]))

    def truncate(self, epochs: int) -> None:
        """Removes the points after an epoch."""
        self.series.truncate(epochs)
        self.trend.truncate(epochs)

    def put_back(self) -> None:
        """Puts everything into the picture, to be drawn there."""
        for item in (self.ground, self.line, *self._markers):
            self._view.add(item)

    def remove(self) -> None:
        """Takes everything out of the picture."""
        for item in (self.ground, self.line, *self._markers):
            self._view.remove(item)

    def set_visible(self, visible: bool) -> None:
        """Shows or hides the curve; its points are kept either way."""
        self.visible = visible
        self.line.setVisible(visible)
        self.ground.setVisible(visible)
        if not visible:
            self._hide_markers()

    def _hide_markers(self) -> None:
        for marker in self._markers:
            marker.hide()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.colour = (
            getattr(theme, self._own) if self._own else theme.series[self._place % len(theme.series)]
        )
        pale = QColor(self.colour)
        pale.setAlphaF(PALE)
        self.ground.setPen(QPen(Qt.PenStyle.NoPen))
        self.ground.setBrush(pale)
        pen = self._view.pen(QColor(self.colour), thickened(2))
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        if self.dashed:
            pen.setDashPattern(DASHES)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.line.setPen(pen)
        for marker in (self._end, *self._along):
            marker.paint_with(self.colour, theme.panel)
        self._probe.paint_with(self.colour, theme.text)

    # -- drawing --------------------------------------------------------------------------------

    def travel(self, values: Array, y_range: tuple[float, float]) -> float:
        """How many heights of the picture a line through values (m,) goes up and down."""
        heights = self._view.value_scale.heights(values, y_range[0])
        finite = heights[np.isfinite(heights)]
        return float(np.abs(np.diff(finite)).sum()) / (y_range[1] - y_range[0])

    def draw(self, epochs: Array, values: Array, x_range: tuple[float, float], busy: bool) -> None:
        """Draws points, those of 0 or less on the floor, and sets the markers.

        Args:
            epochs, values: (m,) each, as :meth:`Series.decimated` gives them.
            x_range: the epochs in sight, over which the markers are spread.
            busy: whether to draw means over a band that reaches from the lowest to the highest point
                of each stretch that they are means over.
        """
        floor = self._view.y_range[0]
        heights = self._view.value_scale.heights(values, floor)
        self.points, self.stretch = (epochs, heights), 1
        band, drawn = QPainterPath(), (epochs, heights)
        if busy:
            *means, self.stretch = self.trend.means(*x_range, STRETCHES)
            band = polygon(*_envelope(epochs, heights, self.stretch))
            drawn = means[0], self._view.value_scale.of_logs(means[1])
        self.ground.setPath(band)
        self.line.setPath(polyline(*drawn))
        self._place_markers(*drawn, x_range)

    def _place_markers(self, epochs: Array, heights: Array, x_range: tuple[float, float]) -> None:
        """Puts a marker at the end of the line and some along it, each on one of its points."""
        count = len(epochs)
        self._put(self._end, *((epochs[-1], heights[-1]) if count else (0.0, np.nan)))
        low, high = x_range
        if count:
            low, high = max(low, float(epochs[0])), min(high, float(epochs[-1]))
        for k, marker in enumerate(self._along):
            share = (k + (self._place + 0.5) / self._count) / MARKERS
            place = min(int(np.searchsorted(epochs, low + share * (high - low))), count - 1)
            enough = self.company and count > 4 * MARKERS
            self._put(marker, *((epochs[place], heights[place]) if enough else (0.0, np.nan)))

    @staticmethod
    def _put(marker: Marker, epoch: float, height: float) -> None:
        marker.setVisible(bool(np.isfinite(height)))
        if np.isfinite(height):
            marker.setPos(epoch, height)

    def probe(self, epoch: float | None, floor: float) -> Point | None:
        """Marks the point nearest to an epoch and gives it; None marks nothing."""
        point = None if epoch is None else self.series.nearest(epoch)
        self._put(self._probe, *self._spot(point if self.visible else None, floor))
        return point

    def _spot(self, point: Point | None, floor: float) -> tuple[float, float]:
        return (point.epoch, self._view.value_scale.height(point.value, floor)) if point else (0.0, np.nan)


def _envelope(epochs: Array, heights: Array, stretch: int) -> tuple[Array, Array]:
    """The corners (m,), (m,) of a band round points: the highest of every stretch of epochs in order, and
    back again the lowest."""
    known = np.isfinite(heights)
    epochs, heights = epochs[known], heights[known]
    stretches = (epochs - 1) // stretch
    order = np.lexsort((heights, stretches))
    ends = np.flatnonzero(np.diff(stretches[order], prepend=-1.0, append=np.inf))
    lowest, highest = order[ends[:-1]], order[ends[1:] - 1]
    corners = np.concatenate([highest, lowest[::-1]])
    return epochs[corners], heights[corners]
