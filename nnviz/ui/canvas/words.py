"""How the words of the canvas are broken into lines, and shortened where even a word is too wide.

What is shortened ends in an ellipsis, and stands whole in the tooltip of its column.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_PIECES = re.compile(
    r"( ?)([\u2e80-\u9fff\uff00-\uffef]"
    r"|[^ \u2e80-\u9fff\uff00-\uffef]+?-(?=[a-z]{3})|[^ \u2e80-\u9fff\uff00-\uffef]+)"
)
"""A space, if there is one, and what follows it: one Chinese character, or a word of any others, up to its
hyphen if there is one."""


def wrapped(text: str, room: float, font: QFont, force: bool = False) -> tuple[str, ...]:
    """The lines of a text broken at spaces and between Chinese characters.

    None where a piece is wider than the room, unless forced.
    """
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for space, piece in _PIECES.findall(text):
        if not force and metrics.horizontalAdvance(piece) > room:
            return ()
        longer = f"{lines[-1]}{space}{piece}" if lines else piece
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return tuple(lines)


def shortened(lines: tuple[str, ...], room: float, font: QFont) -> tuple[str, ...]:
    """The lines, those that are still too wide ending in an ellipsis."""
    metrics = QFontMetricsF(font)
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)


def formula_lines(text: str, room: float, font: QFont, most: int = 3) -> tuple[str, ...]:
    """A formula in one line, or broken after its =, then at spaces outside parentheses.

    None where it does not fit, or takes more than so many lines.
    """
    if QFontMetricsF(font).horizontalAdvance(text) <= room:
        return (text,)
    left, equals, right = text.partition("= ")
    after = wrapped(_held_together(right or left), room, font)
    lines = (left + "=", *after) if equals and after else after
    return lines if len(lines) <= most else ()


def _held_together(text: str) -> str:
    """The text with the spaces inside parentheses made unbreakable."""
    depth, found = 0, ""
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        found += "\u00a0" if sign == " " and depth else sign
    return found
