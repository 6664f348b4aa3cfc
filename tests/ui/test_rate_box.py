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


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("nan", QValidator.State.Invalid),
        ("-1", QValidator.State.Invalid),
        ("1e999", QValidator.State.Invalid),
        ("abc", QValidator.State.Invalid),
        ("1e", QValidator.State.Intermediate),
        ("", QValidator.State.Intermediate),
        ("3e-2", QValidator.State.Acceptable),
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
