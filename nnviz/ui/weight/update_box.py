"""The same batch after the update: by how much E really fell, beside what first-order theory said.

The two differ by as much as E bends over the step.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnviz.nn.derive import AfterUpdate
from nnviz.ui import numbers
from nnviz.ui.weight.box import Box, show


class UpdateBox(Box):
    """E before and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._update: AfterUpdate | None = None
        self.error, self.measured = self.line(13), self.line(13, digits=False)
        self.predicted = self.line(13, "muted", digits=False)
        self.inside.addStretch(1)
        self._retranslate()

    def show_update(self, update: AfterUpdate) -> None:
        """Shows what the update of the pass did."""
        self._update = update
        exact = f"{update.before!r} → {update.after!r}"
        before, after = numbers.alike((update.before, update.after))
        show(self.error, f"E {before} → {after}", exact)
        measured, predicted = numbers.signed(update.measured, 6), numbers.signed(update.predicted, 6)
        show(self.measured, self.tr("ΔE measured {0}").format(measured), repr(update.measured))
        tip = self.tr("the gradients of all weights, each times the step of its weight: {0}")
        exact = tip.format(repr(update.predicted))
        show(self.predicted, self.tr("gradient · Δ {0}").format(predicted), exact)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setToolTip(
            self.tr("The same batch once more, with the weights that the update of this pass left")
        )
        self.title.setText(self.tr("AFTER THE UPDATE"))
        if self._update:
            self.show_update(self._update)
