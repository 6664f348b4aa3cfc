"""One curve of a plot: its points, its line, and the markers by which it is known without colour.

What it draws are logarithms to base ten of real points; the line is made once and then fed.
"""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QPen

from nnviz.nn.describe import Array
from nnviz.session.series import Point, Series
from nnviz.ui.plots.log_scale import height_of, logarithms
from nnviz.ui.plots.log_view import LogView
from nnviz.ui.plots.marker import SHAPES, Marker
from nnviz.ui.theme import DARK, Theme

MARKERS = 4
"""Markers along a curve that has company, besides the one at its end."""

BUSY = 16.0
"""How many heights of the picture a curve may travel up and down and still be drawn thick."""


class Curve:
    """A series and the items that draw it.

    Args:
        view: what it is drawn in.
        place: its number among ``count`` curves; it chooses colour, shape and where markers go.
        colour: a colour of its own by the name of a theme's field; else the theme's series colour.
    """

    def __init__(self, view: LogView, place: int, count: int, colour: str = "") -> None:
        self.series = Series()
        self.title = str(place + 1)
        self.visible = True
        self.colour = ""
        self._width = 2
        self._view, self._place, self._count, self._own = view, place, count, colour
        self.line = pg.PlotCurveItem(antialias=True, skipFiniteCheck=True)
        self.shape = SHAPES[place % len(SHAPES)]
        self._end, self._probe = Marker(self.shape), Marker(SHAPES[0])
        self._along = [Marker(self.shape) for _ in range(MARKERS if count > 1 else 0)]
        self._items = (self.line, self._end, self._probe, *self._along)
        for item in self._items:
            view.add(item)
        self.line.setZValue(5)
        self._hide_markers()
        self.set_theme(DARK)

    def remove(self) -> None:
        """Takes everything out of the picture."""
        for item in self._items:
            self._view.remove(item)

    def set_visible(self, visible: bool) -> None:
        """Shows or hides the curve; its points are kept either way."""
        self.visible = visible
        self.line.setVisible(visible)
        if not visible:
            self._hide_markers()

    def _hide_markers(self) -> None:
        for marker in self._items[1:]:
            marker.hide()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.colour = (
            getattr(theme, self._own) if self._own else theme.series[self._place % len(theme.series)]
        )
        self._set_width(self._width)
        for marker in (self._end, *self._along):
            marker.paint_with(self.colour, theme.panel)
        self._probe.paint_with(self.colour, theme.text)

    def _set_width(self, pixels: int) -> None:
        self._width = pixels
        pen = QPen(QColor(self.colour), pixels)
        pen.setCosmetic(True)
        self.line.setPen(pen)

    # -- drawing --------------------------------------------------------------------------------

    def draw(self, epochs: Array, values: Array, floor: float, x_range: tuple[float, float]) -> None:
        """Draws points, those of 0 or less on the floor, and sets the markers.

        Args:
            epochs, values: (m,) each, as :meth:`Series.decimated` gives them.
            floor: the height, a power of ten, for what has no logarithm.
            x_range: the epochs in sight, over which the markers are spread.
        """
        heights = logarithms(values, floor)
        whole = bool(np.isfinite(heights).all())
        self._choose_width(heights)
        self.line.setData(epochs, heights, connect="all" if whole else "finite", skipFiniteCheck=whole)
        self._mark(self._end, self.series.last, floor)
        low, high = x_range
        if epochs.size:
            low, high = max(low, float(epochs[0])), min(high, float(epochs[-1]))
        for k, marker in enumerate(self._along):
            share = (k + (self._place + 0.5) / self._count) / MARKERS
            enough = len(epochs) > 4 * MARKERS
            self._mark(marker, self.series.nearest(low + share * (high - low)) if enough else None, floor)

    def _choose_width(self, heights: Array) -> None:
        """Two pixels, or one for a curve that goes up and down so often that it fills an area.

        The area looks the same, and is painted in a fiftieth of the time; where there are points for
        every column it needs no smoothing either, which would leave pale stripes.
        """
        low, high = self._view.y_range
        finite = heights[np.isfinite(heights)]
        travel = float(np.abs(np.diff(finite)).sum()) / (high - low)
        width = 1 if travel > BUSY else 2
        if width != self._width:
            self._set_width(width)
        self.line.opts["antialias"] = width > 1 or len(heights) < self._view.pixels

    def _mark(self, marker: Marker, point: Point | None, floor: float) -> None:
        height = height_of(point.value, floor) if point else np.nan
        marker.setVisible(bool(np.isfinite(height)))
        if point and np.isfinite(height):
            marker.setPos(point.epoch, height)

    def probe(self, epoch: float | None, floor: float) -> Point | None:
        """Marks the point nearest to an epoch and gives it; None marks nothing."""
        point = None if epoch is None else self.series.nearest(epoch)
        self._mark(self._probe, point if self.visible else None, floor)
        return point
