"""The page of a table of text: how it is cut up, its first rows, and what is made of each column.

A change of how it is cut up looks at the file anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout

from nnviz.nn.errors import Phrase
from nnviz.session.data.csv_columns import CATEGORIES
from nnviz.session.data.csv_file import Peek, peek
from nnviz.session.data.csv_layout import is_missing, number
from nnviz.ui.data.columns_model import INPUT, OUT, TARGET, ColumnsModel, first_choice
from nnviz.ui.data.columns_table import ColumnsTable
from nnviz.ui.data.layout_row import LayoutRow
from nnviz.ui.data.page import Expected, Page
from nnviz.ui.data.preview_table import PreviewTable

_MOST_TOLD = 3
"""How many hindrances are told at once; what is wrong stands beside every column."""


class CsvPage(Page):
    """Choices for a table."""

    kind = "csv"

    def __init__(self, path: Path, chosen: Mapping[str, Any]) -> None:
        super().__init__(path, chosen)
        self._look: Peek | None = None
        self.layout_row = LayoutRow(chosen)
        self.layout_row.said.connect(self.look_asked)
        self.preview = PreviewTable()
        self.model = ColumnsModel(self._choose)
        self.columns = ColumnsTable(self.model)
        self.hint = QLabel()
        self.hint.setObjectName("muted")
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part, share in ((self.preview, 2), (self.columns, 3)):
            parts.addWidget(part)
            parts.setStretchFactor(parts.indexOf(part), share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.layout_row)
        layout.addWidget(parts, 1)
        layout.addWidget(self.hint)
        self.retranslate()

    def looker(self) -> Callable[[], object]:
        return partial(peek, self.path, self.layout_row.layout_said())

    def show_look(self, found: Peek) -> None:
        before = {"targets": self.model.names(TARGET), "inputs": self.model.names(INPUT)}
        before["categories"] = self.model.categories()
        kept = before if self.model.rows else self.chosen
        self._look = found
        self.layout_row.show_layout(found.layout)
        self.model.show(first_choice(found.columns, kept))
        self._show_rows()

    def _choose(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        if self._look is None:
            return
        rows, model = self.model.rows, self.model
        heads = [f"{row.column.name}\n{model.role_text(row.role)}" for row in rows]
        self.preview.show_rows(heads, self._look.first, 2 if self._look.layout.header else 1)

    def settings(self) -> dict[str, Any]:
        assert self._look is not None
        cut = self._look.layout
        return {
            "file": str(self.path),
            "targets": self.model.names(TARGET),
            "inputs": self.model.names(INPUT),
            "categories": self.model.categories(),
            "encoding": cut.encoding,
            "delimiter": cut.delimiter,
            "decimal": cut.decimal,
            "header": cut.header,
        }

    def expected(self) -> Expected | None:
        rows = self.model.rows
        targets = [row for row in rows if row.role == TARGET]
        inputs = [row for row in rows if row.role == INPUT]
        if self._look is None or not targets or not inputs or not self._look.rows:
            return None
        features = sum(row.column.distinct if row.kind == CATEGORIES else 1 for row in inputs)
        classes = targets[0].kind == CATEGORIES
        outputs = targets[0].column.distinct if classes else len(targets)
        return Expected((features,), classes, outputs, self._look.rows)

    def facts(self) -> str:
        if self._look is None:
            return ""
        rows = QLocale().toString(self._look.rows)
        text = (
            self.tr("{0} rows, {1} columns")
            if self._look.complete
            else self.tr("more than {0} rows, {1} columns")
        )
        return text.format(rows, len(self._look.columns))

    def problems(self) -> list[Phrase]:
        return list(self._look.problems) if self._look else []

    def hindrances(self, chosen: Mapping[str, Any]) -> list[Phrase]:
        self.preview.mark(self._faults())
        if self._look is None or chosen["skip"]:
            return []
        return [*self._look.hindrances(), *self.model.hindrances(chosen["fill"])][:_MOST_TOLD]

    def _faults(self) -> set[tuple[int, int]]:
        """The cells shown, by row and column, that cannot be read as their columns are chosen."""
        if self._look is None:
            return set()
        decimal, rows = self._look.layout.decimal, self.model.rows
        used = [(place, row.kind) for place, row in enumerate(rows) if row.role != OUT]
        return {
            (line, place)
            for line, cells in enumerate(self._look.first)
            for place, kind in used
            if _is_faulty(cells[place] if place < len(cells) else "", kind, decimal)
        }

    def left_out(self) -> int:
        """How many columns are left out."""
        return len(self.model.names(OUT))

    def retranslate(self) -> None:
        self.preview.setAccessibleName(self.tr("The first rows of the file"))
        self.columns.setAccessibleName(self.tr("What each column is used as"))
        self.hint.setText(self.tr("Click a cell under “Use as” or “Kind” to change it; Space opens it, too."))
        self._show_rows()


def _is_faulty(cell: str, kind: str, decimal: str) -> bool:
    return is_missing(cell) or (kind != CATEGORIES and number(cell, decimal) is None)
