"""How the cells of a table are painted: coloured, with their numbers, or as a picture, a square a cell.

Only what is in view is painted, and what many cells have in common is worked out for all of them at once.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLine, QRect
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from nnviz.nn.describe import Array
from nnviz.ui.diverging import colour_table, indices, level_colours
from nnviz.ui.theme import Theme, readable_on


@lru_cache(maxsize=4)
def level_inks(theme: Theme) -> dict[int, tuple[QColor, QColor]]:
    """The background and the text of every level of the scale."""
    return {step: (back, readable_on(back)) for step, back in level_colours(theme).items()}


def coloured(values: Array, limit: float, theme: Theme) -> QImage:
    """A plane as an image, a pixel a cell; what is not finite has the colour of trouble."""
    steps = np.ascontiguousarray(indices(values, limit))
    steps[~np.isfinite(values)] = 255
    rows, columns = steps.shape
    cells = steps.tobytes()  # it has to outlive the image that looks at it
    image = QImage(cells, columns, rows, columns, QImage.Format.Format_Indexed8)
    image.setColorTable([*_colour_table(theme), QColor(theme.bad).rgb()])
    return image.copy()


@lru_cache(maxsize=4)
def _colour_table(theme: Theme) -> tuple[int, ...]:
    return tuple(colour_table(theme))


def edges(cells: Set[tuple[int, int]], within: Set[tuple[int, int]], rect_of: object) -> list[QLine]:
    """The lines around blocks of cells: the sides at which no other of the cells lies.

    Args:
        cells: all of them.
        within: those whose sides are wanted.
        rect_of: gives the rectangle of a cell by its row and column.
    """
    found = []
    for row, column in within:
        rect: QRect = rect_of(row, column)  # type: ignore[operator]
        left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
        sides = (
            ((row - 1, column), QLine(left, top, right, top)),
            ((row + 1, column), QLine(left, bottom, right, bottom)),
            ((row, column - 1), QLine(left, top, left, bottom)),
            ((row, column + 1), QLine(right, top, right, bottom)),
        )
        found += [line for neighbour, line in sides if neighbour not in cells]
    return found


def outline(painter: QPainter, lines: list[QLine], pen: QPen) -> None:
    """Draws lines around blocks, sharply."""
    painter.setOpacity(1.0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    painter.drawLines(lines)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
