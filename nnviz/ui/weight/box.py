"""A titled box on the card of a weight, with lines of text in it that keep their meaning by colour.

What is in it is up to whoever makes it; the box gives it a ground, a title and fonts.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from nnviz.ui.theme import DARK, Theme, number_font, text_font


class Box(QFrame):
    """A ground with a title.

    Attributes:
        inside: where lines are added.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inset")
        self._theme = DARK
        self._roles: dict[QLabel, str] = {}
        self.title = QLabel(self)
        self.title.setFont(text_font(12, bold=True))
        self._roles[self.title] = "muted"
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(12, 6, 12, 8)
        self.inside.setSpacing(3)
        self.inside.addWidget(self.title)

    def line(self, pixels: int, role: str = "text", digits: bool = True, bold: bool = False) -> QLabel:
        """A new line at the end, in letters of a size and in the theme's colour for a role."""
        label = QLabel(self)
        label.setFont(number_font(pixels, bold) if digits else text_font(pixels, bold))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.inside.addWidget(label)
        self.colour(label, role)
        return label

    def colour(self, label: QLabel, role: str) -> None:
        """Gives a line the colour of another role, such as ``good``."""
        self._roles[label] = role
        label.setStyleSheet(f"color: {getattr(self._theme, role)};")

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self._theme = theme
        self.setStyleSheet(
            f"QFrame#inset {{ background: {theme.raised}; border: 1px solid {theme.line};"
            " border-radius: 7px; }"
        )
        for label, role in self._roles.items():
            self.colour(label, role)


def show(label: QLabel, text: str, tip: str = "") -> None:
    """Writes a line, and hides it while there is nothing to say."""
    label.setText(text)
    label.setToolTip(tip)
    label.setVisible(bool(text))
