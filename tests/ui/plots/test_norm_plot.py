"""The norm plot draws a curve for every layer, names them, and hides and shows them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.session.records import EpochRecord, Rewound
from nnviz.ui.plots.norm_plot import NormPlot
from nnviz.ui.theme import DARK, LIGHT

# The screen that tests draw on cannot be told how small a window may be, and says so.


@pytest.fixture
def shown(qtbot: QtBot) -> NormPlot:
    plot = NormPlot()
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    with qtbot.waitSignal(plot.redrawn):
        plot.show()
    return plot


@pytest.fixture
def feed(shown: NormPlot, qtbot: QtBot) -> Callable[..., None]:
    def feed(*records: Any) -> None:
        with qtbot.waitSignal(shown.redrawn):
            shown.show_records(records)

    return feed


def names(plot: NormPlot) -> list[str]:
    return [button.text() for button in plot.legend.buttons]


def test_each_layer_s_curve_is_the_logarithm_of_its_norms(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace
) -> None:
    feed(*xor.records)
    norms = np.array([item.norms for item in xor.records if isinstance(item, EpochRecord)])
    assert norms.shape == (205, 4)
    for place, curve in enumerate(shown.curves):
        assert curve.points[1].tolist() == np.log10(norms[:, place]).tolist()


@pytest.mark.parametrize("frame_first", [True, False])
def test_the_legend_names_the_layers_in_forward_order(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace, frame_first: bool
) -> None:
    if frame_first:
        shown.show_frame(xor.live)
    feed(*xor.records)
    shown.show_frame(xor.live)
    assert names(shown) == ["Dense 1", "tanh 2", "Dense 3", "tanh 4"]
    assert len(shown.curves[3].series) == 205


def test_pointing_reads_out_every_layer_at_that_epoch(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace
) -> None:
    shown.show_frame(xor.live)
    feed(*xor.records)
    shown._point_at(1.2)
    assert shown.readout_text.splitlines() == [
        "epoch 1",
        "Dense 1  0.2651826",
        "tanh 2  0.3049185",
        "Dense 3  1.395179",
        "tanh 4  1.485983",
    ]


def test_a_click_in_the_legend_hides_a_curve_and_another_shows_it(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    shown.show_frame(xor.live)
    feed(EpochRecord(1, 0.5, (0.001, 0.1, 0.2, 0.3)))
    low = shown._view.y_range[0]
    button = shown.legend.buttons[0]
    with qtbot.waitSignal(shown.redrawn):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not shown.curves[0].line.isVisible()
    assert shown._view.y_range[0] > low + 1
    shown._point_at(1)
    assert "Dense 1" not in shown.readout_text
    assert "tanh 2  0.1000000" in shown.readout_text
    assert button.toolTip() == "Show the curve of Dense 1"
    with qtbot.waitSignal(shown.redrawn):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.curves[0].line.isVisible()
    assert shown._view.y_range[0] == low
    assert button.toolTip() == "Hide the curve of Dense 1"


def test_what_is_hidden_stays_hidden_over_a_reset(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    feed(*xor.records)
    qtbot.mouseClick(shown.legend.buttons[2], Qt.MouseButton.LeftButton)
    feed(Rewound(0), EpochRecord(1, 0.5, (1.0, 1.0, 1.0, 1.0)))
    assert [curve.line.isVisible() for curve in shown.curves] == [True, True, False, True]
    assert [len(curve.series) for curve in shown.curves] == [1, 1, 1, 1]


def test_with_every_curve_hidden_the_axes_stay(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    feed(*xor.records)
    for button in shown.legend.buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown.redraw()
    shown._point_at(10)
    assert shown.readout_text == ""
    assert shown._view.y_range == (-2.05, 0.05)


def test_a_network_of_other_layers_has_other_curves(feed: Callable[..., None], shown: NormPlot) -> None:
    feed(EpochRecord(1, 0.5, (1.0, 2.0)))
    feed(Rewound(0), EpochRecord(1, 0.5, (1.0, 2.0, 3.0)))
    assert [curve.series.values.tolist() for curve in shown.curves] == [[1.0], [2.0], [3.0]]
    assert names(shown) == ["1", "2", "3"]


def test_curves_differ_in_shape_as_well_as_in_colour(feed: Callable[..., None], shown: NormPlot) -> None:
    feed(EpochRecord(1, 0.5, tuple(float(k) for k in range(1, 57))))
    looks = {(curve.colour, id(curve.shape)) for curve in shown.curves}
    assert len(looks) == 56
    assert len({id(curve.shape) for curve in shown.curves[:7]}) == 7


def test_curves_take_the_theme_s_colours_in_order(feed: Callable[..., None], shown: NormPlot) -> None:
    feed(EpochRecord(1, 0.5, (1.0, 2.0)))
    assert [curve.colour for curve in shown.curves] == list(DARK.series[:2])
    shown.set_theme(LIGHT)
    assert [curve.line.pen().color().name() for curve in shown.curves] == list(LIGHT.series[:2])


def test_a_layer_without_gradient_lies_on_the_lower_edge(feed: Callable[..., None], shown: NormPlot) -> None:
    feed(EpochRecord(1, 0.5, (0.0, 0.1)), EpochRecord(2, 0.5, (0.0, 0.1)))
    assert shown.curves[0].points[1].tolist() == [shown._view.y_range[0]] * 2
    shown._point_at(1)
    assert "1  0\n" in shown.readout_text


def test_a_gradient_that_is_no_number_leaves_a_gap(feed: Callable[..., None], shown: NormPlot) -> None:
    bad = float("nan")
    feed(*[EpochRecord(k, 0.5, (0.1 if k != 2 else bad,)) for k in (1, 2, 3)])
    heights = shown.curves[0].points[1]
    assert np.isnan(heights).tolist() == [False, True, False]
    shown._point_at(2)
    assert shown.readout_text.splitlines()[1] == "1  NaN"


@pytest.mark.parametrize(("width", "rows"), [(600, 1), (250, 2)])
def test_the_legend_wraps_where_it_is_narrow(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace, width: int, rows: int
) -> None:
    shown.show_frame(xor.live)
    feed(*xor.records)
    shown.resize(width, 300)
    tops = {button.y() for button in shown.legend.buttons}
    assert len(tops) == rows
    right = max(button.geometry().right() for button in shown.legend.buttons)
    assert right < shown.legend.viewport().width()


def test_forty_layers_leave_room_for_the_curves(
    feed: Callable[..., None], shown: NormPlot, qtbot: QtBot
) -> None:
    feed(EpochRecord(1, 0.5, (1.0,) * 40))
    shown.resize(250, 200)
    qtbot.waitUntil(lambda: shown.legend.height() <= 60)
    qtbot.waitUntil(lambda: shown._view.height() >= 100)


def test_a_low_plot_names_the_layers_of_a_small_network_all_the_same(
    feed: Callable[..., None], shown: NormPlot, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    shown.show_frame(xor.live)
    feed(*xor.records)
    shown.resize(220, 120)
    bottom = lambda: max(button.geometry().bottom() for button in shown.legend.buttons)  # noqa: E731
    qtbot.waitUntil(lambda: shown.legend.buttons[3].y() > 0 and bottom() < shown.legend.height())
