"""The small pictures of layers in palettes and lists, one for each glyph of the canvas and for the training.

They are a few strokes, and so look the same on every machine.
"""

from __future__ import annotations

from enum import Enum
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from nnviz.nn import Glyph

SIDE = 20


def _circle(path: QPainterPath, x: float, y: float, radius: float) -> None:
    path.addEllipse(QPointF(x, y), radius, radius)


def _line(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)


def _units() -> QPainterPath:
    path = QPainterPath()
    for y in (5.0, 15.0):
        for end in (4.0, 10.0, 16.0):
            _line(path, (5.0, y), (15.0, end))
        _circle(path, 4, y, 2)
    for y in (4.0, 10.0, 16.0):
        _circle(path, 16, y, 2)
    return path


def _elementwise() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(3, 16)
    path.cubicTo(11, 16, 9, 4, 17, 4)
    return path


def _images() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(6.5, 3.5, 10, 10))
    _line(path, (3.5, 6.5), (3.5, 16.5), (13.5, 16.5))
    path.addRect(QRectF(9, 6, 4, 4))
    return path


def _bars() -> QPainterPath:
    path = QPainterPath()
    for y, length in ((5.0, 6.0), (10.0, 13.0), (15.0, 3.0)):
        _line(path, (3.5, y), (3.5 + length, y))
    return path


def _distribution() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(2.5, 16)
    path.cubicTo(8, 16, 7.5, 4, 10, 4)
    path.cubicTo(12.5, 4, 12, 16, 17.5, 16)
    return path


def _merge() -> QPainterPath:
    path = QPainterPath()
    _circle(path, 13, 10, 4)
    _line(path, (2.5, 4.5), (9.6, 8.2))
    _line(path, (2.5, 15.5), (9.6, 11.8))
    return path


def _loss() -> QPainterPath:
    path = QPainterPath()
    _line(path, (3, 3), (3, 17), (17, 17))
    path.moveTo(4.5, 4.5)
    path.cubicTo(6, 14, 10, 14, 16.5, 14.5)
    return path


def _training() -> QPainterPath:
    """Steps down into a valley."""
    path = QPainterPath()
    path.moveTo(2.5, 3)
    path.cubicTo(5, 20.5, 15, 20.5, 17.5, 3)
    for x, y in ((6.3, 5.5), (8.2, 10.0)):
        _circle(path, x, y, 1.4)
    _line(path, (12.5, 8.5), (10, 12), (12.9, 11.6))
    return path


class Sign(Enum):
    """What is pictured in lists alone, and not on the canvas."""

    TRAINING = "training"


_PATHS = {
    Glyph.UNITS: _units,
    Glyph.ELEMENTWISE: _elementwise,
    Glyph.IMAGES: _images,
    Glyph.BARS: _bars,
    Glyph.DISTRIBUTION: _distribution,
    Glyph.MERGE: _merge,
    Glyph.LOSS: _loss,
    Sign.TRAINING: _training,
}


@cache
def glyph_icon(glyph: Glyph | Sign, colour: str) -> QIcon:
    """The picture of a glyph in a colour."""
    made = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(QSize(SIDE, SIDE) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.scale(ratio, ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(_PATHS[glyph](), QPen(QColor(colour), 1.5))
        painter.end()
        made.addPixmap(pixmap)
    return made
