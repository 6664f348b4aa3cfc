"""Paints keys as small caps, as they look on a keyboard, into a column of a list.

The keys of an action are its item's text, one a line, so that a screen reader has them, too.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

CHANGED = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which an item says whether its keys are not the default."""

HEIGHT, PADDING, GAP, MARGIN = 21, 8, 5, 8
ROW_HEIGHT = 27


class KeyCaps(QStyledItemDelegate):
    """A cap for every line of an item's text; those of changed keys have a coloured edge."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        keys = str(index.data() or "").splitlines()
        option.text = ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        left, middle = area.left() + MARGIN, area.center().y()
        edge = QPalette.ColorRole.Link if index.data(CHANGED) else QPalette.ColorRole.Mid
        for key in keys:
            width = option.fontMetrics.horizontalAdvance(key) + 2 * PADDING
            cap = QRectF(left, middle - HEIGHT / 2, width, HEIGHT).adjusted(0.5, 0.5, -0.5, -0.5)
            self._paint_cap(painter, cap, key, option.palette, edge)
            left += width + GAP
        painter.restore()

    @staticmethod
    def _paint_cap(
        painter: QPainter, cap: QRectF, key: str, palette: QPalette, edge: QPalette.ColorRole
    ) -> None:
        painter.setPen(QPen(QColor(palette.color(edge)), 1.0))
        painter.setBrush(palette.color(QPalette.ColorRole.Button))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(palette.color(QPalette.ColorRole.ButtonText))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        keys = str(index.data() or "").splitlines()
        metrics = option.fontMetrics
        width = sum(metrics.horizontalAdvance(key) + 2 * PADDING + GAP for key in keys)
        return QSize(width + 2 * MARGIN, ROW_HEIGHT)
