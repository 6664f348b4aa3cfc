"""The gradient river: a band whose thickness at each boundary is the size of the gradient there.

A gradient that vanishes dries up, one that explodes floods; where nothing has been computed yet in
the pass there is only the dry bed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsPathItem

from nnviz.ui import numbers
from nnviz.ui.canvas.group import group
from nnviz.ui.canvas.kept import keep
from nnviz.ui.canvas.label import LEFT, RIGHT, Label
from nnviz.ui.canvas.layout import Layout
from nnviz.ui.theme import Theme, mixed

DRY, FULL = -4.0, 1.0
"""log10 of the norms at which the river is down to a thread, and at which it fills its bed."""

THREAD = 0.02
"""The share of the bed that any gradient above zero fills, however small."""

MARKS = (1.0, 0.01)
"""The norms whose thickness the scale shows."""

Norms = Sequence[float | None]
"""The norm at each boundary from left to right, None where it has not been computed."""


def thickness(norm: float) -> float:
    """The share of the bed, 0 to 1, that a norm fills: linear in log10, 0 for zero alone.

    From 0.0001 (a thread) to 10 (full); below and above it stays as it is there.
    """
    if not norm > 0:
        return 0.0
    share = (math.log10(norm) - DRY) / (FULL - DRY) if math.isfinite(norm) else 1.0
    return max(THREAD, min(1.0, share))


def norm_text(norm: float, digits: int) -> str:
    """A norm in so many significant digits, as many as those beside it have."""
    return numbers.significant(norm, digits)


class River:
    """The band, its scale and its values.

    Attributes:
        band: the one path of the band.
        values: the labels under the boundaries.
        norms: what is shown, for the tooltip.
    """

    def __init__(self, layout: Layout, theme: Theme, parent: QGraphicsItem) -> None:
        self.place, self._layout = layout.river, layout
        self.norms: tuple[float | None, ...] | None = None
        parent = group(parent)
        parent.setVisible(self.place.shown)
        self._words(theme, parent)
        self._bed(theme, parent)
        self.band = keep(QGraphicsPathItem(parent))
        self.band.setPen(QPen(QColor(theme.backward), 1.0))
        self.band.setBrush(QBrush(mixed(theme.panel, theme.backward, 0.62)))
        self._signs = keep(QGraphicsPathItem(parent))
        self._signs.setPen(QPen(QColor(theme.panel), 1.8 * layout.growth))
        font, brush = layout.fonts.formula, QBrush(QColor(theme.backward))
        middle = self.place.values + layout.line() / 2
        self.values = [Label(parent, font, x, middle, brush) for x in self.place.xs]

    def _words(self, theme: Theme, parent: QGraphicsItem) -> None:
        small, strong = QBrush(QColor(theme.muted)), QBrush(QColor(theme.text))
        title = QCoreApplication.translate("Canvas", "GRADIENT RIVER")
        note = QCoreApplication.translate(
            "Canvas", "‖∂E/∂·‖ at each boundary, log scale; flows right to left"
        )
        fonts, middle = self._layout.fonts, self.place.title + self._layout.line() / 2
        bold = QFont(fonts.small)
        bold.setBold(True)
        first = Label(parent, bold, 8.0, middle, strong, LEFT)
        first.show(title)
        after = 8.0 + first.item.boundingRect().width() + 8
        room, metrics = self._layout.size.width() - after - 4, QFontMetricsF(fonts.small)
        brief = QCoreApplication.translate("Canvas", "‖∂E/∂·‖, log scale")
        fitting = next((text for text in (note, brief) if metrics.horizontalAdvance(text) <= room), "")
        Label(parent, fonts.small, after, middle, small, LEFT).show(fitting)

    def _bed(self, theme: Theme, parent: QGraphicsItem) -> None:
        """The dry bed, and two dotted lines that show how thick 1 and 0.01 are."""
        left, right = self.place.xs[0], self.place.xs[-1]
        line = QGraphicsLineItem(left, self.place.middle, right, self.place.middle, parent)
        line.setPen(QPen(QColor(theme.line), 1.0))
        brush = QBrush(QColor(theme.muted))
        for norm, side in zip(MARKS, (-1, 1), strict=True):
            y = self.place.middle + side * self.half(norm)
            mark = QGraphicsLineItem(left - 3, y, right, y, parent)
            mark.setPen(QPen(QColor(theme.muted), 0.8, Qt.PenStyle.DotLine))
            Label(parent, self._layout.fonts.formula, left - 5, y, brush, RIGHT).show(numbers.short(norm))

    def _current(self, halves: Sequence[float | None]) -> QPainterPath:
        """Signs of the current, pointing left, wherever the band is thick enough to carry one."""
        path = QPainterPath()
        size, y = 4.0 * self._layout.growth, self.place.middle
        for (left, right), (a, b) in zip(pairwise(self.place.xs), pairwise(halves), strict=True):
            if a is None or b is None or a + b < 2.5 * size:
                continue
            x = (left + right) / 2
            path.moveTo(x + size / 2, y - size)
            path.lineTo(x - size / 2, y)
            path.lineTo(x + size / 2, y + size)
        return path

    def half(self, norm: float) -> float:
        """The thickness of the band to either side of its middle, in pixels."""
        return self.place.half * thickness(norm)

    def show(self, norms: Norms) -> None:
        """Draws the band through the boundaries, as far as it has been computed."""
        found = tuple(norms)
        if found == self.norms:
            return
        self.norms = found
        for label, norm in zip(self.values, found, strict=True):
            label.show("" if norm is None else norm_text(norm, self._layout.digits))
        halves = [None if norm is None or math.isnan(norm) else self.half(norm) for norm in found]
        self.band.setPath(self._path(halves))
        self._signs.setPath(self._current(halves))

    def _path(self, halves: Sequence[float | None]) -> QPainterPath:
        path = QPainterPath()
        for start, end in _stretches(halves):
            known = [half for half in halves[start : end + 1] if half is not None]
            xs = list(self.place.xs[start : end + 1])
            if start == end:
                xs, known = [xs[0] - 4, xs[0] + 4], known * 2
            _add_band(path, xs, known, self.place.middle)
        return path

    def bounds(self) -> QRectF:
        """The rectangle in which the mouse is over the river."""
        if not self.place.shown:
            return QRectF()
        left, right = self.place.xs[0] - 24, self.place.xs[-1] + 24
        top = self.place.middle - self.place.half
        return QRectF(left, top, right - left, self._layout.size.height() - top)

    def boundary(self, x: float) -> int:
        """The boundary nearest to an x."""
        return min(range(len(self.place.xs)), key=lambda number: abs(self.place.xs[number] - x))


def _stretches(halves: Sequence[float | None]) -> list[tuple[int, int]]:
    """The first and last index of every run of known values."""
    known = [half is not None for half in (None, *halves, None)]
    edges = [index for index, (a, b) in enumerate(pairwise(known)) if a != b]
    return [(start, end - 1) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _add_band(path: QPainterPath, xs: Sequence[float], halves: Sequence[float], middle: float) -> None:
    """Adds a closed band: along its upper bank to the right, and along its lower bank back."""
    upper = [QPointF(x, middle - half) for x, half in zip(xs, halves, strict=True)]
    lower = [QPointF(x, middle + half) for x, half in zip(xs, halves, strict=True)]
    path.moveTo(upper[0])
    _flow(path, upper)
    path.lineTo(lower[-1])
    _flow(path, lower[::-1])
    path.closeSubpath()


def _flow(path: QPainterPath, points: Sequence[QPointF]) -> None:
    """Curves through points that lie level at each of them, so that the band never overshoots."""
    for a, b in pairwise(points):
        middle = (a.x() + b.x()) / 2
        path.cubicTo(QPointF(middle, a.y()), QPointF(middle, b.y()), b)
