"""How a cell is painted that holds another number since something was set by hand.

The old number stands struck through above the new one, within the height of any cell.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from nnviz.ui.theme import number_font


def paint_change(painter: QPainter, rect: QRect, old: str, new: str) -> None:
    """Writes both numbers into a cell, in the painter's pen."""
    plain, above, below = painter.font(), number_font(11), number_font(12, bold=True)
    above.setStrikeOut(True)
    painter.setFont(above)
    painter.drawText(rect.adjusted(0, 2, 0, -15), Qt.AlignmentFlag.AlignCenter, old)
    painter.setFont(below)
    painter.drawText(rect.adjusted(0, 13, 0, -1), Qt.AlignmentFlag.AlignCenter, new)
    painter.setFont(plain)
