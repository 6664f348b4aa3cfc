"""A matrix as coloured cells with their numbers, of which only the visible ones are painted.

It is looked at while a pass is paused, scrolls inside its own bounds, and copies as text.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from nnviz.ui import numbers
from nnviz.ui.diverging import level, level_colours
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.theme import DARK, Theme, number_font, readable_on

CELL_HEIGHT = 30
CELL_PADDING = 9
"""Space beside a number, in pixels."""

LEAST_CELL = 58
ROWS_SHOWN = 8
"""Rows before a matrix scrolls."""

WIDEST = 640
"""Pixels before a matrix scrolls sideways, if the panel does not ask for less."""


@lru_cache(maxsize=4)
def _colours(theme: Theme) -> dict[int, tuple[QColor, QColor]]:
    """The background and the text of every level of the scale."""
    return {step: (back, readable_on(back)) for step, back in level_colours(theme).items()}


class MatrixTable(QAbstractScrollArea):
    """The cells of one tensor.

    Ctrl+C, or "Copy as text" in its menu, copies what it shows in full precision.

    Signals:
        focus_changed: the keyboard has come to it or left it.
    """

    focus_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(number_font(14))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._copy = QAction(self)
        self._copy.triggered.connect(self.copy)
        self.addAction(self._copy)
        self.tensor = Tensor("", np.empty((0, 0)))
        self._digits, self._theme = 4, DARK
        self._cell = QSize(LEAST_CELL, CELL_HEIGHT)
        self._hovered: tuple[int, int] | None = None
        self.retranslate()

    def show_tensor(self, tensor: Tensor, digits: int, theme: Theme) -> None:
        """Shows a tensor with so many digits behind the point."""
        self.tensor, self._digits, self._theme = tensor, digits, theme
        self.setAccessibleName(f"{tensor.name} {tensor.shape_text}".strip())
        metrics = QFontMetrics(self.font())
        widest = metrics.horizontalAdvance("0") * self._longest() + 2 * CELL_PADDING
        self._cell = QSize(max(LEAST_CELL, widest), CELL_HEIGHT)
        self._hovered = None
        self._set_ranges()
        self.viewport().update()

    def retranslate(self) -> None:
        """Writes its menu in the present language."""
        self._copy.setText(self.tr("Copy as text"))

    # -- what the cells say ---------------------------------------------------------------------

    def text(self, row: int, column: int) -> str:
        """The number in a cell, as it is written."""
        value = float(self.tensor.table[row, column])
        if self.tensor.constant:
            return numbers.short(value, max(6, self._digits))
        return numbers.signed(value, self._digits)

    def _longest(self) -> int:
        """The most characters in any cell; only the extremes of plain digits and of exponents on
        either side can be the longest."""
        if self.tensor.constant:
            return len(self.text(0, 0))
        size = np.abs(self.tensor.table[np.isfinite(self.tensor.table)])
        size = size[size > 0]
        plain = (size >= 0.5 * 10.0**-self._digits) & (size < 10_000)
        extremes = [group.max() for group in (size[plain], size[size >= 10_000]) if group.size]
        extremes += [size.min()] if size.size else []
        texts = [numbers.signed(float(value), self._digits) for value in extremes]
        return max(map(len, [*texts, numbers.signed(0.0, self._digits)]))

    def copy(self) -> None:
        """Puts the shown numbers on the clipboard, in full precision, parted by tabs."""
        QGuiApplication.clipboard().setText(self.tensor.as_text())

    # -- sizes ----------------------------------------------------------------------------------

    def natural_size(self) -> QSize:
        """The size that shows every cell."""
        rows, columns = self.tensor.table.shape
        return QSize(columns * self._cell.width(), rows * self._cell.height())

    def fitted_size(self, width: int) -> QSize:
        """The size it takes where no more than a width is free: whole, or with scroll bars."""
        natural = self.natural_size()
        bar = self.verticalScrollBar().sizeHint().width()
        tall = natural.height() > ROWS_SHOWN * self._cell.height()
        wanted = natural.width() + (bar if tall else 0)
        fitted = min(wanted, width, WIDEST)
        height = ROWS_SHOWN * self._cell.height() if tall else natural.height()
        return QSize(fitted, height + (bar if fitted < wanted else 0))

    def _set_ranges(self) -> None:
        """Says how far the bars go; it goes by the space without them, or bars that are there for
        no other reason than each other would stay."""
        natural, room = self.natural_size(), self.maximumViewportSize()
        thick = self.verticalScrollBar().sizeHint().width()
        down = natural.height() > room.height() - thick * (natural.width() > room.width())
        across = natural.width() > room.width() - thick * down
        for bar, whole, page, step in (
            (self.horizontalScrollBar(), natural.width(), room.width() - thick * down, self._cell.width()),
            (self.verticalScrollBar(), natural.height(), room.height() - thick * across, CELL_HEIGHT),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setSingleStep(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_ranges()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    # -- painting -------------------------------------------------------------------------------

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _cell_rect(self, row: int, column: int) -> QRect:
        at = QPoint(column * self._cell.width(), row * self._cell.height()) - self._offset()
        return QRect(at, self._cell)

    def visible_cells(self, rect: QRect) -> tuple[range, range]:
        """The rows and columns that a rectangle of the viewport touches."""
        area = rect.translated(self._offset())
        rows, columns = self.tensor.table.shape
        w, h = self._cell.width(), self._cell.height()
        return (
            range(max(0, area.top() // h), min(rows, area.bottom() // h + 1)),
            range(max(0, area.left() // w), min(columns, area.right() // w + 1)),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        rows, columns = self.visible_cells(event.rect())
        for row in rows:
            for column in columns:
                self._paint_cell(painter, row, column)
        painter.end()

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        back, ink = self.cell_colours(row, column)
        rect = self._cell_rect(row, column)
        frame = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        hovered = (row, column) == self._hovered
        painter.setPen(QPen(QColor(self._theme.text), 1.6) if hovered else Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text(row, column))

    def cell_colours(self, row: int, column: int) -> tuple[QColor, QColor]:
        """The background of a cell and the colour of its number."""
        value = float(self.tensor.table[row, column])
        if not math.isfinite(value):
            return QColor(self._theme.bad), readable_on(QColor(self._theme.bad))
        if self.tensor.constant:
            return QColor(self._theme.raised), QColor(self._theme.text)
        return _colours(self._theme)[level(value, self.tensor.limit)]

    # -- the pointer and the keys ---------------------------------------------------------------

    def cell_at(self, point: QPoint) -> tuple[int, int] | None:
        """The cell at a point of the viewport."""
        rows, columns = self.visible_cells(QRect(point, QSize(1, 1)))
        return (rows[0], columns[0]) if rows and columns else None

    def _hover(self, cell: tuple[int, int] | None) -> None:
        before, self._hovered = self._hovered, cell
        for changed in (before, cell) if before != cell else ():
            if changed is not None:
                self.viewport().update(self._cell_rect(*changed))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.cell_at(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos())
            text = self.tensor.cell_text(*cell) if cell else ""
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claims Ctrl+C before the window's shortcuts see it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.matches(QKeySequence.StandardKey.Copy))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies on Ctrl+C and leaves every other key, the arrows above all, to the window."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()
