"""The padlocks of the canvas: on the corner of a layer that is frozen, and on weights that are frozen alone.

They are made anew only when what is frozen changes, which is never while a network just trains.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.nn.freezing import any_frozen
from nnviz.session.frame import Frame
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.edge import Bundle
from nnviz.ui.canvas.layout import Layout
from nnviz.ui.editing.target import mask_of
from nnviz.ui.padlock import padlock
from nnviz.ui.theme import Theme

MOST = 64
"""The most weights of a layer that get a padlock each; of more, the layer gets one that is hollow."""

_CORNER, _SMALL = 10.0, 8.0

Masks = dict[str, dict[str, Array]]
"""Where parameters are frozen, by node and key; of nodes with anything frozen only."""


class Locks:
    """All padlocks of a picture.

    Args:
        columns: the layers.
        bundles: the edges, on which those of single weights lie.
        parent: the layer they lie on.

    Attributes:
        whole, part: the names of the layers that are frozen, and of those of which something is.
        items: the padlocks.
    """

    def __init__(
        self,
        columns: Mapping[str, ColumnItem],
        bundles: Sequence[Bundle],
        layout: Layout,
        theme: Theme,
        parent: QGraphicsItem,
    ) -> None:
        self._columns, self._bundles = columns, bundles
        self._scale, self._theme, self._parent = layout.scale, theme, parent
        self._key: tuple[object, ...] = ()
        self.whole: tuple[str, ...] = ()
        self.part: tuple[str, ...] = ()
        self.items: list[QGraphicsPathItem] = []

    def show(self, frame: Frame) -> None:
        """Brings them up to date."""
        masks = _masks(frame) if any_frozen(frame.arrays) else {}
        key = tuple((name, each, a.tobytes()) for name, found in masks.items() for each, a in found.items())
        if key == self._key:
            return
        self._key = key
        for item in self.items:
            item.scene().removeItem(item)
        self.items = []
        shapes = {node.name: node.parameters for node in frame.stage.nodes}
        self.whole = tuple(
            name
            for name, found in masks.items()
            if found.keys() == shapes[name].keys() and all(mask.all() for mask in found.values())
        )
        self.part = tuple(name for name in masks if name not in self.whole)
        for name in masks:
            if name in self._columns:
                self._mark(name, masks[name])

    def _mark(self, name: str, masks: Mapping[str, Array]) -> None:
        place = self._columns[name].place
        corner = place.panel.topLeft() + QPointF(2.0, 7.0)
        if name in self.whole:
            self._add(corner, _CORNER, filled=True)
            return
        points = list(self._points(name, masks))
        count = sum(int(mask.sum()) for mask in masks.values())
        for point in points[:MOST]:
            self._add(point, _SMALL, filled=True)
        if count != len(points[:MOST]):
            self._add(corner, _CORNER, filled=False)

    def _points(self, name: str, masks: Mapping[str, Array]) -> Iterator[QPointF]:
        """Where the frozen weights of a layer are that are drawn by themselves."""
        biases = self._columns[name].biases
        if biases.lines and "B" in masks:
            for unit in np.flatnonzero(masks["B"])[:MOST].tolist():
                yield biases.lines[unit].p1()
        for bundle in self._bundles:
            link = bundle.link
            if link.node.name == name and link.dense and "W" in masks and len(bundle.chosen) == link.total:
                for edge in np.flatnonzero(masks["W"][link.starts, link.ends])[:MOST].tolist():
                    x = bundle.course.left + 0.62 * (bundle.course.right - bundle.course.left)
                    yield QPointF(x, float(bundle.course.heights(x)[edge]))

    def _add(self, at: QPointF, height: float, filled: bool) -> None:
        tall, theme = height * min(self._scale, 1.6), self._theme
        disc = QPainterPath()
        disc.addEllipse(at, 0.8 * tall, 0.8 * tall)
        item = QGraphicsPathItem(disc, self._parent)
        item.setBrush(QBrush(QColor(theme.panel)))
        item.setPen(QPen(QColor(theme.muted), 1.0))
        item.setZValue(9)
        sign, colour = QGraphicsPathItem(padlock(at, tall), item), QColor(theme.text)
        sign.setBrush(QBrush(colour if filled else QColor(theme.panel)))
        sign.setPen(QPen(Qt.PenStyle.NoPen) if filled else QPen(colour, 0.8))
        self.items.append(item)


def _masks(frame: Frame) -> Masks:
    found: Masks = {}
    for node in frame.stage.nodes:
        for key in node.parameters:
            mask = mask_of(frame, node.name, key)
            if mask is not None:
                found.setdefault(node.name, {})[key] = mask
    return found
