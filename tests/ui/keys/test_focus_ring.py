"""The ring round what has the focus is seen whole, wherever that stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nnviz.ui.keys.focus_ring import FocusRing, Ring


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A row of two buttons that has no room around them, in the middle of a window."""
    window, row = QWidget(), QWidget()
    inside, outside = QHBoxLayout(row), QVBoxLayout(window)
    inside.setContentsMargins(0, 0, 0, 0)
    outside.setContentsMargins(20, 20, 20, 20)
    outside.addWidget(row)
    for name in ("first", "second"):
        inside.addWidget(QPushButton(name))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def seen(mark: Ring, window: QWidget) -> QRect:
    """What can be seen of a ring, in the window."""
    parent = mark.parentWidget()
    return mark.geometry().intersected(parent.rect()).translated(parent.mapTo(window, QPoint(0, 0)))


def test_no_box_around_a_control_cuts_its_ring_off(window: QWidget, qtbot: QtBot) -> None:
    ring = FocusRing(window)
    window.activateWindow()
    for button in reversed(window.findChildren(QPushButton)):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda button=button: ring.widget is button)
        mark = window.findChild(Ring)
        place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
        assert seen(mark, window).contains(place.adjusted(-1, -1, 1, 1))
        assert mark.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_the_ring_goes_along_when_the_window_changes_its_size(window: QWidget, qtbot: QtBot) -> None:
    ring, button = FocusRing(window), window.findChildren(QPushButton)[1]
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: ring.widget is button)
    window.resize(500, 300)
    mark = window.findChild(Ring)
    qtbot.waitUntil(
        lambda: seen(mark, window).contains(QRect(button.mapTo(window, QPoint(0, 0)), button.size()))
    )
