"""The port of a column: a dot beside its title, from which an edge is pulled to another column.

It is shown for the column under the mouse only, so that it is in nobody's way.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsLineItem, QGraphicsRectItem
from shiboken6 import isValid

from nnviz.ui.canvas.gaps import remove
from nnviz.ui.canvas.scene import Picture
from nnviz.ui.theme import Theme

_RADIUS, _REACH = 5.0, 9.0
_DOWN, _OUT = 16.0, 4.0
"""How far below the top of its column a port is, beside the title, where no edge runs; and how far outside,
so that it covers no letter of the title."""

_ABOVE = 11
"""It is painted over all else."""


def place_of(picture: Picture, name: str) -> QPointF:
    """Where the port of a column is."""
    panel = picture.layout.places[name].panel
    return QPointF(panel.right() + _OUT, panel.top() + min(_DOWN, panel.height() / 2))


def port_at(picture: Picture, point: QPointF) -> str:
    """The column whose port is at a point; empty if none is. What comes after the loss is nothing."""
    links = {link.source for link in picture.plan.links}
    for name in links:
        away = place_of(picture, name) - point
        if max(abs(away.x()), abs(away.y())) <= _REACH:
            return name
    return ""


class PortLight:
    """Shows the port of one column at a time."""

    def __init__(self) -> None:
        self.name = ""
        self._item: QGraphicsEllipseItem | None = None

    def show(self, picture: Picture, name: str, theme: Theme) -> None:
        """Shows the port of a column; none where the name is empty, or of one from which nothing goes on."""
        if name not in {link.source for link in picture.plan.links}:
            name = ""
        is_there = self._item is not None and isValid(self._item) and self._item.scene() is picture.scene
        if name == self.name and (is_there or not name):
            return
        self.clear()
        if not name:
            return
        middle, size = place_of(picture, name), QPointF(_RADIUS, _RADIUS)
        item = QGraphicsEllipseItem(QRectF(middle - size, middle + size))
        item.setBrush(QBrush(QColor(theme.positive)))
        item.setPen(QPen(QColor(theme.panel), 1.5))
        item.setZValue(_ABOVE)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        picture.scene.addItem(item)
        self._item, self.name = item, name

    def clear(self) -> None:
        """Shows none."""
        remove(self._item)
        self._item, self.name = None, ""


class PulledEdge:
    """An edge while it is pulled: a dashed line, and the outline of the column that would take it."""

    def __init__(self) -> None:
        self._line: QGraphicsLineItem | None = None
        self._outline: QGraphicsRectItem | None = None

    def show(self, picture: Picture, start: QPointF, end: QPointF, target: str, theme: Theme) -> None:
        """Draws it from one point to another, to a column if there is one."""
        self.clear()
        pen = QPen(QColor(theme.positive), 2.5, Qt.PenStyle.DashLine)
        self._line = QGraphicsLineItem(start.x(), start.y(), end.x(), end.y())
        items: list[QGraphicsLineItem | QGraphicsRectItem] = [self._line]
        if target:
            self._outline = QGraphicsRectItem(picture.layout.places[target].panel)
            items.append(self._outline)
        for item in items:
            item.setPen(pen)
            item.setZValue(_ABOVE)
            item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            picture.scene.addItem(item)

    def clear(self) -> None:
        """Draws it no longer."""
        remove(self._line)
        remove(self._outline)
        self._line = self._outline = None
