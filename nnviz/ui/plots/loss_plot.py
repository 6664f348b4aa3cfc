"""The loss, epoch by epoch, on a logarithmic axis.

Each point is the mean of E over the passes of one epoch.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.records import EpochRecord
from nnviz.session.series import Point
from nnviz.ui.language import translate_nn
from nnviz.ui.numbers import mean_loss
from nnviz.ui.plots.curve import Curve
from nnviz.ui.plots.curve_plot import CurvePlot
from nnviz.ui.plots.history_strip import HistoryStrip
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.ticks import significant
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.theme import DARK, Theme

LEAST_CURVE = 128
"""The height that is left to the curve and its labels, in pixels, before the history is shown."""


class LossPlot(CurvePlot):
    """One curve, and the history of the gradient under it; the title row gives the newest epoch and its loss.

    Attributes:
        history: the strip below, hidden where there is no room for both.
    """

    def __init__(self, time: TimeAxis | None = None, parent: QWidget | None = None) -> None:
        super().__init__(time, parent)
        self._loss_title = ""
        self._set_count(1)
        self.history = HistoryStrip(self._time, self)
        self.history.epoch_chosen.connect(self.epoch_chosen)
        self.history.zoomed.connect(lambda: self._time.choose(*self.history.x_range))
        self.history.fit_asked.connect(self.fit)
        self._time.moved.connect(self.history.redraw)
        self._rows.addWidget(self.history)
        self.history.hide()
        self._retranslate()
        self.set_theme(DARK)

    def _retranslate(self) -> None:
        self.header.set_title(self.tr("Loss"))
        self.setAccessibleName(self.tr("Loss by epoch"))
        super()._retranslate()

    def set_loss_title(self, title: str) -> None:
        """Names the loss, as its description does."""
        if title != self._loss_title:
            self._loss_title = title
            self.header.set_subtitle(self._subtitle())

    def show_frame(self, frame: Frame) -> None:
        """Marks the epoch of a frame while the run is paused, and names its loss."""
        super().show_frame(frame)
        self.history.set_titles([translate_nn(node.title) for node in frame.stage.nodes])
        self.set_loss_title(frame.stage.loss.description.title)

    def _extend(self, records: Sequence[EpochRecord]) -> None:
        super()._extend(records)
        if records:
            self.history.extend(records)
            self._give_room()

    def _put_away(self) -> Any:
        return super()._put_away(), self.history.put_away()

    def _take_out(self, kept: Any) -> None:
        curves, past = kept or (None, None)
        super()._take_out(curves)
        self._set_count(1)
        self.history.take_out(past)
        self._give_room()

    def _rewind(self, epochs: int) -> None:
        super()._rewind(epochs)
        self.history.truncate(epochs)

    def redraw(self) -> None:
        """Draws everything now; otherwise it happens by itself, in good time."""
        super().redraw()
        if not self.history.isHidden():
            self.history.redraw()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.history.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows the history where the curve keeps enough room."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        wanted = self.history.wanted_height()
        fits = wanted > 0 and self.height() - wanted >= LEAST_CURVE
        if wanted:
            self.history.setFixedHeight(wanted)
        if fits == self.history.isHidden():
            self.history.setVisible(fits)

    def _make_curve(self, place: int, count: int) -> Curve:
        return Curve(self._view, place, count, colour="loss")

    def _values(self, records: Sequence[EpochRecord]) -> Array:
        return np.array([[record.loss] for record in records])

    def _subtitle(self) -> str:
        name = translate_nn(self._loss_title) if self._loss_title else ""
        newest = self.curves[0].series.last
        parts = [name]
        if newest:
            parts += [self.tr("epoch {0}").format(newest.epoch), mean_loss(newest.value)]
        return " · ".join(part for part in parts if part)

    def _lines(self, epoch: int, points: Sequence[tuple[Curve, Point]]) -> list[Line]:
        values = [significant(point.value) for _, point in points]
        return [(self.tr("epoch {0} · E {1}").format(epoch, value), "") for value in values]
