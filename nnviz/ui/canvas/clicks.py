"""What a click in the picture of the network means, and what a menu is asked for, by mouse or by keys.

The canvas says it by its signals; which thing is meant is found by the pointer, or told by the keys' cursor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF

from nnviz.ui.canvas.ailments import LESSONS
from nnviz.ui.canvas.pointer import Pointer
from nnviz.ui.canvas.stops import Stop

if TYPE_CHECKING:
    from nnviz.ui.canvas.canvas import Canvas


class Clicks:
    """Takes the clicks of one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        canvas.view.clicked.connect(self.click)
        canvas.view.menu_asked.connect(self._ask_menu)
        canvas.key_cursor.chosen.connect(self._choose)

    def _choose(self, stop: Stop) -> None:
        """Clicks by the keys."""
        if stop.weight is None:
            self.click(stop.at)
            return
        self._canvas.node_clicked.emit(stop.weight.node)
        self._canvas.weight_clicked.emit(stop.weight)

    def click(self, point: QPointF) -> None:
        """Clicks what is at a point of the picture."""
        picture = self._canvas.picture
        finding = picture.badges.at(point) if picture else None
        if finding is not None:
            self._canvas.badge_clicked.emit(LESSONS[finding.ailment])
        elif picture is not None:
            self._click_in(picture.pointer, point)

    def _click_in(self, pointer: Pointer, point: QPointF) -> None:
        """A weight opens its card, a neuron is looked at, or no longer; beside all that, no longer either."""
        canvas = self._canvas
        if name := pointer.node_at(point):
            canvas.node_clicked.emit(name)
        if weight := pointer.weight_at(point):
            canvas.weight_clicked.emit(weight)
        elif head := pointer.head_at(point):
            canvas.head_clicked.emit(head)
        else:
            neuron = pointer.neuron_at(point)
            canvas.focus_on(None if neuron == canvas.neuron else neuron)

    def _ask_menu(self, point: QPointF, where: QPoint) -> None:
        canvas, stop = self._canvas, self._canvas.key_cursor.stop
        if stop is not None and stop.weight is not None:
            canvas.menu_asked.emit(stop.weight.node, where, stop.weight)
        elif canvas.picture is not None:
            pointer = canvas.picture.pointer
            canvas.menu_asked.emit(pointer.node_at(point) or "", where, pointer.weight_at(point))
