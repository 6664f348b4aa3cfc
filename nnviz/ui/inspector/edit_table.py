"""A table whose cells can be selected and set together: typed, dragged, filled, pasted, frozen.

What a person does goes out as one change of all selected cells; of a tensor that cannot be set, cells can
be selected and copied only.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from nnviz.session.edits import Change
from nnviz.ui.editing.fill_menu import FillMenu
from nnviz.ui.editing.pasting import PasteError
from nnviz.ui.editing.target import Target
from nnviz.ui.inspector.cell_grid import Place
from nnviz.ui.inspector.complaint import Complaint
from nnviz.ui.inspector.drag import Drag
from nnviz.ui.inspector.matrix_table import MatrixTable
from nnviz.ui.inspector.paste import pasted
from nnviz.ui.inspector.tensor import Tensor, exact
from nnviz.ui.theme import Theme

_TYPED = "0123456789+-−.,"
"""With what a number can begin; typing it opens the field of the selected cells."""

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class EditTable(MatrixTable):
    """The cells of one tensor, of which a block is selected: from the anchor to the pinned cell.

    Attributes:
        fill: the menu of ways to fill the selected cells, or all if none is.
        freeze_action: freezes those of a parameter, or lets them move again.
        complaint: what was wrong with what was pasted last.

    Signals:
        slid: a :class:`Change` while cells are dragged, and whether it goes on with the one before.
    """

    slid = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._anchor: Place | None = None
        self._kept: tuple[Place | None, Place | None] | None = None
        self._selecting = False
        self._menu_about: Target | None = None
        self._drag = Drag()
        self.complaint = ""
        self._sign: Complaint | None = None
        super().__init__(parent)
        self._drag.moved.connect(self.slid)
        self.fill = FillMenu(self._menu_target, self)
        self.fill.chosen.connect(self._choose)
        self._paste, self._all, self.freeze_action = QAction(self), QAction(self), QAction(self)
        self._paste.triggered.connect(lambda _=False: self.paste())
        self._all.triggered.connect(lambda _=False: self.select_all())
        self.freeze_action.triggered.connect(lambda _=False: self.freeze())
        self.insertActions(self._copy, [self._all])
        self.insertActions(self._hide, [self._paste, self.fill.menuAction(), self.freeze_action])
        self.retranslate()

    # -- what is shown --------------------------------------------------------------------------

    def show_tensor(self, tensor: Tensor, digits: int, theme: Theme) -> None:
        """Shows a tensor; where this table has asked for a change, or never lets go, its cells stay
        selected."""
        kept, self._kept = self._kept, None
        if not self.lets_go:
            kept = self._anchor, self.pinned
        same = (tensor.origin, tensor.table.shape) == (self.tensor.origin, self.tensor.table.shape)
        super().show_tensor(tensor, digits, theme)
        if kept and same:
            self._select(*kept)
        for action in (self._paste, self.fill.menuAction()):
            action.setVisible(tensor.origin is not None)
        self.freeze_action.setVisible(self.can_freeze)
        self._word_freeze()
        self._drag.shown()

    def retranslate(self) -> None:
        """Writes its menu in the present language."""
        super().retranslate()
        if not hasattr(self, "_paste"):
            return  # its base is being made
        self._paste.setText(self.tr("Paste") + "\tCtrl+V")
        self._all.setText(self.tr("Select all") + "\tCtrl+A")
        self.fill.retranslate()
        self._word_freeze()

    def _word_freeze(self) -> None:
        about, mask = self._menu_about, self.tensor.frozen
        frozen = about.is_frozen if about else mask is not None and bool(mask.all())
        self.freeze_action.setText(self.tr("Unfreeze") if frozen else self.tr("Freeze"))
        self.freeze_action.setToolTip(
            self.tr("no update moves what is frozen; its gradient is computed all the same")
        )

    # -- what is selected -----------------------------------------------------------------------

    @property
    def selected(self) -> list[Place]:
        """The selected cells, row by row."""
        if self.pinned is None:
            return []
        (top, left), (bottom, right) = self._corners()
        return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]

    def _corners(self) -> tuple[Place, Place]:
        assert self.pinned is not None
        anchor = self._anchor or self.pinned
        (one, other), (left, right) = zip(anchor, self.pinned, strict=True)
        return (min(one, other), min(left, right)), (max(one, other), max(left, right))

    def pin(self, cell: Place | None) -> None:
        """Selects one cell, or none."""
        self._anchor = None
        super().pin(cell)
        self.viewport().update()

    def _select(self, anchor: Place | None, cell: Place | None) -> None:
        """Selects all from one cell to another, of which the latter is pinned."""
        self.pin(cell)
        self._anchor = anchor

    def select_all(self) -> None:
        """Selects every cell that is shown."""
        rows, columns = self.tensor.table.shape
        if rows and columns and not self.covered:
            self._select((rows - 1, columns - 1), (0, 0))

    @property
    def can_set(self) -> bool:
        """Whether its numbers can be set."""
        return self.tensor.origin is not None and self.tensor.array.ndim > 0 and not self.covered

    @property
    def can_freeze(self) -> bool:
        """Whether they are a parameter that can be set."""
        return self.can_set and self.tensor.origin == self.tensor.parameter

    def target(self) -> Target | None:
        """The selected cells, or all of the tensor if none is; None where nothing can be set."""
        if self.tensor.origin is None or not self.can_set:
            return None
        found = Target.whole(*self.tensor.origin, self.tensor.array, self.tensor.frozen, self.can_freeze)
        if cells := self.selected:
            found = replace(found, cells=np.array([self.tensor.index(*cell) for cell in cells]))
        return found

    def _menu_target(self) -> Target | None:
        return self._menu_about or self.target()

    # -- what is changed ------------------------------------------------------------------------

    def _choose(self, wanted: Change) -> None:
        self._kept = self._anchor, self.pinned
        self.number_set.emit(wanted)

    def freeze(self) -> None:
        """Freezes the cells, or lets them move again if all of them are frozen."""
        target = self._menu_target()
        if target is not None and target.is_parameter:
            self._choose(target.frozen(not target.is_frozen))

    def edit(self, cell: Place) -> None:
        """Opens a field over a cell, for that or for all selected cells if it is one of them."""
        chosen = (self._anchor, self.pinned) if cell in self.selected else (None, cell)
        super().edit(cell)
        if self.editor is not None:
            self._select(*chosen)

    def _set(self, cell: Place, value: float) -> None:
        if len(self.selected) > 1 and (target := self.target()) is not None:
            self._choose(target.filled(value))
        else:
            self._kept = self._anchor, self.pinned
            super()._set(cell, value)

    def copy(self) -> None:
        """Puts the selected cells on the clipboard, if there are several, else all that are shown."""
        if len(self.selected) < 2:
            super().copy()
            return
        (top, left), (bottom, right) = self._corners()
        rows = (
            "\t".join(exact(self.tensor.table, row, column) for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )
        QGuiApplication.clipboard().setText("\n".join(rows))

    def paste(self) -> None:
        """Sets cells to the numbers on the clipboard: from the selected cell on, in the selected block, or
        where none is selected all of the tensor; says what is wrong if they cannot be used."""
        if self.tensor.origin is None or self.covered:
            return
        try:
            block = self._corners() if self.pinned else None
            self._choose(pasted(self.tensor, block, QGuiApplication.clipboard().text()))
            self.complaint = ""
            if self._sign is not None:
                self._sign.hide()
        except PasteError as error:
            self.complaint = self.tr("Not pasted: {0}").format(error)
            if self._sign is None:
                self._sign = Complaint(self)
            self._sign.say(self.complaint, self._cell_rect(*(self.pinned or (0, 0))).bottomLeft())

    # -- the mouse ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        left, keys = event.button() == Qt.MouseButton.LeftButton, event.modifiers()
        if not left or cell is None or self.covered or keys & _CONTROL:
            super().mousePressEvent(event)
        elif keys & _ALT and self.tensor.origin is not None:
            if cell not in self.selected:
                self.pin(cell)
            self._begin_drag(event.position())
        elif keys & _SHIFT and self.pinned is not None:
            self._select(self._anchor or self.pinned, cell)
        elif self._points or self.selectable:
            alone = cell == self.pinned and len(self.selected) == 1
            self.pin(None if alone else cell)
            self._selecting = not alone
        else:
            super().mousePressEvent(event)

    @property
    def selectable(self) -> bool:
        """Whether a click selects a cell also where nothing else hangs on it."""
        return self.tensor.origin is not None or not self.lets_go

    def _begin_drag(self, at: QPointF) -> None:
        target = self.target()
        if target is not None:
            self._kept = self._anchor, self.pinned
            self._drag.begin(target, at.y(), self.tensor.limit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag.is_on:
            self._kept = self._anchor, self.pinned
            self._drag.move(event.position().y())
            return
        super().mouseMoveEvent(event)
        cell = self.cell_at(event.position().toPoint())
        if self._selecting and cell and cell != self.pinned:
            self._select(self._anchor or self.pinned, cell)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._selecting = False
        self._drag.end()
        super().mouseReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent):
            by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
            cell = None if by_keys else self.cell_at(event.pos())
            if cell and cell not in self.selected and self.selectable and not self.covered:
                self.pin(cell)
            # a click in the menu lets go of what is selected
            self._menu_about = self.target()
            self._word_freeze()
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._menu_about = None
        return super().viewportEvent(event)

    # -- the keys -------------------------------------------------------------------------------

    def _wants(self, event: QKeyEvent) -> bool:
        if self.covered:
            return False
        if event.matches(QKeySequence.StandardKey.Paste):
            return self.tensor.origin is not None
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return True
        if self.pinned and event.modifiers() == _SHIFT and event.key() in _MOVES:
            return True
        return self._types(event) or super()._wants(event)

    def _types(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & (_CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier)
        begins = event.text() != "" and event.text() in _TYPED
        return plain and begins and self.pinned is not None and self.tensor.origin is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Besides what any table does: selects, pastes, and opens a field at the first digit."""
        self._menu_about = None
        if not self._wants(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.modifiers() == _SHIFT and event.key() in _MOVES and self.pinned:
            self._select(self._anchor or self.pinned, self._moved(Qt.Key(event.key())))
        elif self._types(event) and self.pinned:
            self.edit(self.pinned)
            if self.editor is not None:
                self.editor.setText(event.text())
        else:
            super().keyPressEvent(event)

    # -- painting -------------------------------------------------------------------------------

    def _paint_frames(self, painter: QPainter, rows: range, columns: range) -> None:
        super()._paint_frames(painter, rows, columns)
        if self._anchor is not None and self.pinned is not None:
            first, last = (self._cell_rect(*corner) for corner in self._corners())
            block, tint = QRectF(first.united(last)).adjusted(1, 1, -1, -1), QColor(self._theme.positive)
            painter.setPen(QColor(self._theme.text))
            tint.setAlpha(50)
            painter.setBrush(tint)
            painter.drawRoundedRect(block, 4, 4)

    def _tip(self, cell: Place) -> str:
        text = super()._tip(cell)
        if not text or self.tensor.origin is None:
            return text
        more = self.tr("Alt and a drag up or down move it; Ctrl+A selects all, Ctrl+V pastes")
        return f"{text}\n{more}"
