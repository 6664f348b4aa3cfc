"""Points drawn with the mouse become exactly the data that the network learns from."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from nnviz.nn.describe import Array
from nnviz.session.cursor import Unit
from nnviz.session.lesson import load
from nnviz.session.results import Curve, Surface
from nnviz.session.setup import Part, Setup
from nnviz.ui.drawing.points_tool import PointsTool
from nnviz.ui.drawing.sketch import classes_of
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
XOR = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
LINE = Setup(
    Part("sine", {"points": 5}),
    (Part("Dense", {"units": 4}), Part("Tanh"), Part("Dense", {"units": 1})),
    Part("MSE"),
    Part("Adam", {"learning_rate": 0.01}),
    batch_size=5,
)


def begin(qtbot: QtBot, window: MainWindow) -> PointsTool:
    """The tool of the result on the screen, turned on."""
    qtbot.waitUntil(lambda: window.results.page is not None, timeout=10_000)
    window.menus.points_asked.emit()
    tool = window.results._tools[window.results.page]
    assert tool.strip.isVisible()
    qtbot.waitUntil(lambda: tool._ground.area.width() > 60, timeout=5_000)
    qtbot.wait(200)  # the panels have taken their sizes
    return tool


def spot(tool: PointsTool, across: float, down: float) -> QPoint:
    area = tool._ground.area
    at = QPointF(area.left() + across * area.width(), area.top() + down * area.height())
    return at.toPoint()


def stroke(qtbot: QtBot, tool: PointsTool, *places: QPoint, button: Qt.MouseButton = LEFT) -> None:
    view = tool._ground.view.viewport()
    qtbot.mousePress(view, button, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(view, place)
    qtbot.mouseRelease(view, button, pos=places[-1])


def surface(window: MainWindow) -> Surface:
    assert window.shown is not None
    assert window.shown.surface is not None
    return window.shown.surface


def learned(qtbot: QtBot, window: MainWindow, count: int) -> Surface:
    """The plane once the network learns from so many points."""
    qtbot.waitUntil(lambda: len(surface(window).points) == count, timeout=5_000)
    return surface(window)


def expected(before: Surface, tool: PointsTool, place: QPoint) -> Array:
    """Where a pixel of the square lies in the plane: cells reach half a cell beyond the range."""
    square = tool._ground.area
    half = (before.high - before.low) / 80
    low, wide = before.low - half, before.high - before.low + 2 * half
    across = (place.x() - square.left()) / square.width()
    up = (square.bottom() - place.y()) / square.height()
    return np.array([low + across * wide, low + up * wide])


def test_clicks_of_both_buttons_add_points_of_both_classes(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    tool = begin(qtbot, window)
    before = surface(window)
    first, second, third = (spot(tool, *place) for place in ((0.25, 0.3), (0.7, 0.6), (0.5, 0.1)))
    stroke(qtbot, tool, first)
    learned(qtbot, window, 5)
    stroke(qtbot, tool, second, button=RIGHT)
    learned(qtbot, window, 6)
    qtbot.mouseClick(tool._ground.view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, third)
    now = learned(qtbot, window, 7)
    places = [expected(before, tool, place) for place in (first, second, third)]
    np.testing.assert_array_equal(now.points[:4], XOR)
    np.testing.assert_allclose(now.points[4:], places, atol=0.0006)
    np.testing.assert_array_equal(np.round(now.points, 3), now.points)
    np.testing.assert_array_equal(now.targets, [0, 1, 1, 0, 1, 0, 0])
    assert (now.low, now.high) == (before.low, before.high)
    assert window.shown is not None
    assert [tool.sketch.points[4].inputs] == [tuple(now.points[4])]


def test_the_weights_are_those_that_were_trained(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    window.actions_.steps[Unit.PASS, True].trigger()
    window.actions_.end.trigger()
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.position == 11, timeout=5_000)
    tool = begin(qtbot, window)
    assert window.shown is not None
    before = window.shown.arrays["dense_1"]["W"].copy()
    stroke(qtbot, tool, spot(tool, 0.4, 0.4))
    learned(qtbot, window, 5)
    assert window.shown.position == 0
    np.testing.assert_array_equal(window.shown.arrays["dense_1"]["W"], before)


def test_undo_takes_one_stroke_back_and_redo_brings_it_again(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    tool = begin(qtbot, window)
    stroke(qtbot, tool, spot(tool, 0.1, 0.2), spot(tool, 0.9, 0.2))
    many = len(tool.sketch.points)
    assert many == 4 + 1 + int(0.8 * tool._ground.area.width() / 14 + 0.02)
    learned(qtbot, window, many)
    stroke(qtbot, tool, spot(tool, 0.5, 0.8))
    learned(qtbot, window, many + 1)
    for action, count in (("undo", many), ("undo", 4), ("redo", many)):
        qtbot.waitUntil(lambda name=action: getattr(window.actions_, name).isEnabled(), timeout=5_000)
        getattr(window.actions_, action).trigger()
        learned(qtbot, window, count)
    qtbot.waitUntil(lambda: len(tool.sketch.points) == many, timeout=5_000)


def test_the_eraser_takes_away_what_it_goes_over(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    tool = begin(qtbot, window)
    tool.strip.tools.set_value("eraser")
    at = [tool._ground.pixel(point).toPoint() for point in tool.sketch.points]
    stroke(qtbot, tool, at[0], at[1])  # from (0, 0) to (0, 1)
    now = learned(qtbot, window, 2)
    np.testing.assert_array_equal(now.points, XOR[2:])
    np.testing.assert_array_equal(now.targets, [1, 0])


def test_spraying_scatters_more_points(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    tool = begin(qtbot, window)
    tool.strip.spray.click()
    stroke(qtbot, tool, spot(tool, 0.3, 0.5), spot(tool, 0.7, 0.5))
    added = len(tool.sketch.points) - 4
    assert added >= 0.8 * 0.4 * tool._ground.area.width() / 5
    now = learned(qtbot, window, 4 + added)
    assert len({float(y) for y in now.points[4:, 1]}) > added / 2


def test_no_points_and_one_class_are_said_and_break_nothing(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    tool = begin(qtbot, window)
    tool.strip.clear.click()
    assert "No points" in tool.strip.text
    assert not tool._ground.view._points.isVisible()
    window.actions_.forward.trigger()  # the network still has its data
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.position > 0, timeout=5_000)
    assert len(surface(window).points) == 4
    stroke(qtbot, tool, spot(tool, 0.5, 0.5))
    now = learned(qtbot, window, 1)
    assert tool.strip.text == "Only one class so far"
    np.testing.assert_array_equal(now.targets, [1])
    stroke(qtbot, tool, spot(tool, 0.7, 0.5), button=RIGHT)
    now = learned(qtbot, window, 2)
    np.testing.assert_array_equal(now.targets, [1, 0])
    qtbot.waitUntil(lambda: tool.strip.text == "", timeout=5_000)
    assert tool._ground.view._points.isVisible()


def test_a_click_beside_the_plane_or_after_the_end_draws_nothing(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    tool = begin(qtbot, window)
    with qtbot.assertNotEmitted(tool.asked, wait=50):
        stroke(qtbot, tool, QPoint(30, 3))
        tool.strip.close_button.click()
        assert not tool.strip.isVisible()
        stroke(qtbot, tool, spot(tool, 0.5, 0.5))
    assert len(tool.sketch.points) == 4


def test_points_are_drawn_on_a_line_and_erased_with_the_right_button(qtbot: QtBot, opened: Opener) -> None:
    window = opened(LINE)
    tool = begin(qtbot, window)
    assert window.shown is not None
    curve = window.shown.result
    assert isinstance(curve, Curve)
    place = spot(tool, 0.3, 0.4)
    view = tool._ground.view
    low, high = view.limits
    stroke(qtbot, tool, place)

    def samples() -> tuple[Array, Array]:
        assert window.shown is not None
        result = window.shown.result
        assert isinstance(result, Curve)
        return result.learned.x, result.learned.targets

    qtbot.waitUntil(lambda: len(samples()[0]) == 6, timeout=5_000)
    x, y = (float(each[5, 0]) for each in samples())
    area = tool._ground.area
    left, right = float(curve.axis[0]), float(curve.axis[-1])
    assert x == pytest.approx(left + (place.x() - area.left()) / area.width() * (right - left), abs=0.001)
    assert y == pytest.approx(low + (area.bottom() - place.y()) / area.height() * (high - low), abs=0.001)
    assert window.shown.batches == 1  # all at once, as before
    qtbot.waitUntil(lambda: len(tool.sketch.points) == 6 and not tool._changed, timeout=5_000)
    stroke(qtbot, tool, tool._ground.pixel(tool.sketch.points[5]).toPoint(), button=RIGHT)
    qtbot.waitUntil(lambda: len(samples()[0]) == 5, timeout=5_000)


def test_features_and_points_go_together(qtbot: QtBot, opened: Opener) -> None:
    window = opened()
    window.menus.features_asked.emit()
    qtbot.mouseClick(window.desk.features.buttons["x1*x2"], LEFT)
    qtbot.waitUntil(lambda: window.shown is not None and len(window.shown.stage.features) == 3, timeout=5_000)
    tool = begin(qtbot, window)
    stroke(qtbot, tool, spot(tool, 0.3, 0.3))
    now = learned(qtbot, window, 5)
    assert window.shown is not None
    assert window.shown.stage.features == ("x1", "x2", "x1*x2")
    np.testing.assert_array_equal(now.points[:4], XOR)


def test_where_no_points_can_be_drawn_that_is_said(opened: Opener) -> None:
    window = opened(load("digits").setup)
    window.menus.points_asked.emit()
    assert "one or two inputs" in window.notice.text()


@pytest.mark.parametrize(
    ("targets", "pair"),
    [
        ([0, 1, 1], (1, 0)),
        ([-1, 1], (1, -1)),
        ([0, 0], (1, 0)),
        ([1], (1, 0)),
        ([-1], (1, -1)),
        ([3, 5, 4], (5, 3)),
    ],
)
def test_the_targets_to_draw_with_are_those_of_the_data(
    targets: list[float], pair: tuple[float, ...]
) -> None:
    assert classes_of(np.array(targets, float)) == pair


def keys(qtbot: QtBot, window: MainWindow, *pressed: Qt.Key) -> None:
    for key in pressed:
        qtbot.keyClick(window.focusWidget(), key)


def test_points_of_both_classes_are_drawn_taken_away_and_taken_back_by_keys_alone(
    qtbot: QtBot, opened: Opener
) -> None:
    window = opened()
    window.activateWindow()
    tool = begin(qtbot, window)
    assert window.focusWidget() is window.results.page
    assert all(item.isVisible() for item in tool.keys._items)
    before, key = surface(window), Qt.Key
    keys(qtbot, window, *[key.Key_Left] * 10, *[key.Key_Up] * 10, key.Key_1)
    assert tool.strip.text == "Arrows · 1 or 2: point · Delete · Esc: done"
    found = learned(qtbot, window, 5)
    place = spot(tool, 0.25, 0.25)
    assert np.allclose(found.points[-1], expected(before, tool, place), atol=0.03)
    assert found.targets[-1] == tool.sketch.classes[0]
    keys(qtbot, window, key.Key_Right, key.Key_2)
    found = learned(qtbot, window, 6)
    assert found.targets[-1] == tool.sketch.classes[1]
    keys(qtbot, window, key.Key_Delete)
    assert learned(qtbot, window, 5).targets[-1] == tool.sketch.classes[0]
    qtbot.keyClick(window.focusWidget(), key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    learned(qtbot, window, 6)
    keys(qtbot, window, key.Key_Escape)
    assert not tool.on
    assert not any(item.isVisible() for item in tool.keys._items)


def test_the_cross_of_the_keys_stays_in_the_picture_and_leaves_with_the_keys(
    qtbot: QtBot, opened: Opener
) -> None:
    window = opened(LINE)
    window.activateWindow()
    tool = begin(qtbot, window)
    keys(qtbot, window, *[Qt.Key.Key_Up] * 45)
    assert tool.keys.at.y() == tool._ground.area.top()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert tool.keys.place.y() == 1 / 160
    keys(qtbot, window, Qt.Key.Key_Space)
    assert len(tool.sketch.points) == 6
    window.canvas.setFocus()
    assert tool.strip.text == ""
    assert not any(item.isVisible() for item in tool.keys._items)
