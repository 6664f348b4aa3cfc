"""The question for one number: what is none is told, and cannot be set before it has been mended."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nnviz.ui.editing.ask_number import AskNumber


def test_what_is_no_number_cannot_be_set_until_it_is_mended(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    taken: list[float] = []
    asked = AskNumber("Fill", "Number for all cells", "a half", taken.append, window)
    asked.accept()
    assert (asked.complaint.text(), asked.complaint.isVisible()) == ("“a half” is not a number", True)
    assert not asked.set.isEnabled()
    assert asked.set.toolTip() == "“a half” is not a number"
    asked.field.clear()
    qtbot.keyClicks(asked.field, "0.5")
    assert not asked.complaint.isVisible()
    assert asked.set.isEnabled()
    asked.accept()
    assert taken == [0.5]
