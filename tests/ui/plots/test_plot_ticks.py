"""Ticks are round numbers that leave each other room, and are written plainly."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.ui.plots.ticks import epoch_ticks, linear_ticks, log_ticks, power_label, significant


def labels(ticks: list[tuple[float, str]]) -> list[str]:
    return [label for _, label in ticks]


def test_epochs_are_whole_and_never_negative() -> None:
    assert epoch_ticks(-1, 3, 300, 30) == [(0, "0"), (1, "1"), (2, "2"), (3, "3")]
    assert labels(epoch_ticks(0, 205, 250, 50)) == ["0", "50", "100", "150", "200"]
    assert labels(epoch_ticks(0, 100_000, 230, 60)) == ["0", "50000", "100000"]


@pytest.mark.parametrize(
    ("low", "high", "pixels", "expected"),
    [
        (-2, 0, 200, ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
        (-2, 0, 110, ["0.01", "0.03", "0.1", "0.3", "1"]),
        (-3, 0, 100, ["0.001", "0.01", "0.1", "1"]),
        (-8, 0, 100, ["10⁻⁸", "10⁻⁶", "10⁻⁴", "0.01", "1"]),
        (-0.25, 0, 170, ["0.6", "0.7", "0.8", "0.9", "1.0"]),
        (3, 5, 110, ["1000", "3000", "10⁴", "3·10⁴", "10⁵"]),
    ],
)
def test_heights_are_written_as_plain_numbers(
    low: float, high: float, pixels: float, expected: list[str]
) -> None:
    assert labels(log_ticks(low, high, pixels, 24)) == expected


def test_a_tick_stands_at_the_logarithm_of_its_label() -> None:
    assert {label: place for place, label in log_ticks(-2, 0, 110, 24)}["0.1"] == -1.0


@given(st.floats(-300, 300), st.floats(1e-3, 300), st.floats(50, 2000))
def test_heights_keep_their_distance_and_their_range(low: float, width: float, pixels: float) -> None:
    high = min(low + width, 305.0)
    ticks = log_ticks(low, high, pixels, 24)
    assert all(low - 1e-9 <= place <= high + 1e-9 for place, _ in ticks)
    assert all((b - a) * pixels / (high - low) >= 23.9 for (a, _), (b, _) in pairwise(ticks))
    assert len(set(labels(ticks))) == len(ticks)


@given(st.floats(-100, 100), st.floats(1e-3, 1e4), st.floats(50, 2000))
def test_the_plane_s_ticks_keep_their_distance(low: float, width: float, pixels: float) -> None:
    ticks = linear_ticks(low, low + width, pixels, 36)
    assert all((b - a) * pixels / width >= 35.9 for (a, _), (b, _) in pairwise(ticks))
    assert len(set(labels(ticks))) == len(ticks)


def test_the_plane_s_numbers_have_a_true_minus() -> None:
    assert labels(linear_ticks(-0.6, 0.6, 200, 36)) == ["−0.5", "0", "0.5"]


def test_nothing_is_ticked_on_an_empty_range() -> None:
    assert (epoch_ticks(3, 3, 100, 30), linear_ticks(1, 1, 100, 30), log_ticks(0, 0, 100, 24)) == ([], [], [])


@pytest.mark.parametrize(
    ("mantissa", "power", "text"),
    [(1, 0, "1"), (5, -2, "0.05"), (1, -3, "0.001"), (2, 3, "2000"), (1, -4, "10⁻⁴"), (2, -17, "2·10⁻¹⁷")],
)
def test_powers(mantissa: int, power: int, text: str) -> None:
    assert power_label(mantissa, power) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0616663, "0.06166630"),
        (0.7270366090610082, "0.7270366"),
        (1.25e-5, "1.250000e−5"),
        (-12.5, "−12.50000"),
        (0.0, "0"),
        (float("nan"), "NaN"),
        (float("inf"), "∞"),
        (3e12, "3.000000e12"),
    ],
)
def test_a_readout_has_seven_digits(value: float, text: str) -> None:
    assert significant(value) == text
