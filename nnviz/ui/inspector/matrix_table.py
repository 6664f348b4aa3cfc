"""A tensor as coloured cells that can be pointed at, pinned, covered, copied and, where allowed, set.

It is looked at while a pass is paused, and scrolls inside its own bounds.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.nn.derive import Weight
from nnviz.session.edits import Edit
from nnviz.ui.inspector.cell_editor import CellEditor
from nnviz.ui.inspector.cell_grid import Place
from nnviz.ui.inspector.click_elsewhere import ClickElsewhere
from nnviz.ui.inspector.tensor import Tensor, exact
from nnviz.ui.inspector.tensor_grid import TensorGrid
from nnviz.ui.keys.arrows import ARROWS
from nnviz.ui.theme import Theme

_PIN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MatrixTable(TensorGrid):
    """The cells of one tensor.

    Ctrl+C, or "Copy as text" in its menu, copies what it shows in full precision.

    Where cells can be pointed at, a click or Return pins one: it stays pointed at, arrows move it, and
    Esc, another click on it or a click elsewhere lets it go.

    Signals:
        pointed: the row and the column of the cell that is pinned, or else under the pointer; or None.
        number_set: a number that a person has typed, as an :class:`Edit`.
        cover_asked: whether a person wants its numbers covered.
        weight_asked: the :class:`Weight` whose chain rule a person wants to see, from a cell of a
            parameter or of its gradient.
    """

    pointed = Signal(object)
    number_set = Signal(object)
    cover_asked = Signal(bool)
    weight_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._copy, self._hide, self._chain = QAction(self), QAction(self), QAction(self)
        self._copy.triggered.connect(self.copy)
        self._hide.triggered.connect(lambda _checked=False: self.cover_asked.emit(not self.covered))
        self._chain.triggered.connect(lambda _checked=False: self._ask_for_weight(self._menu_cell))
        self.addActions([self._chain, self._copy, self._hide])
        self.editor: CellEditor | None = None
        self.pointable, self.lets_go = False, True
        self._elsewhere = ClickElsewhere(self)
        self._elsewhere.clicked.connect(lambda: self.pin(None))
        self._menu_cell: Place = (0, 0)
        self._told: tuple[Place | None, Place | None] = None, None
        self.retranslate()

    def show_tensor(self, tensor: Tensor, digits: int, theme: Theme) -> None:
        """Shows a tensor with so many digits behind the point."""
        if self.editor:
            self.editor.close_without()
        self._hovered = None
        self.pin(None)
        self._fill(tensor, digits, theme)
        self.setAccessibleName(f"{tensor.title} {tensor.shape_text}".strip())
        self._chain.setVisible(tensor.parameter is not None)

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

    def copy(self) -> None:
        """Puts the shown numbers on the clipboard, in full precision, parted by tabs."""
        QGuiApplication.clipboard().setText(self.tensor.as_text())

    # -- the pointer and the keys ---------------------------------------------------------------

    def _hover(self, cell: Place | None) -> None:
        before, self._hovered = self._hovered, cell
        self._repaint(before, cell)
        self._tell()

    @property
    def _points(self) -> bool:
        return self.pointable and not self.covered

    def pin(self, cell: Place | None) -> None:
        """Points at a cell until it is let go; None lets go."""
        cell = None if self.covered else cell
        before, self.pinned = self.pinned, cell
        self._elsewhere.watch(cell is not None and self.lets_go)
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
            if self.tensor.is_frozen(*cell):
                lines.append(self.tr("frozen: no update moves it"))
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
        keys = (*ARROWS, Qt.Key.Key_Escape) if self.pinned else _PIN if self.pointable else ()
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
        if key not in ARROWS or self.pinned is None:
            return None
        (right, down), (row, column) = ARROWS[key], self.pinned
        rows, columns = self.tensor.table.shape
        return min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1)
