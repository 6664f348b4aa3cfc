"""Thumbnails on the canvas: the unit's own values in the colours of Y, and none where nobody looks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor

from nnviz.session.asking import Asker
from nnviz.session.setup import Part
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.modes import ColourMode, Measure
from nnviz.ui.diverging import colour_table, indices
from nnviz.ui.theme import DARK, LIGHT
from tests.ui.canvas.conftest import dense, make_run


@pytest.fixture
def asked(monkeypatch):
    """One entry for every forward that thumbnails took."""
    found = []
    record = Asker.record
    monkeypatch.setattr(Asker, "record", lambda *given: found.append(len(given[2][0])) or record(*given))
    return found


def shown_colours(canvas, name, unit):
    """The colours of a thumbnail, row 0 at the bottom."""
    image = canvas.picture.thumbnails[name].items[unit].pixmap().toImage()
    size = range(image.height())
    return [[image.pixelColor(column, row) for column in size] for row in reversed(size)]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_point_has_the_colour_of_what_the_unit_gives_there(canvas, live, theme):
    canvas.set_theme(theme)
    canvas.set_thumbnails(True)
    canvas.show_frame(live)
    table, limit = colour_table(theme), canvas.scales.limit(Measure.OUTPUT)
    assert limit == 1.0  # where half of the layers do; tanh never exceeds it
    for name in ("dense_1", "tanh_2", "dense_3", "tanh_4"):
        values = live.plane.values[name]
        for unit in range(values.shape[-1]):
            places = indices(values[:, :, unit], limit)
            colours = [[QColor.fromRgb(table[place]) for place in row] for row in places]
            assert shown_colours(canvas, name, unit) == colours


def test_hovering_tells_the_range_and_the_scale_and_which_unit_it_is(canvas, live):
    canvas.set_thumbnails(True)
    canvas.show_frame(live)
    units = []
    canvas.unit_pointed.connect(units.append)
    point = canvas.picture.layout.places["tanh_2"].units[1]
    canvas.view.hovered.emit(point)
    canvas.view.hovered.emit(point + QPoint(1, 1))
    canvas.view.hovered.emit(None)
    assert units == [("tanh_2", 1), None]
    tip = canvas.tip_at(canvas.view.mapFromScene(point)).splitlines()
    own = live.plane.values["tanh_2"][:, :, 1]
    low, high = (f"{end:+.4f}".replace("-", "−") for end in (own.min(), own.max()))
    assert tip[0] == "tanh 2, unit 2 of 3"
    assert tip[-1] == (f"over the input plane: {low} to {high}, at 24 × 24 points; colours: Y from −1 to +1")


def test_the_legend_tells_the_scale_in_every_mode(canvas, live):
    canvas.set_thumbnails(True)
    canvas.show_frame(live)
    canvas.set_mode(ColourMode.GRADIENTS)
    assert canvas.legend.others.text() == "Y ±1"
    canvas.set_mode(ColourMode.ACTIVATIONS)
    assert (canvas.legend.tensors.text(), canvas.legend.high.text()) == ("Y", "+1")
    canvas.set_thumbnails(False)
    canvas.set_mode(ColourMode.GRADIENTS)
    assert canvas.legend.others.text() == ""


def test_the_unit_keeps_its_colour_round_the_thumbnail_and_its_number_beneath(canvas, live):
    canvas.resize(900, 600)
    canvas.set_mode(ColourMode.GRADIENTS)
    canvas.show_frame(live)
    face = canvas.picture.columns["tanh_4"].units
    before = face.shapes[0].brush().color()
    canvas.set_thumbnails(True)
    face = canvas.picture.columns["tanh_4"].units
    assert face.shapes[0].brush().color() == before
    assert not face.numbers
    assert face.beneath[0].text == "+0.53"
    canvas.set_mode(ColourMode.ACTIVATIONS)
    assert face.beneath[0].text == "+0.27"
    canvas.set_thumbnails(False)
    assert not canvas.picture.thumbnails
    assert canvas.picture.columns["tanh_4"].units.numbers[0].text == "+0.27"


def test_nothing_is_worked_out_while_they_are_off_or_out_of_sight(canvas, xor_run, asked):
    canvas.show_frame(xor_run.live_frame())
    assert asked == []
    canvas.hide()
    canvas.set_thumbnails(True)
    for _ in range(5):
        xor_run.train(1)
        canvas.show_frame(xor_run.live_frame())
    assert asked == []
    canvas.show()
    assert asked == [576]  # all units of the newest weights, in one forward


def test_a_run_that_goes_on_gets_them_five_times_a_second_at_most(canvas, xor_run, asked, qtbot):
    canvas.set_thumbnails(True)
    for _ in range(20):
        xor_run.train(1)
        canvas.show_frame(xor_run.live_frame())
    assert len(asked) <= 2
    newest = xor_run.live_frame()
    canvas.show_frame(newest)
    qtbot.waitUntil(lambda: canvas.thumbnails.plane is newest.plane, timeout=3000)
    np.testing.assert_array_equal(canvas.picture.thumbnails["tanh_4"].values, newest.plane.values["tanh_4"])


def test_stepping_shows_those_of_the_weights_as_they_stand(canvas, at, asked):
    canvas.set_thumbnails(True)
    for position in (11, 10, 4, 1):
        frame = at(position)
        canvas.show_frame(frame)
        np.testing.assert_array_equal(
            canvas.picture.thumbnails["tanh_2"].values, frame.plane.values["tanh_2"]
        )
    assert len(asked) == 2  # the update alone moves weights


def test_columns_without_room_are_named_as_such(canvas):
    run = make_run(dense(40), Part("Tanh"), dense(1), data="circle")
    canvas.set_thumbnails(True)
    canvas.show_frame(run.frame())
    assert set(canvas.picture.thumbnails) == {"input", "dense_3"}
    assert canvas.legend.others.text().endswith("without thumbnails: 2")
    middle = canvas.picture.layout.places["dense_1"].panel.center()
    tip = canvas.tip_at(canvas.view.mapFromScene(middle))
    assert tip.endswith("no thumbnails: there is no room for so many units")


def test_there_is_no_switch_without_an_input_plane(canvas, chain, live):
    canvas.show_frame(live)
    assert canvas.switch.isVisible()
    canvas.set_thumbnails(True)
    canvas.show_frame(chain(3, dense(2), dense(1), outputs=1).frame())
    assert not canvas.switch.isVisible()
    assert not canvas.picture.thumbnails
    assert canvas.legend.others.text() == ""


def test_the_switch_wishes_and_shows_what_holds(canvas, live, qtbot):
    canvas.show_frame(live)
    with qtbot.waitSignal(canvas.thumbnails_wished) as signal:
        canvas.switch.click()
    assert signal.args == [True]
    canvas.set_thumbnails(True)
    assert canvas.switch.isChecked()
    assert canvas.switch.accessibleName() == "Thumbnails"


def test_odd_values_are_neutral_and_do_not_stop_it(canvas, live):
    plane = live.plane
    broken = {name: np.full_like(array, np.nan) for name, array in plane.values.items()}
    odd = replace(plane)
    odd.__dict__["values"] = broken
    canvas.set_thumbnails(True)
    canvas.show_frame(replace(live, plane=odd))
    assert shown_colours(canvas, "tanh_4", 0)[3][3] == QColor(DARK.neutral)


@pytest.mark.parametrize("size", [(560, 215), (740, 350), (1200, 620), (3000, 1600)])
def test_thumbnails_stay_inside_their_columns_and_apart(canvas, size):
    run = make_run(dense(6), Part("Tanh"), dense(4), Part("Tanh"), dense(1), data="circle")
    canvas.resize(QSize(*size))
    canvas.set_thumbnails(True)
    canvas.show_frame(run.frame())
    for name, thumbnails in canvas.picture.thumbnails.items():
        panel = canvas.picture.layout.places[name].panel
        boxes = [thumbnails.box(index) for index in range(len(thumbnails.items))]
        assert all(panel.contains(box) and box.width() >= 10 for box in boxes)
        assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)


# -- the probe --------------------------------------------------------------------------------------


def numbers_in(canvas: Canvas) -> dict[str, list[str]]:
    return {name: [each.text for each in c.units.numbers] for name, c in canvas.picture.columns.items()}


def test_the_canvas_shows_the_probes_forward_pass_and_then_the_trainings_again(canvas, live):
    canvas.set_mode(ColourMode.GRADIENTS)
    canvas.show_frame(live)
    before, chosen = numbers_in(canvas), canvas.legend.tensors.text()
    canvas.set_probe((0.31, -0.72))
    hidden = np.array([0.31, -0.72]) @ live.array("dense_1", "W")[...] + live.array("dense_1", "B")
    shown = numbers_in(canvas)
    assert shown["input"] == ["+0.31", "−0.72"]
    assert shown["dense_1"] == [f"{v:+.2f}".replace("-", "−") for v in hidden.ravel()]
    assert canvas.probe_label.text.startswith("<b>Probe (0.31, −0.72)</b>")
    assert canvas.mode is ColourMode.GRADIENTS  # as it was chosen
    assert canvas.legend.tensors.text() == "Y"  # but there are none
    canvas.set_probe(None)
    assert numbers_in(canvas) == before
    assert (canvas.legend.tensors.text(), canvas.probe_label.text) == (chosen, "")


def test_no_gradient_and_no_error_is_left_on_the_screen(canvas, at):
    canvas.set_mode(ColourMode.WEIGHTS)
    canvas.show_frame(at(11))
    canvas.set_probe((0.5, 0.5))
    assert canvas.picture.river.norms == [None] * 6 or not any(canvas.picture.river.norms)
    for column in canvas.picture.columns.values():
        assert [label.text for label in column._norms] == [""] * len(column._norms)
    assert all(label.text == "" for label in canvas.picture.columns["loss"].units.facts)
    tip = canvas.tip_at(canvas.view.mapFromScene(canvas.picture.layout.places["tanh_2"].units[0]))
    assert "∂E/∂Y[1] = not available: a probe goes forward only" in tip
    assert "not computed yet" not in tip
    assert not canvas.picture.chips


def test_a_probe_follows_the_newest_weights(canvas, xor_run):
    canvas.set_mode(ColourMode.ACTIVATIONS)
    canvas.set_probe((1.0, 0.0))
    for _ in range(2):
        xor_run.train(40)
        frame = xor_run.live_frame()
        canvas.show_frame(frame)
        output = frame.surface.at(np.array([1.0, 0.0]))
        assert numbers_in(canvas)["tanh_4"] == [f"{output:+.2f}"]


def test_whoever_chooses_gradients_ends_the_probe(canvas, live, qtbot):
    canvas.set_mode(ColourMode.WEIGHTS)
    canvas.show_frame(live)
    canvas.set_probe((0.5, 0.5))
    with qtbot.waitSignal(canvas.probe_ended):
        canvas._modes.chosen.emit(ColourMode.GRADIENTS)


def test_the_label_ends_it_and_stays_on_the_canvas(canvas, live, qtbot):
    canvas.show_frame(live)
    canvas.set_probe((0.123456789, -2.0))
    assert canvas.probe_label.text.startswith("<b>Probe (0.12345679, −2.00)</b>")
    for size in ((560, 300), (800, 450), (300, 300)):
        canvas.resize(*size)
        assert canvas.view.rect().contains(canvas.probe_label.geometry())
    with qtbot.waitSignal(canvas.probe_ended):
        canvas.probe_label.button.click()


def test_a_probe_of_another_size_is_left_alone(canvas, live, chain):
    canvas.show_frame(live)
    canvas.set_probe((0.5, 0.5))
    canvas.show_frame(chain(3, dense(2), dense(1), outputs=1).frame())
    assert len(numbers_in(canvas)["input"]) == 3
    assert canvas.probe_label.text == ""


def test_the_probe_is_marked_in_every_thumbnail(canvas, live):
    canvas.set_thumbnails(True)
    canvas.show_frame(live)
    thumbnails = canvas.picture.thumbnails["tanh_4"]
    assert not thumbnails.marks[0].isVisible()
    canvas.set_probe((0.5, 0.5))  # the middle of the plane
    at, middle = thumbnails.marks[0].pos(), thumbnails.box(0).center()
    assert thumbnails.marks[0].isVisible()
    assert (at.x(), at.y()) == pytest.approx((middle.x(), middle.y()))
    canvas.set_probe((9.0, 0.5))
    assert not thumbnails.marks[0].isVisible()
    canvas.set_probe(None)
    assert not thumbnails.marks[0].isVisible()
