"""The icons of the transport buttons, drawn from a few straight lines in the colour asked for.

They are paths and not glyphs of a font, so they look the same on every machine.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from nnviz.ui.padlock import padlock

_SIDE = 24


def _triangle(left: float, right: float) -> QPainterPath:
    """A triangle between two x, pointing from the first to the second."""
    return _polygon((left, 5), (right, 12), (left, 19))


def _polygon(*corners: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _bar(left: float, width: float = 3) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(left, 5, width, 14))
    return path


def _joined(*parts: QPainterPath) -> QPainterPath:
    whole = QPainterPath()
    for part in parts:
        whole.addPath(part)
    return whole


def _circling() -> QPainterPath:
    """Three quarters of a circle, turning back."""
    path = QPainterPath()
    path.arcMoveTo(QRectF(5, 5, 14, 14), 60)
    path.arcTo(QRectF(5, 5, 14, 14), 60, -300)
    return path


def _arrow_head() -> QPainterPath:
    return _polygon((15.5, 1.8), (15.5, 10), (9, 5.9))


def _outline(start: float, side: float) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(start, start, side, side))
    return path


def _square(start: float) -> QPainterPath:
    """A quarter of a thumbnail, from the same x and y."""
    return _outline(start, 8)


FILLED = {
    "play": _triangle(7, 19),
    "pause": _joined(_bar(6, 4), _bar(14, 4)),
    "next": _joined(_bar(6, 2.5), _triangle(10, 20)),
    "previous": _joined(_bar(15.5, 2.5), _triangle(14, 4)),
    "start": _joined(_bar(3, 2.5), _triangle(13, 6), _triangle(21, 14)),
    "end": _joined(_triangle(3, 10), _triangle(11, 18), _bar(18.5, 2.5)),
    "up": _polygon((5, 15), (12, 7), (19, 15)),
    "more": _joined(_triangle(4, 11), _triangle(12, 19)),
    "reset": _arrow_head(),
    "thumbnails": _joined(_square(4), _square(12)),
    "padlock": padlock(QPointF(12, 12), 19),
}
STROKED = {"reset": _circling(), "thumbnails": _outline(4, 16)}


def icon(name: str, colour: str, faded: str) -> QIcon:
    """An icon of :data:`FILLED` by name, with its disabled look."""
    made = QIcon()
    for ratio in (1, 2, 3):
        made.addPixmap(_pixmap(name, colour, ratio), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, faded, ratio), QIcon.Mode.Disabled)
    return made


def _pixmap(name: str, colour: str, ratio: int) -> QPixmap:
    pixmap = QPixmap(QSize(_SIDE, _SIDE) * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.scale(ratio, ratio)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(FILLED[name], QColor(colour))
    if name in STROKED:
        painter.strokePath(STROKED[name], QPen(QColor(colour), 2.4))
    painter.end()
    return pixmap
