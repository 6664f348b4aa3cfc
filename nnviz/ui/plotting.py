"""Makes the plots at the right of the window, which has been painted by then.

It is the only place that knows which plot stands in which panel.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nnviz.ui import docking
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.plots.norm_plot import NormPlot
from nnviz.ui.plots.results_view import ResultsView
from nnviz.ui.plots.time_axis import TimeAxis

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def made(window: MainWindow) -> Iterator[tuple[str, LossPlot | NormPlot | ResultsView]]:
    """Makes one plot after another, each with the name of its panel."""
    window.epochs = TimeAxis(window)
    window.loss_plot = LossPlot(window.epochs)
    window.loss_plot.epoch_chosen.connect(window.actions_.go_to_epoch)
    window.loss_plot.set_scale(window.settings.loss_scale)
    window.loss_plot.scale_chosen.connect(lambda name: setattr(window.settings, "loss_scale", name))
    window.loss_plot.set_theme(window.theme)
    yield "loss", window.loss_plot
    window.norm_plot = NormPlot(window.epochs)
    window.norm_plot.epoch_chosen.connect(window.actions_.go_to_epoch)
    window.norm_plot.set_theme(window.theme)
    yield "norms", window.norm_plot
    window.results = ResultsView()
    window.results.asked.connect(window.asked)
    window.results.asked.connect(window.documents.note_by_hand)
    window.results.room_wished.connect(lambda: docking.open_result(window, window.panels))
    window.results.set_theme(window.theme)
    yield "surface", window.results


def join(window: MainWindow) -> None:
    """Joins the results, which come later than the other views."""
    window.canvas.unit_pointed.connect(window.results.show_unit)
    window.results.probe_wished.connect(window.probing.show)
    window.probing.changed.connect(window.results.show_probe)
