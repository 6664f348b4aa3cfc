"""The one scale for signed values, and the themes' contrast."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor

from nnviz.ui import diverging
from nnviz.ui.theme import DARK, LIGHT, Theme, readable_on


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance."""
    channels = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("back", ["window", "panel", "raised"])
@pytest.mark.parametrize("front", ["text", "muted", "forward", "loss", "backward", "update", "good", "bad"])
def test_text_can_be_read_on_every_background(theme: Theme, back: str, front: str) -> None:
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_numbers_can_be_read_on_every_colour_of_the_scale(theme: Theme) -> None:
    for colour in diverging.level_colours(theme).values():
        assert contrast(readable_on(colour).name(), colour.name()) >= 4.5


def test_levels_are_symmetric_monotone_and_clipped() -> None:
    assert [diverging.level(v, 0.5) for v in (-9, -0.5, 0.0, 0.25, 0.5, 9)] == [-16, -16, 0, 8, 16, 16]
    assert diverging.level(float("nan"), 1.0) == 0


def test_indices_follow_the_colour_table() -> None:
    values = np.array([[-1.0, 0.0, 1.0, np.nan, 5.0]])
    assert diverging.indices(values, 1.0).tolist() == [[0, 127, 254, 127, 254]]
    table = diverging.colour_table(DARK)
    assert QColor(table[0]).name() == DARK.negative
    assert QColor(table[127]).name() == DARK.neutral
    assert QColor(table[254]).name() == DARK.positive


@pytest.mark.parametrize(
    ("peak", "limit"), [(0.0, 1.0), (0.3733, 0.5), (0.5, 0.5), (0.51, 1.0), (7.0, 10.0), (3e-7, 5e-7)]
)
def test_the_limit_is_one_two_or_five_times_a_power_of_ten(peak: float, limit: float) -> None:
    assert diverging.nice_limit([np.array([peak, -peak / 2]), None]) == pytest.approx(limit)


def test_what_is_not_finite_does_not_stretch_the_scale() -> None:
    assert diverging.nice_limit([np.array([0.2, np.inf, np.nan])]) == pytest.approx(0.2)
