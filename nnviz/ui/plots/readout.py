"""The readout: a small box with exact numbers, held beside the point that they belong to.

It is an item of a graphics scene measured in pixels, and keeps inside the area it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QGraphicsTextItem

from nnviz.ui.theme import DARK, Theme, text_font

_GAP = 12.0
_LINE = 15.0

Line = tuple[str, str]
"""A line of text, and the colour of a mark before it or an empty string for none."""


class Readout(QGraphicsRectItem):
    """A box of text lines; hidden until :meth:`show_lines`."""

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self._text = QGraphicsTextItem(self)
        self._text.setFont(text_font(12))
        self._text.document().setDocumentMargin(5)
        self._lines: tuple[Line, ...] = ()
        self._columns = 1
        self._theme = DARK
        self.setZValue(100)
        self.hide()
        self.set_theme(DARK)

    @property
    def text(self) -> str:
        """What is being read out, line by line; empty while hidden."""
        return "\n".join(text for text, _ in self._lines) if self.isVisible() else ""

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        fill = QColor(theme.raised)
        fill.setAlpha(238)
        self.setBrush(fill)
        self.setPen(QPen(QColor(theme.line), 1))
        self._text.setDefaultTextColor(QColor(theme.text))

    def show_lines(self, lines: Sequence[Line], at: QPointF, area: QRectF) -> None:
        """Shows lines beside a point of the scene, on the side where there is more room.

        Lines that would not fit under one another go into several columns.
        """
        rows = max(2, int((area.height() - 12) // _LINE))
        columns = -(-len(lines) // rows)
        if (tuple(lines), columns) != (self._lines, self._columns):
            self._lines, self._columns = tuple(lines), columns
            self._text.setHtml(_html(self._lines, columns))
            self.setRect(self._text.boundingRect())
        self.setPos(self._beside(at, area))
        self.show()

    def _beside(self, at: QPointF, area: QRectF) -> QPointF:
        size = self.rect().size()
        right = at.x() <= area.center().x()
        x = at.x() + _GAP if right else at.x() - _GAP - size.width()
        y = at.y() - size.height() - _GAP
        if y < area.top():
            y = at.y() + _GAP
        x = max(area.left(), min(x, area.right() - size.width()))
        y = max(area.top(), min(y, area.bottom() - size.height()))
        return QPointF(round(x), round(y))


def _html(lines: Sequence[Line], columns: int) -> str:
    rows = -(-len(lines) // columns)
    cells = [[_cell(lines[k]) for k in range(row, len(lines), rows)] for row in range(rows)]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    return f'<table cellspacing="0" cellpadding="0">{body}</table>'


def _cell(line: Line) -> str:
    from html import escape  # with its table of two thousand names

    text, colour = line
    mark = f'<span style="color:{colour}">■</span>&nbsp;' if colour else ""
    return f'<td style="white-space:pre;padding-right:10px">{mark}{escape(text)}</td>'
