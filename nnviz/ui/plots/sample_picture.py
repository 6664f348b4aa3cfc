"""Makes the small picture of one sample that is an image, in the colours of a theme or in its own.

One channel goes from the ground of a panel to the colour of its text; three are red, green and blue.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from nnviz.nn.describe import Array
from nnviz.ui.theme import Theme, mixed

_TABLES: dict[str, list[int]] = {}


def sample_picture(image: Array, low: float, high: float, theme: Theme) -> QImage:
    """A picture of an image (height, width, channels) whose numbers go from low to high."""
    shares = np.clip((image - low) / ((high - low) or 1.0), 0.0, 1.0)
    levels = np.rint(255 * np.nan_to_num(shares)).astype(np.uint8)
    if image.shape[2] == 3:
        return _of(levels, QImage.Format.Format_RGB888)
    made = _of(levels[:, :, :1], QImage.Format.Format_Indexed8)
    made.setColorTable(_table(theme))
    return made


def _of(levels: Array, form: QImage.Format) -> QImage:
    rows, columns, channels = levels.shape
    memory = np.ascontiguousarray(levels).tobytes()  # the image only borrows it, hence the copy
    return QImage(memory, columns, rows, columns * channels, form).copy()


def _table(theme: Theme) -> list[int]:
    if theme.name not in _TABLES:
        _TABLES[theme.name] = [mixed(theme.window, theme.text, level / 255).rgb() for level in range(256)]
    return _TABLES[theme.name]
