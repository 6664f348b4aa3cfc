"""What can be read while training runs: E and the size of every layer's tensors, as they are now.

The table fills Qt's own items, which it paints without any Python, and only where a text changed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nnviz.nn import NodeInfo
from nnviz.session.frame import Frame, Stage
from nnviz.ui import numbers
from nnviz.ui.inspector.tensor_view import tint
from nnviz.ui.text_size import stretch, stretched
from nnviz.ui.theme import DARK, Theme, number_font, text_font
from nnviz.ui.titles import translated_title

KEYS = ("Y", "dY", "dX", "W", "dW")
LETTERS, NAME_LETTERS, ROW, WIDEST = 14, 13, 26, 860
"""Pixels of the table's letters, of its rows, and its width at the most, where there is no more room."""

MOST_ZOOM = 1.8
SPACING = 6
HEADINGS = ("‖Y‖", "‖∂E/∂Y‖", "‖∂E/∂X‖", "‖W‖", "‖∂E/∂W‖")


class LivePage(QWidget):
    """E and a table of norms, a line a layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: Stage | None = None
        self._cells: list[list[QTableWidgetItem]] = []
        self._theme = DARK
        self._zoom = 1.0
        self.error = QLabel(self)
        self.error.setFont(number_font(20, bold=True))
        self.hint = QLabel(self)
        self.hint.setFont(text_font(13))
        self.hint.setWordWrap(True)
        self.table = self._make_table()
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(self.error)
        line.addWidget(self.hint, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACING)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        self._retranslate()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 1 + len(KEYS), self)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setShowGrid(False)
        table.viewport().setAutoFillBackground(False)
        table.verticalHeader().hide()
        heading = table.horizontalHeader()
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        heading.setSectionsClickable(False)
        heading.setHighlightSections(False)
        heading.setFont(text_font(12))
        self._write_large(table, 1.0)
        return table

    @staticmethod
    def _write_large(table: QTableWidget, zoom: float) -> None:
        """Takes letters and rows so many times larger than at the least."""
        table.setFont(number_font(round(LETTERS * zoom)))
        stretch(table, "setMaximumWidth", round(WIDEST * zoom))
        stretch(table.verticalHeader(), "setDefaultSectionSize", round(ROW * zoom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_room()

    def _use_room(self) -> None:
        """Writes the table as large as all of its rows are seen at once."""
        rows = self.table.rowCount() + 1  # with the heading
        free = self.height() - self.error.sizeHint().height() - SPACING
        fitting = min(free / (rows * stretched(ROW + 2)), self.width() / stretched(WIDEST))
        zoom = max(1.0, min(MOST_ZOOM, int(10 * fitting) / 10))
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._write_large(self.table, zoom)
        for row in range(self.table.rowCount()):
            if (name := self.table.item(row, 0)) is not None:
                name.setFont(self._name_font())

    def _name_font(self) -> QFont:
        return text_font(round(NAME_LETTERS * self._zoom), bold=True)

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self._theme = theme
        tint(self.error, theme.loss)
        tint(self.hint, theme.muted)
        self.table.setStyleSheet(
            f"QTableWidget {{ background: transparent; color: {theme.text}; border: none; }}"
            f"QHeaderView {{ background: transparent; }}"
            f"QHeaderView::section {{ background: transparent; color: {theme.muted}; border: none;"
            f" border-bottom: 1px solid {theme.line}; padding: 2px 3px; }}"
        )
        self._colour_names()

    def _colour_names(self) -> None:
        for row in range(self.table.rowCount()):
            name = self.table.item(row, 0)
            if name is not None:
                name.setForeground(QColor(self._theme.text))

    def _heading(self, column: int) -> QTableWidgetItem:
        item = self.table.horizontalHeaderItem(column)
        assert item is not None
        return item

    def _retranslate(self) -> None:
        self.hint.setText(self.tr("Pause, or press ←, to look inside a pass."))
        self.table.setHorizontalHeaderLabels([self.tr("layer"), *HEADINGS])
        for column, heading in enumerate(HEADINGS, start=1):
            item = self._heading(column)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(self.tr("the Euclidean norm {0} in the latest pass").format(heading))
        self._heading(0).setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setAccessibleName(self.tr("norms of every layer"))
        self._stage = None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._stage = None  # the names have fonts of their own
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # -- what it shows --------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Writes the figures of a pass that has run as a whole."""
        if frame.stage is not self._stage:
            self._make_rows(frame.stage)
        error = frame.loss
        self.error.setText("" if error is None else f"E = {numbers.plain(error)}")
        self.error.setMinimumWidth(self.error.sizeHint().width())
        self.error.setToolTip("" if error is None else f"E = {error!r}")
        for row, node in enumerate(frame.stage.nodes):
            self._write_row(row, node, frame)

    def _make_rows(self, stage: Stage) -> None:
        self._stage = stage
        self.table.setRowCount(len(stage.nodes))
        self._cells = [[QTableWidgetItem() for _ in KEYS] for _ in stage.nodes]
        for row, node in enumerate(stage.nodes):
            name = QTableWidgetItem(translated_title(node))
            name.setFont(self._name_font())
            self.table.setItem(row, 0, name)
            for column, cell in enumerate(self._cells[row], start=1):
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, cell)
        self._colour_names()
        self._use_room()

    def _write_row(self, row: int, node: NodeInfo, frame: Frame) -> None:
        for column, key in enumerate(KEYS, start=1):
            norm = frame.norm(node.name, key)
            text = "" if norm is None else numbers.plain(norm)
            item = self._cells[row][column - 1]
            if item.text() != text:
                item.setText(text)
            item.setToolTip("" if norm is None else f"{node.title}: {HEADINGS[column - 1]} = {norm!r}")
