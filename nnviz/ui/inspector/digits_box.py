"""How many digits stand behind the point of the numbers in the inspector.

The full value of each is always under the pointer.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from nnviz.ui.step_box import StepBox

FEWEST, MOST, USUAL = 2, 8, 4


class DigitsBox(StepBox):
    """A choice from 2 to 8."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FEWEST, MOST, USUAL, parent=parent)

    def _retranslate(self) -> None:
        self._write(
            self.tr("digits"),
            self.tr("how many digits to show behind the point; the full value is under the pointer"),
            self.tr("one digit fewer"),
            self.tr("one digit more"),
        )
