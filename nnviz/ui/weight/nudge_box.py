"""The weight on a slider: what moving it does to E, measured, beside what its gradient promised.

It measures nothing itself: it asks, and shows what comes back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSlider, QWidget

from nnviz.nn.derive import Nudge
from nnviz.ui import numbers
from nnviz.ui.weight.box import Box, show

_STEPS = 100
"""Steps of the slider to either side."""


class NudgeBox(Box):
    """A slider and two changes of E.

    Signals:
        moved: by how much the weight is to be moved, a float.
    """

    moved = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nudge: Nudge | None = None
        self._reach = 1.0
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(-_STEPS, _STEPS)
        self.slider.setPageStep(10)
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a drag the arrows step on
        self.slider.valueChanged.connect(self._move)
        self.inside.addWidget(self.slider)
        self.weight, self.measured = self.line(13), self.line(13, digits=False)
        self.predicted = self.line(13, "muted", digits=False)
        self.note = self.line(12, "loss", digits=False)
        self._returned = False
        self.inside.addStretch(1)
        self._retranslate()

    @property
    def delta(self) -> float:
        """By how much the slider moves the weight."""
        return self.slider.value() / _STEPS * self._reach

    def begin(self, told: bool = False) -> None:
        """Puts the slider back to the middle, without a signal.

        Args:
            told: whether it says that it did so, until it is moved again.
        """
        self._returned = told and (self._returned or self.slider.value() != 0)
        self.slider.blockSignals(True)
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._write_note()

    def _move(self) -> None:
        self._returned = False
        self._write_note()
        self.moved.emit(self.delta)

    def _write_note(self) -> None:
        show(self.note, self.tr("Another pass: the slider is back in the middle.") if self._returned else "")

    def set_reach(self, value: float) -> None:
        """Lets the slider reach as far as a weight is large, and 1 at least."""
        self._reach = max(1.0, abs(value))

    def show_nudge(self, found: Nudge) -> None:
        """Shows what came of moving the weight."""
        self._nudge = found
        moved = found.value + found.delta
        text = f"Δw\u00a0{numbers.signed(found.delta)}   w\u00a0=\u00a0{numbers.signed(moved, 4)}"
        show(self.weight, text, repr(moved))
        measured, predicted = numbers.signed(found.measured, 6), numbers.signed(found.predicted, 6)
        show(self.measured, self.tr("ΔE measured {0}").format(measured), repr(found.measured))
        show(self.predicted, self.tr("gradient · Δw {0}").format(predicted), repr(found.predicted))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("NUDGE IT"))
        self.slider.setToolTip(self.tr("Move the weight and see what E does; the run is not changed"))
        self.slider.setAccessibleName(self.tr("By how much to move the weight"))
        self._write_note()
        if self._nudge:
            self.show_nudge(self._nudge)
