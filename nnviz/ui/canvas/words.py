"""How the words of the canvas are broken into lines, and shortened where even a word is too wide.

What is shortened ends in an ellipsis, and stands whole in the tooltip of its column.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_PIECES = re.compile(r"( ?)\n?([^ \n]+?-(?=[a-z]{3})|[^ \n]+)")
"""A space, if there is one, and what follows it on a line: a word up to its hyphen if there is one."""


def _in_lines(text: str) -> str:
    """A text with every Chinese character on a line of its own.

    A set of such characters in the expression itself would take longer to compile than the canvas to lay out.
    """
    return "".join(f"\n{sign}\n" if _is_chinese(sign) else sign for sign in text)


def _is_chinese(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef"


def wrapped(text: str, room: float, font: QFont, force: bool = False) -> tuple[str, ...]:
    """The lines of a text broken at spaces and between Chinese characters.

    None where a piece is wider than the room, unless forced.
    """
    metrics = QFontMetricsF(font)
    lines: list[str] = []
    for space, piece in _PIECES.findall(_in_lines(text)):
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
