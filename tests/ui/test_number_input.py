"""Which texts are numbers, and why the others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from nnviz.ui import numbers
from nnviz.ui.number_input import InputError, may_become_number, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7.0),
        ("+7", 7.0),
        ("-0.5", -0.5),
        ("−0.5", -0.5),
        ("–0.5", -0.5),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5.0),
        ("5,", 5.0),
        (" 2e-3 ", 0.002),
        ("2E−3", 0.002),
        ("2e+3", 2000.0),
        ("0,5", 0.5),
        ("0,123", 0.123),
        ("-0,123", -0.123),
        ("1,2345", 1.2345),
        ("1234,567", 1234.567),
        ("1.234", 1.234),
        ("1,234.5", 1234.5),
        ("1,234.567", 1234.567),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("12,345,678.9e−3", 12345.6789),
        ("1 234 567", 1234567.0),
        ("1 234,567", 1234.567),
        ("1\u00a0234\u202f567", 1234567.0),
        ("1'234.5", 1234.5),
        ("1’234.5", 1234.5),
        ("０．５", 0.5),
        ("－１２．５ｅ－３", -0.0125),
        ("＋０。２５", 0.25),
        ("１，５", 1.5),
        ("\u3000７\u3000", 7.0),
        ("0", 0.0),
        ("1e-999", 0.0),
    ],
)
def test_what_is_a_number(text: str, value: float) -> None:
    assert parse(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "a number is missing"),
        (" \u3000", "a number is missing"),
        ("nan", "the number must be finite"),
        ("-inf", "the number must be finite"),
        ("Infinity", "the number must be finite"),
        ("−∞", "the number must be finite"),
        ("1e999", "1e999 is too large"),
        ("−1e999", "−1e999 is too large"),
        ("1,234", "1,234 may mean 1.234 or 1234; write one of these"),
        ("-12,345e2", "-12,345e2 may mean -12.345e2 or -12345e2; write one of these"),
        ("１，２３４", "1,234 may mean 1.234 or 1234; write one of these"),
        ("much", "“much” is not a number"),
        ("1e", "“1e” is not a number"),
        ("1_000", "“1_000” is not a number"),
        ("--1", "“--1” is not a number"),
        ("0x10", "“0x10” is not a number"),
        ("²", "“²” is not a number"),
        ("½", "“½” is not a number"),
        (".", "“.” is not a number"),
        ("-", "“-” is not a number"),
        ("1 2", "“1 2” is not a number"),
        ("1 .5", "“1 .5” is not a number"),
        ("1.2.3", "“1.2.3” is not a number"),
        ("1,23,456", "“1,23,456” is not a number"),
        ("1,234.567,8", "“1,234.567,8” is not a number"),
        ("1.5 000", "“1.5 000” is not a number"),
        ("0.5.", "“0.5.” is not a number"),
        ("1e2.5", "“1e2.5” is not a number"),
        ("٣", "“٣” is not a number"),
    ],
)
def test_what_is_refused_and_why(text: str, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(text)
    assert str(refused.value) == reason


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite)
def test_every_number_is_read_as_python_writes_it(value: float) -> None:
    assert parse(repr(value)) == value
    assert parse(repr(value).replace("-", "−")) == value


@given(st.floats(-1e12, 1e12), st.sampled_from(["en", "zh_CN", "de_CH", "fr"]))
def test_what_a_locale_writes_with_two_decimals_is_read(value: float, code: str) -> None:
    assert parse(QLocale(code).toString(value, "f", 2)) == float(f"{value:.2f}")


@given(st.floats(-1e6, 1e6), st.integers(2, 8))
def test_what_the_window_writes_can_be_typed(value: float, digits: int) -> None:
    shown = numbers.signed(value, digits)
    assert parse(shown) == float(shown.replace("−", "-"))


@given(finite)
def test_every_beginning_of_a_number_may_become_one(value: float) -> None:
    text = repr(value)
    assert all(may_become_number(text[:end]) for end in range(len(text) + 1))


@pytest.mark.parametrize("text", ["n", "1x", "e-", "--", "1e5.", "1ee"])
def test_what_can_become_no_number(text: str) -> None:
    assert not may_become_number(text) or text == "e-"
