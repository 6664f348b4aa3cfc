"""The columns of a table and what is made of each: an input, the target or nothing; numbers or categories.

One column of categories can be the target, or one or more of numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from nnviz.dataclass import dataclass
from nnviz.nn.errors import Phrase
from nnviz.session.data.csv_columns import CATEGORIES, EMPTY, MOST_CLASSES, NUMBERS, Column
from nnviz.ui.language import translate_reason

INPUT, TARGET, OUT = "input", "target", "out"
"""What a column can be."""

NAME, ROLE, KIND, VALUES, NOTE = range(5)
"""The columns of the model."""

_FEW = 10
_NUMBERING = {"id", "index", "no", "nr", "number", "row", "序号", "编号"}
_USUAL_TARGETS = {"target", "label", "class", "y", "类别", "标签", "目标"}

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


@dataclass
class Row:
    """A column, and what is made of it."""

    column: Column
    role: str
    kind: str


def first_choice(columns: Sequence[Column], chosen: Mapping[str, Any]) -> list[Row]:
    """What is made of each column to begin with: what was chosen before, or what is most likely meant."""
    rows = [Row(each, OUT if _is_useless(each) else INPUT, each.kind) for each in columns]
    names = {each.name for each in columns}
    if chosen and {*chosen["targets"], *chosen["inputs"]} <= names:
        for row in rows:
            name = row.column.name
            row.role = TARGET if name in chosen["targets"] else INPUT if name in chosen["inputs"] else OUT
            row.kind = CATEGORIES if name in chosen["categories"] else NUMBERS
        return rows
    usable = [row for row in rows if row.role == INPUT]
    named = [row for row in usable if row.column.name.strip().lower() in _USUAL_TARGETS]
    for row in (named or usable)[-1:]:
        row.role = TARGET
        if _is_numbered_class(row.column):
            row.kind = CATEGORIES
    return rows


def _is_useless(column: Column) -> bool:
    """Whether there is nothing to learn from a column: it is empty, or all its texts differ."""
    many = column.kind == CATEGORIES and column.distinct > MOST_CLASSES
    numbered = column.name.strip().lower() in _NUMBERING and column.distinct > _FEW
    return column.kind == EMPTY or many or numbered


def _is_numbered_class(column: Column) -> bool:
    """Whether numbers look like those of a few classes, such as 0, 1 and 2."""
    whole = all(each.lstrip("-").isdigit() for each in column.examples)
    return whole and 1 < column.distinct <= _FEW and column.count >= 3 * column.distinct


class ColumnsModel(QAbstractTableModel):
    """The columns as rows of a table."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._changed = changed

    def show(self, rows: list[Row]) -> None:
        """Shows other columns."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    # -- what is chosen -------------------------------------------------------------------------

    def names(self, role: str) -> list[str]:
        """The columns that are inputs, or targets."""
        return [row.column.name for row in self.rows if row.role == role]

    def categories(self) -> list[str]:
        """The columns in use that are categories."""
        return [row.column.name for row in self.rows if row.role != OUT and row.kind == CATEGORIES]

    def hindrances(self, fill: bool) -> list[Phrase]:
        """What has to be done before the columns in use can be read as they are chosen.

        Args:
            fill: whether inputs that miss a number have it filled in.
        """
        used = (row for row in self.rows if row.role != OUT)
        told = (row.column.hindrances(row.kind == CATEGORIES, fill and row.role == INPUT) for row in used)
        return [each for some in told for each in some]

    def options(self, index: Index) -> list[tuple[str, str]]:
        """What can be chosen in a cell: values and their texts; none where nothing can."""
        if self.rows[index.row()].column.kind == EMPTY:
            return []
        if index.column() == ROLE:
            return [(role, self.role_text(role)) for role in (INPUT, TARGET, OUT)]
        if index.column() == KIND:
            return [(kind, self._kind_text(kind)) for kind in (NUMBERS, CATEGORIES)]
        return []

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Chooses a value in a cell."""
        allowed = [option for option, _ in self.options(index)]
        if role != _Role.EditRole or value not in allowed:
            return False
        row = self.rows[index.row()]
        if index.column() == ROLE:
            row.role = str(value)
        else:
            row.kind = str(value)
        if row.role == TARGET:
            self._settle(row)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, NOTE))
        self._changed()
        return True

    def _settle(self, chosen: Row) -> None:
        """Makes those targets inputs that cannot stand beside the one just chosen."""
        for row in self.rows:
            alone = CATEGORIES in (row.kind, chosen.kind)
            if row is not chosen and row.role == TARGET and alone:
                row.role = INPUT

    # -- what is shown --------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return NOTE + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemIsEditable if self.options(index) else plain

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _Role.EditRole:
            return {ROLE: row.role, KIND: row.kind}.get(index.column())
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._text(row, index.column())
        return None

    def _text(self, row: Row, column: int) -> str:
        found = row.column
        if column == NAME:
            return found.name
        if column == ROLE:
            return self.role_text(row.role)
        if column == KIND:
            return self._kind_text(row.kind)
        if column == VALUES:
            more = found.distinct > len(found.examples)
            return ", ".join(found.examples) + (", …" if more else "")
        return "; ".join(self._notes(row))

    def _notes(self, row: Row) -> list[str]:
        found, notes = row.column, [translate_reason(each) for each in row.column.problems]
        if found.missing and found.kind != EMPTY:
            notes.append(self.tr("missing in all: {0}").format(found.missing))
        if row.kind == CATEGORIES and found.distinct <= MOST_CLASSES:
            notes.insert(0, self.tr("{0} categories").format(found.distinct))
        return notes

    def role_text(self, role: str) -> str:
        """What a role is called."""
        return {INPUT: self.tr("input"), TARGET: self.tr("target"), OUT: self.tr("leave out")}[role]

    def _kind_text(self, kind: str) -> str:
        return {NUMBERS: self.tr("numbers"), CATEGORIES: self.tr("categories"), EMPTY: self.tr("empty")}[kind]

    def headerData(self, section: int, way: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if role != _Role.DisplayRole or way is not Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Column"),
            self.tr("Use as"),
            self.tr("Kind"),
            self.tr("Values"),
            self.tr("Remarks"),
        )[section]
