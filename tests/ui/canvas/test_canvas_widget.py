"""The canvas as a widget: modes, themes, zoom, the mouse, new networks and odd values."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolButton

from nnviz.session.setup import Part
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import DARK, LIGHT


def dense(units):
    """A dense layer."""
    return Part("Dense", {"units": units})


def buttons(canvas):
    """Those of the modes."""
    return {button.text(): button for button in canvas.findChild(Segmented).findChildren(QToolButton)}


def test_the_mode_buttons_are_exclusive_and_emit(canvas, live, qtbot):
    canvas.show_frame(live)
    assert [b.isChecked() for b in buttons(canvas).values()] == [True, False, False]
    with qtbot.waitSignal(canvas.mode_changed) as signal:
        buttons(canvas)["gradients"].click()
    assert signal.args == [ColourMode.GRADIENTS]
    assert [b.isChecked() for b in buttons(canvas).values()] == [False, False, True]
    assert canvas.legend.tensors.text() == "∂E/∂W, ∂E/∂Y"


def test_setting_a_mode_moves_the_buttons_and_emits_once(canvas, qtbot):
    heard = []
    canvas.mode_changed.connect(heard.append)
    canvas.set_mode(ColourMode.ACTIVATIONS)
    canvas.set_mode(ColourMode.ACTIVATIONS)
    assert heard == [ColourMode.ACTIVATIONS]
    assert buttons(canvas)["activations"].isChecked()


def test_the_modes_are_reached_by_the_keyboard(canvas, qtbot):
    found = buttons(canvas)
    assert found["weights"].focusPolicy() & Qt.FocusPolicy.TabFocus
    found["weights"].setFocus()
    qtbot.keyClick(found["weights"], Qt.Key.Key_Right)
    assert canvas.mode is ColourMode.ACTIVATIONS
    qtbot.keyClick(found["activations"], Qt.Key.Key_Right)
    assert canvas.mode is ColourMode.GRADIENTS


def test_what_can_be_used_has_a_name_and_a_tooltip(canvas):
    for button in buttons(canvas).values():
        assert button.accessibleName()
        assert button.toolTip()
    assert canvas.view.accessibleName()
    assert canvas.accessibleName()
    assert canvas.legend.toolTip()


def test_the_picture_describes_itself_to_a_screen_reader(canvas, live):
    canvas.show_frame(live)
    said = canvas.view.accessibleDescription()
    assert said == "Input → Dense 1 → tanh 2 → Dense 3 → tanh 4 → MSE"


def test_a_theme_may_be_set_before_the_first_frame_and_changed_after(canvas, live):
    canvas.set_theme(LIGHT)
    canvas.show_frame(live)
    assert canvas.picture.scene.backgroundBrush().color() == QColor(LIGHT.panel)
    pens = {item.pen().color().name() for item in canvas.picture.bundles[0].items}
    canvas.set_theme(DARK)
    assert not pens & {item.pen().color().name() for item in canvas.picture.bundles[0].items}


def test_a_theme_change_keeps_the_zoom(canvas, live):
    canvas.show_frame(live)
    canvas.zoom_in()
    before = canvas.view.mapToScene(100, 100)
    canvas.set_theme(LIGHT)
    assert canvas.view.transform().m11() == pytest.approx(1.25)
    assert (canvas.view.mapToScene(100, 100) - before).manhattanLength() < 1.5


def test_frames_of_one_network_keep_the_items_and_a_new_network_makes_new_ones(canvas, at, chain):
    canvas.show_frame(at(3))
    first = canvas.picture
    canvas.show_frame(at(9))
    assert canvas.picture is first
    canvas.show_frame(chain(3, dense(2), outputs=2).live_frame())
    assert canvas.picture is not first
    assert list(canvas.picture.columns) == ["input", "dense_1", "loss"]


def test_an_equal_network_that_is_another_is_drawn_anew(canvas, live):
    canvas.show_frame(live)
    first = canvas.picture
    canvas.show_frame(replace(live, stage=replace(live.stage)))
    assert canvas.picture is not first


def test_the_picture_follows_the_size_until_it_is_zoomed(canvas, live):
    canvas.show_frame(live)
    canvas.resize(1000, 600)
    assert canvas.picture.layout.size.width() == canvas.view.viewport().width()
    canvas.zoom_out()
    canvas.resize(900, 500)
    assert canvas.picture.layout.size.width() > 950
    canvas.fit()
    assert canvas.picture.layout.size.width() == canvas.view.viewport().width()
    assert canvas.view.transform().m11() == 1.0
    canvas.resize(1000, 600)
    assert canvas.picture.layout.size.width() == canvas.view.viewport().width()


def test_zoom_goes_in_and_out_by_the_same_factor(canvas, live):
    canvas.show_frame(live)
    canvas.zoom_in()
    assert canvas.view.transform().m11() == pytest.approx(1.25)
    canvas.zoom_out()
    assert canvas.view.transform().m11() == pytest.approx(1.0)
    for _ in range(40):
        canvas.zoom_in()
    assert canvas.view.transform().m11() == pytest.approx(8.0)


def wheel(canvas, position, delta, modifiers=Qt.KeyboardModifier.NoModifier):
    viewport = canvas.view.viewport()
    where = QPointF(position)
    event = QWheelEvent(
        where,
        viewport.mapToGlobal(where),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_the_wheel_zooms_about_the_mouse(canvas, live, modifiers):
    canvas.show_frame(live)
    mouse = QPoint(500, 120)
    under = canvas.view.mapToScene(mouse)
    wheel(canvas, mouse, 240, modifiers)
    assert canvas.view.transform().m11() == pytest.approx(1.25**2)
    assert (canvas.view.mapToScene(mouse) - under).manhattanLength() < 1.5


def test_dragging_pans_and_a_double_click_fits(canvas, live, qtbot):
    canvas.show_frame(live)
    viewport, left = canvas.view.viewport(), Qt.MouseButton.LeftButton
    before = canvas.view.mapToScene(0, 0)
    qtbot.mousePress(viewport, left, pos=QPoint(300, 100))
    qtbot.mouseMove(viewport, QPoint(340, 130))
    qtbot.mouseRelease(viewport, left, pos=QPoint(340, 130))
    moved = before - canvas.view.mapToScene(0, 0)
    assert (moved.x(), moved.y()) == pytest.approx((40, 30), abs=1)
    qtbot.mouseDClick(viewport, left, pos=QPoint(300, 100))
    assert canvas.view.mapToScene(0, 0) == before


def test_a_click_names_the_node_and_a_drag_does_not(canvas, live, qtbot):
    canvas.show_frame(live)
    heard = []
    canvas.node_clicked.connect(heard.append)
    viewport, left = canvas.view.viewport(), Qt.MouseButton.LeftButton
    for name in ("dense_3", "loss", "input"):
        centre = canvas.picture.layout.places[name].panel.center()
        qtbot.mouseClick(viewport, left, pos=canvas.view.mapFromScene(centre))
    qtbot.mousePress(viewport, left, pos=QPoint(300, 100))
    qtbot.mouseMove(viewport, QPoint(340, 130))
    qtbot.mouseRelease(viewport, left, pos=QPoint(340, 130))
    assert heard == ["dense_3", "loss", "input"]


def test_keys_zoom_and_leave_the_arrows_to_the_window(canvas, live, qtbot):
    canvas.show_frame(live)
    qtbot.keyClick(canvas.view, Qt.Key.Key_Plus)
    assert canvas.view.transform().m11() == pytest.approx(1.25)
    before = canvas.view.mapToScene(0, 0)
    qtbot.keyClick(canvas.view, Qt.Key.Key_Right)
    qtbot.keyClick(canvas.view, Qt.Key.Key_PageDown)
    assert canvas.view.mapToScene(0, 0) == before
    qtbot.keyClick(canvas.view, Qt.Key.Key_0)
    assert canvas.view.transform().m11() == 1.0


def test_values_that_are_not_finite_are_written_and_break_nothing(canvas, live):
    arrays = {name: dict(found) for name, found in live.arrays.items()}
    arrays["dense_1"]["W"] = np.full((2, 3), np.nan)
    arrays["tanh_2"]["Y"] = np.array([[np.nan, np.inf, -np.inf]])
    arrays["tanh_2"]["dY"] = np.array([[1e300, np.inf, 0.0]])
    arrays["loss"]["E"] = np.array(np.nan)
    for mode in ColourMode:
        canvas.set_mode(mode)
        canvas.show_frame(replace(live, arrays=arrays))
    labels = canvas.picture.columns["tanh_2"].units.numbers
    assert [label.text for label in labels] == ["NaN", "+∞", "−∞"]
    assert canvas.picture.columns["loss"].units.facts[0].text == "E = NaN"


def test_a_change_of_language_writes_everything_again(canvas, live):
    canvas.show_frame(live)
    buttons(canvas)["weights"].setText("?")
    first = canvas.picture
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.LanguageChange))
    assert "weights" in buttons(canvas)
    assert canvas.picture is not first
