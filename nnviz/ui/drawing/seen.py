"""The picture that a network is given of a drawing, cell by cell.

Pointing at a cell says its number.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnviz.nn.describe import Array
from nnviz.ui.numbers import plain
from nnviz.ui.plots.sample_picture import sample_picture
from nnviz.ui.theme import DARK, Theme


class SeenPicture(QWidget):
    """An image (rows, columns, 1), as large as fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self.image: Array | None = None
        self._range = (0.0, 1.0)
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("What the network is given"))

    def show_image(self, image: Array, low: float, high: float) -> None:
        """Shows an image whose numbers go from low to high."""
        self.image, self._range = image, (low, high)
        self._picture = sample_picture(image, low, high, self._theme)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        if self.image is not None:
            self.show_image(self.image, *self._range)

    @property
    def area(self) -> QRect:
        """Where the image is, in whole pixels of the widget."""
        rows, columns = self.image.shape[:2] if self.image is not None else (1, 1)
        side = max(1, min((self.width() - 2) // columns, (self.height() - 2) // rows))
        return QRect((self.width() - side * columns) // 2, 1, side * columns, side * rows)

    def text_at(self, at: QPointF) -> str:
        """The number of the cell at a place in pixels, with its row and column; empty beside the image."""
        area = self.area
        if self.image is None or not area.contains(at.toPoint()):
            return ""
        rows, columns = self.image.shape[:2]
        row = int((at.y() - area.top()) * rows / area.height())
        column = int((at.x() - area.left()) * columns / area.width())
        number = plain(float(self.image[row, column, 0]), 4)
        return self.tr("row {0}, column {1}: {2}").format(row + 1, column + 1, number)

    def event(self, event: QEvent) -> bool:
        """Says the number of a cell, or what the picture is."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self.text_at(QPointF(event.pos()))
            name = self.accessibleName()
            QToolTip.showText(event.globalPos(), f"{name}\n{text}" if text else name, self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the cells with hard edges, and a frame round them."""
        if self.image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(self.area, self._picture)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.area.adjusted(-1, -1, 0, 0))
