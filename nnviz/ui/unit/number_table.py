"""A small table of numbers on a card: a name in each row, and values whose every digit is in the tooltip.

Rows can be chosen by a click, or by the arrow keys and Enter.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nnviz.ui import numbers
from nnviz.ui.text_size import stretch, stretched
from nnviz.ui.theme import DARK, Theme, number_font, text_font

_ROW, _NUMBER, _DIGITS = 21, 60, 3

Cell = str | float | None
"""A name, a number, or what has not been computed yet."""


class NumberTable(QTableWidget):
    """Rows of a name and numbers.

    Args:
        visible_rows: how many are shown at once; of more it can be scrolled.

    Signals:
        chosen: the number of the row that a person has chosen.
    """

    chosen = Signal(int)

    def __init__(self, visible_rows: int, links: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most, self._links, self._theme = visible_rows, links, DARK
        self._rows: list[list[Cell]] = []
        self._missing = ""
        self._tip = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if links else Qt.FocusPolicy.NoFocus)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if links else mode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFont(number_font(12))
        self.verticalHeader().hide()
        stretch(self.verticalHeader(), "setDefaultSectionSize", _ROW)
        self._set_up_header()
        if links:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.cellClicked.connect(self._choose)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setFont(text_font(11))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(30)

    def _choose(self, row: int, _: int) -> None:
        self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.chosen.emit(self.currentRow())
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            super().keyPressEvent(event)
        else:
            event.ignore()

    # -- values in ------------------------------------------------------------------------------

    def set_words(self, headers: Sequence[str], missing: str, tip: str = "") -> None:
        """Names the columns; says what an empty cell means, and what a click on a row does."""
        self.setColumnCount(len(headers))
        for place, header in enumerate(headers):
            item = QTableWidgetItem(header)
            item.setTextAlignment(_side(place))
            self.setHorizontalHeaderItem(place, item)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self._missing, self._tip = missing, tip
        self._fit()

    def show_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Writes rows; only cells that have changed are touched."""
        found = [list(row) for row in rows]
        if len(found) != self.rowCount():
            self.setRowCount(len(found))
            self._fit()
        for row, cells in enumerate(found):
            for place, cell in enumerate(cells):
                self._write(row, place, cell)
        self._rows = found
        self._widen()

    def _widen(self) -> None:
        """Gives the names the room they need, and asks for enough for the numbers."""
        names = [str(cells[0]) for cells in self._rows]
        wide = max(map(self.fontMetrics().horizontalAdvance, names), default=0)
        item = self.horizontalHeaderItem(0)
        header = self.horizontalHeader().fontMetrics().horizontalAdvance(item.text() if item else "")
        first = max(wide, header) + 12
        if self.columnCount() and first != self.columnWidth(0):
            self.horizontalHeader().resizeSection(0, first)
        self.setMinimumWidth(first + stretched(_NUMBER) * max(0, self.columnCount() - 1))

    def _fit(self) -> None:
        """Makes it as high as its rows, up to the most that are shown at once."""
        shown = min(self.rowCount(), self._most)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + stretched(_ROW) * shown + 2)

    def _write(self, row: int, place: int, cell: Cell) -> None:
        item = self.item(row, place)
        if item is None:
            item = QTableWidgetItem()
            item.setTextAlignment(_side(place))
            self.setItem(row, place, item)
        name = isinstance(cell, str)
        text = cell if isinstance(cell, str) else "–" if cell is None else numbers.signed(cell, _DIGITS)
        item.setText(text)
        item.setToolTip(self._tip if name else self._missing if cell is None else repr(cell))
        theme = self._theme
        colour = theme.muted if cell is None or (name and not self._links) else theme.text
        item.setForeground(QBrush(QColor(colour)))

    @property
    def texts(self) -> list[list[str]]:
        """What is written, row by row."""
        rows, columns = range(self.rowCount()), range(self.columnCount())
        found = [[self.item(row, column) for column in columns] for row in rows]
        return [[item.text() if item else "" for item in row] for row in found]

    # -- look -----------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.setStyleSheet(
            f"QTableWidget {{ background: transparent; color: {theme.text}; }}"
            f"QTableWidget::item:selected {{ background: {theme.selected}; color: {theme.selected_text}; }}"
            f"QHeaderView, QHeaderView::section {{ background: transparent; color: {theme.muted};"
            f" border: none; border-bottom: 1px solid {theme.line}; padding: 2px 3px; }}"
        )
        self.show_rows(self._rows)


def _side(place: int) -> Qt.AlignmentFlag:
    """Names at the left, numbers at the right."""
    side = Qt.AlignmentFlag.AlignRight if place else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
