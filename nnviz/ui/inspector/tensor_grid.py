"""A tensor as coloured cells with their numbers, or as a picture, of which what is in view is painted.

It is only looked at: what the pointer and the keys do with it is up to those who build on it.
"""

from __future__ import annotations

import math
from collections.abc import Set
from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nnviz.ui import numbers
from nnviz.ui.diverging import level
from nnviz.ui.inspector.cell_change import paint_change
from nnviz.ui.inspector.cell_grid import (
    CELL_HEIGHT,
    ENDLESS,
    LEAST_CELL,
    PLANE_CELL_HEIGHT,
    WIDEST,
    WIDEST_PLANE,
    CellGrid,
    Place,
)
from nnviz.ui.inspector.cell_paint import coloured, edges, level_inks, outline
from nnviz.ui.inspector.look import Look, digit_width
from nnviz.ui.inspector.tensor import Tensor
from nnviz.ui.padlock import padlock
from nnviz.ui.theme import DARK, Theme, mixed, number_font, readable_on

CELL_PADDING, PLANE_PADDING = 9, 5
"""Space beside a number, in pixels: in a matrix, and in a plane of images."""

CELL_FONT, PLANE_FONT = 14, 12
TILE_GAP = 7
SMALL_PLANE = 4
"""Rows of a plane, as of a kernel, whose cells are painted half as large again."""

COVERED = "?"
"""What stands in the place of a number that is covered."""

LOCK = 7.0
"""The height of the padlock in the corner of a cell that is frozen."""

DIMMED = 0.55
"""How much is left of a cell while others are lit."""


class TensorGrid(CellGrid):
    """The cells of one tensor.

    Attributes:
        covered: whether every cell is a question mark, and nothing tells its number.
        pinned: the cell that stays pointed at.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # what is opaque is moved by scrolling, and only what comes into view is painted
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.covered = False
        self.tensor = Tensor("", np.empty((0, 0)))
        self._digits, self._theme, self._look = 4, DARK, Look()
        self._longest_text = 0
        self.pinned: Place | None = None
        self._hovered: Place | None = None
        self._lit: Set[Place] | None = None
        self._light = QColor()

    def _fill(self, tensor: Tensor, digits: int, theme: Theme) -> None:
        """Takes a tensor, to be written with so many digits behind the point."""
        self.tensor, self._digits, self._theme = tensor, digits, theme
        self._lit = None
        self._longest_text = self._longest()
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Writes its numbers larger or smaller, or paints a picture in their place; the tensor has to be
        tiled for that."""
        self._look = look
        planes = self.tensor.array.ndim > 2
        font = look.font(PLANE_FONT if planes else CELL_FONT)
        if self.is_picture:
            side = look.pixel + look.pixel // 2 * (self.tensor.tile[0] <= SMALL_PLANE)
            self._cell = QSize(side, side)
        else:
            padding = 2 * look.padding(PLANE_PADDING if planes else CELL_PADDING)
            wide = max(
                round(look.size(LEAST_CELL) * look.space), digit_width(font) * self._longest_text + padding
            )
            self._cell = QSize(wide, look.size(PLANE_CELL_HEIGHT if planes else CELL_HEIGHT))
        self._widest = WIDEST if self.is_picture else look.size(WIDEST_PLANE if planes else WIDEST)
        self._rows_shown = look.rows
        self._tile, self._gap = (ENDLESS, ENDLESS), 0
        if self.tensor.tile_axes:
            self._tile, self._gap = self.tensor.tile, TILE_GAP
        self._font_pixels = font

    def apply_look(self) -> None:
        """Takes the font of the look; it is done once, and not for every look that is tried."""
        if self.font().pixelSize() != self._font_pixels:
            self.setFont(number_font(self._font_pixels, exact=True))
        self._set_ranges()
        self.viewport().update()

    @property
    def is_picture(self) -> bool:
        """Whether its cells are too small for numbers."""
        return self._look.pixel > 0 and self.tensor.tiled

    def show_plane(self, tensor: Tensor) -> None:
        """Shows another plane of the same tensor, and stays where it is."""
        self.tensor = tensor
        self.viewport().update()

    def light(self, cells: Set[Place] | None, colour: QColor) -> None:
        """Outlines some cells and dims all others; None for a table as it is by itself."""
        before, self._lit, self._light = self._lit, cells, colour
        if before != cells:
            self.viewport().update()

    def shape(self) -> tuple[int, int]:
        rows, columns = self.tensor.table.shape
        return rows, columns

    def _repaint(self, *cells: Place | None) -> None:
        for changed in filter(None, set(cells)):
            self.viewport().update(self._cell_rect(*changed).adjusted(-1, -1, 1, 1))

    # -- what the cells say ---------------------------------------------------------------------

    def text(self, row: int, column: int) -> str:
        """The number in a cell, as it is written."""
        if self.covered:
            return COVERED
        value = float(self.tensor.table[row, column])
        if self.tensor.constant:
            return numbers.short(value, max(6, self._digits))
        return numbers.signed(value, self._digits)

    def _longest(self) -> int:
        """The most characters in any cell; only the extremes of plain digits and of exponents on
        either side can be the longest."""
        if self.tensor.constant:
            return len(self.text(0, 0))
        array = self.tensor.array  # all of it, so that every plane has cells of one size
        size = np.abs(array[np.isfinite(array)])
        size = size[size > 0]
        plain = (size >= 0.5 * 10.0**-self._digits) & (size < 10_000)
        extremes = [group.max() for group in (size[plain], size[size >= 10_000]) if group.size]
        extremes += [size.min()] if size.size else []
        texts = [numbers.signed(float(value), self._digits) for value in extremes]
        return max(map(len, [*texts, numbers.signed(0.0, self._digits)]))

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows, columns = self.visible_cells(event.rect())
        if self.is_picture and not self.covered:
            self._paint_picture(painter, rows, columns)
        else:
            self._paint_numbers(painter, rows, columns)
        self._paint_frames(painter, rows, columns)
        painter.end()

    def _paint_numbers(self, painter: QPainter, rows: range, columns: range) -> None:
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        self._advance = metrics.horizontalAdvance("0")
        self._baseline = (self._cell.height() + metrics.ascent() - metrics.descent()) / 2
        for row in rows:
            for column in columns:
                self._paint_cell(painter, row, column)

    def _paint_cell(self, painter: QPainter, row: int, column: int) -> None:
        back, ink = self.cell_colours(row, column)
        rect = self._cell_rect(row, column)
        if self._lit is not None:
            painter.setOpacity(self._opacity((row, column)))
        painter.setPen(QPen(QColor(self._theme.line), 1.0) if self.covered else Qt.PenStyle.NoPen)
        painter.setBrush(back)
        if self.is_picture:
            painter.drawRect(rect)
            return
        painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        painter.setPen(ink)
        if not self.covered and self.tensor.is_frozen(row, column):
            corner = QRectF(rect).topRight() + QPointF(-6.0, 6.5)
            painter.fillPath(padlock(corner, LOCK), ink)
        was = None if self.covered else self.tensor.was(row, column)
        text = self.text(row, column)
        if was is None:
            left = rect.left() + (rect.width() - self._advance * len(text)) / 2
            painter.drawText(QPointF(left, rect.top() + self._baseline), text)
        else:
            paint_change(painter, rect, numbers.signed(was, self._digits), text)

    def _opacity(self, cell: Place) -> float:
        return 1.0 if self._lit is None or cell in self._lit or cell == self._hovered else DIMMED

    def _paint_picture(self, painter: QPainter, rows: range, columns: range) -> None:
        """Paints the tiles that are in view, the lit cells of them once more."""
        tensor, (high, wide), side = self.tensor, self.tensor.tile, self._cell.width()
        painter.setOpacity(1.0 if self._lit is None else DIMMED)
        for row, column in product(
            range(rows.start // high * high, rows.stop, high),
            range(columns.start // wide * wide, columns.stop, wide),
        ):
            at = QRect(self._cell_rect(row, column).topLeft(), QSize(wide * side, high * side))
            part = tensor.table[row : row + high, column : column + wide]
            painter.drawImage(at, coloured(part, tensor.limit, self._theme))
            painter.setPen(QPen(mixed(self._theme.line, self._theme.muted, 0.3), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(at).adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setOpacity(1.0)
        for row, column in self._lit or ():
            if row in rows and column in columns:
                painter.fillRect(self._cell_rect(row, column), self.cell_colours(row, column)[0])

    def _paint_frames(self, painter: QPainter, rows: range, columns: range) -> None:
        """Outlines blocks of lit cells, and the cell that is pointed at."""
        if self._lit:
            near = {
                c
                for c in self._lit
                if rows.start - 1 <= c[0] <= rows.stop and columns.start - 1 <= c[1] <= columns.stop
            }
            outline(painter, edges(self._lit, near, self._framed), QPen(self._light, 2.0))
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for cell, width in ((self._hovered, 1.6), (self.pinned, 2.6)):
            if cell and cell[0] in rows and cell[1] in columns:
                painter.setPen(QPen(QColor(self._theme.text), width))
                inside = 0.5 if self.is_picture else 1.5
                frame = QRectF(self._cell_rect(*cell)).adjusted(inside, inside, -inside, -inside)
                painter.drawRoundedRect(frame, *((0, 0) if self.is_picture else (4, 4)))

    def _framed(self, row: int, column: int) -> QRect:
        return self._cell_rect(row, column).adjusted(1, 1, 0, 0)

    def cell_colours(self, row: int, column: int) -> tuple[QColor, QColor]:
        """The background of a cell and the colour of its number."""
        if self.covered:
            return QColor(self._theme.raised), QColor(self._theme.muted)
        value = float(self.tensor.table[row, column])
        if not math.isfinite(value):
            return QColor(self._theme.bad), readable_on(QColor(self._theme.bad))
        if self.tensor.constant:
            return QColor(self._theme.raised), QColor(self._theme.text)
        return level_inks(self._theme)[level(value, self.tensor.limit)]
