"""A glance at a run that goes on: colours follow every frame, numbers the frames that are shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from nnviz.ui.canvas.modes import ColourMode
from tests.ui.canvas.conftest import dense


def colours(canvas):
    """The levels of all edges and units."""
    return canvas.picture.colouring.painting.levels.tolist()


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


def test_glances_take_cells_and_plain_lines_in_turns(canvas, chain):
    run = chain(400, dense(30), outputs=30)
    canvas.set_mode(ColourMode.GRADIENTS)
    canvas.show_frame(run.live_frame())
    run.train_epochs(3)
    later = run.live_frame()
    picture = canvas.picture
    lines = [bundle for bundle in picture.bundles if bundle.slow]
    assert lines

    def up_to_date():
        return sum(
            np.array_equal(sheet.values, shown(later, sheet.spot))
            for sheet in picture.sheets
            if sheet.values is not None
        )

    before = up_to_date()
    counts = []
    for _ in (*picture.sheets, *lines):
        canvas.glance(later)
        counts.append(up_to_date() - before)
    assert max(b - a for a, b in pairwise((0, *counts))) == 1
    assert up_to_date() == sum(sheet.values is not None for sheet in picture.sheets)
    glanced = colours(canvas)
    canvas.show_frame(later)
    assert colours(canvas) == glanced


def shown(frame, spot):
    array = frame.array(spot.node, spot.key)
    return frame.of_sample(array) if spot.sample else array.ravel()


def test_lines_on_another_scale_are_painted_at_once(canvas, chain):
    run = chain(20, dense(20), outputs=20)
    canvas.set_mode(ColourMode.WEIGHTS)
    frame = run.live_frame()
    canvas.show_frame(frame)
    arrays = {name: dict(found) for name, found in frame.arrays.items()}
    arrays["dense_1"]["W"] = arrays["dense_1"]["W"] * 8
    larger = replace(frame, arrays=arrays)
    canvas.glance(larger)
    glanced = colours(canvas)
    canvas.show_frame(larger)
    assert colours(canvas) == glanced


def without(frame, *lacking):
    """The frame as a glimpse that lacks some arrays."""
    arrays = {
        name: {key: array for key, array in found.items() if (name, key) not in lacking}
        for name, found in frame.arrays.items()
    }
    return replace(frame, arrays=arrays, partial=True)


def test_what_a_glimpse_lacks_stays_as_it_was_and_so_do_the_scales(canvas, xor_run):
    canvas.set_mode(ColourMode.WEIGHTS)
    canvas.show_frame(xor_run.live_frame())
    before, limits = colours(canvas), canvas.scales.limits()
    xor_run.train_epochs(300)
    later = xor_run.live_frame()
    canvas.glance(without(later, ("dense_1", "W")))
    partly = colours(canvas)
    edges = len(canvas.picture.bundles[0].chosen)
    assert partly[:edges] == before[:edges]
    assert partly[edges:] != before[edges:]
    assert canvas.scales.limits() == limits
    canvas.glance(without(later))
    whole = colours(canvas)
    assert whole[:edges] != before[:edges]
    assert whole[edges:] == partly[edges:]


def test_of_a_glimpse_only_cells_that_are_there_have_their_turn(canvas, chain):
    run = chain(400, dense(30), outputs=30)
    canvas.show_frame(run.live_frame())
    run.train_epochs(3)
    later = run.live_frame()
    lacking = [(name, key) for name, found in later.arrays.items() for key in found if key != "dW"]
    kept = [sheet.values for sheet in canvas.picture.sheets]
    canvas.glance(without(later, *lacking))
    changed = [
        sheet for sheet, old in zip(canvas.picture.sheets, kept, strict=True) if sheet.values is not old
    ]
    assert [sheet.spot.key for sheet in changed] == ["dW"]


def test_the_probe_is_not_painted_over_by_a_glimpse(canvas, xor_run):
    canvas.show_frame(xor_run.live_frame())
    canvas.set_probe((0.25, 0.75))
    before = colours(canvas)
    xor_run.train_epochs(300)
    canvas.glance(without(xor_run.live_frame()))
    assert colours(canvas) == before
