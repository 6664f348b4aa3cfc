"""What a presentation of 1280 × 720 has room for: the columns of XOR and the factors of the chain rule."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press


@pytest.fixture
def window(opened: Opener, qtbot: QtBot) -> MainWindow:
    made = opened()
    made.resize(1280, 720)
    press(qtbot, made, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: made.shown is not None and made.shown.position == 1)
    qtbot.wait(300)
    return made


def present(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Presents the window at the size that it has; the screen of a test has another."""
    monkeypatch.setattr(window, "showFullScreen", lambda: None)
    press(qtbot, window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.presentation.on)
    qtbot.wait(250)


@pytest.mark.parametrize("key", ["inspector", "weight"])
def test_beside_a_panel_all_columns_of_xor_are_seen(qtbot, window, monkeypatch, key):
    present(qtbot, window, monkeypatch)
    window.presentation.show_panel(key)
    qtbot.wait(150)
    assert window.panels[key].width() == 512
    assert not window.canvas.beyond.left.isVisible()
    assert not window.canvas.beyond.right.isVisible()


def test_the_chain_rule_breaks_into_lines_where_it_is_wider_than_its_panel(qtbot, window, monkeypatch):
    present(qtbot, window, monkeypatch)
    window.presentation.show_panel("weight")
    strip = window.weight_card.strip
    qtbot.waitUntil(strip.isVisible)
    qtbot.wait(150)
    assert strip.wanted_width > strip.width()
    assert not strip.horizontalScrollBar().isVisible()
    _, *factors = [number.mapTo(strip, number.rect().center()).y() for number in strip.numbers]
    assert len(factors) == 3
    assert factors[0] < factors[1] == factors[2]
