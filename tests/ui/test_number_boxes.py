"""What can be typed into a box of a number, whatever keyboard or input method it comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

import nnviz
from nnviz.nn.describe import Setting
from nnviz.ui.building.fields import field_of
from nnviz.ui.data.fields import decimal, whole
from nnviz.ui.number_input import InputError, parse, parse_whole
from tests.ui.person import Opener

PACKAGE = Path(nnviz.__file__).parent


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(("0.5", 0.5), ("0,5", 0.5), ("０．５", 0.5), ("0。5", 0.5), ("5e-1", 0.5), ("5E−1", 0.5)),
        *(("1 000.5", 1000.5), ("1.000,5", 1000.5), ("−0.5", 0.5), ("0.5.5", 0.25), ("9999", 0.25)),
    ],
)
def test_a_decimal_is_taken_as_it_is_written(qtbot: QtBot, typed: str, value: float) -> None:
    box = decimal(0.001, 5000.0, 0.25, 6, lambda: None)
    _enter(qtbot, box, typed)
    assert box.value() == (999.0 if typed == "9999" else value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(("12", 12), ("１２", 12), ("1,234", 1234), ("1.234", 1234), ("1 234", 1234), ("1e3", 1000)),
        *(("1.5", 7), ("e", 7), ("-3", 3), ("−3", 3), ("", 7)),
    ],
)
def test_a_whole_number_is_taken_as_it_is_written(qtbot: QtBot, typed: str, value: int) -> None:
    box = whole(1, 100_000, 7, lambda: None)
    _enter(qtbot, box, typed)
    assert box.value() == value


def test_what_stands_behind_a_number_stays(qtbot: QtBot) -> None:
    box = whole(0, 50, 20, lambda: None)
    box.setSuffix(" %")
    _enter(qtbot, box, "３０")
    assert (box.value(), box.text()) == (30, "30 %")


def test_a_setting_and_the_seed_take_wide_digits(qtbot: QtBot, opened: Opener) -> None:
    seed = opened().transport.seed
    _enter(qtbot, seed, "４２")
    assert seed.value() == 42
    field = field_of(Setting("units", int, 3, 1, None, "how many"), 3, lambda _: None)
    assert isinstance(field, QSpinBox)
    qtbot.addWidget(field)
    _enter(qtbot, field, "１６")
    assert field.value() == 16


@pytest.mark.parametrize("text", ["1.5", "", "x", "1e-3", "1,5"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_whole(text)


def test_a_comma_is_not_asked_about_where_decimals_have_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_US"))
    with pytest.raises(InputError, match=r"1\.234 or 1234"):
        parse("1,234")
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_DE"))
    assert parse("1,234") == 1.234
    assert parse("1.234,5") == 1234.5
    assert parse("1.234") == 1.234  # as the window writes it


def _enter(qtbot: QtBot, box: QSpinBox | QDoubleSpinBox, text: str) -> None:
    """Types over what stands in a box."""
    if box.parent() is None:
        qtbot.addWidget(box)
    box.show()
    box.selectAll()
    qtbot.keyClick(box, Qt.Key.Key_Delete)
    for letter in text:
        box.lineEdit().insert(letter)  # as an input method does
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_no_box_that_can_be_typed_into_is_qts_own() -> None:
    made = [
        path.relative_to(PACKAGE).as_posix()
        for path in sorted(PACKAGE.rglob("*.py"))
        if re.search(r"= Q(Double)?SpinBox\(", path.read_text(encoding="utf-8"))
    ]
    assert made == ["ui/inspector/plane_box.py", "ui/step_box.py"]  # these are turned, not typed into
