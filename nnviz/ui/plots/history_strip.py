"""The history strip: a row a layer and time to the right, in the colour of how large the gradient was.

It lies under the loss, on the same epochs: where the loss stands still one sees which layer no longer learns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QColor, QPen, QPixmap, QTransform
from PySide6.QtWidgets import (
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsSimpleTextItem,
    QSizePolicy,
    QWidget,
)

from nnviz.nn.describe import Array
from nnviz.session.records import EpochRecord
from nnviz.session.series import Series
from nnviz.session.trend import Trend
from nnviz.ui.numbers import grouped
from nnviz.ui.plots.plot_view import PlotView
from nnviz.ui.plots.sequential import image
from nnviz.ui.plots.ticks import Tick, power_label, significant
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.text_size import factor
from nnviz.ui.theme import DARK, Theme, text_font

KEPT = 20_000
"""How many epochs of a layer can be read out; of more, the lowest and the highest of groups."""

_BAR = QSize(64, 8)
_LEAST_ROW, _MOST_ROW, _MOST_ROWS = 5, 13, 52
_LABEL_GAP = 12.0
_ABOVE = 18.0
"""The height of the line above the picture, before the text grows."""


class HistoryStrip(PlotView):
    """A heat map of log ‖∂E/∂Y‖, layers in forward order from the top.

    Args:
        time: the epochs in sight.

    Signals:
        epoch_chosen: the epoch of the record that was clicked.
    """

    epoch_chosen = Signal(int)

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        super().__init__(time, parent)
        self._theme = DARK
        self._kept: list[tuple[Series, Trend]] = []
        self._titles: tuple[str, ...] = ()
        self.limits = (-1.0, 0.0)
        self.row: int | None = None
        """The layer that the keys have come to, from 0."""
        self._image, self._frame = QGraphicsPixmapItem(), QGraphicsRectItem()
        self.add(self._image)
        self._title, self._low, self._high = (self._text() for _ in range(3))
        self._bar = QGraphicsPixmapItem()
        for item in (self._frame, self._bar):
            self.scene().addItem(item)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.pointed.connect(self._read_out)
        self.left.connect(self.hide_crosshair)
        self.clicked.connect(self._enter)
        self._retranslate()
        self.set_theme(DARK)

    def _text(self) -> QGraphicsSimpleTextItem:
        item = QGraphicsSimpleTextItem()
        item.setFont(text_font(11))
        self.scene().addItem(item)
        return item

    def wanted_height(self) -> int:
        """The height at which the rows can be told apart, in pixels; 0 while there are none."""
        count = len(self._kept)
        row = max(_LEAST_ROW, min(_MOST_ROW, _MOST_ROWS // count)) if count else 0
        return round(_ABOVE * factor()) + 2 + row * count if count else 0

    # -- what comes in --------------------------------------------------------------------------

    def extend(self, records: Sequence[EpochRecord]) -> None:
        """Adds epochs."""
        values = np.array([record.norms for record in records])
        if values.shape[1] != len(self._kept):
            self._kept = [(Series(KEPT, 0), Trend()) for _ in range(values.shape[1])]
        epochs = np.array([record.epoch for record in records], float)
        for (series, trend), column in zip(self._kept, values.T, strict=True):
            series.extend(epochs, column)
            trend.extend(epochs, column)

    def truncate(self, epochs: int) -> None:
        """Removes the epochs after one."""
        for series, trend in self._kept:
            series.truncate(epochs)
            trend.truncate(epochs)

    def put_away(self) -> list[tuple[Series, Trend]]:
        """All that is known of a run."""
        return self._kept

    def take_out(self, kept: list[tuple[Series, Trend]] | None) -> None:
        """Shows what :meth:`put_away` gave of another run, or nothing yet if that is None."""
        self._kept = kept or []
        self.redraw()

    def set_titles(self, titles: Sequence[str]) -> None:
        """Names the layers, in forward order."""
        self._titles = tuple(titles)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self._theme = theme
        for item in (self._title, self._low, self._high):
            item.setBrush(QColor(theme.muted))
        self._frame.setPen(QPen(QColor(theme.line), 1))
        scale = np.linspace(0.0, 1.0, _BAR.width())[None, :].repeat(_BAR.height(), axis=0)
        self._bar.setPixmap(QPixmap.fromImage(image(scale, theme)))
        self.redraw()

    # -- drawing --------------------------------------------------------------------------------

    @property
    def stretch(self) -> int:
        """Over how many epochs each cell is a geometric mean."""
        return self._kept[0][1].size if self._kept else 1

    def redraw(self) -> None:
        """Draws the epochs in sight."""
        rows = len(self._kept)
        self.set_range(self._time.range, (0.0, float(max(rows, 1))))
        heights = np.array([trend.blocks() for _, trend in self._kept] or np.empty((0, 0)))
        self.limits = _limits(heights)
        low, high = self.limits
        shares = (np.where(np.isnan(heights), low, heights) - low) / (high - low)
        self._image.setVisible(bool(shares.size))
        if shares.size:
            self._image.setPixmap(QPixmap.fromImage(image(shares, self._theme)))
            # An epoch reaches half to either side of its place, as its point on the curve lies in the middle.
            self._image.setTransform(QTransform(self.stretch, 0, 0, -1, 0.5, rows))
        self._write_scale()

    def _write_scale(self) -> None:
        for label, power in zip((self._low, self._high), self.limits, strict=True):
            label.setText(power_label(1, round(power)))
        right, middle = self._picture.right(), self._title.boundingRect().height() / 2
        for item in (self._high, self._bar, self._low):
            right -= item.boundingRect().width()
            item.setPos(right, middle - item.boundingRect().height() / 2)
            right -= 5
        self._title.setPos(self._picture.left(), 0)
        self._title.setVisible(self._title.boundingRect().width() + self._picture.left() + 8 < right)

    def _arrange(self) -> None:
        self.top = _ABOVE * factor()
        super()._arrange()
        self._frame.setRect(self._picture.adjusted(-0.5, -0.5, 0.5, 0.5))
        self._write_scale()

    def _bottom_room(self, line: float) -> float:
        return 2.0

    def _label(self) -> None:
        if self._picture.height() >= 8:
            self._left.show(self._left_ticks(), self._picture, self._y)

    def _left_ticks(self) -> list[Tick]:
        """The numbers of the layers, as many as there is room for."""
        count = len(self._kept)
        apart = max(1, math.ceil(_LABEL_GAP * factor() * count / self._picture.height()))
        return [(count - place - 0.5, str(place + 1)) for place in range(0, count, apart)]

    # -- the keys -------------------------------------------------------------------------------

    def go_row(self, down: int) -> None:
        """Goes to the next layer for :meth:`read_row`; from the first back to the curve above."""
        count = len(self._kept)
        place = (-1 if self.row is None else self.row) + down
        self.row = min(place, count - 1) if place >= 0 and count else None

    def read_row(self, epoch: float | None) -> str:
        """Reads an epoch of the layer that the keys have come to; gives what it read."""
        if self.row is None or epoch is None:
            self.leave_row()
            return ""
        self._read_out(epoch, len(self._kept) - self.row - 0.5)
        return self.readout_text

    def leave_row(self) -> None:
        """The keys are at no layer."""
        self.row = None
        self.hide_crosshair()

    # -- the mouse ------------------------------------------------------------------------------

    def _read_out(self, epoch: float, height: float) -> None:
        place = len(self._kept) - 1 - int(height)
        point = self._kept[place][0].nearest(epoch) if 0 <= place < len(self._kept) else None
        if point is None:
            self.hide_crosshair()
            return
        title = self._titles[place] if place < len(self._titles) else str(place + 1)
        text = self.tr("{0} · epoch {1} · ‖∂E/∂Y‖ {2}")
        line = text.format(title, grouped(point.epoch), significant(point.value))
        self.show_crosshair(point.epoch, height, [(line, "")])

    def _enter(self, epoch: float) -> None:
        point = self._kept[0][0].nearest(epoch) if self._kept else None
        if point:
            self.epoch_chosen.emit(point.epoch)

    # -- language -------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        self._title.setText(self.tr("‖∂E/∂Y‖ by layer"))
        self.setAccessibleName(self.tr("History of the gradient norm of every layer"))

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _limits(heights: Array) -> tuple[float, float]:
    """The whole powers of ten between which all heights lie, at least one apart."""
    found = heights[np.isfinite(heights)]
    if not found.size:
        return -1.0, 0.0
    low, high = math.floor(float(found.min())), math.ceil(float(found.max()))
    return float(low), float(max(high, low + 1))
