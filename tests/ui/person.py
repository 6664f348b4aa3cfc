"""What a person does to the window: clicks, presses keys, and waits until a place is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from nnviz.ui.window import MainWindow

Opener = Callable[..., MainWindow]


def button(window: MainWindow, action: object) -> QToolButton:
    found = window.transport.widgetForAction(action)  # type: ignore[arg-type]
    assert isinstance(found, QToolButton)
    return found


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Presses a key while nothing in particular has the focus but the canvas."""
    window.activateWindow()
    window.canvas.setFocus()
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(window.canvas, key, held)


def at(qtbot: QtBot, window: MainWindow, pass_index: int, position: int, remaining: int = 0) -> None:
    """Waits until the cursor is shown at a place."""

    def there() -> bool:
        frame = window.shown
        place = None if frame is None else (frame.pass_index, frame.position, frame.remaining)
        return place == (pass_index, position, remaining) and frame is not None and not frame.live

    qtbot.waitUntil(there, timeout=10_000)
