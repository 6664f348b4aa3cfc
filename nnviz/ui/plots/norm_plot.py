"""The size of the gradient at every layer, epoch by epoch, on a logarithmic axis.

Each point is the mean of ‖∂E/∂Y‖ over the passes of one epoch; curves that part by decades tell of a
gradient that vanishes or explodes on its way back.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame, Stage
from nnviz.session.records import EpochRecord
from nnviz.session.series import Point
from nnviz.ui.language import translate_nn
from nnviz.ui.numbers import grouped
from nnviz.ui.plots.curve import Curve
from nnviz.ui.plots.curve_plot import CurvePlot
from nnviz.ui.plots.legend import Entry, Legend
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.ticks import significant
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.theme import DARK, Theme

_LEGEND_SHARE = 0.3


class NormPlot(CurvePlot):
    """A curve for each layer in forward order, and a legend that hides and shows them."""

    def __init__(self, time: TimeAxis | None = None, parent: QWidget | None = None) -> None:
        super().__init__(time, parent)
        self._stage: Stage | None = None
        self._network = ""
        self.legend = Legend(self)
        self.legend.toggled.connect(self._set_visible)
        self._rows.insertWidget(1, self.legend)
        self._retranslate()
        self.set_theme(DARK)

    def _retranslate(self) -> None:
        one = self.tr("Gradient norm per layer")
        title = self.tr("Gradient norm: {0}").format(self._network) if self._network else one
        self.header.set_title(title, self.tr("Gradient norm"))
        self.setAccessibleName(self.tr("Gradient norm of every layer by epoch"))
        super()._retranslate()
        self._name_curves()

    def _subtitle(self) -> tuple[str, ...]:
        return self.tr("mean ‖∂E/∂Y‖"), "‖∂E/∂Y‖"

    def set_network(self, name: str) -> None:
        """Says which of two networks the curves are of; of one there is nothing to say."""
        if name != self._network:
            self._network = name
            self._retranslate()

    def show_frame(self, frame: Frame) -> None:
        """Marks the epoch of a frame while the run is paused, and names the curves by its layers."""
        if frame.stage is not self._stage:
            self._stage = frame.stage
            self._set_count(len(frame.stage.nodes))
            self._name_curves()
        super().show_frame(frame)

    def _make_curve(self, place: int, count: int) -> Curve:
        return Curve(self._view, place, count)

    def _set_count(self, count: int) -> None:
        anew = count != len(self.curves)
        super()._set_count(count)
        if anew:
            self._name_curves()

    def _name_curves(self) -> None:
        nodes = self._stage.nodes if self._stage else ()
        if len(nodes) == len(self.curves):
            for curve, node in zip(self.curves, nodes, strict=True):
                curve.title = translate_nn(node.title)
        self.legend.show_entries([Entry(c.title, c.colour, c.shape, c.visible) for c in self.curves])

    def _set_visible(self, place: int, visible: bool) -> None:
        self.curves[place].set_visible(visible)
        self._throttle.request()

    def _values(self, records: Sequence[EpochRecord]) -> Array:
        return np.array([record.norms for record in records])

    def _summary(self) -> str:
        newest = [(curve.title, curve.series.last) for curve in self._shown()]
        told = [(title, point) for title, point in newest if point]
        if not told:
            return self.tr("no epoch yet")
        epoch = self.tr("epoch {0}").format(grouped(told[0][1].epoch))
        return f"{epoch}: " + "; ".join(f"{title} {significant(point.value)}" for title, point in told)

    def _lines(self, epoch: int, points: Sequence[tuple[Curve, Point]]) -> list[Line]:
        lines = [(self.tr("epoch {0}").format(grouped(epoch)), "")]
        for curve, point in points:
            text = f"{curve.title}  {significant(point.value)}"
            if point.epoch != epoch:
                text += " " + self.tr("(epoch {0})").format(grouped(point.epoch))
            lines.append((text, curve.colour))
        return lines

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.legend.set_theme(theme)
        self._name_curves()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves the larger part to the curves, however many layers there are."""
        super().resizeEvent(event)
        self.legend.set_height_limit(int(_LEGEND_SHARE * self.height()))
