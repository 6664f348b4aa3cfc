"""The ring round what has the focus is seen whole, wherever that stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import delete

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


def test_only_the_part_that_is_not_scrolled_away_has_a_ring(window: QWidget, qtbot: QtBot) -> None:
    ring, inside, button = FocusRing(window), QWidget(), QPushButton("low")
    area = QScrollArea()
    area.setWidget(inside)
    button.setParent(inside)
    inside.resize(200, 2000)
    button.setGeometry(10, 20, 100, 40)
    window.layout().addWidget(area)
    button.show()
    window.resize(400, 400)
    qtbot.waitUntil(button.isVisible)
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: ring.widget is button)
    mark = window.findChild(Ring)

    def place() -> QRect:
        return QRect(button.mapTo(window, QPoint(0, 0)), button.size()).adjusted(-2, -2, 2, 2)

    qtbot.waitUntil(lambda: mark.geometry() == place())
    area.verticalScrollBar().setValue(40)
    top = area.viewport().mapTo(window, QPoint(0, 0)).y()
    qtbot.waitUntil(lambda: mark.geometry() == place().adjusted(0, 20, 0, 0))
    assert mark.geometry().top() == top - 2
    area.verticalScrollBar().setValue(500)
    qtbot.waitUntil(mark.isHidden)
    area.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: mark.isVisible() and mark.geometry() == place())


def test_the_ring_goes_into_a_dialog_and_comes_back_when_that_has_gone(window: QWidget, qtbot: QtBot) -> None:
    ring, button = FocusRing(window), window.findChildren(QPushButton)[1]
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: ring.widget is button)
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    dialog.show()
    dialog.activateWindow()
    field.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: ring.widget is field)
    assert dialog.findChild(Ring).isVisible()
    delete(dialog)
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: ring.widget is button)
    assert any(mark.isVisible() for mark in window.findChildren(Ring))
