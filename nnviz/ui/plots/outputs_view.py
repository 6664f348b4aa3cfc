"""What a network gives for some of its samples, as numbers in a table: the inputs, the output, the target.

A tensor that is too large for columns is one small picture in the scale of signed values.
"""

from __future__ import annotations

from itertools import chain
from typing import ClassVar, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from nnviz.nn import INPUT
from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.results import Outputs
from nnviz.ui.diverging import nice_limit
from nnviz.ui.numbers import bare, signed
from nnviz.ui.plots.heat_image import heat_image
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, number_font, text_font

_WIDEST = 4
"""The most columns that one tensor takes."""

_ICON, _ROW = 56, 24
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class _Column(NamedTuple):
    """One column: its title, its cells (n,) or (n, ...) for pictures, and what its numbers are."""

    title: str
    cells: Array
    role: str


class OutputsView(ResultPage):
    """The table under its title."""

    moves: ClassVar = {Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(self)
        self._build()
        self._rows.addWidget(self.table, 1)
        self._retranslate()
        self.set_theme(DARK)

    def _build(self) -> None:
        table = self.table
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setFont(number_font(12))
        table.verticalHeader().hide()
        header = table.horizontalHeader()
        header.setFont(text_font(12))
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMinimumSectionSize(34)

    def _retranslate(self) -> None:
        self.header.set_title(self.tr("Outputs of the samples"), self.tr("Outputs"))
        self.header.setToolTip(
            self.tr("What the network gives for samples that it learns from, by the weights of this moment.")
        )
        self.setAccessibleName(self.tr("Outputs of the samples"))
        if self._frame is not None:
            self._draw(self._frame)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.table.setStyleSheet(
            f"QTableWidget {{ background: {theme.panel}; color: {theme.text}; }}"
            f"QHeaderView, QHeaderView::section {{ background: {theme.panel}; color: {theme.muted};"
            f" border: none; border-bottom: 1px solid {theme.line}; padding: 2px 6px; }}"
        )
        if self._frame is not None:
            self._draw(self._frame)

    # -- frames ---------------------------------------------------------------------------------

    def _outputs(self) -> Outputs | None:
        result = self._frame.result if self._frame is not None else None
        return result if isinstance(result, Outputs) else None

    def _draw(self, frame: Frame) -> None:
        outputs = self._outputs()
        assert outputs is not None
        samples, columns = outputs.samples, self._columns(outputs)
        shown, total = len(samples), samples.total
        text = self.tr("{0} of {1} samples") if shown < total else self.tr("samples: {0}")
        self.header.set_subtitle(text.format(shown, total))
        self.table.setRowCount(shown)
        self.table.setColumnCount(len(columns))
        self.table.setHorizontalHeaderLabels([column.title for column in columns])
        pictures = any(column.cells.ndim > 1 for column in columns)
        self.table.setIconSize(QSize(_ICON, _ICON))
        for row in range(shown):
            self.table.setRowHeight(row, _ICON + 8 if pictures else stretched(_ROW))
        marked = () if frame.batches == 1 or frame.live else frame.rows
        for place, column in enumerate(columns):
            self._fill(place, column, [int(row) in marked for row in samples.rows])

    def _columns(self, outputs: Outputs) -> list[_Column]:
        samples = outputs.samples
        number = _Column("#", samples.rows + 1, "number")
        inputs = (
            _spread("x" if name == INPUT else name, array, outputs.labels.get(name, ()), "input")
            for name, array in samples.inputs.items()
        )
        output = _spread(self.tr("output"), samples.outputs, (), "output")
        target = _spread(self.tr("target"), samples.targets, (), "target") if outputs.judged else []
        return [number, *chain.from_iterable(inputs), *output, *target]

    def _fill(self, place: int, column: _Column, marked: list[bool]) -> None:
        limit = nice_limit((column.cells,))
        for row, cell in enumerate(column.cells):
            item = self.table.item(row, place)
            if item is None:
                item = QTableWidgetItem()
                self.table.setItem(row, place, item)
            item.setBackground(QBrush(QColor(self._theme.raised if marked[row] else self._theme.panel)))
            self._write(item, column, cell, limit)

    def _write(self, item: QTableWidgetItem, column: _Column, cell: Array, limit: float) -> None:
        if column.cells.ndim > 1:
            item.setText("")
            item.setIcon(QIcon(self._picture(cell, limit)))
            item.setToolTip(_shape_of(cell))
            return
        item.setIcon(QIcon())
        value = float(cell)
        item.setText(_written(value, column.role))
        item.setToolTip("" if column.role == "number" else repr(value))
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        colour = self._theme.muted if column.role == "number" else self._theme.text
        item.setForeground(QBrush(QColor(colour)))
        item.setFont(number_font(12, bold=column.role == "output"))

    def _picture(self, cell: Array, limit: float) -> QPixmap:
        plane = cell[:, :, 0] if cell.ndim == 3 else cell.reshape(1, -1)
        image = heat_image(plane[::-1], limit, self._theme)
        return QPixmap.fromImage(image).scaled(_ICON, _ICON, Qt.AspectRatioMode.KeepAspectRatio)

    # -- reading out ----------------------------------------------------------------------------

    @property
    def texts(self) -> list[list[str]]:
        """What is written, row by row."""
        rows, columns = self.table.rowCount(), self.table.columnCount()
        items = [[self.table.item(row, column) for column in range(columns)] for row in range(rows)]
        return [[item.text() if item else "" for item in row] for row in items]

    def _move(self, right: int, up: int) -> None:
        """Scrolls by a row."""
        bar = self.table.verticalScrollBar()
        bar.setValue(bar.value() - up * bar.singleStep())

    def _stop_reading(self) -> None:
        """There is nothing that would have to go."""


def _spread(title: str, array: Array, labels: tuple[str, ...], role: str) -> list[_Column]:
    """A tensor (n, ...) as columns of numbers, or as one of pictures if it would take too many."""
    if array.ndim == 1:
        return [_Column(title, array, role)]
    if array.ndim > 2 or array.shape[1] > _WIDEST:
        return [_Column(title, array, role)]
    if array.shape[1] == 1:
        return [_Column(labels[0] if labels else title, array[:, 0], role)]
    names = labels or [title + str(k + 1).translate(_SUBSCRIPTS) for k in range(array.shape[1])]
    return [_Column(name, array[:, k], role) for k, name in enumerate(names)]


def _written(value: float, role: str) -> str:
    if role == "number":
        return str(int(value))
    return signed(value, 4) if role == "output" else bare(value)


def _shape_of(cell: Array) -> str:
    return " × ".join(map(str, cell.shape))
