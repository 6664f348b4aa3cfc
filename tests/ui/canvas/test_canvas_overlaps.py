"""Nothing on the canvas covers anything else, whatever the network and wherever the cursor stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from nnviz.session.cursor import Unit
from nnviz.session.lesson import load
from nnviz.session.run import Run
from nnviz.session.setup import Part
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.canvas.naming import Naming
from nnviz.ui.language import Language
from tests.ui.canvas.overlaps import cut_off, overlaps, texts

SIZES = [(676, 291), (882, 461)]
"""The canvas in a window of 1280 × 720 pixels, and in one of 1600 × 1000."""

LAYERS = [(count, 4) for count in range(1, 13)]
UNITS = [(2, units) for units in (1, 2, 3, 6, 8, 12, 16, 17, 30, 100, 1000)]


def dense(units: int) -> Part:
    return Part("Dense", {"units": units})


def deep(chain, count: int, units: int):
    """So many dense layers of so many units, each with an activation; the last gives one number."""
    hidden = [part for _ in range(count - 1) for part in (dense(units), Part("Tanh"))]
    return chain(3, *hidden, dense(1), Part("Tanh"), outputs=1)


@pytest.fixture
def spoken(request):
    language = Language()
    language.set(request.param)
    yield language
    language.set("en")


def shown(qtbot, size) -> Canvas:
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    canvas.show()
    return canvas


def stops(run):
    """The frame at every operation of the pass, and one while the run goes on."""
    yield run.live_frame()
    run.step(Unit.PASS, forward=False)
    yield run.frame()
    for _ in range(len(run.stage.operations)):
        run.step(Unit.OPERATION)
        yield run.frame()


@pytest.mark.parametrize("spoken", ["en", "zh_CN"], indirect=True)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("count", "units"), [*LAYERS, *UNITS])
def test_nothing_covers_anything_else(qtbot, chain, spoken, size, count, units):
    canvas, run = shown(qtbot, size), deep(chain, count, units)
    frames = [frame for number, frame in enumerate(stops(run)) if count <= 3 or number % 7 == 0]
    for frame in frames:
        canvas.show_frame(frame)
        assert overlaps(canvas) == []
        assert cut_off(canvas) == []
        assert min(item.font().pixelSize() for item in texts(canvas.picture)) >= 11
    assert canvas.view.magnification == 1.0


@pytest.mark.parametrize("size", [*SIZES, (460, 250), (560, 320), (996, 290)])
@pytest.mark.parametrize(("count", "units"), [(1, 2), (2, 3), (3, 3)])
def test_the_names_of_inputs_cover_no_gradient(qtbot, chain, size, count, units):
    canvas = shown(qtbot, size)
    hidden = [part for _ in range(count - 1) for part in (dense(units), Part("Tanh"))]
    run = chain(2, *hidden, dense(1), Part("Tanh"), outputs=1)
    run.step(Unit.PASS)
    canvas.show_frame(run.frame())
    assert overlaps(canvas) == []
    assert cut_off(canvas) == []


def test_where_inputs_have_room_beside_them_their_names_stand_there(qtbot, chain):
    canvas = shown(qtbot, (676, 291))
    run = chain(2, dense(3), Part("Tanh"), dense(3), dense(1), Part("Tanh"), outputs=1)
    run.step(Unit.PASS)
    canvas.show_frame(run.frame())
    body = canvas.picture.layout.places["input"].body
    assert body.naming is Naming.BESIDE
    assert {"x₁", "x₂"} <= {item.text() for item in texts(canvas.picture)}


@pytest.mark.parametrize("size", [*SIZES, (986, 268)])
@pytest.mark.parametrize(
    "name", ["apples-oranges", "activations", "convolution", "dropout", "affine-batch", "vanishing"]
)
def test_nothing_covers_anything_else_in_lessons_with_branches_images_and_notes(qtbot, size, name):
    canvas, run = shown(qtbot, size), Run(load(name).setup)
    run.train(1)
    for number, frame in enumerate(stops(run)):
        if number < 12 or number % 9 == 0:
            canvas.show_frame(frame)
            assert overlaps(canvas) == []


@pytest.mark.parametrize("height", [262, 268])
def test_chips_make_way_for_the_numbers_of_another_colouring(qtbot, height):
    canvas, run = shown(qtbot, (996, height)), Run(load("apples-oranges").setup)
    run.train(1)
    run.step(Unit.PASS, forward=False)
    for _ in range(9):
        run.step(Unit.OPERATION)
    for mode in (ColourMode.ACTIVATIONS, ColourMode.GRADIENTS):
        canvas.set_mode(mode)
        canvas.show_frame(run.frame())
        assert overlaps(canvas) == []


def test_what_covers_something_is_found(qtbot, chain):
    canvas = shown(qtbot, SIZES[0])
    canvas.show_frame(deep(chain, 2, 3).frame())
    assert overlaps(canvas) == []
    number, title = canvas.picture.columns["dense_1"].units.numbers[0].item, texts(canvas.picture)[0]
    title.setPos(number.pos())
    assert overlaps(canvas) != []
    title.setPos(-50, 0)
    assert title.text() in cut_off(canvas)


def test_texts_too_small_to_be_read_are_left_out_until_they_can_be(qtbot, chain):
    canvas = shown(qtbot, SIZES[0])
    canvas.show_frame(deep(chain, 2, 3).frame())
    before = len(texts(canvas.picture))
    canvas.zoom_out()
    sizes = [item.font().pixelSize() * canvas.view.magnification for item in texts(canvas.picture)]
    assert all(size > 10.9 for size in sizes)
    assert len(sizes) < before
    canvas.fit()
    assert len(texts(canvas.picture)) == before


def test_a_network_wider_than_the_canvas_is_followed_and_says_what_lies_beyond(qtbot, chain):
    canvas, run = shown(qtbot, SIZES[0]), deep(chain, 12, 4)
    run.step(Unit.PASS, forward=False)
    seen = []
    for _ in range(25):
        run.step(Unit.OPERATION)
        canvas.show_frame(run.frame())
        lit = canvas.picture.lit_place()
        assert canvas.view.seen().intersects(lit)
        seen.append(canvas.view.seen().left())
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]
    assert canvas.beyond.left.isVisible()
    assert not canvas.beyond.right.isVisible()
    canvas.beyond.left.click()
    assert canvas.view.seen().left() < seen[-1]
    assert canvas.beyond.right.isVisible()


def test_where_there_is_little_height_the_river_goes_before_any_number(qtbot, chain):
    run = deep(chain, 2, 6)
    for height, river in ((500, True), (215, False)):
        canvas = shown(qtbot, (676, height))
        canvas.show_frame(run.frame())
        assert canvas.picture.layout.river.shown is river
        assert canvas.picture.layout.places["dense_1"].body.number >= 11


def test_the_signs_of_what_lies_beyond_hide_no_number(qtbot, chain):
    canvas, run = shown(qtbot, (440, 461)), deep(chain, 12, 4)
    canvas.show_frame(run.frame())
    signs = [sign for sign in (canvas.beyond.left, canvas.beyond.right) if sign.isVisible()]
    assert signs
    view, places = canvas.view, canvas.picture.layout.places.values()
    for sign in signs:
        covered = view.mapToScene(sign.geometry()).boundingRect()
        for place in places:
            for unit in place.units:
                assert not covered.intersects(
                    QRectF(unit.x() - place.rx, unit.y() - place.ry, 2 * place.rx, 2 * place.ry)
                )


def test_a_sign_leads_on_by_whole_columns(qtbot, chain):
    canvas, run = shown(qtbot, (440, 461)), deep(chain, 12, 4)
    canvas.show_frame(run.frame())
    view, places = canvas.view, list(canvas.picture.layout.places.values())
    while canvas.beyond.left.isVisible():
        canvas.beyond.left.click()
    cut = next(place.panel for place in places if place.panel.right() - 12 > view.seen().right())
    canvas.beyond.right.click()
    assert cut.left() - view.seen().left() == pytest.approx(6, abs=1)
