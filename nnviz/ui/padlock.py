"""The sign of what is frozen: a small padlock, drawn alike in tables and on the canvas.

It has a form of its own, so that it can be told without its colour.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath


def padlock(middle: QPointF, height: float) -> QPainterPath:
    """The outline of a padlock of a height, to be filled: its body, with the bow over it."""
    wide, tall = 0.72 * height, 0.54 * height
    path = QPainterPath()
    top = middle.y() + height / 2 - tall
    path.addRoundedRect(QRectF(middle.x() - wide / 2, top, wide, tall), 0.12 * height, 0.12 * height)
    path.addPath(_bow(middle.x(), top, 0.5 * wide, 0.46 * height, 0.14 * height))
    return path


def _bow(x: float, foot: float, width: float, height: float, thick: float) -> QPainterPath:
    outer, inner = QPainterPath(), QPainterPath()
    for path, inset in ((outer, 0.0), (inner, thick)):
        half = width / 2 + thick / 2 - inset
        path.moveTo(x - half, foot)
        path.lineTo(x - half, foot - height + half + inset)
        path.arcTo(QRectF(x - half, foot - height + inset, 2 * half, 2 * half), 180.0, -180.0)
        path.lineTo(x + half, foot)
        path.closeSubpath()
    return outer.subtracted(inner)
