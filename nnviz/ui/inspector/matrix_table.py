"""A matrix as coloured cells with their numbers, of which only the visible ones are painted.

It is looked at while a pass is paused, scrolls inside its own bounds, and copies as text.
"""

from __future__ import annotations

import math
from collections.abc import Set
from itertools import product

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
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
)
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.nn.derive import Weight
from nnviz.session.edits import Edit
from nnviz.ui import numbers
from nnviz.ui.diverging import level
from nnviz.ui.inspector.cell_change import paint_change
from nnviz.ui.inspector.cell_editor import CellEditor
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
from nnviz.ui.inspector.click_elsewhere import ClickElsewhere
from nnviz.ui.inspector.look import Look, digit_width
from nnviz.ui.inspector.tensor import Tensor, exact
from nnviz.ui.theme import DARK, Theme, mixed, number_font, readable_on

CELL_PADDING, PLANE_PADDING = 9, 5
"""Space beside a number, in pixels: in a matrix, and in a plane of images."""

CELL_FONT, PLANE_FONT = 14, 12
TILE_GAP = 7
SMALL_PLANE = 4
"""Rows of a plane, as of a kernel, whose cells are painted half as large again."""

COVERED = "?"
"""What stands in the place of a number that is covered."""

DIMMED = 0.55
"""How much is left of a cell while others are lit."""

_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_PIN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MatrixTable(CellGrid):
    """The cells of one tensor.

    Ctrl+C, or "Copy as text" in its menu, copies what it shows in full precision.

    Where cells can be pointed at, a click or Return pins one: it stays pointed at, arrows move it, and
    Esc, another click on it or a click elsewhere lets it go.

    Signals:
        focus_changed: the keyboard has come to it or left it.
        pointed: the row and the column of the cell that is pinned, or else under the pointer; or None.
        number_set: a number that a person has typed, as an :class:`Edit`.
        cover_asked: whether a person wants its numbers covered.
        weight_asked: the :class:`Weight` whose chain rule a person wants to see, from a cell of a
            parameter or of its gradient.

    Attributes:
        covered: whether every cell is a question mark, and nothing tells its number.
    """

    focus_changed = Signal()
    pointed = Signal(object)
    number_set = Signal(object)
    cover_asked = Signal(bool)
    weight_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # what is opaque is moved by scrolling, and only what comes into view is painted
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.covered = False
        self._copy, self._hide, self._chain = QAction(self), QAction(self), QAction(self)
        self._copy.triggered.connect(self.copy)
        self._hide.triggered.connect(lambda _checked=False: self.cover_asked.emit(not self.covered))
        self._chain.triggered.connect(lambda _checked=False: self._ask_for_weight(self._menu_cell))
        self.addActions([self._chain, self._copy, self._hide])
        self.editor: CellEditor | None = None
        self.tensor = Tensor("", np.empty((0, 0)))
        self._digits, self._theme, self._look = 4, DARK, Look()
        self._longest_text = 0
        self.pointable = False
        self._elsewhere = ClickElsewhere(self)
        self._elsewhere.clicked.connect(lambda: self.pin(None))
        self.pinned: Place | None = None
        self._hovered: Place | None = None
        self._menu_cell: Place = (0, 0)
        self._told: tuple[Place | None, Place | None] = None, None
        self._lit: Set[Place] | None = None
        self._light = QColor()
        self.retranslate()

    def show_tensor(self, tensor: Tensor, digits: int, theme: Theme) -> None:
        """Shows a tensor with so many digits behind the point."""
        if self.editor:
            self.editor.close_without()
        self._hovered = None
        self.pin(None)
        self._lit = None
        self.tensor, self._digits, self._theme = tensor, digits, theme
        self._longest_text = self._longest()
        self.setAccessibleName(f"{tensor.title} {tensor.shape_text}".strip())
        self._chain.setVisible(tensor.parameter is not None)
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Writes its numbers larger or smaller, or paints a picture in their place; the tensor has to be
        tiled for that."""
        self._look = look
        planes = self.tensor.array.ndim > 2
        font = look.size(PLANE_FONT if planes else CELL_FONT)
        if self.is_picture:
            side = look.pixel + look.pixel // 2 * (self.tensor.tile[0] <= SMALL_PLANE)
            self._cell = QSize(side, side)
        else:
            padding = 2 * (PLANE_PADDING if planes else CELL_PADDING)
            wide = max(look.size(LEAST_CELL), digit_width(font) * self._longest_text + padding)
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
            self.setFont(number_font(self._font_pixels))
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

    def retranslate(self) -> None:
        """Writes its menu in the present language."""
        self._chain.setText(self.tr("Chain rule to this weight…"))
        self._copy.setText(self.tr("Copy as text"))
        self._hide.setText(self.tr("Uncover") if self.covered else self.tr("Cover"))
        self.setAccessibleDescription(self.tr("covered") if self.covered else "")

    def cover(self, covered: bool) -> None:
        """Hides every number, or shows them again; what is hidden cannot be pointed at, copied or set."""
        self.covered = covered
        self._copy.setEnabled(not covered)
        self._chain.setEnabled(not covered)
        self.pin(None)
        self.retranslate()
        self.viewport().update()

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

    def copy(self) -> None:
        """Puts the shown numbers on the clipboard, in full precision, parted by tabs."""
        QGuiApplication.clipboard().setText(self.tensor.as_text())

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

    # -- the pointer and the keys ---------------------------------------------------------------

    def _hover(self, cell: Place | None) -> None:
        before, self._hovered = self._hovered, cell
        self._repaint(before, cell)
        self._tell()

    def _repaint(self, *cells: Place | None) -> None:
        for changed in filter(None, set(cells)):
            self.viewport().update(self._cell_rect(*changed).adjusted(-1, -1, 1, 1))

    @property
    def _points(self) -> bool:
        return self.pointable and not self.covered

    def pin(self, cell: Place | None) -> None:
        """Points at a cell until it is let go; None lets go."""
        cell = None if self.covered else cell
        before, self.pinned = self.pinned, cell
        self._elsewhere.watch(cell is not None)
        if cell:
            self.bring_into_view(cell)
        self._repaint(before, cell)
        self._tell()

    def _tell(self) -> None:
        pointed = (self.pinned or self._hovered) if self._points else None
        if (pointed, self.pinned) != self._told:
            self._told = pointed, self.pinned
            self.pointed.emit(pointed)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.cell_at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and cell and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._ask_for_weight(cell)
        elif self._points and left:
            self.pin(None if cell == self.pinned else cell)
        else:
            super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        if isinstance(event, QContextMenuEvent):
            by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
            at_pointer = None if by_keys else self.cell_at(event.pos())
            self._menu_cell = at_pointer or self.pinned or (0, 0)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos())
            self._show_tip(cell)
            return True
        return super().viewportEvent(event)

    def _show_tip(self, cell: Place | None) -> None:
        """Puts the tooltip above the cell, since what the cell is made of is said below it."""
        text = self._tip(cell) if cell else ""
        above = QPoint(0, 0)
        if cell:
            lines = text.count("\n") + 1
            above = self._cell_rect(*cell).topLeft() - QPoint(0, lines * QToolTip.font().pointSize() * 2 + 30)
        QToolTip.showText(self.viewport().mapToGlobal(above), text, self.viewport())

    def _tip(self, cell: Place) -> str:
        if self.covered:
            return ""
        lines = [self.tensor.cell_text(*cell)]
        was = self.tensor.was(*cell)
        if was is not None:
            lines.append(self.tr("without what was set by hand: {0}").format(str(was).replace("-", "−")))
        if self.pointable:
            lines.append(self.tr("a click keeps it; then arrows move it, Esc lets go"))
        if self.tensor.origin:
            lines.append(self.tr("a double click, or F2, sets it"))
        if self.tensor.parameter:
            lines.append(self.tr("Ctrl and a click show the chain rule to this weight"))
        return "\n".join(lines)

    def _ask_for_weight(self, cell: Place) -> None:
        if self.tensor.parameter and not self.covered:
            self.weight_asked.emit(Weight(*self.tensor.parameter, self.tensor.index(*cell)))

    # -- setting a number -----------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if cell and event.button() == Qt.MouseButton.LeftButton:
            self.edit(cell)

    def edit(self, cell: Place) -> None:
        """Opens a field over a cell whose number can be set."""
        if self.tensor.origin is None or self.covered:
            return
        self.pin(None)
        self.bring_into_view(cell)
        text = exact(self.tensor.table, *cell).replace("-", "−")
        self.editor = CellEditor(text, self._cell_rect(*cell), self.viewport())
        self.editor.entered.connect(lambda value: self._set(cell, value))
        self.editor.closed.connect(self._edit_closed)

    def _edit_closed(self) -> None:
        self.editor = None

    def _set(self, cell: Place, value: float) -> None:
        assert self.tensor.origin is not None
        self.number_set.emit(Edit(*self.tensor.origin, self.tensor.index(*cell), value))

    def event(self, event: QEvent) -> bool:
        """Claims the keys that mean something here before the window's shortcuts see them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(self._wants(event))
            return True
        return super().event(event)

    def _wants(self, event: QKeyEvent) -> bool:
        if self.covered:
            return False
        if event.matches(QKeySequence.StandardKey.Copy):
            return True
        if event.key() == Qt.Key.Key_F2:
            return self.tensor.origin is not None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = (*_ARROWS, Qt.Key.Key_Escape) if self.pinned else _PIN if self.pointable else ()
        return plain and event.key() in keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies on Ctrl+C, pins on Return, moves what is pinned, sets on F2; leaves every other key, the
        arrows above all, to the window."""
        if not self._wants(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_F2:
            self.edit(self.pinned or self._hovered or (0, 0))
        elif event.key() in _PIN:
            self.pin(self._hovered or (0, 0))
        else:
            self.pin(self._moved(Qt.Key(event.key())))

    def _moved(self, key: Qt.Key) -> Place | None:
        """The cell beside the pinned one; the same at an edge, none for Esc."""
        if key not in _ARROWS or self.pinned is None:
            return None
        (down, right), (row, column) = _ARROWS[key], self.pinned
        rows, columns = self.tensor.table.shape
        return min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()
