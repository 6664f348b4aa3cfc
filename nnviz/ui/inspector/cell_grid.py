"""Cells of one size in rows and columns, of which as many are in view as there is room for.

It knows where every cell lies and scrolls to it; what a cell shows is up to those who build on it.
"""

from __future__ import annotations

from collections.abc import Set

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nnviz.ui.inspector.look import ROWS_SHOWN

Place = tuple[int, int]
"""A row and a column, from 0."""

CELL_HEIGHT = 30
LEAST_CELL = 58
WIDEST = 640
"""Pixels before a matrix scrolls sideways, if the panel does not ask for less."""

PLANE_CELL_HEIGHT, WIDEST_PLANE = 24, 400
"""The same for the planes of images, of which an equation has several."""

ENDLESS = 100_000
"""More rows or columns than any matrix has."""


class CellGrid(QAbstractScrollArea):
    """Rows and columns of cells, in tiles that stand apart where there are several."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._bar = self.verticalScrollBar().sizeHint().width()
        self._cell, self._widest, self._rows_shown = QSize(LEAST_CELL, CELL_HEIGHT), WIDEST, ROWS_SHOWN
        self._tile, self._gap = (ENDLESS, ENDLESS), 0

    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        raise NotImplementedError

    # -- sizes ----------------------------------------------------------------------------------

    def natural_size(self) -> QSize:
        """The size that shows every cell."""
        rows, columns = self.shape()
        return QSize(
            self._from_left(columns) - self._ends(columns, 1), self._down(rows) - self._ends(rows, 0)
        )

    def _ends(self, count: int, axis: int) -> int:
        """The gap behind the last tile, which is none."""
        return self._gap if count and count % self._tile[axis] == 0 else 0

    def fitted_size(self, width: int) -> QSize:
        """The size it takes where no more than a width is free: whole, or with scroll bars."""
        natural, most = self.natural_size(), self._rows_shown * self._cell.height()
        if self._gap:
            most = max(most, self._tile[0] * self._cell.height())
        tall = natural.height() > most
        wanted = natural.width() + (self._bar if tall else 0)
        fitted = min(wanted, width, self._widest)
        return QSize(fitted, min(natural.height(), most) + (self._bar if fitted < wanted else 0))

    def is_whole(self, width: int) -> bool:
        """Whether every cell is seen where no more than a width is free."""
        return self.fitted_size(width) == self.natural_size()

    def _set_ranges(self) -> None:
        """Says how far the bars go; it goes by the space without them, or bars that are there for
        no other reason than each other would stay."""
        natural, room = self.natural_size(), self.maximumViewportSize()
        down = natural.height() > room.height() - self._bar * (natural.width() > room.width())
        across = natural.width() > room.width() - self._bar * down
        for bar, whole, page, step in (
            (
                self.horizontalScrollBar(),
                natural.width(),
                room.width() - self._bar * down,
                self._cell.width(),
            ),
            (
                self.verticalScrollBar(),
                natural.height(),
                room.height() - self._bar * across,
                self._cell.height(),
            ),
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

    def _from_left(self, column: int) -> int:
        return column * self._cell.width() + column // self._tile[1] * self._gap

    def _down(self, row: int) -> int:
        return row * self._cell.height() + row // self._tile[0] * self._gap

    def _cell_rect(self, row: int, column: int) -> QRect:
        return QRect(QPoint(self._from_left(column), self._down(row)) - self._offset(), self._cell)

    def _touched(self, first: int, last: int, side: int, axis: int, count: int) -> range:
        """The rows or the columns from one pixel to another."""
        per = self._tile[axis]

        def at(pixel: int) -> int:
            tile, rest = divmod(pixel, per * side + self._gap)
            return tile * per + min(rest // side, per - 1)

        return range(max(0, at(max(first, 0))), min(count, at(last) + 1) if last >= 0 else 0)

    def visible_cells(self, rect: QRect) -> tuple[range, range]:
        """The rows and columns that a rectangle of the viewport touches."""
        area = rect.translated(self._offset())
        rows, columns = self.shape()
        return (
            self._touched(area.top(), area.bottom(), self._cell.height(), 0, rows),
            self._touched(area.left(), area.right(), self._cell.width(), 1, columns),
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
        room = self.viewport().rect()
        rows, columns = self.visible_cells(room)
        seen = ((row, column) for row in rows for column in columns if (row, column) in cells)
        return any(room.contains(self._cell_rect(*cell)) for cell in seen)
