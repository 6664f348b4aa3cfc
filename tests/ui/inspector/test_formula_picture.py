"""Formulas are drawn from TeX, sharply, once; what cannot be drawn is shown as it is written."""

import pytest
from PySide6.QtGui import QColor

from nnviz.nn import Phase, registry
from nnviz.ui.inspector import formula_drawing
from nnviz.ui.inspector.formula_picture import FormulaLabel, picture

BROKEN = r"\frac{\partial E"


def inked(pixmap) -> int:
    """How many pixels carry ink."""
    image = pixmap.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).alpha() > 100 for x, y in points)


def test_a_formula_is_drawn_in_the_colour_asked_for(qtbot):
    drawn = picture(r"Y = X \cdot W + B", "#ff0000", 22, 1.0)
    assert drawn is not None
    assert inked(drawn) > 200
    image = drawn.toImage()
    solid = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {QColor("#ff0000").name()}


def test_a_finer_screen_gets_more_pixels_in_the_same_size(qtbot):
    coarse, fine = picture("X^T", "#000000", 22, 1.0), picture("X^T", "#000000", 22, 2.0)
    assert coarse is not None
    assert fine is not None
    assert fine.width() == pytest.approx(2 * coarse.width(), abs=2)
    assert fine.devicePixelRatio() == 2.0
    assert fine.deviceIndependentSize().width() == pytest.approx(coarse.width(), abs=1)


def test_every_formula_of_every_part_can_be_drawn(qtbot):
    parts = [*registry.layers().values(), *registry.losses().values(), *registry.optimizers().values()]
    for part in parts:
        description = part.description
        for phase in Phase:
            for formula in description.formulas(phase):
                tex = f"{description.symbol(formula.gives).tex} = {formula.tex}"
                assert picture(tex, "#000000", 22, 1.0) is not None, tex


def test_a_formula_is_worked_out_once(qtbot, monkeypatch):
    import ziamath

    calls = []
    latex = ziamath.Latex
    monkeypatch.setattr(ziamath, "Latex", lambda *a, **k: calls.append(a) or latex(*a, **k))
    for ratio in (1.0, 1.0, 2.0):
        assert picture(r"\tanh(X) + 7", "#123456", 20, ratio) is not None
    for colour, pixels in (("#654321", 20), ("#123456", 16)):
        assert picture(r"\tanh(X) + 7", colour, pixels, 1.0) is not None
    assert len(calls) == 1


def test_smaller_letters_make_a_smaller_picture(qtbot):
    large, small = picture("X^T", "#000000", 22, 1.0), picture("X^T", "#000000", 11, 1.0)
    assert large is not None
    assert small is not None
    assert small.width() == pytest.approx(large.width() / 2, abs=1)
    assert small.height() == pytest.approx(large.height() / 2, abs=1)


def test_broken_tex_gives_no_picture(qtbot):
    assert picture(BROKEN, "#000000", 22, 1.0) is None


def test_a_label_shows_the_source_of_what_cannot_be_drawn(qtbot):
    label = FormulaLabel()
    qtbot.addWidget(label)
    label.show_tex(BROKEN, "#000000", 22)
    assert label.text() == BROKEN
    label.show_tex("Y", "#000000", 22)
    assert label.text() == ""
    assert label.pixmap().width() > 5


def test_a_missing_library_is_no_reason_to_fail(qtbot, monkeypatch):
    formula_drawing.drawing.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "ziamath", None)
    assert picture("Y_{404}", "#000000", 22, 1.0) is None
