"""Which sample of the batch the canvas shows, where a batch has several.

Weights and their gradients belong to the whole batch, and do not change with it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nnviz.ui.step_box import StepBox


class SampleBox(StepBox):
    """A choice from the first sample to the last; out of sight where there is only one."""

    _count = 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, 1, 1, ("‹", "›"), parent)
        self.setVisible(False)

    def show_count(self, count: int) -> None:
        """Takes the number of samples in the batch; the choice stays as near as it can."""
        if count != self._count:
            self._count = count
            self.box.blockSignals(True)
            self.box.setRange(1, count)
            self.box.blockSignals(False)
            self._keep_width()
            self.setVisible(count > 1)
            self._retranslate()

    def _keep_width(self) -> None:
        self.box.setFixedWidth(18 + self.box.fontMetrics().horizontalAdvance(str(self._count)))

    def _retranslate(self) -> None:
        self._keep_width()
        self._write(
            self.tr("sample"),
            self.tr("which sample of the batch the units show; weights belong to all of it"),
            self.tr("previous sample"),
            self.tr("next sample"),
            self.tr("of {0}").format(self._count),
        )
