"""The places of a picture where a layer can go: on each edge from one column to another, the loss included.

They are found by where the mouse is; the place that would take what is carried is lit.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem
from shiboken6 import isValid

from nnviz.dataclass import dataclass
from nnviz.ui.canvas.scene import Picture
from nnviz.ui.theme import Theme

_WIDTH = 12.0


@dataclass(frozen=True)
class Gap:
    """One place.

    Attributes:
        source, target: the names of the columns that the edge joins.
        middle: the middle of the gap between them.
        box: what is lit.
    """

    source: str
    target: str
    middle: QPointF
    box: QRectF


def gaps_of(picture: Picture) -> list[Gap]:
    """The gap of every link of a picture, just before the column that it leads to."""
    places = picture.layout.places
    found = []
    for link in picture.plan.links:
        source, target = places[link.source].panel, places[link.node.name].panel
        left = max((p.panel.right() for p in places.values() if p.panel.right() < target.left()), default=0.0)
        left = max(left, source.right()) if source.right() < target.left() else left
        x = (left + target.left()) / 2
        ends = (source.center().y() + target.center().y()) / 2
        box = QRectF(x - _WIDTH / 2, target.top(), _WIDTH, target.height())
        found.append(Gap(link.source, link.node.name, QPointF(x, ends), box))
    return found


def nearest(gaps: Sequence[Gap], point: QPointF) -> Gap | None:
    """The gap nearest to a point: by its column first, and among edges of one column by their height."""
    return min(
        gaps,
        key=lambda gap: (round(abs(gap.box.center().x() - point.x())), abs(gap.middle.y() - point.y())),
        default=None,
    )


class GapLight:
    """Lights one gap of a picture at a time.

    Attributes:
        gap: the one, or None.
    """

    def __init__(self) -> None:
        self.gap: Gap | None = None
        self._item: QGraphicsRectItem | None = None

    def show(self, picture: Picture, gap: Gap, theme: Theme) -> None:
        """Lights a gap."""
        self.clear()
        item = QGraphicsRectItem(gap.box)
        colour = QColor(theme.positive)
        item.setPen(QPen(colour, 2.0))
        colour.setAlpha(90)
        item.setBrush(QBrush(colour))
        item.setZValue(10)
        item.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        picture.scene.addItem(item)
        self._item, self.gap = item, gap

    def clear(self) -> None:
        """Lights none."""
        remove(self._item)
        self._item, self.gap = None, None


def remove(item: QGraphicsItem | None) -> None:
    """Takes an item out of its scene, if both are still there."""
    if item is not None and isValid(item) and item.scene() is not None:
        item.scene().removeItem(item)
