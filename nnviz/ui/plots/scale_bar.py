"""The legend of the diverging scale: an upright bar from −limit to +limit with its three numbers.

It is an item of a graphics scene measured in pixels.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPixmapItem, QGraphicsRectItem, QGraphicsSimpleTextItem

from nnviz.ui.numbers import short
from nnviz.ui.plots.heat_image import heat_image
from nnviz.ui.theme import DARK, Theme, text_font

BAR = 10.0
"""The width of the bar itself in pixels, beside a plot of a usual size."""

_GAP = 5.0


class ScaleBar(QGraphicsRectItem):
    """A bar with its top at the positive pole."""

    def __init__(self, parent: QGraphicsItem | None = None) -> None:
        super().__init__(parent)
        self._bar = QGraphicsPixmapItem(self)
        self._frame = QGraphicsRectItem(self)
        self._numbers = [QGraphicsSimpleTextItem(self) for _ in range(3)]
        for number in self._numbers:
            number.setFont(text_font(12))
        self.setPen(QPen(QColor(0, 0, 0, 0)))
        self._height, self._thick = 100.0, BAR
        self.limit = 0.0
        self.set_limit(1.0)
        self.set_theme(DARK)

    @property
    def width(self) -> float:
        """How wide the bar and its numbers are."""
        return self._thick + _GAP + max(number.boundingRect().width() for number in self._numbers)

    def set_limit(self, limit: float) -> None:
        """Writes the numbers of a scale that ends at ±limit."""
        if limit != self.limit:
            self.limit = limit
            texts = ("+" + short(limit), "0", "−" + short(limit))
            for number, text in zip(self._numbers, texts, strict=True):
                number.setText(text)
            self.set_height(self._height)

    def set_thickness(self, pixels: float) -> None:
        """Makes the bar so many pixels wide, once its height is set."""
        self._thick = pixels

    def set_height(self, height: float) -> None:
        """Makes the bar so many pixels high."""
        self._height = height
        self._frame.setRect(0, 0, self._thick, height)
        picture = self._bar.pixmap()
        if not picture.isNull():
            self._bar.setTransform(self._bar.transform().fromScale(self._thick, height / picture.height()))
        for share, number in zip((0.0, 0.5, 1.0), self._numbers, strict=True):
            size = number.boundingRect().height()
            # The outer numbers end with the bar, so that it is no higher than what it explains.
            number.setPos(self._thick + _GAP, share * height - share * size)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        shares = np.linspace(-1.0, 1.0, 255)[:, None]
        self._bar.setPixmap(QPixmap.fromImage(heat_image(shares, 1.0, theme)))
        self._frame.setPen(QPen(QColor(theme.line), 1))
        for number in self._numbers:
            number.setBrush(QColor(theme.muted))
        self.set_height(self._height)
