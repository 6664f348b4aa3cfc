"""How far the reading of a file is: a bar that comes up only if it takes a while.

What is done in the blink of an eye shows nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

PATIENCE_MS = 250


class Progress(QWidget):
    """A bar with what is going on beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.bar, self._text = QProgressBar(), QLabel()
        self.bar.setMaximumWidth(320)
        self.bar.setTextVisible(True)
        self._text.setObjectName("muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        layout.addWidget(self.bar, 1)
        layout.addStretch(1)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(lambda: self._show(True))
        self._show(False)
        self._retranslate()

    def _show(self, on: bool) -> None:
        self.bar.setVisible(on)
        self._text.setVisible(on)

    def begin(self) -> None:
        """Something begins of which nobody knows yet how far it is."""
        self.bar.setRange(0, 0)
        self._late.start()

    def show_share(self, share: float) -> None:
        """Shows how far it is, from 0 to 1."""
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * share))

    def end(self) -> None:
        """It is over."""
        self._late.stop()
        self._show(False)

    def _retranslate(self) -> None:
        self._text.setText(self.tr("Reading the file; Cancel stops it"))
        self.bar.setAccessibleName(self.tr("how much of the file has been read"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
