"""The fonts of the canvas, by what is written in them: none is below 11 pixels, at any scale.

They grow with the picture, since it is laid out for its size instead of being magnified.
"""

from __future__ import annotations

from PySide6.QtGui import QFont

from nnviz.dataclass import dataclass
from nnviz.ui.theme import number_font, text_font


@dataclass(frozen=True)
class Fonts:
    """The fonts of the canvas, all at least 11 pixels."""

    title: QFont
    formula: QFont
    small: QFont
    chip: QFont

    @classmethod
    def scaled(cls, scale: float, tight: bool) -> Fonts:
        """The fonts at a scale of at least 1; tight ones for very narrow columns."""
        title = text_font(round((11 if tight else 13) * scale), bold=True, exact=True)
        title.setStretch(QFont.Stretch.SemiCondensed if tight else QFont.Stretch.Unstretched)
        return cls(
            title,
            number_font(round(11 * scale), exact=True),
            text_font(round(11 * scale), exact=True),
            text_font(round(11 * scale), bold=True, exact=True),
        )
