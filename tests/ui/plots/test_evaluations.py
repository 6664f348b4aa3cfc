"""What is held apart and how many answers are right: drawn in the loss plot, read out, rewound and kept."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from nnviz.session.records import EpochRecord, Evaluation, Opened, Rewound, Score
from nnviz.ui.language import Language
from nnviz.ui.plots.header import PlotHeader
from nnviz.ui.plots.loss_plot import ACCURACY, LOSS, LossPlot
from nnviz.ui.plots.scales import LINEAR, LOGARITHMIC, PERCENT
from nnviz.ui.theme import DARK, LIGHT, Theme


def record(epoch: int, loss: float) -> EpochRecord:
    return EpochRecord(epoch, loss, (loss,))


def held(epoch: int, loss: float) -> Evaluation:
    return Evaluation(epoch, None, Score(loss, None, 40, 40))


def judged(epoch: int, learned: int, right: int, loss: float = 0.5) -> Evaluation:
    return Evaluation(epoch, Score(0.1, learned, 200, 200), Score(loss, right, 40, 120))


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)
    made.resize(330, 300)
    with qtbot.waitSignal(made.redrawn):
        made.show()
    return made


@pytest.fixture
def feed(plot: LossPlot) -> Callable[..., None]:
    def feed(*records: Any) -> None:
        plot.show_records(records)
        plot.redraw()

    return feed


def drawn(plot: LossPlot, place: int) -> dict[int, float]:
    x, y = plot.curves[place].points
    return {int(a): float(b) for a, b in zip(x, y, strict=True)}


def entries(plot: LossPlot) -> list[str]:
    return [button.text() for button in plot.legend.buttons]


def turn(plot: LossPlot, page: str, qtbot: QtBot) -> None:
    button = plot.pages.findChildren(QToolButton)[(LOSS, ACCURACY).index(page)]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_loss_on_what_is_held_apart_is_a_second_dashed_curve(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    feed(record(1, 0.5), held(1, 0.6), record(2, 0.25), record(3, 0.125), held(3, 0.7))
    assert drawn(plot, 0) == {1: np.log10(0.5), 2: np.log10(0.25), 3: np.log10(0.125)}
    assert drawn(plot, 1) == {1: np.log10(0.6), 3: np.log10(0.7)}
    learned, apart = plot.curves[:2]
    assert learned.line.pen().style() is Qt.PenStyle.SolidLine
    assert apart.line.pen().style() is Qt.PenStyle.CustomDashLine
    assert learned.shape != apart.shape
    assert learned.colour == DARK.loss
    assert apart.colour == DARK.held
    assert entries(plot) == ["learned 0.12500", "held apart 0.70000"]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_the_two_curves_differ_in_lightness_or_hue_from_the_ground(theme: Theme) -> None:
    assert len({theme.loss, theme.held, theme.panel}) == 3


def test_the_nearest_evaluated_epoch_is_read_out_with_its_epoch(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    feed(record(1, 0.5), record(2, 0.25), record(3, 0.125), held(3, 0.75))
    plot._point_at(1)
    assert plot.readout_text == "epoch 1\nlearned  0.5000000\nheld apart  0.7500000 (epoch 3)"
    plot._point_at(3)
    assert plot.readout_text == "epoch 3\nlearned  0.1250000\nheld apart  0.7500000"


def test_without_anything_held_apart_there_is_one_curve_and_no_legend(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    feed(record(1, 0.5), record(2, 0.25))
    assert entries(plot) == []
    assert plot.legend.height() == 0
    assert not plot.pages.isVisibleTo(plot)
    plot._point_at(2)
    assert plot.readout_text == "epoch 2 · E 0.2500000"


def test_an_earlier_epoch_may_be_evaluated_later_and_once_more(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    feed(record(1, 0.5), record(2, 0.5), record(3, 0.5), held(3, 0.1), held(1, 1.0), held(3, 0.01))
    assert drawn(plot, 1) == {1: 0.0, 3: -2.0}


def test_a_rewind_takes_back_what_was_evaluated_after_it(feed: Callable[..., None], plot: LossPlot) -> None:
    feed(record(1, 0.5), judged(1, 100, 10), record(2, 0.5), judged(2, 150, 20), Rewound(1))
    assert drawn(plot, 1) == {1: np.log10(0.5)}
    assert [len(curve.series) for curve in plot.curves] == [1, 1, 1, 1]
    feed(record(2, 0.25), judged(2, 160, 24, 0.1))
    assert drawn(plot, 1) == {1: np.log10(0.5), 2: -1.0}
    feed(Rewound(0))
    assert [len(curve.series) for curve in plot.curves] == [0, 0, 0, 0]


def test_another_lesson_has_its_own_curves_and_coming_back_brings_them_all(
    feed: Callable[..., None], plot: LossPlot, qtbot: QtBot
) -> None:
    feed(Opened("a"), Rewound(0), record(1, 0.5), judged(1, 150, 30), record(2, 0.5), judged(2, 160, 32))
    turn(plot, ACCURACY, qtbot)
    feed(Opened("b"), Rewound(0), record(1, 0.25))
    assert plot.page == LOSS
    assert entries(plot) == []
    assert drawn(plot, 0) == {1: np.log10(0.25)}
    assert plot.header._title.isVisibleTo(plot)
    feed(Opened("a"))
    assert plot.page == ACCURACY
    assert drawn(plot, 2) == {1: 75.0, 2: 80.0}
    assert entries(plot) == ["learned 80.0 %", "held apart 80.0 %"]


def test_accuracy_is_a_page_of_its_own_from_all_right_answers(
    feed: Callable[..., None], plot: LossPlot, qtbot: QtBot
) -> None:
    feed(record(1, 0.5), judged(1, 150, 10), record(2, 0.4), judged(2, 190, 30))
    assert plot.page == LOSS
    assert plot.pages.isVisible()
    turn(plot, ACCURACY, qtbot)
    assert drawn(plot, 2) == {1: 75.0, 2: 95.0}
    assert drawn(plot, 3) == {1: 25.0, 2: 75.0}
    assert drawn(plot, 0) == {}
    assert entries(plot) == ["learned 95.0 %", "held apart 75.0 %"]
    assert plot._view._left.labels[-1] == "100 %"
    assert not plot.scale.isVisible()
    plot._point_at(2)
    assert plot.readout_text == (
        "epoch 2\nlearned  95.0 % · 190 of 200 right\nheld apart  75.0 % · 30 of 40 right"
    )
    assert "all 200 samples that are learned from, not those of a batch" in plot.header.toolTip()
    assert "40 of 120 samples that are never learned from" in plot.header.toolTip()
    turn(plot, LOSS, qtbot)
    assert drawn(plot, 0) == {1: np.log10(0.5), 2: np.log10(0.4)}
    assert "the mean of E over the passes" in plot.header.toolTip()


def test_a_curve_that_is_switched_off_in_the_legend_is_gone_and_comes_back(
    feed: Callable[..., None], plot: LossPlot, qtbot: QtBot
) -> None:
    feed(record(1, 0.5), held(1, 0.6), record(2, 0.4), held(2, 0.7))
    qtbot.mouseClick(plot.legend.buttons[0], Qt.MouseButton.LeftButton)
    plot.redraw()
    assert drawn(plot, 0) == {}
    assert drawn(plot, 1) == {1: np.log10(0.6), 2: np.log10(0.7)}
    qtbot.mouseClick(plot.legend.buttons[0], Qt.MouseButton.LeftButton)
    plot.redraw()
    assert drawn(plot, 0) == {1: np.log10(0.5), 2: np.log10(0.4)}


def test_a_loss_that_is_no_number_is_left_out_of_the_picture(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    feed(record(1, 0.5), held(1, float("nan")), record(2, 0.5), held(2, 0.5))
    assert np.isnan(drawn(plot, 1)[1])
    assert plot._view.y_range == LOGARITHMIC.range([np.array([0.5])])


def test_the_button_changes_between_a_logarithmic_and_a_linear_axis(
    feed: Callable[..., None], plot: LossPlot, qtbot: QtBot
) -> None:
    chosen: list[str] = []
    plot.scale_chosen.connect(chosen.append)
    feed(record(1, 0.5), record(2, 0.25), record(3, 0.0))
    qtbot.mouseClick(plot.scale, Qt.MouseButton.LeftButton)
    assert chosen == ["linear"]
    assert drawn(plot, 0) == {1: 0.5, 2: 0.25, 3: 0.0}
    low, high = plot._view.y_range
    assert low < 0 < 0.5 < high < 0.53
    qtbot.mouseClick(plot.scale, Qt.MouseButton.LeftButton)
    assert chosen == ["linear", "log"]
    assert drawn(plot, 0)[1] == np.log10(0.5)


def test_a_scale_that_is_remembered_is_shown_without_being_chosen(plot: LossPlot, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(plot.scale_chosen):
        plot.set_scale("linear")
    assert plot._view.value_scale is LINEAR
    assert plot.scale.text() == "lin"


def test_the_button_stands_below_the_picture_and_left_of_its_labels(plot: LossPlot) -> None:
    picture, button = plot._view.picture_rect(), plot.scale.geometry()
    assert button.top() > picture.bottom()
    assert button.bottom() < plot._view.viewport().height()
    assert button.right() < picture.left()


def test_where_curves_jump_the_mean_stands_at_its_value_on_a_linear_axis(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    plot.set_scale("linear")
    feed(*[record(epoch, 1.0 if epoch % 2 else 4.0) for epoch in range(1, 801)])
    assert plot.stretch > 1
    line = plot.curves[0].line.path()
    heights = [line.elementAt(k).y for k in range(line.elementCount())]
    assert heights == pytest.approx([2.0] * len(heights))


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [([0.5, 2.0], 0, 2), ([2.1], 0, 2.25), ([-0.3, 0.1], -0.3, 0.1), ([], 0, 1), ([np.inf, 7.0], 0, 7)],
)
def test_a_linear_axis_goes_from_zero_to_a_round_value(values: list[float], low: float, high: float) -> None:
    found = LINEAR.range([np.array(values)])
    aside = 0.02 * (found[1] - found[0]) / 1.04
    assert found[0] + aside <= low + 1e-9
    assert high - 1e-9 <= found[1] - aside <= 1.34 * high


@pytest.mark.parametrize(("least", "low"), [(97.0, 90.0), (90.0, 90.0), (88.0, 80.0), (9.4, 0.0), (0.0, 0.0)])
def test_an_axis_of_shares_goes_from_a_round_value_to_the_whole(least: float, low: float) -> None:
    found = PERCENT.range([np.array([least, 98.0])])
    assert found == pytest.approx((low - 0.03 * (100 - low), 100 + 0.03 * (100 - low)))
    assert [label for _, label in PERCENT.ticks(*found, 150, 24)][-1] == "100 %"


def test_evaluated_or_not_the_plot_speaks_both_languages(feed: Callable[..., None], plot: LossPlot) -> None:
    feed(record(1, 0.5), judged(1, 150, 30))
    language = Language()
    language.set("zh_CN")
    try:
        plot._retranslate()
        assert entries(plot) == ["学过的 0.50000", "留出的 0.50000"]
        assert "留出" in plot.header.toolTip()
    finally:
        language.set("en")


# -- the title row ------------------------------------------------------------------------------------


@pytest.fixture
def header(qtbot: QtBot) -> PlotHeader:
    made = PlotHeader()
    qtbot.addWidget(made)
    made.set_title("Loss")
    made.set_subtitle("binary cross-entropy · epoch 3 · 0.64201", "epoch 3 · 0.64201")
    made.show()
    return made


def test_a_subtitle_that_does_not_fit_is_worded_more_shortly(header: PlotHeader) -> None:
    title = header._title.sizeHint().width()
    full, short = (header._width_of(text) for text in header._wordings)
    header.resize(title + 12 + full, 20)
    assert header._subtitle.text() == header.subtitle
    assert header._subtitle.toolTip() == ""
    header.resize(full, 20)  # on a line of its own
    assert header._subtitle.text() == header.subtitle
    assert header._subtitle.y() > 10
    header.resize(title + 12 + short, 20)
    assert header._subtitle.text() == "epoch 3 · 0.64201"
    assert header._subtitle.y() < 10
    assert header._subtitle.toolTip() == "binary cross-entropy · epoch 3 · 0.64201" == header.subtitle
    header.resize(short, 20)
    assert header._subtitle.text() == "epoch 3 · 0.64201"
    assert header._subtitle.y() > 10


def test_a_subtitle_is_left_out_rather_than_cut_to_a_word(header: PlotHeader) -> None:
    header.set_may_stack(False)
    title, short = header._title.sizeHint().width(), header._width_of("epoch 3 · 0.64201")
    header.resize(title + 12 + short // 2, 20)
    assert header._subtitle.text() == ""
    assert header._subtitle.toolTip() == header.subtitle
    header.resize(title + 12 + short * 4 // 5, 20)
    assert header._subtitle.text().endswith("…")


def test_a_switch_stands_in_the_place_of_the_title(header: PlotHeader) -> None:
    switch = QToolButton()
    switch.setText("Loss | Accuracy")
    header.resize(400, 20)
    header.set_switch(switch)
    assert switch.parent() is header
    assert not header._title.isVisible()
    assert header._subtitle.x() >= switch.geometry().right()
    assert header.title == "Loss"
    header.set_switch(None)
    assert header._title.isVisible()
    assert not switch.isVisible()


def test_many_epochs_with_evaluations_among_them_are_two_points_a_column(
    feed: Callable[..., None], plot: LossPlot
) -> None:
    records: list[Any] = []
    for epoch in range(1, 20_001):
        records.append(record(epoch, 1.0))
        if epoch % 100 == 0:
            records.append(held(epoch, 2.0 if epoch != 500 else 30.0))
    feed(*records)
    assert drawn(plot, 1)[500] == np.log10(30.0)
    assert len(drawn(plot, 0)) <= 2 * plot._view.pixels + 2


def test_a_click_goes_to_the_epoch_that_was_clicked(
    feed: Callable[..., None], plot: LossPlot, qtbot: QtBot, xor: SimpleNamespace
) -> None:
    chosen: list[int] = []
    plot.epoch_chosen.connect(chosen.append)
    feed(*(record(epoch, 0.5) for epoch in range(1, 11)), judged(2, 150, 30), judged(10, 160, 32))
    at = plot._view.place(5, np.log10(0.5)).toPoint()
    qtbot.mouseClick(plot._view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    turn(plot, ACCURACY, qtbot)
    at = QPoint(round(plot._view.place(9, 50).x()), round(plot._view.picture_rect().center().y()))
    qtbot.mouseClick(plot._view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [5, 10]
