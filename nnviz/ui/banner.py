"""The banner over the canvas: what went wrong in the run, and the buttons that mend it.

It is hidden while all is well.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from nnviz.session.status import Fault, Status
from nnviz.ui.numbers import grouped


class Banner(QFrame):
    """Shows a fault.

    Signals:
        rewind_asked: the person wants to go back to the last finite pass.
        reset_asked: the person wants to start over.
    """

    rewind_asked = Signal()
    reset_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._fault: Fault | None = None
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self.button, self.reset = QPushButton(self), QPushButton(self)
        self.button.clicked.connect(self.rewind_asked)
        self.reset.clicked.connect(self.reset_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.reset)
        self.hide()
        self._retranslate()

    def show_status(self, status: Status) -> None:
        """Shows the fault of a run, or hides."""
        if status.fault != self._fault:
            self._fault = status.fault
            self._retranslate()
        self.setVisible(self._fault is not None)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _retranslate(self) -> None:
        self.button.setText(self.tr("Rewind to the last finite pass"))
        self.reset.setText(self.tr("Reset"))
        if self._fault is not None:
            self._text.setText(self._sentence(self._fault))

    def _sentence(self, fault: Fault) -> str:
        phases = {
            "forward": self.tr("forward"),
            "backward": self.tr("backward"),
            "update": self.tr("update"),
        }
        sentence = self.tr(
            "<b>Training stopped: a number is no longer finite.</b> It appeared first in "
            "{0} · {1}, in {2}, epoch {3}. Rewind, then try a lower learning rate."
        )
        return sentence.format(fault.title, phases[fault.phase], fault.symbol, grouped(fault.epoch))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
