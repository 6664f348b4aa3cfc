"""Where the names of a column's units stand: beside or above them, or nowhere if they would cover numbers.

A name never takes the place of a number, since the tooltip of its unit says it, too.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from nnviz.ui.canvas.fonts import Fonts
from nnviz.ui.canvas.plan import Column

BESIDE = 8.0
"""Between a unit and the name beside it: room for the ring of the unit that is looked at, and air."""

_AIR = 6.0
"""At the least between a unit and the edge of the column."""


class Naming(Enum):
    """Where names stand: in room of their own at the left, close beside the units, or above them."""

    NONE = auto()
    ASIDE = auto()
    BESIDE = auto()
    ABOVE = auto()


def name_units(column: Column, room: QRectF, rx: float, between: float, scale: float) -> tuple[Naming, float]:
    """Where the names of units stand, and the x of the units, which make way for names beside them.

    Args:
        room: of the units.
        rx: half the width of a unit.
        between: the height that is free between a unit, with its number, and the next.
    """
    middle = room.center().x()
    if column.names_aside:
        return Naming.ASIDE, room.right() - rx - 6
    metrics = QFontMetricsF(Fonts.scaled(scale, tight=False).small)
    wide = max(map(metrics.horizontalAdvance, column.labels))
    beside = room.left() + wide + rx + BESIDE + 2
    if beside + rx + _AIR <= room.right():
        return Naming.BESIDE, max(middle, beside)
    fits = wide <= room.width() and between >= metrics.height() + 2
    return (Naming.ABOVE if fits else Naming.NONE), middle
