"""Plots above one another show the same epochs at the same places, and stay readable where curves jump."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nnviz.session.records import EpochRecord, Rewound
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.plots.norm_plot import NormPlot
from nnviz.ui.plots.sequential import STEPS, colour, image
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.theme import DARK, LIGHT, Theme
from tests.ui.plots.test_loss_plot import turn_wheel


@pytest.fixture
def plots(qtbot: QtBot) -> tuple[LossPlot, NormPlot]:
    time = TimeAxis()
    made = LossPlot(time), NormPlot(time)
    for plot in made:
        qtbot.addWidget(plot)
        time.setParent(plot)
        plot.resize(360, 320)
        with qtbot.waitSignal(plot.redrawn):
            plot.show()
    return made


def feed(plots: tuple[LossPlot, NormPlot], records: list[object]) -> None:
    for plot in plots:
        plot.show_records(records)  # type: ignore[arg-type]
    for plot in plots:
        plot.redraw()


def calm(count: int) -> list[EpochRecord]:
    return [EpochRecord(epoch, 1 / epoch, (1e-5 / epoch, 2.0)) for epoch in range(1, count + 1)]


def wild(count: int) -> list[EpochRecord]:
    """Losses that jump by two decades from epoch to epoch, one of them by six, and norms likewise."""
    rng = np.random.default_rng(3)
    values = 10.0 ** rng.uniform(-2, 0, count)
    values[count // 3] = 1e4
    return [EpochRecord(k, float(v), (float(v) / 10, 2.0)) for k, v in enumerate(values, 1)]


def test_an_epoch_stands_at_the_same_place_in_both(plots: tuple[LossPlot, NormPlot]) -> None:
    feed(plots, calm(300))
    loss, norms = plots
    assert loss._view.x_range == norms._view.x_range
    assert loss._view.place(150, 0).x() == norms._view.place(150, 0).x() == loss.history.place(150, 0).x()


def test_a_run_that_starts_over_is_short_in_both(plots: tuple[LossPlot, NormPlot]) -> None:
    feed(plots, calm(300))
    feed(plots, [Rewound(0)])
    assert [plot._view.x_range for plot in plots] == [(0.0, 5.1), (0.0, 5.1)]
    feed(plots, calm(20))
    assert [plot._view.x_range[1] for plot in plots] == pytest.approx([20.4, 20.4])


def test_zooming_one_zooms_the_other_and_fitting_either_fits_both(
    plots: tuple[LossPlot, NormPlot],
) -> None:
    feed(plots, calm(300))
    loss, norms = plots
    turn_wheel(loss)
    assert norms._view.x_range == loss._view.x_range != (0.0, 306.0)
    assert loss.history.x_range == loss._view.x_range
    feed(plots, [EpochRecord(301, 1.0, (1.0, 1.0))])
    assert norms._view.x_range == loss._view.x_range
    norms.fit()
    feed(plots, [])
    assert loss._view.x_range == norms._view.x_range == (0.0, pytest.approx(301 * 1.02))


def test_where_curves_jump_the_line_is_the_geometric_mean_and_the_band_holds_every_epoch(
    plots: tuple[LossPlot, NormPlot],
) -> None:
    records = wild(900)
    feed(plots, records)
    curve = plots[0].curves[0]
    assert plots[0].stretch == 16
    assert plots[0]._view.caption == "line: mean of 16 epochs · band: lowest to highest"
    line, losses = curve.line.path(), np.array([record.loss for record in records])
    first = line.elementAt(0)
    assert first.x == 8.5
    assert first.y == pytest.approx(np.log10(losses[:16]).mean())
    corners = [curve.ground.path().elementAt(k) for k in range(curve.ground.path().elementCount())]
    assert (301.0, np.log10(1e4)) in [(corner.x, corner.y) for corner in corners]
    known = {(record.epoch, float(np.log10(record.loss))) for record in records}
    assert {(corner.x, corner.y) for corner in corners} <= known


def test_a_calm_curve_is_its_epochs_and_says_nothing(plots: tuple[LossPlot, NormPlot]) -> None:
    feed(plots, calm(300))
    assert plots[0]._view.caption == ""
    assert plots[0].curves[0].ground.path().isEmpty()
    assert plots[0].curves[0].line.path().elementCount() == len(plots[0].curves[0].points[0])


def test_a_long_curve_is_drawn_from_its_overview_and_keeps_every_spike(
    plots: tuple[LossPlot, NormPlot],
) -> None:
    losses = np.full(60_000, 0.1)
    spikes = {7: 3.0, 31_234: 2.0, 59_000: 0.001}
    for epoch, value in spikes.items():
        losses[epoch - 1] = value
    feed(plots, [EpochRecord(k, float(v), (1.0, 1.0)) for k, v in enumerate(losses, 1)])
    drawn = dict(zip(*plots[0].curves[0].points, strict=True))
    assert len(drawn) <= 2 * plots[0]._view.pixels + 20  # labels may have become wider since
    assert {epoch: drawn[epoch] for epoch in spikes} == {e: np.log10(v) for e, v in spikes.items()}


# -- the history strip -----------------------------------------------------------------------------


def test_each_cell_of_the_history_has_the_colour_of_its_norm(plots: tuple[LossPlot, NormPlot]) -> None:
    feed(plots, [EpochRecord(epoch, 1.0, (1e-3 if epoch < 3 else 1e-1, 10.0)) for epoch in range(1, 6)])
    strip = plots[0].history
    QApplication.processEvents()
    assert strip.isVisible()
    assert strip.limits == (-3.0, 1.0)
    picture = strip.grab().toImage()
    for epoch, row, share in ((1, 0, 0.0), (5, 0, 0.5), (3, 1, 1.0)):
        found = picture.pixelColor(strip.place(epoch, 1.5 - row).toPoint())
        wanted = colour(round(share * (STEPS - 1)) / (STEPS - 1), DARK)
        assert (found.red(), found.green(), found.blue()) == (wanted.red(), wanted.green(), wanted.blue())


def test_pointing_at_the_history_reads_the_record_and_a_click_enters_it(
    plots: tuple[LossPlot, NormPlot], qtbot: QtBot
) -> None:
    feed(plots, calm(200))
    QApplication.processEvents()
    loss, strip = plots[0], plots[0].history
    strip.set_titles(["Dense 1", "tanh 2"])
    chosen: list[int] = []
    loss.epoch_chosen.connect(chosen.append)
    at = strip.place(50, 1.5).toPoint()
    qtbot.mouseMove(strip.viewport(), at)
    epoch = round(strip.point_at(QPointF(at))[0])
    assert strip.readout_text.startswith(f"Dense 1 · epoch {epoch} · ‖∂E/∂Y‖ ")
    assert float(strip.readout_text.split()[-1].replace("−", "-")) == pytest.approx(1e-5 / epoch, rel=1e-6)
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [epoch]
    qtbot.mouseMove(strip.viewport(), QPoint(1, 1))
    assert strip.readout_text == ""


def test_the_keys_go_down_from_the_curve_over_the_layers_of_the_history(
    plots: tuple[LossPlot, NormPlot], qtbot: QtBot
) -> None:
    feed(plots, calm(200))
    QApplication.processEvents()
    loss, strip = plots[0], plots[0].history
    strip.set_titles(["Dense 1", "tanh 2"])
    loss.resize(600, 420)
    QApplication.processEvents()
    assert strip.isVisible()
    chosen: list[int] = []
    loss.epoch_chosen.connect(chosen.append)
    epoch = 200  # where it comes in
    told = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        qtbot.keyClick(loss, key)
        told.append(strip.readout_text.rsplit(" ", 2)[0])
        assert loss.accessibleDescription() == strip.readout_text
    last = len(strip._kept)
    assert last == 2
    assert told == [
        f"Dense 1 · epoch {epoch} ·", f"tanh 2 · epoch {epoch} ·", f"tanh 2 · epoch {epoch} ·",
        f"tanh 2 · epoch {epoch - 1} ·", f"Dense 1 · epoch {epoch - 1} ·",
    ]  # fmt: skip
    qtbot.keyClick(loss, Qt.Key.Key_Return)
    assert chosen == [epoch - 1]
    qtbot.keyClick(loss, Qt.Key.Key_Up)
    assert strip.readout_text == ""
    assert loss.accessibleDescription() == loss.readout_text
    qtbot.keyClick(loss, Qt.Key.Key_Down)
    QApplication.sendEvent(loss, QFocusEvent(QEvent.Type.FocusOut))
    assert strip.readout_text == ""


def test_the_history_follows_a_rewind_and_another_network(plots: tuple[LossPlot, NormPlot]) -> None:
    feed(plots, [*calm(200), Rewound(120)])
    assert plots[0].history._kept[0][0].last is not None
    assert plots[0].history._kept[0][0].last.epoch == 120
    feed(plots, [Rewound(0), EpochRecord(1, 1.0, (1.0, 1.0, 1.0))])
    assert len(plots[0].history._kept) == 3


def test_a_low_plot_keeps_its_room_for_the_curve(plots: tuple[LossPlot, NormPlot]) -> None:
    feed(plots, calm(20))
    assert plots[0].history.isVisible()
    plots[0].resize(360, 150)
    assert not plots[0].history.isVisible()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_scale_of_sizes_only_rises_in_lightness_or_only_falls(theme: Theme) -> None:
    tones = [colour(share, theme) for share in np.linspace(0, 1, 25)]
    light = [0.2126 * t.redF() + 0.7152 * t.greenF() + 0.0722 * t.blueF() for t in tones]
    steps = np.diff(light)
    assert (steps > 0).all() or (steps < 0).all()
    nothing = image(np.array([[np.nan, 0.0]]), theme)
    assert nothing.pixelColor(0, 0).alpha() == 0
    assert nothing.pixelColor(1, 0).alpha() == 255


def test_a_curve_is_two_pixels_of_the_window_wide_on_any_screen(
    plots: tuple[LossPlot, NormPlot], monkeypatch: pytest.MonkeyPatch
) -> None:
    plot = plots[0]
    assert plot.curves[0].line.pen().widthF() == 2.0
    monkeypatch.setattr(plot._view, "devicePixelRatioF", lambda: 2.0)
    plot.set_theme(LIGHT)
    assert plot.curves[0].line.pen().widthF() == 4.0
