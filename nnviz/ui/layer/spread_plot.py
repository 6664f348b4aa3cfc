"""How the numbers of one tensor lay over the epochs, as bands between percentiles, and how they lie now.

The bands go through passes that were measured; the histogram at the right counts the frame on the screen.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsSimpleTextItem, QWidget

from nnviz.nn.describe import Array
from nnviz.ui.plots.paths import polygon, polyline
from nnviz.ui.plots.plot_view import PlotView
from nnviz.ui.plots.ticks import Tick, linear_ticks, significant
from nnviz.ui.plots.time_axis import Range, TimeAxis
from nnviz.ui.theme import DARK, Theme, text_font

BINS = 32
"""Into how many parts the histogram divides the heights in sight."""

MOST_TICKS = 8
"""Numbers on the upright axis, however high it is."""

_BANDS = ((0, 6, 0.16), (1, 5, 0.24), (2, 4, 0.34))
"""Between which of the seven percentiles each band lies, and how strong its colour is."""

_MEDIAN = 3
_GAP, _EDGE = 4.0, 6.0
_SPARE = 0.05


class SpreadPlot(PlotView):
    """Bands, a median and a histogram, in one colour.

    Args:
        time: the epochs in sight.

    Attributes:
        epochs, percentiles: what the bands go through, (m,) and (m, 7).
        counts: how many numbers lie in each part of the histogram; empty while they are not known.

    Signals:
        epoch_chosen: the last epoch that was complete at the pass that was clicked.
    """

    epoch_chosen = Signal(int)
    top = 6.0
    right = 58.0

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        self.epochs, self.percentiles = np.empty(0), np.empty((0, 7))
        self.counts: Array = np.empty(0)
        self._values: Array | None = None
        super().__init__(time, parent)
        self._bands = [QGraphicsPathItem() for _ in _BANDS]
        self._median, self._histogram = QGraphicsPathItem(), QGraphicsPathItem()
        for item in (*self._bands, self._median):
            self.add(item)
        self.scene().addItem(self._histogram)
        self._absent = QGraphicsSimpleTextItem()
        """Stands in the place of the histogram until the numbers of this moment are computed."""
        self._absent.setFont(text_font(11))
        self.scene().addItem(self._absent)
        self.pointed.connect(self._read_out)
        self.left.connect(self.hide_crosshair)
        self.clicked.connect(self._enter)
        self.zoomed.connect(self._zoom_all)
        self.fit_asked.connect(time.follow)
        time.moved.connect(self.redraw)
        self.resized.connect(self.redraw)
        self.set_theme(DARK)

    # -- values in ------------------------------------------------------------------------------

    def show_spread(self, epochs: Array, percentiles: Array) -> None:
        """Shows percentiles (m, 7) by epoch (m,)."""
        self.epochs, self.percentiles = epochs, percentiles
        self.redraw()

    def show_values(self, values: Array | None) -> None:
        """Counts the numbers of a tensor, or nothing where they are not known."""
        self._values = values
        self.redraw()

    def set_colour(self, colour: str, theme: Theme) -> None:
        """Takes a colour and the theme that it is of."""
        self.set_theme(theme)
        for (_, _, share), band in zip(_BANDS, self._bands, strict=True):
            shade = QColor(colour)
            shade.setAlphaF(share)
            band.setBrush(QBrush(shade))
            band.setPen(QPen(Qt.PenStyle.NoPen))
        self._median.setPen(self.pen(QColor(colour), 1.8))
        self._absent.setBrush(QColor(theme.muted))
        shade = QColor(colour)
        shade.setAlphaF(0.75)
        self._histogram.setBrush(QBrush(shade))
        self._histogram.setPen(QPen(Qt.PenStyle.NoPen))

    # -- drawing --------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draws everything anew."""
        finite = None if self._values is None else self._values[np.isfinite(self._values)]
        self.set_range(self._time.range, self._heights(finite))
        known = np.isfinite(self.percentiles).all(axis=1) if len(self.percentiles) else np.empty(0, bool)
        epochs, rows = self.epochs[known], self.percentiles[known]
        for (low, high, _), band in zip(_BANDS, self._bands, strict=True):
            round_ = np.concatenate([epochs, epochs[::-1]]), np.concatenate([rows[:, low], rows[::-1, high]])
            band.setPath(polygon(*round_) if len(epochs) > 1 else QPainterPath())
        self._median.setPath(polyline(epochs, rows[:, _MEDIAN]) if len(epochs) > 1 else QPainterPath())
        self._count(finite)

    def _heights(self, finite: Array | None) -> Range:
        """From the least to the greatest number there is, with a little room."""
        low, high = self._time.range
        inside = self.percentiles[(self.epochs >= low) & (self.epochs <= high)]
        found = [part for part in (inside.ravel(), finite) if part is not None]
        values = np.concatenate(found)
        values = values[np.isfinite(values)]
        if not values.size:
            return -1.0, 1.0
        least, most = float(values.min()), float(values.max())
        spare = _SPARE * (most - least) or 0.5 * abs(most) or 1.0
        return least - spare, most + spare

    def _count(self, finite: Array | None) -> None:
        """Counts the numbers of this moment, and draws a bar for each part."""
        values = np.empty(0) if finite is None else finite
        self.counts = np.histogram(values, BINS, self.y_range)[0] if values.size else np.empty(0)
        picture, path = self.picture_rect(), QPainterPath()
        room, tall = self.right - _GAP - _EDGE, picture.height() / BINS
        for number in np.flatnonzero(self.counts).tolist():
            wide = max(1.0, room * float(self.counts[number] / self.counts.max()))
            top = picture.bottom() - tall * (number + 1)
            path.addRect(QRectF(picture.right() + _GAP, top, wide, max(1.0, tall - 0.6)))
        self._histogram.setPath(path)
        self._absent.setVisible(self._values is None and len(self.epochs) > 0)
        self._absent.setText(self.tr("not yet"))
        wide = self._absent.boundingRect().width()
        apart = min(max(_GAP, (self.right - wide) / 2), self.right - wide)  # large letters reach to the left
        self._absent.setPos(picture.right() + apart, picture.center().y() - 8)

    def _left_ticks(self) -> list[Tick]:
        low, high = self.y_range
        line = QFontMetricsF(text_font(12)).height()
        height = self.picture_rect().height()
        return linear_ticks(low, high, height, max(1.6 * line, height / MOST_TICKS))

    # -- the mouse ------------------------------------------------------------------------------

    def zoom(self, factor: float, at: QPointF, across: bool = True, upright: bool = True) -> None:
        """Zooms along the epochs alone: the heights follow what is in sight."""
        super().zoom(factor, at, True, upright=False)

    def _choose(self, x: Range, y: Range) -> None:
        super()._choose(x, self.y_range)

    def _zoom_all(self) -> None:
        self._time.choose(*self.x_range)

    def _nearest(self, epoch: float) -> int | None:
        return int(np.abs(self.epochs - epoch).argmin()) if len(self.epochs) else None

    def _read_out(self, epoch: float, height: float) -> None:
        place = self._nearest(epoch)
        if place is None:
            self.hide_crosshair()
            return
        least, five, quarter, median, three, most_of, most = map(significant, self.percentiles[place])
        lines = [
            self.tr("after {0} epochs").format(f"{self.epochs[place]:.6g}"),
            self.tr("greatest {0}").format(most),
            f"95 %  {most_of}",
            f"75 %  {three}",
            self.tr("median {0}").format(median),
            f"25 %  {quarter}",
            f"5 %  {five}",
            self.tr("least {0}").format(least),
        ]
        self.show_crosshair(float(self.epochs[place]), height, [(line, "") for line in lines])

    def _enter(self, epoch: float) -> None:
        place = self._nearest(epoch)
        if place is not None and self.epochs[place] >= 1:
            self.epoch_chosen.emit(int(self.epochs[place]))
