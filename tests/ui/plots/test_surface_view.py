"""The surface view shows the frame's values in the diverging scale, the right way up."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsSimpleTextItem
from pytestqt.qtbot import QtBot

from nnviz.session.frame import Frame
from nnviz.session.results import Surface
from nnviz.ui import text_size
from nnviz.ui.diverging import colour_table, indices
from nnviz.ui.plots.surface_view import SurfaceView
from nnviz.ui.theme import DARK, LIGHT, Theme

# The screen that tests draw on cannot be told how small a window may be, and says so.


@pytest.fixture
def view(qtbot: QtBot) -> SurfaceView:
    made = SurfaceView()
    qtbot.addWidget(made)
    made.resize(330, 300)
    made.show()
    return made


def looked_up(values: np.ndarray, low: float = 0.0, high: float = 1.0) -> Callable[[np.ndarray], np.ndarray]:
    """A network that gives everywhere the nearest of the values (41, 41) of a plane."""

    def find(points: np.ndarray) -> np.ndarray:
        columns, rows = np.rint((points - low) / (high - low) * 40).astype(int).T
        return values[rows, columns]

    return find


def with_surface(frame: Frame, values: np.ndarray, **changes: object) -> Frame:
    """A frame whose surface has other values, and one data point in the middle."""
    surface = Surface(0.0, 1.0, looked_up(values), np.array([[0.5, 0.5]]), np.array([0.0]))
    return dataclasses.replace(frame, result=surface, rows=(), **changes)


def colour_of_cell(view: SurfaceView, row: int, column: int) -> QColor:
    return view.map.grab().toImage().pixelColor(view.map.cell_rect((row, column)).center().toPoint())


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_cell_has_the_colour_of_its_value(
    view: SurfaceView, xor: SimpleNamespace, theme: Theme
) -> None:
    view.set_theme(theme)
    view.show_frame(
        dataclasses.replace(
            xor.live,
            result=dataclasses.replace(xor.live.surface, points=np.empty((0, 2)), targets=np.empty(0)),
        )
    )
    values = xor.live.surface.values
    table, places = colour_table(theme), indices(values, 1.0)
    image = view.map.grab().toImage()
    for row in range(0, 41, 8):
        for column in range(0, 41, 8):
            at = view.map.cell_rect((row, column)).center().toPoint()
            assert image.pixelColor(at) == QColor.fromRgb(table[places[row, column]])


def test_the_numbers_of_the_axes_are_seen_whole_in_large_texts(
    view: SurfaceView, xor: SimpleNamespace
) -> None:
    view.show_frame(xor.live)
    text_size.set_added(20)
    view.resize(1000, 1400)
    texts = [item for item in view.map.items() if isinstance(item, QGraphicsSimpleTextItem)]
    assert len(texts) > 5
    assert min(text.sceneBoundingRect().left() for text in texts) >= 0


def test_row_zero_is_at_the_bottom_and_column_zero_at_the_left(
    view: SurfaceView, xor: SimpleNamespace
) -> None:
    values = np.zeros((41, 41))
    values[0, 0], values[40, 0] = 1.0, -1.0
    view.show_frame(with_surface(xor.live, values))
    image, square = view.map.grab().toImage(), view.map.square
    bottom_left = image.pixelColor(int(square.left()) + 3, int(square.bottom()) - 3)
    top_left = image.pixelColor(int(square.left()) + 3, int(square.top()) + 3)
    assert (bottom_left, top_left) == (QColor(DARK.positive), QColor(DARK.negative))


def test_the_scale_ends_at_a_round_number_that_nothing_exceeds(
    view: SurfaceView, xor: SimpleNamespace
) -> None:
    view.show_frame(xor.live)
    assert view.map._bar.limit == 1.0
    view.show_frame(with_surface(xor.live, np.full((41, 41), -0.13)))
    assert view.map._bar.limit == 0.2


def test_the_map_is_square_and_inside_the_view(view: SurfaceView, xor: SimpleNamespace) -> None:
    view.show_frame(xor.live)
    for size in ((280, 180), (900, 300), (300, 900)):
        view.resize(*size)
        square = view.map.square
        assert square.width() == square.height() >= 80
        assert view.map.rect().contains(square.toRect())


def test_data_points_have_the_colour_of_their_targets(view: SurfaceView, xor: SimpleNamespace) -> None:
    view.show_frame(xor.live)
    image = view.map.grab().toImage()
    found = [image.pixelColor(view.map.place(point).toPoint()) for point in xor.live.surface.points]
    assert found == [QColor(c) for c in (DARK.neutral, DARK.positive, DARK.positive, DARK.neutral)]


def test_a_point_lies_on_the_cell_of_its_inputs(view: SurfaceView, xor: SimpleNamespace) -> None:
    view.show_frame(xor.live)  # the plane is −0.3 to 1.3 in 41 steps: 0.5 is the middle one
    middle = view.map.place(np.array([0.5, -0.3]))
    rect = view.map.cell_rect((0, 20))
    assert (middle.x(), middle.y()) == pytest.approx((rect.center().x(), rect.center().y()))


def test_the_samples_of_a_paused_pass_are_ringed(view: SurfaceView, xor: SimpleNamespace) -> None:
    view.show_frame(xor.paused)
    assert xor.paused.rows == (3,)
    centre = view.map.place(np.array([1.0, 1.0]))
    ring = view.map._ring.path().boundingRect().center()
    assert (ring.x(), ring.y()) == pytest.approx((centre.x(), centre.y()))
    view.show_frame(xor.live)
    assert view.map._ring.path().isEmpty()


def test_pointing_reads_what_the_network_gives_right_there(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(xor.live)
    qtbot.mouseMove(view.map.viewport(), view.map.place((0.311, 0.742)).toPoint())
    read = re.fullmatch(r"x₁ (\S+), x₂ (\S+) → ŷ (\S+)", view.readout_text)
    assert read is not None
    first, second, output = (float(text.replace("−", "-")) for text in read.groups())
    assert (first, second) == pytest.approx((0.311, 0.742), abs=view.map.pixel)
    assert output == round(float(xor.live.surface.find(np.array([[first, second]]))[0]), 4)


def test_a_readout_follows_the_values_and_ends_outside(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    values = np.zeros((41, 41))
    values[28, 10] = 0.43211
    view.show_frame(with_surface(xor.live, values))
    at = view.map.cell_rect((28, 10)).center().toPoint()
    qtbot.mouseMove(view.map.viewport(), at)
    assert view.readout_text.endswith("→ ŷ +0.4321")
    view.show_frame(with_surface(xor.live, -values))
    assert view.readout_text.endswith("→ ŷ −0.4321")
    qtbot.mouseMove(view.map.viewport(), view.map.square.topLeft().toPoint() / 2)
    assert view.readout_text == ""


def test_pointing_at_a_sample_names_it_and_its_target(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(xor.live)
    qtbot.mouseMove(view.map.viewport(), view.map.place(np.array([1.0, 0.0])).toPoint())
    place, sample = view.readout_text.splitlines()
    assert sample == "sample 3 of 4, target 1"
    # its own inputs, not those of the pixel
    assert place == f"x₁ 1.000, x₂ 0.000 → ŷ {xor.live.surface.at(np.array([1.0, 0.0])):+.4f}"


def test_the_arrow_keys_walk_from_cell_to_cell(view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot) -> None:
    view.show_frame(with_surface(xor.live, np.arange(1681.0).reshape(41, 41)))
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.readout_text == "x₁ 0.425, x₂ 0.525 → ŷ +878.0000"


def with_held(frame: Frame) -> Frame:
    """A frame with one sample at (1, 0) that is held apart, on a plane of zeros."""
    surface = Surface(
        0.0, 1.0, looked_up(np.zeros((41, 41))), np.array([[0.2, 0.8]]), np.array([1.0]),
        np.array([[0.7, 0.3], [0.4, 0.4]]), np.array([-1.0, 0.5]),
    )  # fmt: skip
    return dataclasses.replace(frame, result=surface, rows=())


def test_what_is_held_apart_is_a_square_and_named_so(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(with_held(xor.live))
    assert view.legend.texts == ["learned: 1", "held apart: 2"]
    at = view.map.place(np.array([0.7, 0.3])).toPoint()
    image = view.map.grab().toImage()
    corner = round(0.55 * view.map.radius)
    assert image.pixelColor(at) == image.pixelColor(at.x() + corner, at.y() + corner) == QColor(DARK.negative)
    qtbot.mouseMove(view.map.viewport(), at)
    assert view.readout_text.splitlines()[1] == "held apart: sample 1 of 2, target −1"
    qtbot.mouseMove(view.map.viewport(), view.map.place(np.array([0.4, 0.4])).toPoint())
    assert view.readout_text.splitlines()[1] == "held apart: sample 2 of 2, target 0.5000"
    qtbot.mouseMove(view.map.viewport(), view.map.place(np.array([0.2, 0.8])).toPoint())
    assert view.readout_text.splitlines()[1] == "sample 1 of 1, target 1"


def test_there_is_no_legend_where_nothing_is_held_apart(view: SurfaceView, xor: SimpleNamespace) -> None:
    view.show_frame(with_held(xor.live))
    assert view.legend.isVisible()
    view.show_frame(xor.live)
    assert not view.legend.isVisible()


def test_a_hidden_view_draws_nothing_and_catches_up(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.hide()
    with qtbot.assertNotEmitted(view.drawn):
        view.show_frame(xor.paused)
        view.show_frame(xor.live)
    with qtbot.waitSignal(view.drawn):
        view.show()
    qtbot.waitUntil(lambda: view.map.square.width() > 100)
    assert colour_of_cell(view, 20, 20) == QColor.fromRgb(
        colour_table(DARK)[indices(xor.live.surface.values, 1.0)[20, 20]]
    )


def test_numbers_that_are_none_are_shown_as_neutral(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(with_surface(xor.live, np.full((41, 41), np.nan)))
    assert colour_of_cell(view, 3, 3) == QColor(DARK.neutral)
    qtbot.mouseMove(view.map.viewport(), view.map.cell_rect((3, 3)).center().toPoint())
    assert view.readout_text.endswith("ŷ NaN")


# -- the probe and the units ----------------------------------------------------------------------


def test_pressing_and_dragging_wishes_a_probe(view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot) -> None:
    view.show_frame(xor.live)
    wished: list[tuple[float, float]] = []
    view.probe_wished.connect(wished.append)
    port, square = view.map.viewport(), view.map.square
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=view.map.place((0.25, 0.75)).toPoint())
    assert wished[-1] == pytest.approx((0.25, 0.75), abs=view.map.pixel)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=view.map.place((1.0, 0.0)).toPoint())
    assert wished[-1] == (1.0, 0.0)  # a sample exactly
    count = len(wished)
    qtbot.mousePress(port, Qt.MouseButton.RightButton, pos=square.center().toPoint())
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=square.bottomRight().toPoint() + QPoint(25, 0))
    assert len(wished) == count


def test_the_keyboard_probes_and_moves_the_probe(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(with_surface(xor.live, np.zeros((41, 41))))
    wished: list[tuple[float, float]] = []
    view.probe_wished.connect(wished.append)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert wished == []  # to read is not to probe
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert wished == [(0.525, 0.5)]
    view.show_probe((0.525, 0.5))
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert wished[-1] == (0.525, 0.525)


def test_the_probe_is_marked_where_it_is(view: SurfaceView, xor: SimpleNamespace) -> None:
    view.show_frame(xor.live)
    view.show_probe((0.2, 0.9))
    assert view.map._probe.isVisible()
    assert view.map._probe.pos() == view.map.place((0.2, 0.9))
    view.resize(500, 420)
    assert view.map._probe.pos() == view.map.place((0.2, 0.9))
    view.show_probe(None)
    assert not view.map._probe.isVisible()


def test_a_unit_takes_the_place_of_the_output_and_gives_it_back(
    view: SurfaceView, xor: SimpleNamespace, qtbot: QtBot
) -> None:
    view.show_frame(xor.live)
    view.show_unit(("tanh_2", 1))
    assert (view.title, view.subtitle) == ("tanh 2, unit 2", "Y[2](x₁, x₂)")
    point = np.array([[1.0, 0.0]])
    expected = np.tanh(point @ xor.live.array("dense_1", "W") + xor.live.array("dense_1", "B"))[0, 1]
    qtbot.mouseMove(view.map.viewport(), view.map.place((1.0, 0.0)).toPoint())
    assert view.readout_text.splitlines()[0].endswith(f"→ Y[2] {expected:+.4f}".replace("-", "−"))
    shown, output = colour_of_cell(view, 30, 5), xor.live.surface.values
    view.show_unit(None)
    assert view.title == "Output over the input plane"
    assert colour_of_cell(view, 30, 5) == QColor.fromRgb(colour_table(DARK)[indices(output, 1.0)[30, 5]])
    assert shown != colour_of_cell(view, 30, 5)


def test_a_second_line_of_the_title_does_not_come_and_go(view: SurfaceView) -> None:
    """In a title bar the second line takes its height from the plot, which may not drive it out again."""
    allowed = []
    for height in (190, 225, 210, 190, 210):
        view.resize(278, height)
        allowed.append(view.header.may_stack)
    assert allowed == [False, True, True, False, False]
