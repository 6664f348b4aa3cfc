"""The picture of curves on a logarithmic axis: heights are powers of ten.

Where the labels of the axis go follows from the range in sight and the height of the picture.
"""

from __future__ import annotations

from nnviz.ui.plots.plot_view import PlotView
from nnviz.ui.plots.ticks import Tick, log_ticks

_TICK_GAP = 24.0


class LogView(PlotView):
    """A plot view whose heights are logarithms to base ten."""

    def _left_ticks(self) -> list[Tick]:
        return log_ticks(*self.y_range, self._picture.height(), _TICK_GAP)
