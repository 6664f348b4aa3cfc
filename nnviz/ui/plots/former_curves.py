"""What came before a network was changed, in a plot over epochs: pale lines at the left of epoch 0.

The epochs of the axis stay those of the run; each former run ends where the one after it begins, and a line
stands there with what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array
from nnviz.session.building.deeds import Deed
from nnviz.session.records import EpochRecord, Evaluation, Former, Score
from nnviz.session.series import Series
from nnviz.ui.building.words import deed_words, done_words
from nnviz.ui.numbers import grouped
from nnviz.ui.plots.caption import Caption
from nnviz.ui.plots.curve import DASHES, Curve
from nnviz.ui.plots.paths import polyline
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.scaled_view import ScaledView
from nnviz.ui.plots.ticks import significant
from nnviz.ui.theme import DARK, Theme

STRENGTH = 0.55
"""How strong the colour of what came before is."""

BORDER = 0.5
"""Where the line of a change stands: between the last epoch before and the first after it."""

_NOTHING = np.empty(0)


class Found(NamedTuple):
    """A point that is read out: what was done after it, its epoch in its own run, and where it is drawn."""

    deed: Deed
    epoch: int
    place: float
    curve: int
    value: float


def former_lines(found: Sequence[Found], curves: Sequence[Curve], of_accuracy: bool) -> list[Line]:
    """What a crosshair reads out of points of what came before."""
    first = found[0]
    heading = QCoreApplication.translate("LossPlot", "epoch {0}, before: {1}")
    lines = [(heading.format(grouped(first.epoch), deed_words(first.deed)), "")]
    for point in found:
        curve = curves[point.curve]
        value = f"{point.value:.1f} %" if of_accuracy else f"E {significant(point.value)}"
        lines.append((f"{curve.title}  {value}" if len(found) > 1 else value, curve.colour))
    return lines


@dataclass
class _Piece:
    """One former run: its curves, all at the places where they are drawn."""

    deed: Deed
    shift: int
    curves: list[Series]
    lines: list[QGraphicsPathItem]
    drawn: list[tuple[Array, Array]] = field(default_factory=list)


class FormerCurves:
    """The former runs of what a plot shows.

    Args:
        view: what they are drawn in.
    """

    def __init__(self, view: ScaledView) -> None:
        self._view, self._theme = view, DARK
        self._pieces: list[_Piece] = []
        self._marks: list[QGraphicsLineItem] = []
        self._caption = Caption()
        view.scene().addItem(self._caption)

    @property
    def reach(self) -> float:
        """How many epochs they take together."""
        starts = [points.epochs[0] for piece in self._pieces for points in piece.curves if len(points)]
        return 1.0 - min(starts) if starts else 0.0

    @property
    def deed(self) -> str:
        """What is written beside the line of the latest change; empty where there is no room for it."""
        return self._caption.text

    @property
    def drawn(self) -> list[list[tuple[Array, Array]]]:
        """The epochs and heights that are drawn, by former run and curve."""
        return [piece.drawn for piece in self._pieces]

    def show(self, formers: Sequence[Former]) -> None:
        """Shows these, the oldest first, and none that were shown before."""
        for item in (*self._marks, *(line for piece in self._pieces for line in piece.lines)):
            self._view.remove(item)
        self._pieces, self._marks, end = [], [], 0
        for former in reversed(formers):
            piece = self._piece(former, end - former.epochs)
            self._pieces.insert(0, piece)
            self._marks.insert(0, self._mark(end + BORDER))
            end -= former.epochs - min(record.epoch for record in former.records) + 1
        self._caption.show_line((), QPointF(), 0.0)

    def _piece(self, former: Former, shift: int) -> _Piece:
        curves = []
        for points in _points(former.records):
            epochs, values = np.array(points or np.empty((0, 2)), float).T
            curves.append(Series())
            curves[-1].extend(epochs + shift, values)
        lines = [QGraphicsPathItem() for _ in curves]
        for line in lines:
            line.setZValue(3)
            self._view.add(line)
        return _Piece(former.deed, shift, curves, lines, [(_NOTHING, _NOTHING)] * len(curves))

    def _mark(self, place: float) -> QGraphicsLineItem:
        mark = QGraphicsLineItem()
        mark.setPos(place, 0.0)
        mark.setZValue(2)
        self._view.add(mark)
        return mark

    # -- drawing --------------------------------------------------------------------------------

    def decimated(self, curves: Iterable[int], pixels: int, low: float, high: float) -> list[Array]:
        """Takes what of some curves is in sight, and gives the values of it."""
        wanted, nothing = set(curves), (_NOTHING, _NOTHING)
        for piece in self._pieces:
            piece.drawn = [
                series.decimated(pixels, low, high) if place in wanted and len(series) else nothing
                for place, series in enumerate(piece.curves)
            ]
        return [
            values[(epochs >= low) & (epochs <= high)]
            for piece in self._pieces
            for epochs, values in piece.drawn
        ]

    def draw(self, curves: Sequence[Curve], top: float) -> None:
        """Draws that in the colours of the curves which came after it, the words so many pixels down."""
        low, high = self._view.y_range
        for piece in self._pieces:
            for place, line in enumerate(piece.lines):
                epochs, values = piece.drawn[place]
                line.setVisible(bool(len(epochs)))
                if len(epochs):
                    piece.drawn[place] = epochs, self._view.value_scale.heights(values, low)
                    line.setPath(polyline(*piece.drawn[place]))
                    self._colour(line, curves[place])
        for mark in self._marks:
            mark.setLine(0.0, low, 0.0, high)
            pen = self._view.pen(QColor(self._theme.muted), 1)
            pen.setStyle(Qt.PenStyle.DotLine)
            mark.setPen(pen)
        self._write(top)

    def _colour(self, line: QGraphicsPathItem, curve: Curve) -> None:
        pale = QColor(curve.colour)
        pale.setAlphaF(STRENGTH)
        pen = self._view.pen(pale, 1.5)
        if curve.dashed:
            pen.setDashPattern(DASHES)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        line.setPen(pen)

    def _write(self, top: float) -> None:
        """Writes what was done last at the left of its line, or else at its right, if it is in sight."""
        picture = self._view.picture_rect()
        at = self._view.place(BORDER, 0.0).x()
        if not self._pieces or not picture.left() <= at <= picture.right():
            self._caption.show_line((), QPointF(), 0.0)
            return
        words, height = (done_words(self._pieces[-1].deed),), picture.top() + top
        self._caption.show_line(words, QPointF(at + 1, height), picture.right() - at)
        self._caption.show_line(words, QPointF(picture.left(), height), at - picture.left())
        if not self._caption.isVisible():
            self._caption.show_line(words, QPointF(at + 1, height), picture.right() - at)
        elif self._caption.pos().x() == picture.left():
            self._caption.setX(at - 1 - self._caption.rect().width())

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme, in which it is drawn next."""
        self._theme = theme
        self._caption.set_theme(theme)

    # -- reading out ----------------------------------------------------------------------------

    def nearest(self, epoch: float | None, curves: Iterable[int]) -> list[Found]:
        """The points of some curves that are nearest to a place, of the run that it falls into; none where
        it does not."""
        if epoch is None or epoch > BORDER:
            return []
        wanted = set(curves)
        for piece, end in zip(self._pieces, self._marks, strict=True):
            known = {place: points for place, points in enumerate(piece.curves) if place in wanted}
            if epoch <= end.x() and any(map(len, known.values())):
                return [
                    Found(piece.deed, point.epoch - piece.shift, point.epoch, place, point.value)
                    for place, points in known.items()
                    if (point := points.nearest(epoch))
                ]
        return []


def _points(records: Iterable[EpochRecord | Evaluation]) -> tuple[list[tuple[int, float]], ...]:
    """The points of the loss and of the accuracy, each of what is learned from and of what is held apart."""
    points: tuple[list[tuple[int, float]], ...] = ([], [], [], [])
    for record in records:
        if isinstance(record, EpochRecord):
            points[0].append((record.epoch, record.loss))
            continue
        values = [record.held.loss if record.held else None, *map(_percent, (record.learned, record.held))]
        for found, value in zip(points[1:], values, strict=True):
            if value is not None:
                found.append((record.epoch, value))
    return points


def _percent(score: Score | None) -> float | None:
    return score.percent if score else None
