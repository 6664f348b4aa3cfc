"""The loss plot draws the logarithms of the records, reads out the records, and works sparingly."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from nnviz.session.records import EpochRecord, Rewound
from nnviz.ui.plots.fit_button import FitButton
from nnviz.ui.plots.loss_plot import LossPlot
from nnviz.ui.theme import LIGHT


def record(epoch: int, loss: float) -> EpochRecord:
    return EpochRecord(epoch, loss, (loss,))


# The screen that tests draw on cannot be told how small a window may be, and says so.


@pytest.fixture
def plot(qtbot: QtBot) -> LossPlot:
    made = LossPlot()
    qtbot.addWidget(made)
    made.resize(330, 250)
    return made


@pytest.fixture
def shown(plot: LossPlot, qtbot: QtBot) -> LossPlot:
    with qtbot.waitSignal(plot.redrawn):
        plot.show()
    return plot


@pytest.fixture
def feed(shown: LossPlot, qtbot: QtBot) -> Callable[..., None]:
    def feed(*records: Any) -> None:
        with qtbot.waitSignal(shown.redrawn):
            shown.show_records(records)

    return feed


def heights(plot: LossPlot) -> dict[int, float]:
    x, y = plot.curves[0].points
    return {int(a): float(b) for a, b in zip(x, y, strict=True)}


def turn_wheel(plot: LossPlot, steps: int = 4) -> None:
    """Turns the wheel forward over the middle of the picture."""
    view = plot._view
    at = view.picture_rect().center()
    where = QPointF(view.viewport().mapToGlobal(at.toPoint()))
    none, turn = Qt.MouseButton.NoButton, QPoint(0, 120 * steps)
    phase, free = Qt.ScrollPhase.NoScrollPhase, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QWheelEvent(at, where, QPoint(), turn, none, free, phase, False))


def hint(plot: LossPlot) -> QLabel:
    return next(label for label in plot.findChildren(QLabel) if label.text() == "Press Run to train")


def test_the_curve_is_the_logarithm_of_every_record(
    feed: Callable[..., None], shown: LossPlot, xor: SimpleNamespace
) -> None:
    feed(*xor.records)
    losses = [item.loss for item in xor.records if isinstance(item, EpochRecord)]
    assert len(losses) == 205
    x, y = shown.curves[0].points
    assert x.tolist() == list(range(1, 206))
    assert y.tolist() == np.log10(losses).tolist()


def test_the_title_row_tells_loss_and_newest_epoch(
    feed: Callable[..., None], shown: LossPlot, xor: SimpleNamespace
) -> None:
    shown.show_frame(xor.live)
    feed(*xor.records)
    assert shown.title == "Loss"
    assert shown.subtitle == "MSE · epoch 205 · 0.06513"


def test_the_first_epoch_stands_beside_the_button_of_the_scale(shown: LossPlot) -> None:
    digit = shown.scale.fontMetrics().horizontalAdvance("0")
    assert shown.scale.geometry().right() < shown._view.picture_rect().left() - digit / 2


def test_pointing_reads_out_the_nearest_record(
    feed: Callable[..., None], shown: LossPlot, qtbot: QtBot
) -> None:
    feed(record(100, 0.2), record(206, 0.0616663), record(300, 0.01))
    view = shown._view
    at = view.place(230, -1.0).toPoint()
    qtbot.mouseMove(view.viewport(), at)
    assert shown.readout_text == "epoch 206 · E 0.06166630"
    qtbot.mouseMove(view.viewport(), QPoint(1, 1))
    assert shown.readout_text == ""


def test_a_click_chooses_the_nearest_record_and_a_drag_does_not(
    feed: Callable[..., None], shown: LossPlot, qtbot: QtBot
) -> None:
    feed(record(100, 0.2), record(206, 0.0616663), record(300, 0.01))
    view, chosen = shown._view, []
    shown.epoch_chosen.connect(chosen.append)
    at = view.place(230, -1.0).toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [206]
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(view.viewport(), at + QPoint(60, 0))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(60, 0))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=at)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert chosen == [206]


def test_enter_chooses_the_record_that_the_keys_read(
    feed: Callable[..., None], shown: LossPlot, qtbot: QtBot
) -> None:
    feed(record(1, 0.2), record(2, 0.1), record(3, 0.05))
    chosen: list[int] = []
    shown.epoch_chosen.connect(chosen.append)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert chosen == []  # nothing is read yet
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return):
        qtbot.keyClick(shown, key)
    assert chosen == [2]


def test_rewound_takes_back_the_later_epochs(feed: Callable[..., None], shown: LossPlot) -> None:
    feed(record(1, 0.5), record(2, 0.25), record(3, 0.125), Rewound(1), record(2, 1.0))
    assert heights(shown) == {1: np.log10(0.5), 2: 0.0}
    feed(Rewound(0))
    assert heights(shown) == {}


def test_before_the_first_record_it_says_what_to_do(feed: Callable[..., None], shown: LossPlot) -> None:
    assert hint(shown).isVisible()
    feed(record(1, 0.5))
    assert not hint(shown).isVisible()
    feed(Rewound(0))
    assert hint(shown).isVisible()


def test_one_record_is_a_visible_dot(feed: Callable[..., None], shown: LossPlot) -> None:
    feed(record(1, 0.5))
    at = shown._view.place(1, np.log10(0.5)).toPoint()
    assert shown._view.grab().toImage().pixelColor(at) == QColor(shown._theme.loss)


def test_a_loss_of_zero_lies_on_the_lower_edge_and_is_read_out_as_zero(
    feed: Callable[..., None], shown: LossPlot
) -> None:
    feed(record(1, 0.5), record(2, 0.0))
    assert heights(shown)[2] == shown._view.y_range[0] < np.log10(0.5)
    shown._point_at(2)
    assert shown.readout_text == "epoch 2 · E 0"


def test_many_calls_are_one_redraw(shown: LossPlot, qtbot: QtBot) -> None:
    shown.show_records([record(1, 0.5)])
    qtbot.waitSignal(shown.redrawn).wait()
    redraws: list[int] = []
    shown.redrawn.connect(lambda: redraws.append(len(heights(shown))))
    for epoch in range(2, 502):
        shown.show_records([record(epoch, 1 / epoch)])
    qtbot.waitUntil(lambda: bool(redraws))
    assert redraws == [501]


def test_ten_redraws_take_about_a_second(shown: LossPlot, qtbot: QtBot) -> None:
    from time import perf_counter

    times: list[float] = []

    def again() -> None:
        times.append(perf_counter())
        shown.show_records([record(len(times), 0.5)])

    shown.redrawn.connect(again)
    shown.show_records([Rewound(0)])
    qtbot.waitUntil(lambda: len(times) >= 5)
    shown.redrawn.disconnect(again)
    assert min(np.diff(times)) > 0.09


def test_while_training_five_redraws_take_a_second_and_the_pause_is_shown_at_once(
    shown: LossPlot, qtbot: QtBot, xor: SimpleNamespace
) -> None:
    from time import perf_counter

    shown.show_frame(xor.live)
    times: list[float] = []
    shown.redrawn.connect(lambda: times.append(perf_counter()))
    shown.show_records([Rewound(0)])
    qtbot.waitUntil(lambda: len(times) == 1)
    shown.show_records([record(1, 0.5)])
    qtbot.waitUntil(lambda: len(times) == 2)
    assert times[1] - times[0] > 0.19
    shown.show_records([record(2, 0.5)])
    assert shown._throttle._timer.remainingTime() > 150
    shown.show_frame(xor.paused)
    assert shown._throttle._timer.remainingTime() <= 100
    qtbot.waitUntil(lambda: len(times) == 3)


def test_a_title_and_its_subtitle_are_shortened_where_there_is_no_room(
    feed: Callable[..., None], shown: LossPlot
) -> None:
    feed(record(1, 0.5))
    header = shown.header
    title = header._title.sizeHint().width()
    header.set_may_stack(False)
    header.resize(title + 40, header.height())
    assert header._subtitle.text() == ""  # rather than three dots
    header.resize(title - 8, header.height())
    assert header._title.text().endswith("…")
    assert header._title.toolTip() == header.title == "Loss"


def test_a_hidden_plot_draws_nothing_and_catches_up(shown: LossPlot, qtbot: QtBot) -> None:
    shown.hide()
    with qtbot.assertNotEmitted(shown.redrawn, wait=250):
        shown.show_records([record(1, 0.5), record(2, 0.1)])
    assert heights(shown) == {}
    with qtbot.waitSignal(shown.redrawn):
        shown.show()
    assert heights(shown) == {1: np.log10(0.5), 2: -1.0}


def test_a_hundred_thousand_epochs_are_two_points_a_column(
    feed: Callable[..., None], shown: LossPlot
) -> None:
    losses = np.ones(100_000)
    losses[54_321] = 50.0
    feed(*[record(epoch, loss) for epoch, loss in enumerate(losses, 1)])
    assert len(heights(shown)) <= 2 * shown._view.pixels + 2
    assert heights(shown)[54_322] == np.log10(50.0)


def test_the_cursor_line_marks_the_epoch_while_paused(
    feed: Callable[..., None], shown: LossPlot, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    feed(*xor.records)
    with qtbot.waitSignal(shown.redrawn):
        shown.show_frame(xor.paused)
    assert shown._view.cursor_epoch == 205
    with qtbot.waitSignal(shown.redrawn):
        shown.show_frame(xor.live)
    assert shown._view.cursor_epoch is None


def test_left_and_right_walk_from_record_to_record(
    feed: Callable[..., None], shown: LossPlot, qtbot: QtBot
) -> None:
    feed(record(10, 0.5), record(20, 0.25), record(30, 0.125))
    qtbot.keyClick(shown, Qt.Key.Key_Left)
    assert shown.readout_text == "epoch 30 · E 0.1250000"
    qtbot.keyClick(shown, Qt.Key.Key_Left)
    assert shown.readout_text == "epoch 20 · E 0.2500000"
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    assert shown.readout_text == "epoch 30 · E 0.1250000"
    assert shown.accessibleDescription() == shown.readout_text


@pytest.mark.parametrize(
    ("key", "modifiers", "taken"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, True),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, False),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, False),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_only_the_bare_arrows_are_kept_from_the_window(
    shown: LossPlot, key: Qt.Key, modifiers: Qt.KeyboardModifier, taken: bool
) -> None:
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, key, modifiers)
        event.ignore()
        shown.event(event)
        assert event.isAccepted() is taken


def test_zooming_by_hand_stays_until_fit_is_pressed(
    feed: Callable[..., None], shown: LossPlot, qtbot: QtBot
) -> None:
    feed(*[record(epoch, 1 / epoch) for epoch in range(1, 101)])
    button = shown.findChild(FitButton)
    assert button is not None
    assert not button.isVisible()
    turn_wheel(shown)
    assert button.isVisible()
    by_hand = shown._view.x_range
    feed(record(101, 0.001))
    assert shown._view.x_range == by_hand
    with qtbot.waitSignal(shown.redrawn):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isVisible()
    low, high = shown._view.x_range
    assert low == 0.0
    assert 101 <= high < 105


def test_a_double_click_fits(feed: Callable[..., None], shown: LossPlot, qtbot: QtBot) -> None:
    feed(record(1, 0.5), record(50, 0.5))
    turn_wheel(shown)
    with qtbot.waitSignal(shown.redrawn):
        qtbot.mouseDClick(shown._view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(150, 80))
    assert shown._view.x_range[0] == 0.0


def test_a_theme_colours_ground_and_curve(feed: Callable[..., None], shown: LossPlot) -> None:
    shown.set_theme(LIGHT)
    feed(record(1, 0.5), record(100, 0.5))
    image = shown.grab().toImage()
    assert image.pixelColor(image.width() // 2, 8) == QColor(LIGHT.panel)
    at = shown._view.mapTo(shown, shown._view.place(30, np.log10(0.5)).toPoint())
    column = [image.pixelColor(at.x(), y) for y in range(at.y() - 2, at.y() + 3)]
    assert QColor(LIGHT.loss) in column


def test_zooming_in_brings_back_every_epoch(feed: Callable[..., None], shown: LossPlot, qtbot: QtBot) -> None:
    feed(*[record(epoch, 1.0 + epoch % 7) for epoch in range(1, 50_001)])
    assert len(heights(shown)) < 1000
    with qtbot.waitSignal(shown.redrawn):
        shown._view._choose((20_000, 20_040), shown._view.y_range)
    drawn = heights(shown)
    assert [drawn[epoch] for epoch in range(20_000, 20_041)] == [
        np.log10(1.0 + epoch % 7) for epoch in range(20_000, 20_041)
    ]
