"""Probing: which input of somebody's own choice goes forward on the canvas, until it is ended.

Esc ends it wherever the focus is, unless the control that has it needs that key.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nnviz.session.probing import Point


class Probing(QObject):
    """Knows the probe of one window.

    Attributes:
        point: the input that is probed, or None.

    Signals:
        changed: to a point, or to None.
    """

    changed = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.point: Point | None = None
        window.installEventFilter(self)

    def show(self, point: Point) -> None:
        """Probes a point from now on."""
        if point != self.point:
            self.point = point
            self.changed.emit(point)

    def end(self) -> None:
        """Lets the window go back to the training's pass."""
        if self.point is not None:
            self.point = None
            self.changed.emit(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes an Esc that nobody in the window wanted."""
        if (
            self.point is not None
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.end()
            return True
        return super().eventFilter(watched, event)
