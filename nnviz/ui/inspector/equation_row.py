"""One equation of an operation: the formula as it is written, and below it the same in numbers.

It tells how tall it is at a width and places its parts itself, so that equations can stand in columns; and it
takes another equation at any time, since making one anew costs more than filling it.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nnviz.ui.inspector.equation_parts import MEANING_PIXELS, EquationParts
from nnviz.ui.inspector.equations import Equation
from nnviz.ui.inspector.expansion_line import LEAST_BLOCK, LEAST_BLOCK_HEIGHT, WIDEST_BLOCK
from nnviz.ui.inspector.flow import lines
from nnviz.ui.inspector.look import Look, text_height, text_width
from nnviz.ui.inspector.tensor_view import TensorView
from nnviz.ui.theme import Theme, text_font

SIGN_PIXELS = 18
GAP = 12
LINE_GAP = 8
HEAD_GAP = 18
SIDE_GAP = 26
BLOCK_GAP = 34
MEANING_GAP = 4
NUMBERS_GAP = 8
ENDLESS = 100_000
"""More pixels than any screen is wide."""

MEANING_WIDTH = 300
"""How wide a sentence may make an equation that would need less, in pixels."""


class EquationRow(EquationParts):
    """A formula and its tensors, each in its place.

    Attributes:
        explains_beside: whether there is room beside the tensors for what is said of a cell.
    """

    def __init__(
        self, equation: Equation, digits: int, theme: Theme, accent: str, with_meaning: bool, parent: QWidget
    ) -> None:
        super().__init__(equation, digits, theme, accent, with_meaning, parent)
        self.explains_beside = False
        self._placed: list[tuple[str, QRect]] = []

    def _sign_pixels(self, sign: str) -> int:
        """A word is written smaller than a sign."""
        return self._look.font(MEANING_PIXELS if sign == self._from else SIGN_PIXELS)

    # -- sizes ----------------------------------------------------------------------------------

    def _gap(self) -> int:
        return self._look.padding(GAP)

    def set_look(self, look: Look) -> None:
        """Writes all of it larger or smaller."""
        self._look = look
        for view in self.views:
            view.set_look(look)

    def apply_look(self) -> None:
        """Takes the fonts of the look; it is done once, and not for every look that is tried."""
        pixels = self._meaning_pixels(self._look)
        for label, bold in ((self.caption, True), (self.meaning, False)):
            if label.font().pixelSize() != pixels:
                label.setFont(text_font(pixels, bold, exact=True))
        self.formula.show_tex(self.equation.tex, self._theme.text, self._formula_pixels(self._look))

    def is_whole(self, width: int) -> bool:
        """Whether every tensor is seen as a whole at a width, all of them side by side."""
        return self.numbers_width() <= width and all(
            view.is_whole(width - self._sign_width(sign)) for sign, view in self._units
        )

    def natural_width(self) -> int:
        """The width at which nothing has to wrap, but for a long sentence."""
        meaning = min(self._look.size(MEANING_WIDTH), self._meaning_width())
        return max(self.numbers_width(), self.formula_width(), meaning)

    def numbers_width(self) -> int:
        """The width of the tensors side by side."""
        widths = self._widths(ENDLESS)
        return sum(widths) + self._gap() * (len(widths) - 1)

    def formula_width(self) -> int:
        """The width of the line with the formula."""
        return self._caption_width() + self.formula.size_at(self._formula_pixels(self._look)).width()

    def formula_height(self) -> int:
        """The height of the line with the formula."""
        return self.formula.size_at(self._formula_pixels(self._look)).height()

    def meaning_height(self, width: int) -> int:
        """The height of the sentence under the formula; 0 where it stands beside it."""
        return 0 if self._meaning_is_beside(width) else self._meaning_block(width)

    def height_at(self, width: int) -> int:
        """The height of all of it, the numbers below the formula."""
        return self.arrange(width, self.formula_height(), self.meaning_height(width), place=False)

    def least_height_at(self, width: int) -> int:
        """The height of the formula and of the first line of its numbers."""
        top = self.formula_height() + self.meaning_height(width) + NUMBERS_GAP
        line = lines(self._widths(width), width, self._gap())[0]
        return self._place_line(line, QRect(0, top, width, 0), place=False)

    def _meaning_block(self, width: int) -> int:
        text = self.meaning.text()
        pixels = self._meaning_pixels(self._look)
        return MEANING_GAP + text_height(text, pixels, width) + 4 if text else 0

    def _sign_width(self, sign: str) -> int:
        return text_width(sign, self._sign_pixels(sign)) + self._gap() + 2 if sign else 0

    def _widths(self, width: int) -> list[int]:
        """The widths of the units, none of them wider than what is free."""
        return [self._unit_width(sign, view, width) for sign, view in self._units]

    def _unit_width(self, sign: str, view: TensorView, width: int) -> int:
        signs = self._sign_width(sign)
        return signs + view.fitted_size(width - signs).width()

    def _meaning_width(self) -> int:
        text = self.meaning.text()
        return text_width(text, self._meaning_pixels(self._look)) + 4 if text else 0

    def _caption_width(self) -> int:
        text = self.caption.text()
        return text_width(text, self._meaning_pixels(self._look), True) + HEAD_GAP if text else 0

    def _meaning_is_beside(self, width: int) -> bool:
        return self.formula_width() + HEAD_GAP + self._meaning_width() <= width

    # -- placing --------------------------------------------------------------------------------

    def arrange(self, width: int, formula_height: int, meaning_height: int, place: bool = True) -> int:
        """Puts the numbers below the formula, and gives the height that all of it takes.

        Args:
            width: what is free.
            formula_height: of the line with the formula, for all equations side by side.
            meaning_height: of the line with the sentence, for all equations side by side.
            place: whether to do it, and not only say how tall it is.
        """
        height = self._place_numbers(0, formula_height + meaning_height + NUMBERS_GAP, width, place)
        if not place:
            return height
        self._place_formula(0, formula_height)
        if self._meaning_is_beside(width) and not meaning_height:
            left = self.formula_width() + HEAD_GAP
            self._place_meaning(QRect(left, 0, width - left, formula_height), Qt.AlignmentFlag.AlignVCenter)
        else:
            below = QRect(0, formula_height + MEANING_GAP, width, meaning_height - MEANING_GAP)
            self._place_meaning(below, Qt.AlignmentFlag.AlignTop)
        self.resize(width, height)
        return height

    def arrange_beside(self, width: int, column: int, place: bool = True) -> int:
        """Puts the numbers to the right of a column with the formula and the sentence, both about
        one middle, and gives the height that all of it takes."""
        head = self.formula_height() + self._meaning_block(column)
        left = column + SIDE_GAP
        tall = self._place_numbers(left, 0, width - left, place=False)
        if not place:
            return max(head, tall)
        self._place_numbers(left, max(0, (head - tall) // 2), width - left)
        top = max(0, (tall - head) // 2)
        self._place_formula(top, self.formula_height())
        below = QRect(0, top + self.formula_height(), column, self._meaning_block(column))
        below.setTop(below.top() + MEANING_GAP)
        self._place_meaning(below, Qt.AlignmentFlag.AlignTop)
        self.resize(width, max(head, tall))
        return max(head, tall)

    def _place_formula(self, top: int, height: int) -> None:
        left = self._caption_width()
        self.caption.setGeometry(0, top, left, height)
        self.formula.setGeometry(left, top, self.formula_width() - left, height)

    def _place_meaning(self, rect: QRect, upright: Qt.AlignmentFlag) -> None:
        self.meaning.setAlignment(Qt.AlignmentFlag.AlignLeft | upright)
        self.meaning.setGeometry(rect)

    def _place_numbers(self, left: int, top: int, width: int, place: bool = True) -> int:
        """Lets the tensors flow, and gives the height at which they end."""
        widths = self._widths(width)
        if place:
            self._placed = []
            self.update()
        flowed = lines(widths, width, self._gap())
        bottom = top
        for line in flowed:
            bottom = self._place_line(line, QRect(left, bottom, width, 0), place) + LINE_GAP
        bottom -= LINE_GAP
        right = left + sum(widths) + self._gap() * (len(widths) - 1)
        self._keep_block(right, QRect(left, top, width, bottom - top), len(flowed) == 1)
        return bottom

    def _place_line(self, line: range, free: QRect, place: bool) -> int:
        """Lines up some of the units on one axis, and gives the height at which they end."""
        units = [self._units[number] for number in line]
        rooms = [free.width() - self._sign_width(sign) for sign, _ in units]
        axes = [view.axis(room) for (_, view), room in zip(units, rooms, strict=True)]
        sizes = [view.fitted_size(room) for (_, view), room in zip(units, rooms, strict=True)]
        axis = free.top() + max(axes)
        bottom = max(axis - own + size.height() for own, size in zip(axes, sizes, strict=True))
        left = free.left()
        for (sign, view), room, own, size in zip(units, rooms, axes, sizes, strict=True):
            if not place:
                break
            signs = self._sign_width(sign)
            if sign:
                self._placed.append((sign, QRect(left, axis - 20, signs - self._gap() + 2, 40)))
            view.arrange(left + signs, axis - own, room)
            left += signs + size.width() + self._gap()
        return bottom

    def _keep_block(self, right: int, free: QRect, in_one_line: bool) -> None:
        """Keeps the place beside the tensors free for what is said of one of their cells, if it is large
        enough; what has windows needs a strip of its own."""
        self._block = free.adjusted(right - free.left() + BLOCK_GAP, 0, 0, 0)
        self._block.setWidth(min(self._block.width(), self._look.size(WIDEST_BLOCK)))
        wide = self._block.width() >= self._look.size(LEAST_BLOCK)
        tall = self._block.height() >= self._look.size(LEAST_BLOCK_HEIGHT)
        self.explains_beside = in_one_line and not self.has_planes and wide and tall

    def place_block(self) -> None:
        """Puts what is said of a cell beside the tensors."""
        self.line.set_block(True, self._look.size(13))
        self.line.setGeometry(self._block.translated(self.pos()))

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for sign, rect in self._placed:
            painter.setFont(text_font(self._sign_pixels(sign), exact=True))
            painter.setPen(QColor(self._theme.muted if sign == self._from else self._theme.text))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, sign)
        painter.end()
