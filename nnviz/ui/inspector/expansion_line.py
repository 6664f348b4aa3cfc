"""What a cell of a result is made of, in symbols and in numbers: one line, or a block beside the tables.

Its place is kept free while it says nothing, so that nothing moves when the pointer does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from nnviz.nn.expansion import Combination, Expansion
from nnviz.nn.scalar import placed
from nnviz.ui import numbers
from nnviz.ui.inspector.share_strip import STRIP_HEIGHT, ShareStrip
from nnviz.ui.inspector.shares import Share
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import Theme, number_font

LINE_HEIGHT = 24
"""Pixels that are kept free for a line."""

LEAST_BLOCK, WIDEST_BLOCK, LEAST_BLOCK_HEIGHT = 270, 620, 68
"""How wide and how tall a block is, in pixels."""

TERMS = (12, 8, 6, 5, 4, 3, 2, 1)
"""How many terms are written out: as many of these as the width allows."""

_WAYS = [(most, in_symbols) for in_symbols in (True, False) for most in TERMS if in_symbols or most < 4]
"""The ways to say it, the longest first: how many terms, and whether the symbols stand before them."""

TERMS_IN_TIP = 40
EDGE = 3


class ExpansionLine(QWidget):
    """Where the cell under the pointer comes from; hidden while there is none.

    What does not fit says fewer terms, then leaves the symbols out, and is cut in the middle if that is
    not enough; its tooltip says all of it. Below it stand the windows that the cell was seen through, where
    there are any and room for them.
    """

    def __init__(self, theme: Theme, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(number_font(13))
        self._says: Callable[[int, bool], Sequence[str]] | None = None
        self._lines: list[str] = []
        self._text, self._block = "", False
        self.strip = ShareStrip(theme, accent, self)
        self.set_colours(theme, accent)
        self.hide()

    def set_colours(self, theme: Theme, accent: str) -> None:
        """Takes new colours."""
        self._theme, self._accent = theme, accent
        self.strip.set_colours(theme, accent)

    def set_block(self, block: bool, pixels: int | None = None) -> None:
        """Stands beside the tables, one side of the equation a line, or below them in one line."""
        self._block = block
        self.setFont(number_font(13) if pixels is None else number_font(pixels, exact=True))
        self._fit()

    def explain(
        self,
        expansion: Expansion,
        result: str,
        sign: str,
        value: float,
        names: Mapping[str, str],
        digits: int,
        found: Sequence[Share] = (),
    ) -> None:
        """Says what a cell is made of.

        Args:
            result: the name of the tensor that it is a cell of.
            sign: ``=`` or ``←``.
            value: the cell as it was recorded.
            names: the operands' names, by key.
            digits: how many digits stand behind the point.
            found: what each plane adds to it.
        """

        def write(number: float) -> str:
            return numbers.plain(number, digits)

        def sides(most: int, in_symbols: bool) -> Sequence[str]:
            symbols = [expansion.symbols(names.__getitem__, most)] if in_symbols else []
            spelled = expansion.numbers(write, most, self.tr("… {0} more terms").format)
            known = [side for side in (*symbols, spelled) if side != "0"]  # a sum of nothing
            several = dict.fromkeys([*known, write(value)])  # each is said once
            first, *others = several
            return [f"{placed(result, expansion.index)} {sign} {first}", *(f"= {each}" for each in others)]

        self._says = sides
        self.strip.show_shares(found, expansion.how is Combination.LARGEST, digits)
        self._fit()
        self.show()
        self.raise_()

    def clear_away(self) -> None:
        """Says nothing."""
        self._says = None
        self.hide()

    def text(self) -> str:
        """What it says, in one line."""
        return self._text

    def tip(self) -> str:
        """All of it, or nearly; as rich text, which a tooltip wraps."""
        from html import escape  # with its table of two thousand names

        return f"<p>{escape(self._said(TERMS_IN_TIP, True))}</p>" if self._says else ""

    def event(self, event: QEvent) -> bool:
        """Writes the tooltip when it is asked for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip(), self)
            return True
        return super().event(event)

    # -- fitting --------------------------------------------------------------------------------

    def _said(self, most: int, in_symbols: bool) -> str:
        return " ".join(self._says(most, in_symbols)) if self._says else ""

    def _fit(self) -> None:
        if self._says is None:
            return
        fits = self._fits_block if self._block else self._fits_line
        longest = min(bisect_left(_WAYS, True, key=fits), len(_WAYS) - 1)
        self._text = self._said(*_WAYS[longest])
        self._lines = list(self._says(*_WAYS[longest]))
        if not self._block:
            middle = Qt.TextElideMode.ElideMiddle
            self._text = self.fontMetrics().elidedText(self._text, middle, self._room())
        self.setAccessibleName(self._said(*_WAYS[longest]))
        self._place_strip()
        self.update()

    def _room(self) -> int:
        return self.width() - 12

    def _fits_line(self, way: tuple[int, bool]) -> bool:
        return self.fontMetrics().horizontalAdvance(self._said(*way)) <= self._room()

    def _fits_block(self, way: tuple[int, bool]) -> bool:
        assert self._says is not None
        return sum(self._heights(self._says(*way))) <= self.height()

    def _heights(self, lines: Sequence[str]) -> list[int]:
        """How tall each side of the equation is, wrapped at the width there is."""
        metrics, room = self.fontMetrics(), QRect(0, 0, self._room(), 10_000)
        return [metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, line).height() + 6 for line in lines]

    def _place_strip(self) -> None:
        below = stretched(LINE_HEIGHT) + 2
        self.strip.setGeometry(12, below, self.width() - 14, stretched(STRIP_HEIGHT))
        self.strip.setVisible(self.height() >= below + stretched(STRIP_HEIGHT) and bool(self.strip.values()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.panel))
        painter.fillRect(QRect(0, 0, EDGE, self.height()), QColor(self._accent))
        painter.setPen(QColor(self._theme.text))
        if not self._block:
            painter.setFont(self.font())
            line = QRect(EDGE + 7, 0, self.width(), stretched(LINE_HEIGHT))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._text)
        else:
            self._paint_block(painter)
        painter.end()

    def _paint_block(self, painter: QPainter) -> None:
        heights = self._heights(self._lines)
        top = max(0, (self.height() - sum(heights)) // 2)
        for number, (line, height) in enumerate(zip(self._lines, heights, strict=True)):
            last = number == len(self._lines) - 1
            painter.setFont(number_font(self.font().pixelSize(), bold=last, exact=True))
            place = QRect(EDGE + 9, top, self._room(), height)
            painter.drawText(place, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, line)
            top += height
