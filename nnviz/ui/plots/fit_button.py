"""The small button in the corner of a plot that was zoomed by hand: it shows everything again.

It is hidden while the plot fits itself.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from nnviz.ui.theme import DARK, Theme, text_font


class FitButton(QToolButton):
    """A button that says what it does when pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(text_font(12))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_theme(DARK)
        self._retranslate()
        self.hide()

    def _retranslate(self) -> None:
        self.setText(self.tr("fit"))
        self.setToolTip(self.tr("Show all epochs again (or double-click the plot)"))
        self.setAccessibleName(self.tr("Show all epochs again"))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setStyleSheet(
            f"QToolButton {{ color: {theme.text}; background: {theme.raised};"
            f" border: 1px solid {theme.line}; border-radius: 4px; padding: 2px 8px;"
            f" margin: 6px 14px 0 0; }}"
            f" QToolButton:hover, QToolButton:focus {{ border-color: {theme.positive}; }}"
        )

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
