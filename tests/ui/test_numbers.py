"""How numbers are written."""

from __future__ import annotations

import math

import pytest

from nnviz.ui import numbers
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


def test_numbers_to_be_compared_are_written_alike():
    assert numbers.alike((0.0899, 0.0484)) == ["0.0899", "0.0484"]
    assert numbers.alike((0.008287, 8.01e-5)) == ["8.29e−3", "8.01e−5"]
    assert numbers.alike((-0.5, 0.0, 1e-7)) == ["−5.00e−1", "0.0000", "1.00e−7"]
    assert numbers.alike((math.inf, 1e6)) == ["+∞", "1.00e6"]


def test_counts_are_grouped():
    assert [numbers.grouped(count) for count in (0, 999, 1000, 10_363, 1_000_000)] == [
        "0",
        "999",
        "1,000",
        "10,363",
        "1,000,000",
    ]
