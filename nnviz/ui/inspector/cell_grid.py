"""Cells of one size in rows and columns, of which as many are in view as there is room for.

It knows where every cell lies and scrolls to it; what a cell shows is up to those who build on it.
"""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

Place = tuple[int, int]
"""A row and a column, from 0."""

CELL_HEIGHT = 30
LEAST_CELL = 58
ROWS_SHOWN = 8
"""Rows before a matrix scrolls."""

WIDEST = 640
"""Pixels before a matrix scrolls sideways, if the panel does not ask for less."""

PLANE_CELL_HEIGHT, WIDEST_PLANE = 24, 400
"""The same for the planes of images, of which an equation has several."""


class CellGrid(QAbstractScrollArea):
    """Rows and columns of cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._cell, self._widest = QSize(LEAST_CELL, CELL_HEIGHT), WIDEST

    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        raise NotImplementedError

    # -- sizes ----------------------------------------------------------------------------------

    def natural_size(self) -> QSize:
        """The size that shows every cell."""
        rows, columns = self.shape()
        return QSize(columns * self._cell.width(), rows * self._cell.height())

    def fitted_size(self, width: int) -> QSize:
        """The size it takes where no more than a width is free: whole, or with scroll bars."""
        natural = self.natural_size()
        bar = self.verticalScrollBar().sizeHint().width()
        tall = natural.height() > ROWS_SHOWN * self._cell.height()
        wanted = natural.width() + (bar if tall else 0)
        fitted = min(wanted, width, self._widest)
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
            (self.verticalScrollBar(), natural.height(), room.height() - thick * across, self._cell.height()),
        ):
            bar.setRange(0, max(0, whole - page))
            bar.setPageStep(page)
            bar.setSingleStep(step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_ranges()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)

    # -- places ---------------------------------------------------------------------------------

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _cell_rect(self, row: int, column: int) -> QRect:
        at = QPoint(column * self._cell.width(), row * self._cell.height()) - self._offset()
        return QRect(at, self._cell)

    def visible_cells(self, rect: QRect) -> tuple[range, range]:
        """The rows and columns that a rectangle of the viewport touches."""
        area = rect.translated(self._offset())
        rows, columns = self.shape()
        w, h = self._cell.width(), self._cell.height()
        return (
            range(max(0, area.top() // h), min(rows, area.bottom() // h + 1)),
            range(max(0, area.left() // w), min(columns, area.right() // w + 1)),
        )

    def cell_at(self, point: QPoint) -> Place | None:
        """The cell at a point of the viewport."""
        rows, columns = self.visible_cells(QRect(point, QSize(1, 1)))
        return (rows[0], columns[0]) if rows and columns else None

    def bring_into_view(self, cell: Place) -> None:
        """Scrolls as far as it takes to see a cell."""
        rect, room = self._cell_rect(*cell), self.viewport().rect()
        for bar, low, high in (
            (self.horizontalScrollBar(), rect.left(), rect.right() - room.right()),
            (self.verticalScrollBar(), rect.top(), rect.bottom() - room.bottom()),
        ):
            bar.setValue(bar.value() + (min(low, 0) or max(high, 0)))

    def sees_any(self, cells: Set[Place]) -> bool:
        """Whether one of some cells is in view as a whole."""
        at, room, (w, h) = self._offset(), self.viewport().size(), self._cell.toTuple()
        rows = range(-(-at.y() // h), (at.y() + room.height()) // h)
        columns = range(-(-at.x() // w), (at.x() + room.width()) // w)
        return any((row, column) in cells for row in rows for column in columns)
