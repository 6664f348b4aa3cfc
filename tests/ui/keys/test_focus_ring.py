"""The ring round what has the focus is seen whole, wherever that stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFocusFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nnviz.ui.keys.focus_ring import FocusRing


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


def seen(frame: QFocusFrame, window: QWidget) -> QRect:
    """What can be seen of a frame, in the window."""
    parent = frame.parentWidget()
    return frame.geometry().intersected(parent.rect()).translated(parent.mapTo(window, QPoint(0, 0)))


def test_no_box_around_a_control_cuts_its_ring_off(window: QWidget, qtbot: QtBot) -> None:
    ring = FocusRing(window, window)
    window.activateWindow()
    for button in reversed(window.findChildren(QPushButton)):
        button.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda button=button: ring.widget is button)
        frame = window.findChild(QFocusFrame)
        place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
        assert seen(frame, window).contains(place.adjusted(-1, -1, 1, 1))
        assert frame.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_the_ring_goes_along_when_the_window_changes_its_size(window: QWidget, qtbot: QtBot) -> None:
    ring, button = FocusRing(window, window), window.findChildren(QPushButton)[1]
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: ring.widget is button)
    window.resize(500, 300)
    frame = window.findChild(QFocusFrame)
    qtbot.waitUntil(
        lambda: seen(frame, window).contains(QRect(button.mapTo(window, QPoint(0, 0)), button.size()))
    )
