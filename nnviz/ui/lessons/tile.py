"""A tile of the gallery: the picture of a lesson, its title, and below that what it is about.

The list hands over an item; nothing is kept.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nnviz.ui.lessons.picture import SIZE
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme, text_font

_MARGIN, _GAP = 12, 3
_TITLE_LINES, _SUMMARY_LINES = 2, 3
_LINE = 17


def tile_size() -> QSize:
    """The size of a tile in device-independent pixels."""
    lines = (_TITLE_LINES + _SUMMARY_LINES - 2) * stretched(_LINE)
    return QSize(SIZE.width() + 2 * _MARGIN, SIZE.height() + 3 * _MARGIN + lines)


SUMMARY = Qt.ItemDataRole.UserRole + 2
"""The role of the text below the title."""

Index = QModelIndex | QPersistentModelIndex


class TilePainter(QStyledItemDelegate):
    """Paints tiles; an item without an icon is a heading and painted as usual."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if not isinstance(icon, QIcon):
            super().paint(painter, option, index)
            return
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        area: QRect = option.rect.adjusted(_MARGIN, _MARGIN, -_MARGIN, 0)
        icon.paint(painter, QRect(area.topLeft(), SIZE))
        area.setTop(area.top() + SIZE.height() + _GAP)
        painter.save()
        painter.setPen(self._theme.text)
        used = _write(painter, area, index.data(), text_font(13, bold=True), _TITLE_LINES)
        area.setTop(area.top() + used + 1)
        painter.setPen(self._theme.muted)
        lines = _SUMMARY_LINES if used <= 1.5 * stretched(_LINE) else _SUMMARY_LINES - 1
        _write(painter, area, index.data(SUMMARY) or "", text_font(12), lines)
        painter.restore()


def _write(painter: QPainter, area: QRect, text: str, font: QFont, most: int) -> int:
    """Writes a text over so many lines at most, the last of them cut with an ellipsis; gives the height."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    lines = _broken(text, font, area.width())
    for number, start in enumerate(lines[:most]):
        last = number == most - 1
        end = len(text) if last or number + 1 == len(lines) else lines[number + 1]
        line = metrics.elidedText(text[start:end].strip(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.left(), area.top() + metrics.ascent() + number * metrics.lineSpacing(), line)
    return min(len(lines), most) * metrics.lineSpacing()


def _broken(text: str, font: QFont, width: int) -> list[int]:
    """Where each line of a text begins."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    starts = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    return starts
