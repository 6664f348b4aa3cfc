"""The chip at the foot of a column: a small sign that names what was just computed there.

It lies above everything else, since it may be wider than its column.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from nnviz.ui.canvas.label import Label
from nnviz.ui.canvas.layout import Layout
from nnviz.ui.theme import Theme, mixed


class Chip:
    """A sign of one or two lines.

    Attributes:
        text: what it says, in one line.
        box: where it is.
        item: to be added to the scene.
    """

    def __init__(self, text: str, colour: str, strip: QRectF, layout: Layout, theme: Theme) -> None:
        self.text = text
        font = layout.fonts.chip
        metrics = QFontMetricsF(font)
        lines = _broken(text, strip.width() - 10, metrics)
        self.box = _box(lines, strip, layout, metrics)
        path = QPainterPath()
        path.addRoundedRect(self.box, 6, 6)
        self.item = QGraphicsPathItem(path)
        self.item.setPen(QPen(QColor(colour), 1.2))
        self.item.setBrush(QBrush(mixed(theme.panel, colour, 0.22)))
        self.item.setZValue(9)
        for number, line in enumerate(lines):
            middle = self.box.top() + 2.5 + layout.line() * (number + 0.5)
            Label(self.item, font, self.box.center().x(), middle, QBrush(QColor(theme.text))).show(line)


def _broken(text: str, room: float, metrics: QFontMetricsF) -> list[str]:
    """One line, or two where that does not fit and an arrow allows it."""
    if metrics.horizontalAdvance(text) <= room or " → " not in text:
        return [text]
    before, after = text.split(" → ", 1)
    return [f"{before} →", after]


def _box(lines: list[str], strip: QRectF, layout: Layout, metrics: QFontMetricsF) -> QRectF:
    """At the foot of the strip, as wide as it must be, within the picture."""
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 14
    tall = layout.line() * len(lines) + 5
    left = min(max(2.0, strip.center().x() - wide / 2), layout.size.width() - wide - 2)
    return QRectF(left, strip.bottom() - tall - (1.0 if layout.narrow else 4.5), wide, tall)
