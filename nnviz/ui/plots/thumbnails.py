"""Samples that are images, in a grid, each with the class that the network takes it for.

The wrongly answered come first; they are told by a cross and a frame, and not by their colour alone.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsRectItem, QGraphicsSimpleTextItem, QWidget

from nnviz.dataclass import dataclass
from nnviz.session.results import Answers, Classified
from nnviz.ui.plots.picture_view import PictureView
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.sample_picture import sample_picture
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, text_font

WRONG, RIGHT = "✗", "✓"

_TEXT, _GAP = 17.0, 8.0
_LEAST, _MOST, _WANTED = 32.0, 72.0, 40
"""The sides of a picture in pixels, and about how many of them there should be."""


@dataclass
class _Cell:
    """The items of one sample."""

    picture: QGraphicsPixmapItem
    frame: QGraphicsRectItem
    text: QGraphicsSimpleTextItem
    row: int = -1

    def set_visible(self, visible: bool) -> None:
        for item in (self.picture, self.frame, self.text):
            item.setVisible(visible)


class Thumbnails(PictureView):
    """As many samples as there is room for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: Answers | None = None
        self._cells: list[_Cell] = []
        self._pictures: dict[int, QPixmap] = {}
        self._range = (0.0, 1.0)
        self.side, self._pitch, self.columns, self._shown = _LEAST, _LEAST, 1, 0
        self._mark = self._add(QGraphicsRectItem())
        self._mark.setZValue(5)
        self._mark.hide()
        self.set_theme(DARK)

    def show_answers(self, answers: Answers) -> None:
        """Shows what these samples are taken for."""
        before, self._answers = self._answers, answers
        if before is None or before.judged.x is not answers.judged.x:
            x = answers.judged.x
            self._range = float(x.min()), float(x.max())
            self._pictures = {}
            self._arrange()
        else:
            self._fill()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self._mark.setPen(QPen(QColor(theme.text), 1.5))
        self._pictures = {}
        for cell in self._cells:
            cell.row = -1
        self._fill()

    @property
    def shown(self) -> list[int]:
        """The places, among the samples asked about, of those that are seen, in order."""
        return [int(k) for k in self._samples().wrong_first[: self._shown]] if self._answers else []

    @property
    def texts(self) -> list[str]:
        """What is written under them."""
        return [cell.text.text() for cell in self._cells[: self._shown]]

    def _samples(self) -> Classified:
        assert self._answers is not None
        return self._answers.judged

    # -- places ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        if self._answers is None:
            return
        size = self.viewport().size()
        wide, high = float(size.width()), float(size.height())
        fits = math.sqrt(wide * high / min(_WANTED, len(self._samples()))) - _GAP
        self.side = float(
            int(max(_LEAST, min(_MOST, fits - stretched(_TEXT) / 2, high - stretched(_TEXT) - 2)))
        )
        self.columns = max(1, int((wide + _GAP) // (self.side + _GAP)))
        least = self.side + stretched(_TEXT) + 2
        rows = max(1, int(high // least))
        self._pitch = min(high / rows, least + 14)
        self._shown = min(self.columns * rows, len(self._samples()))
        while len(self._cells) < self._shown:
            self._cells.append(self._new_cell())
        for place, cell in enumerate(self._cells):
            cell.set_visible(place < self._shown)
            cell.frame.setRect(self.rect_of(place).adjusted(-1.5, -1.5, 1.5, 1.5))
            cell.row = -1
        self._mark.hide()
        self.readout.hide()
        self._fill()

    def rect_of(self, place: int) -> QRectF:
        """Where the picture of a place of the grid lies."""
        row, column = divmod(place, self.columns)
        across = self.viewport().width() / self.columns
        x = column * across + (across - self.side) / 2
        return QRectF(round(x), round(2 + row * self._pitch), self.side, self.side)

    def _new_cell(self) -> _Cell:
        picture, frame = self._add(QGraphicsPixmapItem()), self._add(QGraphicsRectItem())
        made = _Cell(picture, frame, self._add(QGraphicsSimpleTextItem()))
        made.text.setFont(text_font(12))
        return made

    # -- drawing --------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Gives every place its sample; what has not changed is left alone."""
        if self._answers is None:
            return
        samples = self._samples()
        for place, (cell, sample) in enumerate(zip(self._cells, self.shown, strict=False)):
            if cell.row != sample:
                cell.row = sample
                rect, picture = self.rect_of(place), self._picture(sample)
                scale = self.side / max(picture.width(), picture.height())
                cell.picture.setPixmap(picture)
                cell.picture.setTransform(QTransform.fromScale(scale, scale))
                cell.picture.setPos(rect.topLeft())
            self._write(cell, place, int(samples.answers[sample]), bool(samples.right[sample]))

    def _write(self, cell: _Cell, place: int, answer: int, right: bool) -> None:
        theme, rect = self._theme, self.rect_of(place)
        cell.frame.setPen(QPen(QColor(theme.line if right else theme.bad), 1.0 if right else 2.0))
        cell.text.setBrush(QColor(theme.muted if right else theme.bad))
        metrics = QFontMetricsF(cell.text.font())
        sign = f" {RIGHT if right else WRONG}"
        room = self.side + _GAP - 2 - metrics.horizontalAdvance(sign)
        name = metrics.elidedText(self.name_of(answer), Qt.TextElideMode.ElideRight, room)
        if cell.text.text() != name + sign:
            cell.text.setText(name + sign)
        width = cell.text.boundingRect().width()
        cell.text.setPos(round(rect.center().x() - width / 2), rect.bottom() + 1)

    def name_of(self, answer: int) -> str:
        """What a class is called; NaN for none."""
        assert self._answers is not None
        return self._answers.classes[answer] if answer >= 0 else "NaN"

    def _picture(self, sample: int) -> QPixmap:
        if sample not in self._pictures:
            image = sample_picture(self._samples().x[sample], *self._range, self._theme)
            self._pictures[sample] = QPixmap.fromImage(image)
        return self._pictures[sample]

    # -- pointing -------------------------------------------------------------------------------

    def place_at(self, at: QPointF) -> int | None:
        """The place of the grid at a point in pixels, if a sample is there."""
        for place in range(self._shown):
            if self.rect_of(place).adjusted(-2, -2, 2, stretched(_TEXT)).contains(at):
                return place
        return None

    def moved(self, place: int | None, right: int, up: int) -> int:
        """The place that an arrow key leads to from another."""
        start = 0 if place is None else place
        return max(0, min(self._shown - 1, start + right - up * self.columns))

    def show_place(self, place: int, lines: list[Line]) -> None:
        """Frames a sample and reads it out."""
        rect = self.rect_of(place)
        self._mark.setRect(rect.adjusted(-3.5, -3.5, 3.5, 3.5))
        self._mark.show()
        self.readout.show_lines(lines, rect.center(), self.area)

    def hide_place(self) -> None:
        """Reads out no more."""
        self._mark.hide()
        self.readout.hide()
