"""The panel of one layer: what it draws, what it asks the run for, and what it does not tell."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.session import commands
from nnviz.session.driver import Driver
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.run import Run
from nnviz.ui.layer.layer_view import LayerView
from nnviz.ui.layer.spread_plot import BINS
from nnviz.ui.plots.time_axis import TimeAxis
from tests.session.test_spreads import XOR


class Shown:
    """A panel joined with a run."""

    def __init__(self, qtbot) -> None:
        self.run, self.box, self.time = Run(XOR), Mailbox(), TimeAxis()
        self.run.train_epochs(100)
        self.driver = Driver(self.run, self.box)
        self.view = LayerView(self.time)
        qtbot.addWidget(self.view)
        qtbot.addWidget(self.view.header)
        self.asked = []
        self.view.asked.connect(self.asked.append)
        self.view.asked.connect(self.driver.handle)
        self.view.resize(900, 260)

    def deliver(self) -> Mail:
        mail = self.box.take()
        assert mail is not None
        self.view.show_mail(mail)
        self.view.redraw()
        return mail


@pytest.fixture
def shown(qtbot):
    made = Shown(qtbot)
    made.view.show()
    qtbot.waitExposed(made.view)
    made.driver.post()
    made.deliver()
    return made


def test_the_bands_go_through_what_was_measured_and_the_histogram_counts_the_frame(shown):
    mail = shown.deliver()
    assert mail.spreads is not None
    frame = shown.run.frame()
    for plot, key in zip(shown.view.plots, ("W", "Y", "dW"), strict=True):
        assert plot.epochs.tolist() == mail.spreads.epochs.tolist()
        assert plot.percentiles.tolist() == mail.spreads.percentiles[key].tolist()
        values = frame.arrays["dense_1"][key]
        assert plot.counts.tolist() == np.histogram(values, BINS, plot.y_range)[0].tolist()
        assert plot.counts.sum() == values.size
        line = plot._median.path()
        drawn = [(line.elementAt(k).x, line.elementAt(k).y) for k in range(line.elementCount())]
        assert drawn == list(zip(plot.epochs.tolist(), plot.percentiles[:, 3].tolist(), strict=True))
    assert shown.view.note.text() == f"{len(mail.spreads.epochs)} of 400 passes measured"
    assert "one pass in" in shown.view.note.toolTip()


def test_it_asks_while_it_can_be_seen_and_no_longer(shown, qtbot):
    assert shown.asked == [commands.Watch("dense_1")]
    shown.view.layer.setCurrentIndex(1)
    shown.view.hide()
    shown.view.choose("dense_3")
    assert shown.asked[1:] == [commands.Watch("tanh_2"), commands.Watch("")]
    shown.view.show()
    assert shown.asked[3:] == [commands.Watch("dense_3")]


def test_a_layer_without_weights_has_two_plots(shown):
    shown.view.choose("tanh_2")
    shown.deliver()
    assert [name.text() for name in shown.view.names[:2]] == ["Y", "∂E/∂Y"]
    assert [column.isVisible() for column in shown.view._columns] == [True, True, False]
    shown.view.choose("dense_1")
    assert [name.text() for name in shown.view.names] == ["W", "Y", "∂E/∂W"]


def test_what_is_covered_elsewhere_cannot_be_read_here(shown):
    shown.deliver()
    shown.view.set_covered([("dense_1", "Y")])
    shown.view.redraw()
    weights, outputs, _ = shown.view.plots
    now = shown.run.frame().pass_index / 4
    assert weights.counts.sum() == 6
    assert outputs.counts.size == 0
    assert outputs._absent.isVisible()  # "not yet", in the place of the bars
    assert not weights._absent.isVisible()
    assert (outputs.epochs <= now).all()
    assert weights.epochs[-1] == 100.0 > now
    shown.view.set_covered([])
    shown.view.redraw()
    assert outputs.counts.sum() == 3
    assert not outputs._absent.isVisible()


def test_the_epochs_in_sight_are_those_of_the_other_plots_with_room_of_its_own(shown):
    shown.deliver()
    margin = shown.time.margin
    shown.time.choose(20.0, 60.0)
    assert {plot.x_range for plot in shown.view.plots} == {(20.0, 60.0)}
    shown.view.plots[1]._choose((30.0, 50.0), (0.0, 9.0))
    assert shown.time.range == (30.0, 50.0)
    assert {plot.x_range for plot in shown.view.plots} == {(30.0, 50.0)}
    low, high = shown.view.plots[1].y_range
    assert high - low < 4  # heights follow what is in sight
    assert shown.time.margin == margin
    shown.view.plots[0].fit_asked.emit()
    assert not shown.time.by_hand


def test_a_click_goes_to_an_epoch_that_was_complete(shown, qtbot):
    shown.deliver()
    heard = []
    shown.view.epoch_chosen.connect(heard.append)
    shown.view.plots[0].clicked.emit(50.2)
    nearest = shown.view.plots[0].epochs[np.abs(shown.view.plots[0].epochs - 50.2).argmin()]
    assert heard == [int(nearest)]


def test_pointing_reads_the_nearest_measured_pass(shown):
    shown.deliver()
    plot = shown.view.plots[0]
    plot.pointed.emit(50.0, 0.0)
    place = int(np.abs(plot.epochs - 50.0).argmin())
    assert f"after {plot.epochs[place]:.6g} epochs" in plot.readout_text
    assert "median" in plot.readout_text
