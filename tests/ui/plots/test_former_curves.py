"""What came before a change of the network is pale at the left of epoch 0, and read with its own epochs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.export.history import TrainingTable
from nnviz.session.records import EpochRecord, Evaluation, Former, Opened, Rewound, Score
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.plots.norm_plot import NormPlot
from nnviz.ui.plots.time_axis import TimeAxis

INSERT, ADAM = Deed(Verb.INSERT, "Dense", 2), Deed(Verb.OPTIMIZER, "Adam")


def record(epoch: int, loss: float) -> EpochRecord:
    return EpochRecord(epoch, loss, (loss,))


def former(deed: Deed, *losses: float, first: int = 1) -> Former:
    records = tuple(EpochRecord(first + place, loss, ()) for place, loss in enumerate(losses))
    return Former(deed, first + len(losses) - 1, records)


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitSignal(made.redrawn):
        made.show()
    return made


@pytest.fixture
def feed(plot: LossPlot, qtbot: QtBot) -> Callable[..., None]:
    def feed(*records: Any) -> None:
        with qtbot.waitSignal(plot.redrawn):
            plot.show_records(records)

    return feed


def test_each_former_run_ends_where_the_next_begins(feed: Callable[..., None], plot: LossPlot) -> None:
    before = (former(INSERT, 0.8, 0.4, 0.2), former(ADAM, 0.3, 0.1))
    feed(Opened("b", before), Rewound(0), record(1, 0.05))
    drawn = [piece[0] for piece in plot.former.drawn]
    assert [epochs.tolist() for epochs, _ in drawn] == [[-4, -3, -2], [-1, 0]]
    losses = [0.8, 0.4, 0.2], [0.3, 0.1]
    assert [heights.tolist() for _, heights in drawn] == [np.log10(each).tolist() for each in losses]
    assert plot.curves[0].points[0].tolist() == [1.0]  # whose epochs are those of the run
    assert plot.former.reach == 5
    assert plot._view.x_range[0] == -5
    assert plot.former.deed == "optimizer Adam"
    low, high = plot._view.y_range
    assert low <= np.log10(0.05)
    assert np.log10(0.8) <= high


def test_a_run_that_began_late_is_drawn_from_where_it_began(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    feed(Opened("b", (former(INSERT, 0.5, 0.4, first=201),)))
    assert plot.former.drawn[0][0][0].tolist() == [-1, 0]
    assert plot.former.reach == 2


def test_pointing_at_it_reads_its_own_epoch_and_what_was_done(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    feed(Opened("b", (former(INSERT, 0.8, 0.4, 0.2), former(ADAM, 0.3, 0.1))), record(1, 0.05))
    plot._point_at(-3.2)
    assert plot.readout_text == "epoch 2, before: insert Dense 2\nE 0.4000000"
    plot._point_at(0.0)
    assert plot.readout_text == "epoch 2, before: optimizer Adam\nE 0.1000000"
    plot._point_at(1.0)
    assert plot.readout_text == "epoch 1 · E 0.05000000"


def test_a_click_on_it_goes_nowhere(feed: Callable[..., None], plot: LossPlot, qtbot: QtBot) -> None:
    feed(Opened("b", (former(INSERT, 0.8, 0.4),)), record(1, 0.05))
    with qtbot.assertNotEmitted(plot.epoch_chosen):
        plot._view.clicked.emit(-1.0)
    with qtbot.waitSignal(plot.epoch_chosen) as asked:
        plot._view.clicked.emit(1.2)
    assert asked.args == [1]


def test_going_back_takes_it_away(feed: Callable[..., None], plot: LossPlot) -> None:
    feed(Opened("a"), record(1, 0.8), record(2, 0.4))
    feed(Opened("b", (former(INSERT, 0.8, 0.4),)))
    assert plot._view.x_range[0] == -2
    assert "undo leads back" in plot.header.toolTip()
    feed(Opened("a"))
    assert plot.former.drawn == []
    assert plot.former.deed == ""
    assert plot._view.x_range[0] == 0
    assert plot.curves[0].points[0].tolist() == [1, 2]
    assert "undo leads back" not in plot.header.toolTip()


def test_of_a_long_one_a_third_of_the_picture_is_in_sight(feed: Callable[..., None], plot: LossPlot) -> None:
    feed(Opened("b", (former(INSERT, *[0.5] * 1000),)))
    assert plot._view.x_range == (-10, pytest.approx(5.1))
    feed(*(record(epoch, 0.4) for epoch in range(1, 401)))
    low, high = plot._view.x_range
    assert (low, high) == (pytest.approx(-204), pytest.approx(408))


def test_its_accuracy_is_on_the_other_page(feed: Callable[..., None], plot: LossPlot) -> None:
    judged = Evaluation(2, Score(0.4, 150, 200, 200), Score(0.5, 30, 40, 40))
    old = Former(INSERT, 2, (EpochRecord(1, 0.8, ()), EpochRecord(2, 0.4, ()), judged))
    feed(
        Opened("b", (old,)), record(1, 0.3), Evaluation(1, Score(0.3, 180, 200, 200), Score(0.4, 36, 40, 40))
    )
    assert [len(epochs) for epochs, _ in plot.former.drawn[0]] == [2, 1, 0, 0]
    plot._point_at(0.0)
    assert plot.readout_text.splitlines()[1:] == ["learned  E 0.4000000", "held apart  E 0.5000000"]
    plot.pages.set_value("accuracy")
    plot._turn_page()
    assert [len(epochs) for epochs, _ in plot.former.drawn[0]] == [0, 0, 1, 1]
    plot._point_at(0.0)
    assert plot.readout_text.splitlines()[1:] == ["learned  75.0 %", "held apart  75.0 %"]


def test_the_plot_below_has_the_same_epochs_in_sight_and_the_same_line(qtbot: QtBot) -> None:
    time = TimeAxis()
    plots = LossPlot(time), NormPlot(time)
    for plot in plots:
        qtbot.addWidget(plot)
        plot.resize(400, 260)
        plot.show()
        plot.show_records([Opened("b", (former(INSERT, 0.8, 0.4, 0.2),)), record(1, 0.05)])
        plot.redraw()
    assert [plot._view.x_range for plot in plots] == [(-3.0, pytest.approx(5.1))] * 2
    assert [plot.former.deed for plot in plots] == ["Dense 2 inserted"] * 2


def test_what_was_done_is_told_in_the_language_of_the_window(
    feed: Callable[..., None], plot: LossPlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(Opened("b", (former(INSERT, 0.8),)))
    monkeypatch.setattr("nnviz.ui.plots.former_curves.done_words", lambda deed: "插入")
    QApplication.sendEvent(plot, QEvent(QEvent.Type.LanguageChange))
    plot.redraw()
    assert plot.former.deed == "插入"


def test_a_table_of_the_training_has_the_epochs_of_the_run_alone() -> None:
    table = TrainingTable()
    table.add([Opened("b", (former(INSERT, 0.8, 0.4),)), Rewound(0), record(1, 0.05)])
    assert len(table) == 1
    assert table.as_csv(["dense_1"]).decode().splitlines()[1].startswith("1,0.05,0.05")
