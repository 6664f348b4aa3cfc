"""The first rows of a table as they stand in the file, each column under its name.

What a column is used as stands below its name, so that a wrong choice is seen beside the values.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from nnviz.ui.text_size import stretch
from nnviz.ui.theme import mixed, number_font

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ROOM = 12
"""Pixels of a column beside its text."""

_TINT = 0.3
"""How much of the colour of faults is in the ground of a faulty cell."""


class _Rows(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.cells: Sequence[Sequence[str]] = ()
        self.heads: Sequence[str] = ()
        self.first = 1
        self.faulty: Set[tuple[int, int]] = frozenset()
        self.tint = QColor()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.cells)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(self.heads)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        row = self.cells[index.row()]
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return row[index.column()] if index.column() < len(row) else ""
        if role == _Role.BackgroundRole and (index.row(), index.column()) in self.faulty:
            return QBrush(self.tint)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role != _Role.DisplayRole:
            return None
        return self.heads[section] if way is Qt.Orientation.Horizontal else str(section + self.first)


class PreviewTable(QTableView):
    """Shows the first rows; nothing can be changed here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows()
        self.setObjectName("preview")
        self.setModel(self._rows)
        self.setFont(number_font(12))
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        stretch(self.verticalHeader(), "setDefaultSectionSize", 22)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(_LEFT)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_rows(self, heads: Sequence[str], cells: Sequence[Sequence[str]], first: int) -> None:
        """Shows rows, the first of which has this number in the file."""
        fresh = len(heads) != len(self._rows.heads) or cells is not self._rows.cells
        self._rows.beginResetModel()
        self._rows.heads, self._rows.cells, self._rows.first = heads, cells, first
        self._rows.endResetModel()
        if fresh:
            self.resizeColumnsToContents()

    def mark(self, faulty: Set[tuple[int, int]]) -> None:
        """Tints cells that cannot be used, by row and column."""
        colours = self.palette()
        self._rows.tint = mixed(colours.base().color(), colours.brightText().color(), _TINT)
        self._rows.faulty = faulty
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Tints anew in the colours of another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.mark(self._rows.faulty)
        super().changeEvent(event)

    def fit_columns(self) -> None:
        """Makes every column as wide as its head and its cells, with some room."""
        head = self.horizontalHeader()
        for column in range(head.count()):
            wide = max(self.sizeHintForColumn(column), head.sectionSizeHint(column))
            self.setColumnWidth(column, wide + _ROOM)
