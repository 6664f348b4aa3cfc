"""The picture of curves: what is at its left follows from the scale that they are drawn with.

Where the labels of the axis go follows from the range in sight and the height of the picture.
"""

from __future__ import annotations

from nnviz.ui.plots.plot_view import PlotView
from nnviz.ui.plots.scales import LOGARITHMIC, Scale
from nnviz.ui.plots.ticks import Tick

_TICK_GAP = 24.0


class ScaledView(PlotView):
    """A plot view with a scale, logarithmic to begin with."""

    _scale: Scale = LOGARITHMIC

    @property
    def value_scale(self) -> Scale:
        """How values become heights."""
        return self._scale

    def set_scale(self, scale: Scale) -> None:
        """Takes another scale; what is drawn, and its range, are to be set anew."""
        self._scale = scale
        self.least_height, self.highest = scale.least, scale.highest

    def _left_ticks(self) -> list[Tick]:
        return self._scale.ticks(*self.y_range, self._picture.height(), _TICK_GAP)
