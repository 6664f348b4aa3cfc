"""A mouse, and nothing else: presses, moves and lets go at points of windows, where something must be.

Events go to the windows, as the system sends them, so that Qt finds out itself what lies under a point.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QMenu,
    QScrollArea,
    QStyle,
    QStyleOptionSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier


class Mouse:
    """The mouse of one test."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def _place(self, widget: QWidget, point: QPoint | None) -> tuple[object, QPoint]:
        """The window of a widget and a point of that; the widget must be what is seen there."""
        self._qtbot.waitUntil(widget.isVisible, timeout=5_000)
        there = widget.mapToGlobal(widget.rect().center() if point is None else point)
        window = QGuiApplication.topLevelAt(there)
        found = QApplication.widgetAt(there)
        if window is None:  # the window is larger than the screen
            top = widget.window()  # which is not asked of a box's list: it would be Python's to delete
            window, found = top.windowHandle(), top.childAt(top.mapFromGlobal(there))
        is_it = found is widget or (found is not None and widget.isAncestorOf(found))
        assert is_it, f"{found} lies over {widget}"
        return window, window.mapFromGlobal(there)

    def click(self, widget: QWidget, point: QPoint | None = None, button: Qt.MouseButton = LEFT) -> None:
        """Clicks a widget, in its middle unless told."""
        QTest.mouseClick(*self._at(widget, point, button))

    def double_click(self, widget: QWidget, point: QPoint | None = None) -> None:
        """Clicks it twice."""
        QTest.mouseDClick(*self._at(widget, point, LEFT))

    def _at(
        self, widget: QWidget, point: QPoint | None, button: Qt.MouseButton
    ) -> tuple[object, Qt.MouseButton, Qt.KeyboardModifier, QPoint]:
        window, there = self._place(widget, point)
        return window, button, NONE, there

    def drag(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        """Presses at a point of a widget, moves on to another, and lets go there."""
        window, first = self._place(widget, start)
        last = first + (end - start)
        QTest.mouseMove(window, first)
        QTest.mousePress(window, LEFT, NONE, first)
        for share in (0.2, 0.5, 0.9, 1.0):
            QTest.mouseMove(window, first + (last - first) * share)
        QTest.mouseRelease(window, LEFT, NONE, last)

    def turn_to(self, area: QScrollArea, widget: QWidget) -> None:
        """Turns the wheel over an area until a widget in it is seen."""
        viewport = area.viewport()
        for _ in range(100):
            where = widget.mapTo(viewport, widget.rect().center())
            if viewport.rect().contains(where):
                return
            turned = QPoint(0, -40 if where.y() > 0 else 40)
            middle = QPointF(viewport.rect().center())
            whole = QPointF(viewport.mapToGlobal(viewport.rect().center()))
            none = Qt.MouseButton.NoButton
            event = QWheelEvent(
                middle, whole, QPoint(), turned, none, NONE, Qt.ScrollPhase.NoScrollPhase, False
            )
            QApplication.sendEvent(viewport, event)
        raise AssertionError(f"{widget} cannot be turned to")

    def row(self, view: QAbstractItemView, index: QModelIndex, twice: bool = False) -> None:
        """Clicks a row of a list, which must be in sight."""
        area = view.visualRect(index)
        assert view.viewport().rect().contains(area.center()), f"{index.data()} is out of sight"
        (self.double_click if twice else self.click)(view.viewport(), area.center())

    def pick(self, box: QComboBox, text: str) -> None:
        """Opens a box and clicks one of its entries."""
        self.click(box)
        self._qtbot.waitUntil(box.view().isVisible, timeout=5_000)
        place = box.findText(text)
        assert place >= 0, [box.itemText(each) for each in range(box.count())]
        self._qtbot.wait(
            QApplication.doubleClickInterval() + 50
        )  # until which a box takes a click for its own
        self.row(box.view(), box.model().index(place, box.modelColumn()))
        self._qtbot.waitUntil(lambda: not box.view().isVisible(), timeout=5_000)

    def turn_up(self, box: QAbstractSpinBox, times: int, down: bool = False) -> None:
        """Clicks an arrow of a box some times."""
        option = QStyleOptionSpinBox()
        box.initStyleOption(option)
        arrow = QStyle.SubControl.SC_SpinBoxDown if down else QStyle.SubControl.SC_SpinBoxUp
        area = box.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, arrow, box)
        for _ in range(times):
            self.click(box, area.center())

    def entry(self, menu: QMenu, action: QAction) -> None:
        """Clicks an entry of a menu that is open."""
        self._qtbot.waitUntil(menu.isVisible, timeout=5_000)
        self.click(menu, menu.actionGeometry(action).center())
