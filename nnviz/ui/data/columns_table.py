"""The table in which a person says what each column is: one row a column, with choices in it.

Return, F2 or Space opens the choice under the cursor; so does a click. The columns share the width there is,
so that remarks are seen without scrolling; what is shortened stands in the tooltip. No header is shortened.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nnviz.ui.data.columns_model import KIND, NAME, NOTE, ROLE, VALUES, ColumnsModel
from nnviz.ui.data.option_delegate import OptionDelegate

_WIDTHS = {ROLE: 108, KIND: 118}
_LONGEST_NAME, _LEAST_NAME, _LEAST_VALUES = 150, 70, 80
"""Pixels that a name takes at most, and that names and values take at least."""


class ColumnsTable(QTableView):
    """Shows a model of columns."""

    def __init__(self, model: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columns")
        self.setModel(model)
        self.setItemDelegate(OptionDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(self.edit)
        model.modelReset.connect(self._share)
        model.dataChanged.connect(self._share)

    def _wanted(self, section: int) -> int:
        return max(self.sizeHintForColumn(section), self.horizontalHeader().sectionSizeHint(section)) + 8

    def _share(self) -> None:
        """Gives names, choices and remarks what they need, as far as it goes, and values the rest."""
        header = self.horizontalHeader()
        header.setMinimumSectionSize(header.sectionSizeHint(NOTE))  # which takes what is left, and no less
        name = min(max(self._wanted(NAME), _LEAST_NAME), _LONGEST_NAME)
        for section, width in _WIDTHS.items():
            self.setColumnWidth(section, max(width, header.sectionSizeHint(section)))
        self.setColumnWidth(NAME, name)
        room = self.viewport().width() - sum(map(self.columnWidth, (NAME, ROLE, KIND)))
        values = max(min(self._wanted(VALUES), room - self._wanted(NOTE)), _LEAST_VALUES)
        self.setColumnWidth(VALUES, values)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in opens and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
