"""Makes an image of signed values in the diverging scale, one pixel a value.

Eight bits and a colour table are all it takes, so a new one costs some tens of microseconds.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from nnviz.nn.describe import Array
from nnviz.ui.diverging import colour_table, indices
from nnviz.ui.theme import Theme

_TABLES: dict[Theme, list[int]] = {}


def heat_image(values: Array, limit: float, theme: Theme) -> QImage:
    """An image of values (rows, columns), row 0 at the bottom, on a scale that ends at ±limit."""
    if theme not in _TABLES:
        _TABLES[theme] = colour_table(theme)
    rows, columns = values.shape
    padded = np.zeros((rows, -(-columns // 4) * 4), np.uint8)  # Qt's lines begin at multiples of 4
    padded[:, :columns] = indices(values[::-1], limit)
    memory = padded.tobytes()  # the image only borrows it, hence the copy
    image = QImage(memory, columns, rows, padded.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(_TABLES[theme])
    return image.copy()
