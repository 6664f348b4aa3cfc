"""What the canvas does with its room: units as wide as numbers, chips in their columns, large pictures."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QGraphicsPathItem

from nnviz.session.cursor import Unit
from nnviz.session.run import Run
from nnviz.session.setup import Part, Setup
from nnviz.ui import text_size
from nnviz.ui.canvas.arrows import Heads, Travel
from nnviz.ui.canvas.edge import Course
from nnviz.ui.canvas.layout import lay_out
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.plan import plan
from nnviz.ui.theme import LIGHT

DENSE = Part("Dense", {"units": 3})


def run_of(*parts: Part, rate: float = 0.1) -> Run:
    return Run(Setup("xor", parts, Part("MSE"), Part("SGD", {"learning_rate": rate}), "article", 1))


@pytest.fixture
def canvas(canvas):
    canvas.resize(722, 330)
    return canvas


def test_a_unit_is_as_wide_as_its_number(canvas):
    run = run_of(DENSE, Part("Dense", {"units": 1}), rate=1e6)
    run.train_epochs(1)
    run.step(Unit.OPERATION)
    canvas.show_frame(run.frame())
    units = canvas.picture.columns["dense_1"].units
    assert max(len(label.text) for label in units.numbers) > 5
    for label, shape in zip(units.numbers, units.shapes, strict=True):
        text, pill = label.item.sceneBoundingRect(), shape.path().boundingRect()
        assert pill.left() + 3 <= text.left()
        assert text.right() <= pill.right() - 3


def test_every_layer_that_is_updated_has_a_chip_in_its_own_column(canvas):
    tanh = Part("Tanh")
    run = run_of(DENSE, tanh, DENSE, Part("Dense", {"units": 1}), tanh)
    run.step(Unit.PASS)
    canvas.show_frame(run.frame())
    picture = canvas.picture
    boxes = [chip.box for chip in picture.chips]
    panels = [picture.columns[name].place.panel for name in ("dense_1", "dense_3", "dense_4")]
    assert [panel.contains(box) for panel, box in zip(panels, boxes, strict=True)] == [True] * 3
    assert all(panel.bottom() - box.bottom() >= 4 for panel, box in zip(panels, boxes, strict=True))


def test_written_for_a_lecture_hall_every_chip_is_in_its_own_column(canvas, at):
    text_size.set_added(text_size.PRESENTED)
    canvas.resize(760, 700)
    texts = []
    for position in range(1, 12):
        canvas.show_frame(at(position))
        canvas.set_mode(ColourMode.GRADIENTS)
        picture = canvas.picture
        for chip in picture.chips:
            places = picture.layout.places.items()
            (name,) = (name for name, place in places if place.panel.contains(chip.box))
            texts.append(f"{name}: {chip.text}")
    assert texts[5:10] == [
        "loss: ∂E/∂E → ∂E/∂Ŷ",
        "tanh_4: ∂E/∂Y → ∂E/∂X",
        "dense_3: ∂E/∂X, ∂E/∂W, ∂E/∂B",
        "tanh_2: ∂E/∂X",
        "dense_1: ∂E/∂B",
    ]


@pytest.mark.parametrize(("gap", "long"), [(60.0, 13.0), (27.0, 9.0), (23.0, 0.0)])
def test_an_arrowhead_is_at_most_a_third_of_a_gap_and_left_out_where_it_could_not_be_read(gap, long):
    level = np.array([50.0])
    course, layer = Course((0.0, gap), (level, level), True), QGraphicsPathItem()
    heads = Heads(course, np.array([0]), LIGHT, 1.0, layer)
    heads.show(Travel.BACKWARD)
    box = heads.item.path().boundingRect()
    assert (box.width(), box.center().x()) == pytest.approx((long, gap / 2 if long else 0.0))


def test_a_large_screen_makes_units_and_the_river_larger_than_texts_become():
    stage = run_of(DENSE, Part("Tanh"), Part("Dense", {"units": 1}), Part("Tanh")).frame().stage
    small, large = (lay_out(plan(stage), QSizeF(*size)) for size in ((722, 290), (2655, 1005)))
    assert (small.scale, small.growth) == (1.0, 1.0)
    assert large.scale == 1.7
    assert 60 <= large.places["dense_1"].ry <= 72
    assert 50 <= large.river.half <= 65
