"""The scale for sizes: from the ground over violet, the colour of what goes back, to the theme's extreme.

Its lightness only rises (or, on a light ground, only falls), so it can be read without telling hues apart.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from PySide6.QtGui import QColor, QImage

from nnviz.nn.describe import Array
from nnviz.ui.theme import Theme, mixed

STEPS = 100
"""Colours from the least to the most; index 0 of an image is nothing at all."""

_FAINTEST, _MIDDLE = 0.16, 0.62


def colour(share: float, theme: Theme) -> QColor:
    """The colour of a share from 0 to 1 of the scale."""
    extreme = "#ffffff" if QColor(theme.panel).lightness() < 128 else "#1c0b3a"
    if share < _MIDDLE:
        part = _FAINTEST + (1 - _FAINTEST) * share / _MIDDLE
        return mixed(theme.panel, theme.backward, part)
    return mixed(theme.backward, extreme, 0.8 * (share - _MIDDLE) / (1 - _MIDDLE))


def image(shares: Array, theme: Theme) -> QImage:
    """An image of shares (rows, columns) from 0 to 1, row 0 at the top; where NaN, nothing."""
    rows, columns = shares.shape
    levels = np.where(np.isnan(shares), 0, 1 + np.rint(np.clip(np.nan_to_num(shares), 0, 1) * (STEPS - 1)))
    padded = np.zeros((rows, -(-columns // 4) * 4), np.uint8)  # Qt's lines begin at multiples of 4
    padded[:, :columns] = levels
    memory = padded.tobytes()  # the image only borrows it, hence the copy
    made = QImage(memory, columns, rows, padded.shape[1], QImage.Format.Format_Indexed8)
    made.setColorTable(_table(theme))
    return made.copy()


@cache
def _table(theme: Theme) -> list[int]:
    return [0, *(colour(step / (STEPS - 1), theme).rgba() for step in range(STEPS))]
