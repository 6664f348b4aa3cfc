"""A formula that stands by: done already, or still to come, written quietly and without numbers.

It is placed among the equations of its operation, so that one sees where in it the cursor stands.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.ui.inspector.equations import Outline
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.inspector.tensor_view import tint
from nnviz.ui.theme import Theme, mixed, text_font

FORMULA_PIXELS = 16
MARK_GAP = 6


class OutlineRow(QWidget):
    """A formula and, where it has run, a tick.

    Args:
        outline: what to show.
        accent: the colour of the tick.
    """

    def __init__(self, outline: Outline, theme: Theme, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.outline = outline
        self.mark = QLabel("✓" if outline.done else "", self)
        self.mark.setFont(text_font(13, bold=True))
        tint(self.mark, accent)
        self.formula = FormulaLabel(self)
        colour = mixed(theme.panel, theme.muted, 1.0 if outline.done else 0.8).name()
        tint(self.formula, colour)
        self.formula.show_tex(outline.tex, colour, FORMULA_PIXELS)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setToolTip(self.tr("already computed") if self.outline.done else self.tr("still to come"))
        self.setAccessibleName(self.outline.tex)
        self.setAccessibleDescription(self.toolTip())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # -- sizes, as an equation tells them, of which it is only the head ---------------------------

    def natural_width(self) -> int:
        """The width of all of it."""
        return self.formula_width()

    def numbers_width(self) -> int:
        """0: there are none."""
        return 0

    def formula_width(self) -> int:
        """The width of the tick and the formula."""
        return self._mark_width() + self.formula.sizeHint().width()

    def formula_height(self) -> int:
        """The height of the formula."""
        return self.formula.sizeHint().height()

    def meaning_height(self, width: int) -> int:
        """0: nothing is said of it."""
        return 0

    def _mark_width(self) -> int:
        return self.mark.sizeHint().width() + MARK_GAP if self.mark.text() else 0

    # -- placing --------------------------------------------------------------------------------

    def arrange(self, width: int, formula_height: int, meaning_height: int) -> int:
        """Takes its place on the line of the formulas, and gives its height."""
        left = self._mark_width()
        self.mark.setGeometry(0, 0, left, formula_height)
        self.formula.setGeometry(left, 0, self.formula.sizeHint().width(), formula_height)
        self.resize(width, formula_height)
        return formula_height

    def arrange_beside(self, width: int, column: int) -> int:
        """Takes its place in the column of the formulas, and gives its height."""
        return self.arrange(width, self.formula_height(), 0)
