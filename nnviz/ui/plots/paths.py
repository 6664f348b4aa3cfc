"""From arrays of points to a path that Qt paints, without a loop in Python.

The arrays are written in the form in which Qt streams a path, and read back by Qt.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath

from nnviz.nn.describe import Array

_MOVE, _LINE = 0, 1
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
_COUNT = np.dtype(">i4")


def polyline(x: Array, y: Array) -> QPainterPath:
    """A line through points (m,), broken where a y is not finite."""
    drawn = np.isfinite(y)
    kinds = np.where(np.concatenate([[False], drawn[:-1]]), _LINE, _MOVE)[drawn]
    return _path(kinds, x[drawn], y[drawn])


def polygon(x: Array, y: Array) -> QPainterPath:
    """The area round which finite points (m,) lie."""
    kinds = np.full(len(x), _LINE)
    kinds[:1] = _MOVE
    path = _path(kinds, x, y)
    path.closeSubpath()
    return path


def _path(kinds: Array, x: Array, y: Array) -> QPainterPath:
    path = QPainterPath()
    if kinds.size:
        elements = np.empty(kinds.size, _ELEMENT)
        elements["kind"], elements["x"], elements["y"] = kinds, x, y
        count, rest = np.array([kinds.size], _COUNT).tobytes(), np.zeros(2, _COUNT).tobytes()
        written = QByteArray(count + elements.tobytes() + rest)  # the stream only borrows it
        stream = QDataStream(written, QIODevice.OpenModeFlag.ReadOnly)
        stream >> path
    return path
