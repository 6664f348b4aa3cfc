"""The plots of two networks that are compared: both losses, told apart by colour, marker and name."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nnviz.session.records import EpochRecord, Evaluation, Opened, Rewound, Score
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.plots.norm_plot import NormPlot
from nnviz.ui.plots.other_curves import Sides
from nnviz.ui.theme import DARK, LIGHT


def record(epoch: int, loss: float) -> EpochRecord:
    return EpochRecord(epoch, loss, (loss,))


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)
    made.resize(330, 250)
    made.show_records([Opened("a"), record(1, 0.5), record(2, 0.4)])
    made.set_sides(Sides(("tanh", "ReLU"), 0))
    made.show_beside([Rewound(0), record(1, 0.9), record(2, 0.8)])
    made.redraw()
    return made


def values(plot: LossPlot) -> list[list[float]]:
    return [list(curves[0].series.values) for curves in (plot.curves, plot.others)]


def test_both_losses_are_drawn_and_named_with_their_newest_values(plot: LossPlot) -> None:
    assert values(plot) == [[0.5, 0.4], [0.9, 0.8]]
    assert [button.text() for button in plot.legend.buttons] == ["tanh 0.40000", "ReLU 0.80000"]
    assert (plot.curves[0].colour, plot.others[0].colour) == (DARK.loss, DARK.beside)
    assert plot.curves[0].shape != plot.others[0].shape
    assert not plot.others[0].line.path().isEmpty()


def test_pointing_reads_both_out(plot: LossPlot) -> None:
    plot._point_at(2)
    assert plot.readout_text.splitlines() == ["epoch 2", "tanh  0.4000000", "ReLU  0.8000000"]


def test_the_second_follows_its_own_rewinds(plot: LossPlot) -> None:
    plot.show_beside([Rewound(1), record(2, 0.7), record(3, 0.6)])
    assert values(plot) == [[0.5, 0.4], [0.9, 0.7, 0.6]]


def test_choosing_the_second_keeps_colours_and_order_with_the_networks(plot: LossPlot) -> None:
    shapes = plot.curves[0].shape, plot.others[0].shape
    plot.set_sides(Sides(("tanh", "ReLU"), 1))
    plot.show_records([Opened("b"), Rewound(0), record(1, 0.9), record(2, 0.8)])
    plot.show_beside([Rewound(0), record(1, 0.5), record(2, 0.4)])
    plot.set_theme(LIGHT)
    plot.redraw()
    assert (plot.curves[0].colour, plot.others[0].colour) == (LIGHT.beside, LIGHT.loss)
    assert (plot.others[0].shape, plot.curves[0].shape) == shapes
    assert [button.text() for button in plot.legend.buttons] == ["tanh 0.40000", "ReLU 0.80000"]


def test_the_one_that_is_left_has_its_own_colours_again(plot: LossPlot) -> None:
    plot.set_sides(None)
    assert not plot.others
    assert plot.curves[0].colour == DARK.loss
    assert not plot.legend.buttons
    assert plot.curves[1].colour == DARK.held


def test_what_is_held_apart_is_dashed_in_the_colour_of_its_network(plot: LossPlot) -> None:
    score = Score(0.3, 3, 4, 4)
    plot.show_records([Evaluation(2, score, Score(0.6, 2, 4, 4))])
    plot.show_beside([Evaluation(2, score, Score(0.7, 1, 4, 4))])
    plot.redraw()
    assert [curve.title for curve in plot._listed()] == [
        "tanh",
        "tanh, held apart",
        "ReLU",
        "ReLU, held apart",
    ]
    assert plot.others[1].dashed
    assert plot.others[1].colour == DARK.beside
    assert plot.others[1].series.last.value == 0.7
    assert plot.others[3].series.last.value == 25.0


def test_the_norms_say_of_which_network_they_are(qtbot: QtBot) -> None:
    plot = NormPlot()
    qtbot.addWidget(plot)
    plot.set_network("ReLU")
    assert plot.title == "Gradient norm: ReLU"
    plot.set_network("")
    assert plot.title == "Gradient norm per layer"
