"""How large the numbers of a page are written: as large as lets all of it be seen at once.

Where numbers do not fit at any size, images and kernels are shown as pictures, a square a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from nnviz.ui.text_size import SMALLEST, factor
from nnviz.ui.theme import number_font, text_font

ROWS_SHOWN = 8
"""Rows of a matrix before it scrolls, where there is no room for more."""


class Look(NamedTuple):
    """How things are written.

    Attributes:
        zoom: how many times larger than at the least.
        rows: how many rows of a matrix are shown before it scrolls.
        pixel: the side of a cell in a picture; 0 for numbers.
        text: how many times larger texts are than at the least text size.
    """

    zoom: float = 1.0
    rows: int = ROWS_SHOWN
    pixel: int = 0
    text: float = 1.0

    def size(self, pixels: int) -> int:
        """So many pixels, zoomed."""
        return round(pixels * self.zoom * self.text)

    def letters(self, pixels: int, most: float) -> int:
        """The same for letters that need not grow more than so many times."""
        return round(pixels * min(self.zoom, most) + SMALLEST * (self.text - 1))


NUMBERS = (
    *(Look(zoom, rows=64) for zoom in (2.0, 1.75, 1.5, 1.35, 1.2, 1.1, 1.0)),
    *(Look(1.0, rows) for rows in (32, 16, 12, ROWS_SHOWN)),
)
PICTURES = tuple(Look(1.0, ROWS_SHOWN, pixel) for pixel in (24, 20, 16, 13, 10, 8))
"""From the largest to the smallest."""


def best(fits: Callable[[Look], bool], pictures: bool) -> Look:
    """The largest look that fits, else the smallest.

    Args:
        fits: whether a look does; what fits large fits smaller, too.
        pictures: whether there is anything that pictures would make smaller.
    """
    looks = _at_text_size(NUMBERS)
    if not fits(looks[-1]):
        if not pictures:
            return looks[-1]
        looks = _at_text_size(PICTURES)
        if not fits(looks[-1]):
            return looks[-1]
    low, high = 0, len(looks) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(looks[middle]) else (middle + 1, high)
    return looks[low]


def _at_text_size(looks: Sequence[Look]) -> list[Look]:
    return [look._replace(text=factor()) for look in looks]


# -- sizes of texts, each worked out once ---------------------------------------------------------


@lru_cache(maxsize=64)
def _metrics(pixels: int, bold: bool = False) -> QFontMetrics:
    return QFontMetrics(text_font(pixels, bold, exact=True))


@lru_cache(maxsize=4096)
def text_width(text: str, pixels: int, bold: bool = False) -> int:
    """The width of a line of text."""
    return _metrics(pixels, bold).horizontalAdvance(text)


@lru_cache(maxsize=4096)
def text_height(text: str, pixels: int, width: int) -> int:
    """The height of a text that wraps at a width."""
    room = QRect(0, 0, max(1, width), 10_000)
    return _metrics(pixels).boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


@lru_cache(maxsize=64)
def digit_width(pixels: int) -> int:
    """The width of a character of a number."""
    return QFontMetrics(number_font(pixels, exact=True)).horizontalAdvance("0")
