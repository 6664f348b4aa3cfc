"""Many straight edges in few items: one path for each level, of all edges that are at it.

Qt paints such a path in half the time that an item for each edge takes.
"""

from __future__ import annotations

import struct

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from nnviz.nn.describe import Array
from nnviz.ui.canvas.scale import Inks

HIDDEN = -128
"""The level of an edge that is not painted here."""

_POINT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])
"""A point of a path as Qt writes it: 0 to move there and 1 to draw a line to it."""

_LINE = np.dtype((np.void, 2 * _POINT.itemsize))
"""Both ends of an edge as one piece of bytes, which numpy gathers ten times as fast as their numbers."""


class Sheaf:
    """Straight edges.

    Attributes:
        items: the paths that are in use, by level.
        levels: the level of every edge.
    """

    def __init__(self, inks: Inks, parent: QGraphicsItem) -> None:
        self._inks, self._parent = inks, parent
        self._lines: Array = np.zeros(0, _LINE)
        self.items: dict[int, QGraphicsPathItem] = {}
        self.levels: Array = np.zeros(0, np.int16)

    def lay(self, left: float, tops: Array, right: float, bottoms: Array) -> None:
        """Takes the ends of every edge; they are to be painted anew."""
        points = np.zeros((len(tops), 2), _POINT)
        points["type"][:, 1] = 1
        points["x"] = left, right
        points["y"] = np.stack([tops, bottoms], axis=1)
        self._lines = points.view(_LINE).ravel()
        self.levels = np.full(len(tops), HIDDEN, np.int16)

    def paint(self, levels: Array) -> None:
        """Gives every edge the pen of its level; only paths that lose or gain one are touched."""
        changed = levels != self.levels
        touched = np.unique(np.concatenate([levels[changed], self.levels[changed]]))
        self.levels = levels.copy()
        order = np.argsort(levels, kind="stable")
        lines, starts = self._lines[order], np.searchsorted(levels, touched, "left", order)
        ends = np.searchsorted(levels, touched, "right", order)
        for level, start, end in zip(touched.tolist(), starts, ends, strict=True):
            if level in self._inks.pens:
                self._item(level).setPath(_path(lines[start:end]))

    def _item(self, level: int) -> QGraphicsPathItem:
        if level not in self.items:
            self.items[level] = QGraphicsPathItem(self._parent)
            self.items[level].setPen(self._inks.pens[level])
            self.items[level].setZValue(0 if level > len(self._inks.pens) else abs(level))
        return self.items[level]


def _path(lines: Array) -> QPainterPath:
    """A path of lines, read from bytes as Qt itself would write them: Python's own calls take longer than
    painting it."""
    head, tail = struct.pack(">i", 2 * len(lines)), struct.pack(">ii", 0, 0)
    return read(QByteArray(head + lines.tobytes() + tail)) if len(lines) else QPainterPath()


def read(written: QByteArray) -> QPainterPath:
    """The path that Qt has written, or would have."""
    stream, path = QDataStream(written), QPainterPath()
    stream >> path
    return path
