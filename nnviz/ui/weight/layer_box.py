"""All weights of a layer, checked numerically: a line each, the largest relative error first.

Qt paints its cells without any Python; of very many only the worst are listed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from nnviz.nn.derive import NumericCheck
from nnviz.session.examination import LayerCheck
from nnviz.ui import numbers
from nnviz.ui.text_size import stretch, stretched
from nnviz.ui.theme import Theme, number_font, text_font
from nnviz.ui.weight.box import Box, show

LISTED = 200
"""How many lines there are at most."""

_ROW, _SHOWN = 22, 10
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LayerBox(Box):
    """A summary and a table."""

    def __init__(self, title: Callable[[str], str], parent: QWidget | None = None) -> None:
        """
        Args:
            title: gives the name of a node on the screen.
        """
        super().__init__(parent)
        self._title_of = title
        self._found: LayerCheck | None = None
        self.summary = self.line(13, digits=False)
        self.table = self._make_table()
        self.inside.addWidget(self.table)
        self._retranslate()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5, self)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setFont(number_font(12))
        table.viewport().setAutoFillBackground(False)
        table.verticalHeader().hide()
        stretch(table.verticalHeader(), "setDefaultSectionSize", _ROW)
        heading = table.horizontalHeader()
        heading.setFont(text_font(12))
        heading.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heading.setMinimumSectionSize(96)
        heading.setStretchLastSection(True)
        heading.setSectionsClickable(False)
        heading.setHighlightSections(False)
        return table

    def show_check(self, found: LayerCheck) -> None:
        """Shows what was found, the worst first."""
        self._found = found
        self.title.setText(self.tr("ALL OF {0}").format(self._title_of(found.node)))
        self._summarise(found)
        listed = found.checks[:LISTED]
        self.table.setRowCount(len(listed))
        for row, check in enumerate(listed):
            for column, (text, tip) in enumerate(self._cells(check)):
                item = QTableWidgetItem(text)
                item.setToolTip(tip)
                item.setTextAlignment(_RIGHT if 0 < column < 4 else Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        heading = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(heading + stretched(_ROW) * min(_SHOWN, max(1, len(listed))) + 4)

    def _summarise(self, found: LayerCheck) -> None:
        checks = found.checks
        wrong = sum(not (check.agrees or check.kink) for check in checks)
        kinks = sum(check.kink for check in checks)
        parts = [
            self.tr("{0} of {1} weights checked").format(len(checks), found.count),
            self.tr("{0} agree").format(sum(check.agrees for check in checks)),
            *([self.tr("{0} beside a kink").format(kinks)] if kinks else []),
            *([self.tr("{0} do not agree").format(wrong)] if wrong else []),
        ]
        if len(checks) > LISTED:
            parts.append(self.tr("the worst {0} are listed").format(LISTED))
        if len(checks) < found.count:
            parts.append(self.tr("for the others there was no time"))
        show(self.summary, " · ".join(parts))
        self.colour(self.summary, "bad" if wrong else "good")

    def _cells(self, check: NumericCheck) -> tuple[tuple[str, str], ...]:
        """The texts of a line, each with its tooltip."""
        weight = check.weight
        place = ", ".join(str(number + 1) for number in weight.index)
        numbers_ = ((numbers.signed(value, 6), repr(value)) for value in (check.gradient, check.slope))
        error = numbers.short(check.relative_error, 2), repr(check.relative_error)
        return ((f"{weight.key}[{place}]", ""), *numbers_, error, (self._verdict(check),) * 2)

    def _verdict(self, check: NumericCheck) -> str:
        if check.kink:
            text = self.tr("{0} has a kink here: {1} on the left, {2} on the right")
            sides = numbers.short(check.left), numbers.short(check.right)
            return text.format(self._title_of(check.kink_at), *sides)
        return "✓" if check.agrees else "✗"

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        super().set_theme(theme)
        self.table.setStyleSheet(
            f"QTableWidget {{ background: transparent; color: {theme.text}; border: none; }}"
            f"QHeaderView {{ background: transparent; }}"
            f"QHeaderView::section {{ background: transparent; color: {theme.muted}; border: none;"
            f" border-bottom: 1px solid {theme.line}; padding: 2px 8px; }}"
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("every weight of the layer, checked"))
        headings = (
            self.tr("weight"),
            self.tr("gradient"),
            self.tr("quotient"),
            self.tr("relative error"),
            self.tr("verdict"),
        )
        self.table.setHorizontalHeaderLabels(headings)
        for column, text in enumerate(headings):
            item = self.table.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(_RIGHT if 0 < column < 4 else Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(text)
        if self._found:
            self.show_check(self._found)
