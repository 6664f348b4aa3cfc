"""The picture of small, deep and wide networks: nothing is left out silently, text stays legible."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGraphicsSimpleTextItem

from nnviz.session.setup import Part
from nnviz.ui import diverging
from nnviz.ui.canvas.layout import lay_out
from nnviz.ui.canvas.modes import ColourMode, measure
from nnviz.ui.canvas.plan import plan
from nnviz.ui.canvas.scale import width
from nnviz.ui.canvas.words import formula_lines, wrapped
from nnviz.ui.theme import DARK, LIGHT


def dense(units):
    """A dense layer."""
    return Part("Dense", {"units": units})


def texts(canvas):
    """All texts that can be read on the picture."""
    found = (item for item in canvas.picture.scene.items() if isinstance(item, QGraphicsSimpleTextItem))
    return [item for item in found if item.text() and item.isVisible()]


def networks(chain):
    deep = [part for _ in range(6) for part in (dense(4), Part("Sigmoid"))]
    return {
        "one": chain(1, dense(1), outputs=1),
        "deep": chain(2, *deep, outputs=4),
        "wide": chain(2, dense(64), Part("Tanh"), dense(1), outputs=1),
        "sixteen": chain(3, dense(16), Part("Tanh"), dense(2), outputs=2),
    }


@pytest.mark.parametrize("name", ["one", "deep", "wide", "sixteen"])
@pytest.mark.parametrize("size", [(800, 450), (1600, 900)])
def test_texts_are_legible_and_do_not_cover_each_other(canvas, chain, name, size):
    canvas.resize(*size)
    canvas.show_frame(networks(chain)[name].live_frame())
    assert canvas.view.transform().m11() == pytest.approx(1.0)
    items = texts(canvas)
    assert min(item.font().pixelSize() for item in items) >= 11
    boxes = [item.sceneBoundingRect().adjusted(1, 4, -1, -4) for item in items]
    whole = canvas.picture.scene.sceneRect().__class__(0, 0, *canvas.picture.layout.size.toTuple())
    for number, box in enumerate(boxes):
        assert whole.contains(box), items[number].text()
        for other in range(number):
            assert not box.intersects(boxes[other]), (items[number].text(), items[other].text())


def test_units_stay_inside_their_panel(canvas, chain):
    for run in networks(chain).values():
        canvas.show_frame(run.live_frame())
        for place in canvas.picture.layout.places.values():
            for a, b in pairwise(place.units):
                assert b.y() - a.y() >= 2 * place.ry
            for unit in place.units:
                assert place.panel.left() <= unit.x() - place.rx
                assert unit.y() + place.ry <= place.strip.top()


def test_above_sixteen_units_there_are_no_numbers(canvas, chain):
    canvas.show_frame(chain(16, dense(17), outputs=17).live_frame())
    assert len(canvas.picture.columns["input"].units.numbers) == 16
    assert canvas.picture.columns["dense_1"].units.numbers == []
    assert len(canvas.picture.columns["dense_1"].units.shapes) == 17


def test_above_64_units_every_one_has_a_cell(canvas, chain):
    canvas.show_frame(chain(2, dense(512), outputs=512).live_frame())
    column = canvas.picture.columns["dense_1"]
    assert column.units.shapes == []
    assert [sheet.spot.key for sheet in column.sheets] == ["Y", "dY", "W", "dW"]
    for sheet in column.sheets:
        cells = np.unique(sheet.spot.index)
        assert cells[cells >= 0].tolist() == list(range(512 if sheet.spot.sample else 1024))
    assert " ".join(column.place.notes) == "60 of 1024 weights drawn"


def test_up_to_300_edges_are_curves_and_more_are_lines(canvas, chain):
    canvas.show_frame(chain(10, dense(29), outputs=29).live_frame())  # 290 + 29 edges
    assert all(bundle.sheaf and not bundle.items for bundle in canvas.picture.bundles)
    canvas.show_frame(chain(10, dense(27), outputs=27).live_frame())  # 270 + 27
    assert not any(bundle.sheaf for bundle in canvas.picture.bundles)
    assert [len(bundle.items) for bundle in canvas.picture.bundles] == [270, 27]


@pytest.mark.parametrize("units", [32, 33])
def test_up_to_2048_weights_are_an_edge_each_and_more_a_matrix(canvas, chain, units):
    canvas.show_frame(chain(32, dense(32), dense(units), outputs=units).live_frame())
    columns = canvas.picture.columns
    matrices = [name for name in ("dense_1", "dense_2") if columns[name].place.column.matrix]
    assert matrices == ([] if units == 32 else ["dense_2"])
    drawn = [len(bundle.chosen) for bundle in canvas.picture.bundles]
    assert drawn == [1024, 1024 if units == 32 else 60, units]


def test_of_many_weights_the_strongest_are_drawn_and_counted(canvas, chain):
    run = chain(64, dense(128), outputs=128)
    for _ in range(2):
        frame = run.frame()
        canvas.show_frame(frame)
        bundle = canvas.picture.bundles[0]
        size = np.abs(frame.array("dense_1", "W")).ravel()
        drawn = size[bundle.chosen]
        assert len(set(bundle.chosen.tolist())) == len(drawn) == 60
        assert drawn.min() >= np.delete(size, bundle.chosen).max()
        for item, edge in zip(bundle.items, bundle.chosen, strict=True):
            path = item.path()
            assert path.elementAt(0).y == pytest.approx(bundle.course.heights_at[0][edge])
            assert path.elementAt(3).y == pytest.approx(bundle.course.heights_at[-1][edge])
        run.train(60)
        run.go_to(run.ruler.length)
    notes = " ".join(canvas.picture.layout.places["dense_1"].notes)
    assert "60 of 8192 weights drawn" in notes


@pytest.mark.parametrize("mode", list(ColourMode))
def test_plain_lines_have_the_colour_and_width_of_their_weights(canvas, chain, mode):
    run = chain(32, dense(32), outputs=32)
    canvas.set_mode(mode)
    for _ in range(3):
        run.train(20)
        frame = run.live_frame()
        canvas.show_frame(frame)
        bundle, limit = canvas.picture.bundles[0], canvas.scales.limit(measure(mode, weight=True))
        values = bundle.link.values(frame, mode)
        course, colours = bundle.course, diverging.level_colours(canvas._theme)
        for edge in (0, 31, 500, 1023):
            level = diverging.level(values[edge], limit)
            pen = bundle.pen(edge)
            assert pen.widthF() == pytest.approx(width(level, 2.4))
            assert level == 0 or pen.color() == colours[level]
            path = bundle.sheaf.items[level].path()
            points = [path.elementAt(number) for number in range(path.elementCount())]
            ends = {(a.y, b.y) for a, b in zip(points[::2], points[1::2], strict=True)}
            assert (course.heights_at[0][edge], course.heights_at[-1][edge]) in ends
        assert sum(item.path().elementCount() for item in bundle.sheaf.items.values()) == 2 * 1024


def test_plain_lines_are_rough_only_while_a_run_goes_on(canvas, chain):
    run = chain(20, dense(20), outputs=20)
    canvas.show_frame(run.live_frame())
    hint = canvas.view.renderHints().Antialiasing
    assert canvas.view.renderHints() & hint
    paused = run.frame()
    canvas.show_frame(paused)
    smooth = canvas.view.grab().toImage()
    canvas.show_frame(run.live_frame(), whole=False)
    assert not canvas.view.renderHints() & hint
    canvas.set_theme(LIGHT)  # so that everything is painted for the first time while it is rough
    canvas.show_frame(run.live_frame(), whole=False)
    canvas.view.grab()
    canvas.set_theme(DARK)
    canvas.show_frame(run.live_frame(), whole=False)
    rough = canvas.view.grab().toImage()
    canvas.show_frame(paused)
    assert canvas.view.renderHints() & hint
    assert canvas.view.grab().toImage() == smooth
    assert rough != smooth


def test_a_view_too_small_gets_the_least_picture_that_is_legible(qapp, live):
    layout = lay_out(plan(live.stage), QSizeF(100, 100))
    assert layout.size.width() == 6 * 54 + 20
    assert layout.size.height() == 143
    units = layout.places["dense_1"]
    assert units.body.number >= 11
    assert units.body.spacing >= units.body.number + 2  # no number touches the next
    assert not layout.river.shown
    assert layout.fonts.small.pixelSize() == 11


def test_columns_stand_in_order_and_apart(qapp, live):
    layout = lay_out(plan(live.stage), QSizeF(800, 400))
    panels = [place.panel for place in layout.places.values()]
    assert all(a.right() < b.left() for a, b in pairwise(panels))
    assert panels[0].left() >= 0
    assert panels[-1].right() <= 800


def test_a_formula_breaks_after_its_equals_sign_and_never_in_parentheses(qapp):
    font = QFont("monospace")
    font.setPixelSize(11)
    text = "E = mean (T − Ŷ)²"
    assert formula_lines(text, 1000, font) == (text,)
    assert formula_lines(text, 90, font)[0] == "E ="
    assert any("(T\u00a0−\u00a0Ŷ)²" in line for line in formula_lines(text, 70, font))
    assert formula_lines(text, 20, font) == ()


def test_chinese_breaks_between_characters_and_english_at_spaces(qapp):
    font = QFont("sans")
    font.setPixelSize(12)
    assert wrapped("sample 1 of 4", 50, font, force=True) == ("sample", "1 of 4")
    lines = wrapped("批次共 4 个样本，显示第 1 个", 60, font, force=True)
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == "批次共4个样本，显示第1个"
    assert wrapped("incomprehensibilities", 30, font) == ()
