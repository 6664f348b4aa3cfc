"""The confusion matrix: how many samples of each class were taken for each class, in numbers and in colour.

A row is a true class, a column an answer; the colour is the share of the row, so that a rare class counts as
much as a common one.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import (
    QGraphicsPathItem,
    QGraphicsPixmapItem,
    QGraphicsRectItem,
    QGraphicsSimpleTextItem,
    QWidget,
)

from nnviz.nn.describe import Array
from nnviz.ui.plots.picture_view import PictureView
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.sequential import colour, image
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, readable_on, text_font

_TOP, _BELOW, _LEAST_LINE, _MOST_LABEL = 17.0, 17.0, 14.0, 70.0

Cell = tuple[int, int]
"""The true class, and the answer."""


class ConfusionMap(PictureView):
    """A matrix of counts between the names of the classes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[str, ...] = ()
        self._counts = np.zeros((0, 0), int)
        self.matrix = QRectF(0, 0, 1, 1)
        self._image = self._add(QGraphicsPixmapItem())
        self._diagonal, self._mark = self._add(QGraphicsPathItem()), self._add(QGraphicsRectItem())
        self._frame = self._add(QGraphicsRectItem())
        self._title = self._new_text()
        self._numbers: list[QGraphicsSimpleTextItem] = []
        self._labels: list[QGraphicsSimpleTextItem] = []
        self._mark.hide()
        self.set_theme(DARK)

    def _new_text(self) -> QGraphicsSimpleTextItem:
        made = self._add(QGraphicsSimpleTextItem())
        made.setFont(text_font(12))
        return made

    def set_title(self, text: str) -> None:
        """Says what rows and columns are."""
        self._title.setText(text)

    def show_counts(self, counts: Array, classes: tuple[str, ...]) -> None:
        """Shows counts (classes, classes) of true classes and answers."""
        again = classes != self._classes
        self._counts, self._classes = counts, classes
        self._arrange() if again else self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self._frame.setPen(QPen(QColor(theme.line), 1))
        self._diagonal.setPen(QPen(QColor(theme.good), 1.4))
        self._mark.setPen(QPen(QColor(theme.text), 1.8))
        for text in (self._title, *self._labels):
            text.setBrush(QColor(theme.muted))
        self._fill()

    @property
    def texts(self) -> list[str]:
        """The numbers that are written, row by row; those of 0 are left out."""
        return [text.text() for text in self._numbers if text.isVisible() and text.text()]

    # -- places ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        if not self._classes:
            return
        metrics = QFontMetricsF(text_font(12))
        left = min(_MOST_LABEL, max(metrics.horizontalAdvance(name) for name in self._classes)) + 8
        size = self.viewport().size()
        width, height = (
            max(10.0, size.width() - left - 2),
            max(10.0, size.height() - stretched(_TOP) - stretched(_BELOW)),
        )
        self.matrix = QRectF(left, stretched(_TOP), width, height)
        self._title.setPos(left, -1)
        self._frame.setRect(self.matrix)
        path = QPainterPath()
        for number in range(len(self._classes)):
            path.addRect(self.rect_of((number, number)).adjusted(0.7, 0.7, -0.7, -0.7))
        self._diagonal.setPath(path)
        self._name(left)
        self._mark.hide()
        self.readout.hide()
        self._fill()

    def _name(self, left: float) -> None:
        """Writes the classes at the left and below, as many as there is room for."""
        count = len(self._classes)
        self._resize(self._labels, 2 * count)
        across, down = self.matrix.width() / count, self.matrix.height() / count
        for number, name in enumerate(self._classes):
            side, below = self._labels[2 * number : 2 * number + 2]
            side.setVisible(number % -(-stretched(_LEAST_LINE) // down) == 0)
            below.setVisible(number % max(1, -(-16 // across)) == 0)
            middle = self.rect_of((number, number)).center()
            for label, room in ((side, left - 8), (below, max(across - 2, 16))):
                cut = QFontMetricsF(label.font()).elidedText(name, Qt.TextElideMode.ElideRight, room)
                label.setText(cut)
                label.setBrush(QColor(self._theme.muted))
            box = side.boundingRect()
            side.setPos(left - 5 - box.width(), middle.y() - box.height() / 2)
            below.setPos(middle.x() - below.boundingRect().width() / 2, self.matrix.bottom() + 1)

    def _resize(self, texts: list[QGraphicsSimpleTextItem], count: int) -> None:
        while len(texts) < count:
            texts.append(self._new_text())
        while len(texts) > count:
            self.scene().removeItem(texts.pop())

    def rect_of(self, cell: Cell) -> QRectF:
        """Where a cell lies."""
        count = len(self._classes)
        across, down = self.matrix.width() / count, self.matrix.height() / count
        return QRectF(self.matrix.left() + cell[1] * across, self.matrix.top() + cell[0] * down, across, down)

    # -- drawing --------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Gives every cell its colour and its number."""
        count = len(self._classes)
        if not count:
            return
        shares = self._counts / np.maximum(self._counts.sum(axis=1, keepdims=True), 1)
        picture = QPixmap.fromImage(image(np.where(self._counts > 0, shares, np.nan), self._theme))
        self._image.setPixmap(picture)
        self._image.setTransform(
            QTransform.fromScale(self.matrix.width() / count, self.matrix.height() / count)
        )
        self._image.setPos(self.matrix.topLeft())
        rect = self.rect_of((0, 0))
        widest = QFontMetricsF(text_font(12)).horizontalAdvance(str(self._counts.max()))
        fits = rect.height() >= stretched(_LEAST_LINE) and rect.width() >= widest + 2
        self._resize(self._numbers, count * count if fits else 0)
        for place, text in enumerate(self._numbers):
            cell = divmod(place, count)
            self._write(text, cell, int(self._counts[cell]), float(shares[cell]))

    def _write(self, text: QGraphicsSimpleTextItem, cell: Cell, number: int, share: float) -> None:
        written = str(number) if number else ""
        if text.text() != written:
            text.setText(written)
        text.setBrush(readable_on(colour(share, self._theme)))
        box, middle = text.boundingRect(), self.rect_of(cell).center()
        text.setPos(middle.x() - box.width() / 2, middle.y() - box.height() / 2)

    # -- pointing -------------------------------------------------------------------------------

    def cell_at(self, at: QPointF) -> Cell | None:
        """The cell at a point in pixels."""
        if not self._classes or not self.matrix.contains(at):
            return None
        last, rect = len(self._classes) - 1, self.rect_of((0, 0))
        row = int((at.y() - self.matrix.top()) / rect.height())
        return min(last, row), min(last, int((at.x() - self.matrix.left()) / rect.width()))

    def moved(self, cell: Cell | None, right: int, up: int) -> Cell:
        """The cell that an arrow key leads to from another."""
        row, column = cell or (0, 0)
        last = len(self._classes) - 1
        return max(0, min(last, row - up)), max(0, min(last, column + right))

    def show_cell(self, cell: Cell, lines: list[Line]) -> None:
        """Frames a cell and reads it out."""
        self._mark.setRect(self.rect_of(cell))
        self._mark.show()
        self.readout.show_lines(lines, self.rect_of(cell).center(), self.area)

    def hide_cell(self) -> None:
        """Reads out no more."""
        self._mark.hide()
        self.readout.hide()
