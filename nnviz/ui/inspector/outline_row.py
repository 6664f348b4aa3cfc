"""A formula that stands by: done already, or still to come, written quietly and without numbers.

It is placed among the equations of its operation, so that one sees where in it the cursor stands.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.ui.inspector.equation_parts import FORMULA_ZOOM
from nnviz.ui.inspector.equations import Outline
from nnviz.ui.inspector.formula_picture import FormulaLabel
from nnviz.ui.inspector.look import Look, text_width
from nnviz.ui.inspector.tensor_view import tint
from nnviz.ui.theme import Theme, mixed, text_font

FORMULA_PIXELS = 16
MARK_GAP = 6


class OutlineRow(QWidget):
    """A formula and, where it has run, a tick."""

    def __init__(self, outline: Outline, theme: Theme, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.mark = QLabel(self)
        self.mark.setFont(text_font(13, bold=True))
        self.formula = FormulaLabel(self)
        self._look = Look()
        self.show_outline(outline, theme, accent)

    def show_outline(self, outline: Outline, theme: Theme, accent: str) -> None:
        """Shows a formula, with a tick in a colour where it has run."""
        self.outline = outline
        self.mark.setText("✓" if outline.done else "")
        tint(self.mark, accent)
        self._colour = mixed(theme.panel, theme.muted, 1.0 if outline.done else 0.8).name()
        tint(self.formula, self._colour)
        self.apply_look()
        self._retranslate()

    def set_look(self, look: Look) -> None:
        """Writes it larger or smaller."""
        self._look = look

    def apply_look(self) -> None:
        """Draws it in the size of the look."""
        self.formula.show_tex(self.outline.tex, self._colour, self._pixels())

    def _pixels(self) -> int:
        return self._look.letters(FORMULA_PIXELS, FORMULA_ZOOM)

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
        return self._mark_width() + self.formula.size_at(self._pixels()).width()

    def formula_height(self) -> int:
        """The height of the formula."""
        return self.formula.size_at(self._pixels()).height()

    def meaning_height(self, width: int) -> int:
        """0: nothing is said of it."""
        return 0

    def _mark_width(self) -> int:
        return text_width(self.mark.text(), 13, True) + MARK_GAP if self.mark.text() else 0

    # -- placing --------------------------------------------------------------------------------

    def arrange(self, width: int, formula_height: int, meaning_height: int, place: bool = True) -> int:
        """Takes its place on the line of the formulas, and gives its height."""
        if place:
            left = self._mark_width()
            self.mark.setGeometry(0, 0, left, formula_height)
            self.formula.setGeometry(left, 0, self.formula_width() - left, formula_height)
            self.resize(width, formula_height)
        return formula_height

    def arrange_beside(self, width: int, column: int, place: bool = True) -> int:
        """Takes its place in the column of the formulas, and gives its height."""
        return self.arrange(width, self.formula_height(), 0, place)
