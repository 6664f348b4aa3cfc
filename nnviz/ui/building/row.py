"""One row of the draft: the title and the number of parameters, below them the shape, and what does not fit.

It is painted by a delegate, so that a long network costs no more widgets than a short one.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nnviz.dataclass import dataclass
from nnviz.nn import Glyph
from nnviz.ui.building.glyphs import SIDE, Sign, glyph_icon
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, mixed, number_font, text_font

NAME = Qt.ItemDataRole.UserRole
ROW = Qt.ItemDataRole.UserRole + 1

_MARGIN, _GAP = 8, 8
_LINE, _WIDEST = 17, 280
"""Pixels of a line at the least text size, and of the widest: a number stands beside what it belongs to."""


@dataclass(frozen=True)
class Row:
    """What one row says.

    Attributes:
        title: what the layer is called.
        shape: what it gives, and what it takes where that is not the row above.
        count: how many parameters it has, or nothing.
        fault: why it does not fit, or nothing.
        glyph: its picture, or None.
    """

    title: str
    shape: str
    count: str
    fault: str
    glyph: Glyph | Sign | None

    def said(self) -> str:
        """All of it in one line."""
        return ", ".join(filter(None, (self.title, self.shape, self.count, self.fault)))


class RowDelegate(QStyledItemDelegate):
    """Paints rows.

    Attributes:
        theme: its colours.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.theme: Theme = DARK

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW)
        lines = 2 + (len(self._wrapped(row.fault, self._room(option))) if row and row.fault else 0)
        return QSize(10, lines * stretched(_LINE) + 10)

    def _room(self, option: QStyleOptionViewItem) -> int:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractScrollArea) else 200
        return min(int(width) - 2 * _MARGIN - stretched(SIDE) - _GAP - 6, stretched(_WIDEST))

    def _wrapped(self, text: str, room: int) -> list[str]:
        """The words of a text in lines of a width, four at most."""
        metrics, lines = QFontMetrics(text_font(12)), [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines[:4]]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row | None = index.data(ROW)
        if row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, rect, row, bool(state & QStyle.StateFlag.State_Selected))
        self._paint_texts(painter, rect, row, self._room(option))
        painter.restore()

    def _paint_frame(self, painter: QPainter, rect: QRect, row: Row, selected: bool) -> None:
        theme = self.theme
        line = theme.bad if row.fault else theme.positive if selected else theme.line
        back = mixed(theme.raised, theme.positive, 0.16) if selected else QColor(theme.raised)
        painter.setPen(QPen(QColor(line), 1.6 if selected or row.fault else 1.0))
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 7, 7)
        if row.glyph is not None:
            side, middle = stretched(SIDE), rect.top() + 5 + stretched(_LINE)
            place = QRect(rect.left() + _MARGIN, middle - side // 2, side, side)
            glyph_icon(row.glyph, theme.muted).paint(painter, place)

    def _paint_texts(self, painter: QPainter, rect: QRect, row: Row, room: int) -> None:
        theme, line, top = self.theme, stretched(_LINE), rect.top() + 5
        left = rect.left() + _MARGIN + stretched(SIDE) + _GAP
        whole = QRect(left, top, room, line)
        taken = self._text(painter, row.title, text_font(13, bold=True), theme.text, whole)
        beside = QRect(left + taken + 8, top, room - taken - 8, line)
        self._text(painter, row.count, text_font(11), theme.muted, beside, Qt.AlignmentFlag.AlignRight)
        self._text(painter, row.shape, number_font(12), theme.muted, QRect(left, top + line, room, line))
        for number, words in enumerate(self._wrapped(row.fault, room) if row.fault else ()):
            where = QRect(left, top + (2 + number) * line, room, line)
            self._text(painter, words, text_font(12), theme.bad, where)

    def _text(
        self,
        painter: QPainter,
        text: str,
        font: QFont,
        colour: str,
        where: QRect,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Writes a text, shortened where there is no room for it; gives its width."""
        metrics = QFontMetrics(font)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, where.width()))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, short)
        return metrics.horizontalAdvance(short)
