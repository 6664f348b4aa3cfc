"""Texts are readable on their backgrounds, and the two ends of the scale can be told apart by everybody."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from nnviz.ui.canvas.scale import DIM_TEXT, Inks
from nnviz.ui.diverging import LEVELS, level_colours
from nnviz.ui.theme import DARK, LIGHT, POLES, Theme, mixed, readable_on, with_poles
from tests.ui.colour_vision import DEFICIENCIES, contrast, distance, seen

READABLE = 4.5
"""WCAG 2, level AA, for texts of any size."""

APART = 0.2
"""As far apart in Oklab as two colours have to look whose names would otherwise be mistaken."""

themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
poles = pytest.mark.parametrize("name", POLES)


@themes
@pytest.mark.parametrize("back", ["window", "panel", "raised"])
@pytest.mark.parametrize(
    "ink", ["text", "muted", "forward", "loss", "backward", "update", "good", "bad", "held"]
)
def test_texts_are_readable_on_every_background(theme: Theme, back: str, ink: str) -> None:
    assert contrast(getattr(theme, back), getattr(theme, ink)) >= READABLE


@themes
@pytest.mark.parametrize("ink", ["text", "muted", "backward"])
def test_texts_of_the_canvas_stay_readable_where_they_are_dimmed(theme: Theme, ink: str) -> None:
    dimmed = mixed(theme.panel, getattr(theme, ink), DIM_TEXT)
    assert contrast(dimmed, theme.panel) >= READABLE


@themes
@pytest.mark.parametrize("kind", ["forward", "loss", "backward", "update"])
def test_texts_are_readable_on_lit_columns_and_chips(theme: Theme, kind: str) -> None:
    colour = getattr(theme, kind)
    assert contrast(mixed(theme.panel, colour, 0.22), theme.text) >= READABLE
    assert contrast(colour, readable_on(QColor(colour))) >= READABLE


@themes
def test_chosen_things_can_be_read(theme: Theme) -> None:
    assert contrast(theme.selected, theme.selected_text) >= READABLE


@themes
def test_every_curve_is_seen_on_its_panel(theme: Theme) -> None:
    assert min(contrast(theme.panel, colour) for colour in theme.series) >= 3.0


@themes
@poles
def test_numbers_are_readable_on_every_level_of_the_scale(qapp: object, theme: Theme, name: str) -> None:
    inks = Inks(with_poles(theme, name))
    found = [contrast(inks.fills[k].color(), inks.texts[k].color()) for k in inks.fills]
    assert min(found) >= READABLE


@themes
@poles
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_ends_of_the_scale_look_apart_to_everybody(theme: Theme, name: str, deficiency: str) -> None:
    dressed = with_poles(theme, name)
    assert distance(dressed.positive, dressed.negative, deficiency) >= APART
    assert distance(dressed.positive, dressed.neutral, deficiency) >= APART
    assert distance(dressed.negative, dressed.neutral, deficiency) >= APART


@themes
@poles
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_scale_goes_on_from_level_to_level(theme: Theme, name: str, deficiency: str) -> None:
    colours = level_colours(with_poles(theme, name))
    for way in (-1, 1):
        steps = [distance(colours[0], colours[way * k], deficiency) for k in range(LEVELS + 1)]
        assert steps == sorted(steps)
        assert min(b - a for a, b in pairwise(steps)) > 0.0


def test_two_colours_that_a_deficiency_makes_alike_are_found_out() -> None:
    assert distance("#2dd4bf", "#ff6f9d", "none") > APART > distance("#2dd4bf", "#ff6f9d", "deuteranopia")
    assert seen("#ffffff", "protanopia")[0] == pytest.approx(1.0, abs=1e-3)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
