"""The button that gives every unit a thumbnail, or its circle back.

It is there only where the network has an input plane.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from nnviz.ui.icons import icon
from nnviz.ui.text_size import stretch
from nnviz.ui.theme import Theme


class ThumbnailSwitch(QToolButton):
    """A small button that stays down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("switch")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        stretch(self, "setIconSize", QSize(16, 16))
        self.setVisible(False)
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setIcon(icon("thumbnails", theme.text, theme.muted))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Thumbnails"))
        self.setToolTip(
            self.tr(
                "Thumbnails: every unit shows what it gives all over the input plane, by the weights of\n"
                "now, in the colours of Y. Point at one and the large plane shows that unit."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
