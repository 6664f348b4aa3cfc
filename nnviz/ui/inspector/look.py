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
        space: how much of the usual space there is between things and around numbers.
    """

    zoom: float = 1.0
    rows: int = ROWS_SHOWN
    pixel: int = 0
    text: float = 1.0
    space: float = 1.0

    def size(self, pixels: int) -> int:
        """So many pixels, zoomed."""
        return round(pixels * self.zoom * self.text)

    def font(self, pixels: int) -> int:
        """The same for letters, which never become smaller than the smallest texts are."""
        return max(round(SMALLEST * self.text), self.size(pixels))

    def padding(self, pixels: int) -> int:
        """Space beside a thing: it does not grow with the thing, but gives way where it is small."""
        return round(pixels * min(1.0, self.zoom) * self.space)

    def letters(self, pixels: int, most: float) -> int:
        """The same for letters that need not grow more than so many times."""
        added = SMALLEST * (self.text - 1)
        return round(max(SMALLEST, pixels * min(self.zoom, most)) + added)


NUMBERS = (
    *(Look(zoom, rows=64) for zoom in (3.2, 2.8, 2.4, 2.0, 1.75, 1.5, 1.35, 1.2, 1.1, 1.0)),
    *(Look(1.0, rows) for rows in (32, 16, 12, ROWS_SHOWN)),
)
SMALLER = (Look(0.9), Look(0.8), Look(0.8, space=0.45))
"""Taken only to show one equation as a whole where not even that would be seen."""

PICTURES = tuple(Look(1.0, ROWS_SHOWN, pixel) for pixel in (24, 20, 16, 13, 10, 8))
"""From the largest to the smallest."""


def best(fits: Callable[[Look], bool], pictures: bool) -> tuple[Look, bool]:
    """The largest look that fits, else the least one of numbers or pictures; and whether it fits.

    Args:
        fits: whether a look does; what fits large fits smaller, too.
        pictures: whether there is anything that pictures would make smaller.
    """
    looks = _at_text_size(NUMBERS)
    if not fits(looks[-1]):
        if not pictures:
            return looks[-1], False
        looks = _at_text_size(PICTURES)
        if not fits(looks[-1]):
            return looks[-1], False
    low, high = 0, len(looks) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(looks[middle]) else (middle + 1, high)
    return looks[low], True


def least(*fits: Callable[[Look], bool]) -> Look:
    """Where not everything fits, the largest look in which what is needed most does: the first of these that
    some look does justice to."""
    looks = _at_text_size((NUMBERS[-1], *SMALLER))
    return next((look for fit in fits for look in looks if fit(look)), looks[0])


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
