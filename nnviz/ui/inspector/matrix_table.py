"""A matrix as coloured cells with their numbers, of which only the visible ones are painted.

It is looked at while a pass is paused, scrolls inside its own bounds, and copies as text.
"""

from __future__ import annotations

import math
from collections.abc import Set
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
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
)
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.session.edits import Edit
from nnviz.ui import numbers
from nnviz.ui.diverging import level, level_colours
from nnviz.ui.inspector.cell_change import paint_change
from nnviz.ui.inspector.cell_editor import CellEditor
from nnviz.ui.inspector.cell_grid import (
    CELL_HEIGHT,
    LEAST_CELL,
    PLANE_CELL_HEIGHT,
    WIDEST,
    WIDEST_PLANE,
    CellGrid,
    Place,
)
from nnviz.ui.inspector.click_elsewhere import ClickElsewhere
from nnviz.ui.inspector.tensor import Tensor, exact
from nnviz.ui.theme import DARK, Theme, number_font, readable_on

CELL_PADDING, PLANE_PADDING = 9, 5
"""Space beside a number, in pixels: in a matrix, and in a plane of images."""

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


@lru_cache(maxsize=4)
def _colours(theme: Theme) -> dict[int, tuple[QColor, QColor]]:
    """The background and the text of every level of the scale."""
    return {step: (back, readable_on(back)) for step, back in level_colours(theme).items()}


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

    Attributes:
        covered: whether every cell is a question mark, and nothing tells its number.
    """

    focus_changed = Signal()
    pointed = Signal(object)
    number_set = Signal(object)
    cover_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(number_font(14))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._copy = QAction(self)
        self._copy.triggered.connect(self.copy)
        self.covered = False
        self._hide = QAction(self)
        self._hide.triggered.connect(lambda _checked=False: self.cover_asked.emit(not self.covered))
        self.addActions([self._copy, self._hide])
        self.editor: CellEditor | None = None
        self.tensor = Tensor("", np.empty((0, 0)))
        self._digits, self._theme = 4, DARK
        self.pointable = False
        self._elsewhere = ClickElsewhere(self)
        self._elsewhere.clicked.connect(lambda: self.pin(None))
        self.pinned: Place | None = None
        self._hovered: Place | None = None
        self._told: tuple[Place | None, Place | None] = None, None
        self._lit: Set[Place] | None = None
        self._light = QColor()
        self.retranslate()

    def show_tensor(self, tensor: Tensor, digits: int, theme: Theme) -> None:
        """Shows a tensor with so many digits behind the point."""
        self.tensor, self._digits, self._theme = tensor, digits, theme
        self.setAccessibleName(f"{tensor.name} {tensor.shape_text}".strip())
        small = bool(tensor.hidden)  # images come several at a time
        self.setFont(number_font(12 if small else 14))
        metrics = QFontMetrics(self.font())
        padding = 2 * (PLANE_PADDING if small else CELL_PADDING)
        widest = metrics.horizontalAdvance("0") * self._longest() + padding
        self._cell = QSize(max(LEAST_CELL, widest), PLANE_CELL_HEIGHT if small else CELL_HEIGHT)
        self._widest = WIDEST_PLANE if small else WIDEST
        self._hovered = None
        self.pin(None)
        self._set_ranges()
        self.viewport().update()

    def show_plane(self, tensor: Tensor) -> None:
        """Shows another plane of the same tensor, and stays where it is."""
        self.tensor = tensor
        self.viewport().update()

    def light(self, cells: Set[Place] | None, colour: QColor) -> None:
        """Outlines some cells and dims all others; None for a table as it is by itself."""
        before, self._lit, self._light = self._lit, cells, colour
        if before is None or cells is None:
            if before is not cells:
                self.viewport().update()
            return
        rows, columns = self.visible_cells(self.viewport().rect())
        self._repaint(*(cell for cell in before ^ cells if cell[0] in rows and cell[1] in columns))

    def shape(self) -> tuple[int, int]:
        rows, columns = self.tensor.table.shape
        return rows, columns

    def retranslate(self) -> None:
        """Writes its menu in the present language."""
        self._copy.setText(self.tr("Copy as text"))
        self._hide.setText(self.tr("Uncover") if self.covered else self.tr("Cover"))
        self.setAccessibleDescription(self.tr("covered") if self.covered else "")

    def cover(self, covered: bool) -> None:
        """Hides every number, or shows them again; what is hidden cannot be pointed at, copied or set."""
        self.covered = covered
        self._copy.setEnabled(not covered)
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
        painter.setOpacity(self._opacity((row, column)))
        pen = self._outline((row, column))
        painter.setPen(pen if pen else Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(ink)
        was = None if self.covered else self.tensor.was(row, column)
        if was is None:
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text(row, column))
        else:
            paint_change(painter, rect, numbers.signed(was, self._digits), self.text(row, column))

    def _opacity(self, cell: Place) -> float:
        return 1.0 if self._lit is None or cell in self._lit or cell == self._hovered else DIMMED

    def _outline(self, cell: Place) -> QPen | None:
        if cell == self.pinned:
            return QPen(QColor(self._theme.text), 2.6)
        if cell == self._hovered:
            return QPen(QColor(self._theme.text), 1.6)
        if self._lit and cell in self._lit:
            return QPen(self._light, 2.2)
        return QPen(QColor(self._theme.line), 1.0) if self.covered else None

    def cell_colours(self, row: int, column: int) -> tuple[QColor, QColor]:
        """The background of a cell and the colour of its number."""
        if self.covered:
            return QColor(self._theme.raised), QColor(self._theme.muted)
        value = float(self.tensor.table[row, column])
        if not math.isfinite(value):
            return QColor(self._theme.bad), readable_on(QColor(self._theme.bad))
        if self.tensor.constant:
            return QColor(self._theme.raised), QColor(self._theme.text)
        return _colours(self._theme)[level(value, self.tensor.limit)]

    # -- the pointer and the keys ---------------------------------------------------------------

    def _hover(self, cell: Place | None) -> None:
        before, self._hovered = self._hovered, cell
        self._repaint(before, cell)
        self._tell()

    def _repaint(self, *cells: Place | None) -> None:
        for changed in filter(None, set(cells)):
            self.viewport().update(self._cell_rect(*changed))

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
        if self._points and event.button() == Qt.MouseButton.LeftButton:
            self.pin(None if cell == self.pinned else cell)
        else:
            super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
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
        return "\n".join(lines)

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
