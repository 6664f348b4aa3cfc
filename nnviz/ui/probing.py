"""Probing: which input of somebody's own choice goes forward on the canvas, until it is ended.

The window ends it by Esc wherever the focus is, unless the control that has it needs that key.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
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

    def show(self, point: Point) -> None:
        """Probes a point from now on."""
        if point != self.point:
            self.point = point
            self.changed.emit(point)

    def end(self) -> bool:
        """Lets the window go back to the training's pass; gives whether it was at another one."""
        if self.point is None:
            return False
        self.point = None
        self.changed.emit(None)
        return True
