"""The dialog before weights are taken from a file: every tensor, and whether it fits.

What fits is taken; the rest stays as it is, which is said before.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from nnviz.session.export.importing import Fit, Match
from nnviz.ui.data.preview_table import PreviewTable

_SIZE, _LEAST = QSize(880, 420), 72


class ImportDialog(QDialog):
    """Shows how the tensors of a file fit a network.

    Args:
        name: of the file.
        found: every tensor.

    Attributes:
        table: the tensors, a row for each.
        summary: how many fit.

    Signals:
        wanted: the values of those that fit, when they are to be taken.
    """

    wanted = Signal(object)

    def __init__(self, name: str, found: Sequence[Match], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import Weights from {0}").format(name))
        self._found = found
        self.summary, self.table = QLabel(self._summary()), PreviewTable()
        self.summary.setWordWrap(True)
        self.table.setAccessibleName(self.tr("tensors of the network and of the file"))
        self.table.show_rows(self._heads(), [self._row(each) for each in found], 1)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setMinimumSectionSize(_LEAST)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setToolTip(self.tr("Gives the network the tensors that match; it can be undone"))
        self.take.setEnabled(bool(self._fitting()))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for part in (self.summary, self.table, self.buttons):
            layout.addWidget(part)
        self.resize(_SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.fit_columns()  # the letters are known only now

    def _fitting(self) -> tuple[object, ...]:
        return tuple(each.values for each in self._found if each.values is not None)

    def _accept(self) -> None:
        self.wanted.emit(self._fitting())
        self.accept()

    def _summary(self) -> str:
        ours = sum(each.fit is not Fit.EXTRA for each in self._found)
        fitting = len(self._fitting())
        text = self.tr("{0} of the {1} tensors of the network match.").format(fitting, ours)
        if fitting and fitting < ours:
            text += " " + self.tr("The others stay as they are.")
        if fitting:
            return (
                text + " " + self.tr("What the optimizer remembers begins anew, and epochs are counted anew.")
            )
        return text + " " + self.tr("There is nothing to import: names and shapes have to be the same.")

    def _heads(self) -> list[str]:
        return [
            self.tr("In the network"),
            self.tr("Shape"),
            self.tr("In the file"),
            self.tr("Shape in the file"),
            self.tr("Result"),
        ]

    def _row(self, each: Match) -> list[str]:
        return [each.name, _shape(each.wanted), each.found, _shape(each.given), self._said(each)]

    def _said(self, each: Match) -> str:
        if each.fit is Fit.MATCHED and each.turned:
            return self.tr("matched, its axes turned round")
        said = {
            Fit.MATCHED: self.tr("matched"),
            Fit.SHAPE: self.tr("shape differs"),
            Fit.MISSING: self.tr("missing in the file"),
            Fit.EXTRA: self.tr("not in the network"),
        }
        return said[each.fit]


def _shape(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))
