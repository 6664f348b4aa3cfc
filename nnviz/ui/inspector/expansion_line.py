"""One line that says in symbols and in numbers what a cell of a result is made of.

Its place is kept free while it says nothing, so that nothing moves when the pointer does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from nnviz.nn.expansion import Expansion
from nnviz.nn.scalar import placed
from nnviz.ui import numbers
from nnviz.ui.theme import Theme, number_font

LINE_HEIGHT = 24
"""Pixels that are kept free for it."""

TERMS = (12, 8, 6, 5, 4, 3, 2, 1)
"""How many terms are written out: as many of these as the width allows."""

_WAYS = [(most, in_symbols) for in_symbols in (True, False) for most in TERMS if in_symbols or most < 4]
"""The ways to say it, the longest first: how many terms, and whether the symbols stand before them."""

TERMS_IN_TIP = 40


class ExpansionLine(QLabel):
    """Where the cell under the pointer comes from; hidden while there is none.

    What does not fit says fewer terms, then leaves the symbols out, and is cut in the middle if that is
    not enough; its tooltip says all of it.
    """

    def __init__(self, theme: Theme, accent: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(number_font(13))
        self.setTextFormat(Qt.TextFormat.PlainText)
        look = f"color: {theme.text}; background: {theme.panel}; border-left: 3px solid {accent};"
        self.setStyleSheet(f"QLabel {{ {look} padding-left: 7px; }}")
        self._full: Callable[[int, bool], str] | None = None
        self.hide()

    def explain(
        self,
        expansion: Expansion,
        result: str,
        sign: str,
        value: float,
        names: Mapping[str, str],
        digits: int,
    ) -> None:
        """Says what a cell is made of.

        Args:
            result: the name of the tensor that it is a cell of.
            sign: ``=`` or ``←``.
            value: the cell as it was recorded.
            names: the operands' names, by key.
            digits: how many digits stand behind the point.
        """

        def write(number: float) -> str:
            return numbers.bare(number, digits)

        def full(most: int, in_symbols: bool) -> str:
            symbols = [expansion.symbols(names.__getitem__, most)] if in_symbols else []
            spelled = expansion.numbers(write, most, self.tr("… {0} more terms").format)
            sides = dict.fromkeys([*symbols, spelled, write(value)])  # each is said once
            return f"{placed(result, expansion.index)} {sign} " + " = ".join(sides)

        self._full = full
        self._fit()
        self.show()
        self.raise_()

    def clear_away(self) -> None:
        """Says nothing."""
        self._full = None
        self.hide()

    def tip(self) -> str:
        """All of it, or nearly; as rich text, which a tooltip wraps."""
        return f"<p>{escape(self._full(TERMS_IN_TIP, True))}</p>" if self._full else ""

    def event(self, event: QEvent) -> bool:
        """Writes the tooltip when it is asked for."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip(), self)
            return True
        return super().event(event)

    def _fit(self) -> None:
        if self._full is None:
            return
        room, metrics = self.width() - 12, self.fontMetrics()
        said = self._full

        def fits(way: tuple[int, bool]) -> bool:
            return metrics.horizontalAdvance(said(*way)) <= room

        longest = min(bisect_left(_WAYS, True, key=fits), len(_WAYS) - 1)
        text = said(*_WAYS[longest])
        self.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room))
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, LINE_HEIGHT)
