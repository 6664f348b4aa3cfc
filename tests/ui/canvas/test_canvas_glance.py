"""A glance at a run that goes on: colours follow every frame, numbers the frames that are shown."""

from __future__ import annotations

import numpy as np

from nnviz.ui.canvas.modes import ColourMode
from tests.ui.canvas.conftest import dense


def colours(canvas):
    """The levels of all edges and units."""
    return canvas.picture.painting.levels.tolist()


def texts(canvas):
    """Every number in and under the units."""
    faces = [column.units for column in canvas.picture.columns.values()]
    return [label.text for face in faces for label in (*face.numbers, *face.beneath)]


def test_a_glance_colours_as_showing_does_and_leaves_the_numbers(canvas, xor_run):
    canvas.set_mode(ColourMode.GRADIENTS)
    first = xor_run.live_frame()
    canvas.show_frame(first)
    before, written = colours(canvas), texts(canvas)
    xor_run.train_epochs(30)
    later = xor_run.live_frame()
    canvas.glance(later)
    glanced = colours(canvas)
    assert glanced != before
    assert texts(canvas) == written
    canvas.show_frame(later)
    assert colours(canvas) == glanced
    assert texts(canvas) != written


def test_a_tooltip_tells_the_number_that_is_written(canvas, xor_run):
    canvas.show_frame(xor_run.live_frame())
    unit = canvas.picture.columns["tanh_4"].place.units[0]
    where = canvas.view.mapFromScene(unit)
    before = canvas.tip_at(where)
    xor_run.train_epochs(30)
    later = xor_run.live_frame()
    canvas.glance(later)
    assert canvas.tip_at(where) == before
    canvas.show_frame(later)
    assert canvas.tip_at(where) != before


def test_a_glance_at_another_network_changes_nothing(canvas, live, chain):
    canvas.show_frame(live)
    before = colours(canvas)
    canvas.glance(chain(5, dense(4), outputs=4).live_frame())
    assert colours(canvas) == before


def test_a_glance_takes_cells_with_it(canvas, chain):
    run = chain(400, dense(30), outputs=30)
    canvas.show_frame(run.live_frame())
    sheet = next(each for each in canvas.picture.sheets if each.spot.key == "Y")
    run.train_epochs(3)
    later = run.live_frame()
    canvas.glance(later)
    np.testing.assert_array_equal(sheet.values, later.of_sample(later.array(sheet.spot.node, "Y")))
