"""How numbers are written."""

from __future__ import annotations

import math

import pytest

from nnviz.ui.numbers import plain, short, signed


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.144, 2, "+0.14"),
        (-1.618, 2, "−1.62"),
        (0.0, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (0.0049, 2, "+5e−3"),
        (-0.00012345, 4, "−1.23e−4"),
        (12345.6, 2, "+1e4"),
        (math.nan, 2, "NaN"),
        (math.inf, 2, "+∞"),
        (-math.inf, 2, "−∞"),
    ],
)
def test_signed(value: float, digits: int, text: str) -> None:
    assert signed(value, digits) == text


@pytest.mark.parametrize(("value", "text"), [(0.1121, "0.1121"), (0.0, "0.0000"), (2e-6, "2.00e−6")])
def test_plain(value: float, text: str) -> None:
    assert plain(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.5, "0.5"), (0.00002, "2e−5"), (-200.0, "−200")])
def test_short(value: float, text: str) -> None:
    assert short(value) == text
