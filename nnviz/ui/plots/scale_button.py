"""The small button where the two axes of a plot meet: it changes between a logarithmic and a linear axis.

It says which one it is, and what it does when pointed at.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from nnviz.ui.plots.scales import LOSS_SCALES
from nnviz.ui.theme import DARK, Theme, text_font


class ScaleButton(QToolButton):
    """A button that goes through the scales of a loss.

    Signals:
        chosen: the name of a scale, when a person has picked it.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = next(iter(LOSS_SCALES))
        self.setFont(text_font(11))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._go_on)
        self.set_theme(DARK)
        self._retranslate()

    @property
    def room(self) -> int:
        """The pixels that it takes beside the first epoch on the axis."""
        return self.width() + self.fontMetrics().horizontalAdvance("0")

    def set_scale(self, scale: str) -> None:
        """Says which one it is."""
        self.scale = scale
        self._retranslate()

    def _go_on(self) -> None:
        names = [*LOSS_SCALES]
        self.set_scale(names[(names.index(self.scale) + 1) % len(names)])
        self.chosen.emit(self.scale)

    def _retranslate(self) -> None:
        if self.scale == "log":
            text, tip = self.tr("log"), self.tr("Logarithmic axis; click for a linear one")
        else:
            text, tip = self.tr("lin"), self.tr("Linear axis; click for a logarithmic one")
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.resize(self.fontMetrics().horizontalAdvance(text) + 4, self.fontMetrics().height() + 4)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setStyleSheet(
            f"QToolButton {{ color: {theme.muted}; background: transparent;"
            f" border: 1px solid {theme.line}; border-radius: 3px; padding: 0; }}"
            f" QToolButton:hover, QToolButton:focus {{ color: {theme.text};"
            f" border-color: {theme.positive}; }}"
        )

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
