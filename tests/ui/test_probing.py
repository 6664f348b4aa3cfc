"""The probe and the thumbnails in the real window: from the plane to the canvas and back."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from nnviz.session import commands
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.neuron import Neuron
from nnviz.ui.plots.surface_view import SurfaceView
from nnviz.ui.settings import Settings
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, at, press


def plane(qtbot: QtBot, window: MainWindow) -> SurfaceView:
    qtbot.waitUntil(lambda: window.results.page is not None)
    page = window.results.page
    assert isinstance(page, SurfaceView)
    return page


def outputs(window: MainWindow) -> list[str]:
    """What stands in the unit of the last layer."""
    assert window.canvas.picture is not None
    return [label.text for label in window.canvas.picture.columns["tanh_4"].units.numbers]


def expected(window: MainWindow, point: tuple[float, float]) -> list[str]:
    assert window.shown is not None
    assert window.shown.surface is not None
    return [f"{window.shown.surface.at(np.array(point)):+.2f}".replace("-", "−")]


def drag(qtbot: QtBot, window: MainWindow, *points: tuple[float, float]) -> None:
    view = plane(qtbot, window).map
    for point in points:
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place(point).toPoint())


def shows_its_own(qtbot: QtBot, window: MainWindow, there: Callable[[], bool], column: str) -> None:
    """Waits for a network, and compares the thumbnails of a column with what it gives over the plane."""

    def is_settled() -> bool:
        """Whether it is there, and not still being trained for its lesson."""
        return there() and window.status.progress is None and not window.shown.live

    qtbot.waitUntil(is_settled, timeout=20_000)
    qtbot.waitUntil(lambda: window.canvas.picture.stage is window.shown.stage, timeout=10_000)
    np.testing.assert_array_equal(
        window.canvas.picture.thumbnails[column].values, window.shown.plane.values[column]
    )


def test_the_canvas_follows_the_probe_until_esc(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, Qt.Key.Key_Right)
    at(qtbot, window, 0, 1)
    window.canvas.set_mode(ColourMode.ACTIVATIONS)
    before = outputs(window)
    operation, state = window.inspector.accessibleDescription(), window.state.text()
    for point in ((0.2, 0.9), (1.0, 0.0)):
        drag(qtbot, window, point)
        assert window.probing.point is not None
        assert outputs(window) == expected(window, window.probing.point)
    assert window.probing.point == (1.0, 0.0)
    assert plane(qtbot, window).map._probe.isVisible()
    # everything beside the canvas stays with the pass of the training
    assert (window.inspector.accessibleDescription(), window.state.text()) == (operation, state)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.probing.point is None
    assert outputs(window) == before
    assert not plane(qtbot, window).map._probe.isVisible()


def test_it_follows_a_run_that_goes_on(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.canvas.set_mode(ColourMode.ACTIVATIONS)
    drag(qtbot, window, (1.0, 1.0))
    window.asked.emit(commands.TrainEpochs(300))
    qtbot.waitUntil(lambda: window.status.epochs == 300 and not window.status.running, timeout=20_000)
    qtbot.waitUntil(lambda: window.shown.pass_index == 1199, timeout=5000)
    assert outputs(window) == expected(window, (1.0, 1.0))


def test_esc_with_no_probe_is_left_to_others(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    changes: list[object] = []
    window.probing.changed.connect(changes.append)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert changes == []


def test_esc_ends_looking_at_a_neuron_and_then_the_probe(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    drag(qtbot, window, (0.5, 0.5))
    window.canvas.focus_on(Neuron("dense_1", 1))
    left = []
    for _ in range(2):
        qtbot.keyClick(window.canvas.view, Qt.Key.Key_Escape)
        left.append((window.canvas.neuron, window.probing.point))
    assert left == [(None, (0.5, 0.5)), (None, None)]


def test_thumbnails_of_one_network_are_not_shown_for_another(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    window.canvas.set_thumbnails(True)
    assert window.canvas.thumbnails.plane is not None
    window.director.open(window.director.catalogue.lesson("overfitting"))
    shows_its_own(qtbot, window, lambda: window.shown.stage.node("dense_5") is not None, "dense_5")
    window.asked.emit(commands.SetFeatures(("x1", "x2", "x1*x2")))
    shows_its_own(qtbot, window, lambda: len(window.shown.stage.features) == 3, "input")


def test_another_lesson_ends_it(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    drag(qtbot, window, (0.5, 0.5))
    window.director.open(window.director.catalogue.lesson("one-neuron"))
    assert window.probing.point is None


def test_thumbnails_are_switched_by_menu_and_button_and_remembered(
    opened: Opener, qtbot: QtBot, settings: Settings
) -> None:
    window = opened()
    entry = window.menus._made["thumbnails"]
    assert (entry.isChecked(), window.canvas.switch.isChecked()) == (False, False)
    window.canvas.switch.click()
    assert (entry.isChecked(), settings.thumbnails) == (True, True)
    assert window.canvas.picture is not None
    assert window.canvas.picture.thumbnails
    assert opened().canvas.switch.isChecked()
    entry.trigger()
    assert (window.canvas.switch.isChecked(), settings.thumbnails) == (False, False)
    assert not window.canvas.picture.thumbnails


def test_pointing_at_a_thumbnail_shows_the_unit_on_the_large_plane(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    page = plane(qtbot, window)
    window.canvas.set_thumbnails(True)
    assert window.canvas.picture is not None
    view, unit = window.canvas.view, window.canvas.picture.layout.places["tanh_2"].units[2]
    qtbot.mouseMove(view.viewport(), view.mapFromScene(unit))
    assert page.title == "tanh 2, unit 3"
    qtbot.mouseMove(view.viewport(), QPoint(2, 2))
    assert page.title == "Output over the input plane"
