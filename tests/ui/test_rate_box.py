"""The box of the learning rate: what can be typed, and where the arrows lead."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from pytestqt.qtbot import QtBot

from nnviz.ui.rate_box import RateBox


@pytest.fixture
def box(qtbot: QtBot) -> RateBox:
    made = RateBox()
    qtbot.addWidget(made)
    made.show_rate(0.1)
    made.show()
    return made


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("0.25", 0.25), ("1e-3", 0.001), ("0,5", 0.5), ("0", 0.0), ("0.123456789", 0.123456789)],
)
def test_a_typed_rate_is_sent_exactly(box: RateBox, qtbot: QtBot, typed: str, rate: float) -> None:
    sent: list[float] = []
    box.rate_entered.connect(sent.append)
    box.selectAll()
    qtbot.keyClicks(box, typed)
    assert sent == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert sent == [rate]


@pytest.mark.parametrize(("typed", "rate"), [("1e−3", 0.001), ("０．２５", 0.25), ("0。5", 0.5)])
def test_what_an_input_method_types_is_a_rate(box: RateBox, qtbot: QtBot, typed: str, rate: float) -> None:
    sent: list[float] = []
    box.rate_entered.connect(sent.append)
    box.selectAll()
    for letter in typed:  # each goes through the validator
        box.lineEdit().insert(letter)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert sent == [rate]
    assert box.text() == f"{rate:g}"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("nan", QValidator.State.Invalid),
        ("-1", QValidator.State.Invalid),
        ("1e999", QValidator.State.Invalid),
        ("abc", QValidator.State.Invalid),
        ("1e", QValidator.State.Intermediate),
        ("", QValidator.State.Intermediate),
        ("1,234", QValidator.State.Intermediate),  # it may go on as 1,2345
        ("3e-2", QValidator.State.Acceptable),
        ("０．０５", QValidator.State.Acceptable),
    ],
)
def test_what_is_no_rate_cannot_be_entered(box: RateBox, text: str, state: QValidator.State) -> None:
    assert box.validate(text, 0)[0] is state  # type: ignore[index]


def test_the_arrows_go_by_one_two_and_five(box: RateBox) -> None:
    seen = []
    for _ in range(4):
        box.stepBy(1)
        seen.append(box.value())
    assert seen == pytest.approx([0.2, 0.5, 1.0, 2.0])
    box.stepBy(-5)
    assert box.value() == pytest.approx(0.05)


def test_showing_a_rate_sends_nothing(box: RateBox) -> None:
    sent: list[float] = []
    box.rate_entered.connect(sent.append)
    box.show_rate(0.7)
    assert box.text() == "0.7"
    assert sent == []


@pytest.mark.parametrize(("typed", "reason"), [("1e", "“1e” is not a number"), ("", "a number is missing")])
def test_what_is_no_number_is_refused_with_a_reason_and_the_rate_stays(
    box: RateBox, qtbot: QtBot, typed: str, reason: str
) -> None:
    told: list[str] = []
    box.refused.connect(told.append)
    box.lineEdit().setText(typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert told == [reason]
    assert box.value() == 0.1
    assert box.text() == "0.1"


def test_powers_of_ten_are_written_as_everywhere(box: RateBox) -> None:
    for rate, text in ((1e6, "1e6"), (2e-5, "2e−5"), (0.1, "0.1")):
        box.show_rate(rate)
        assert box.text() == text
        assert box.valueFromText(text) == rate
