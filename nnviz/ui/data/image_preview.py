"""The first images of a file with their labels, as they will be learned from.

The darkest and the lightest dot of all of them are the ends of one scale of greys.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from nnviz.nn.describe import Array

SIDE = 56
"""Pixels along an image."""

_FRAME = QColor("#808890")


class ImagePreview(QListWidget):
    """Images side by side; nothing can be chosen of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("imagePreview")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setSpacing(4)

    def show_images(self, images: Array, labels: Sequence[str]) -> None:
        """Shows images (n, H, W), or the first channel of (n, H, W, C); nothing for any other shape."""
        self.clear()
        if images.ndim not in (3, 4) or not images.size:
            return
        plain = images if images.ndim == 3 else images[..., 0]
        low, high = float(plain.min()), float(plain.max())
        for number, image in enumerate(plain):
            item = QListWidgetItem(self)
            item.setIcon(QIcon(_drawn(image, low, high)))
            item.setText(labels[number] if number < len(labels) else "")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)


def _drawn(image: Array, low: float, high: float) -> QPixmap:
    """An image (H, W) in greys, its dots not smoothed, in a frame that is seen on dark and on light."""
    greys = np.ascontiguousarray(255 * (image - low) / ((high - low) or 1.0)).astype(np.uint8)
    height, width = greys.shape
    memory = greys.tobytes()  # the image only borrows it
    drawn = QImage(memory, width, height, width, QImage.Format.Format_Grayscale8)
    pixmap = QPixmap.fromImage(drawn).scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    painter = QPainter(pixmap)
    painter.setPen(_FRAME)
    painter.drawRect(pixmap.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return pixmap
