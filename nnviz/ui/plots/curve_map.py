"""The picture of a network's output over its one input: a line, and the data round which it bends.

Only Qt's own items paint. Heights reach as far past the targets as these reach from each other, so that
a line that runs away does not press the data flat; what lies beyond is cut off at the edge.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsSimpleTextItem,
    QWidget,
)

from nnviz.nn.describe import Array
from nnviz.session.results import Curve, Samples
from nnviz.ui.plots.axis_items import AxisItems
from nnviz.ui.plots.caption import Caption
from nnviz.ui.plots.mark import Mark, sight
from nnviz.ui.plots.marker import SHAPES
from nnviz.ui.plots.paths import polyline
from nnviz.ui.plots.picture_view import PictureView
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.ticks import linear_ticks
from nnviz.ui.theme import DARK, Theme, text_font

_BELOW, _ABOVE, _RIGHT = 22.0, 18.0, 22.0
_REACH = 10.0
"""How near the mouse must come to a sample, in pixels."""

_MANY = 100

Limits = tuple[float, float]


class CurveMap(PictureView):
    """A line between axes, with circles for learned samples and squares for those held apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: Curve | None = None
        self._rows: tuple[int, ...] = ()
        self._wordings: list[str] = []
        self.picture, self.limits = QRectF(0, 0, 1, 1), (0.0, 1.0)
        self._upright, self._flat = AxisItems(self.scene(), True), AxisItems(self.scene(), False)
        self._ground = self._add(QGraphicsRectItem())
        self._ground.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)
        self._frame = self._add(QGraphicsRectItem())
        self._held, self._learned, self._ring, self._line = (
            QGraphicsPathItem(self._ground) for _ in range(4)
        )
        self._spot, self._probe = self._add(QGraphicsPathItem(SHAPES[0])), self._add(Mark(sight()))
        self._probed: tuple[float, float] | None = None
        self._names = self._add(QGraphicsSimpleTextItem("x")), self._add(QGraphicsSimpleTextItem("ŷ"))
        self._caption = self._add(Caption())
        self._spot.hide()
        self.set_theme(DARK)

    # -- what comes in --------------------------------------------------------------------------

    def show_curve(self, curve: Curve, rows: tuple[int, ...]) -> None:
        """Shows a curve, and rings round the learned samples of these rows."""
        before, self._curve = self._curve, curve
        limits, ringed = _limits(curve), self._rows
        self._rows = rows
        if limits != self.limits or before is None or before.axis is not curve.axis:
            self.limits = limits
            self._arrange()
            return
        if rows != ringed or not curve.judged:
            self._draw_samples()
        self._draw_line()

    @property
    def runs_away(self) -> bool:
        """Whether some of the line is out of sight."""
        low, high = self.limits
        values = self._curve.values if self._curve is not None else np.zeros(0)
        return not bool(np.all((values >= low) & (values <= high)))

    @property
    def caption(self) -> str:
        """What is said of a line that is out of sight; empty where it is not."""
        return self._caption.text

    def set_caption(self, wordings: list[str]) -> None:
        """Writes at the top of the picture the first wording that fits, or nothing."""
        self._wordings = wordings
        corner = self.picture.topLeft() + QPointF(4, 3)
        self._caption.show_line(wordings, corner, self.picture.width() - 8)

    def show_samples(self, shown: bool) -> None:
        """Shows the data in the picture, or the line alone."""
        for item in (self._held, self._learned, self._ring):
            item.setVisible(shown)

    def set_name(self, name: str) -> None:
        """Names the input."""
        self._names[0].setText(name)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        line, learned, held = theme.series[0], theme.loss, theme.backward
        pen = QPen(QColor(line), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
        self._line.setPen(pen)
        self._learned.setPen(QPen(QColor(theme.panel), 1))
        self._learned.setBrush(QColor(learned))
        self._held.setPen(QPen(QColor(held), 1.4))
        self._ring.setPen(QPen(QColor(theme.text), 1.6))
        self._spot.setPen(QPen(QColor(theme.text), 1.4))
        self._spot.setBrush(QColor(line))
        self._probe.set_colours(theme.forward, theme.window)
        self._ground.setPen(QPen(Qt.PenStyle.NoPen))
        self._frame.setPen(QPen(QColor(theme.line), 1))
        for name in self._names:
            name.setFont(text_font(13))
            name.setBrush(QColor(theme.text))
        for item in (self._upright, self._flat, self._caption):
            item.set_theme(theme)

    # -- places ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Gives the picture the room that the axes leave."""
        curve, size = self._curve, self.viewport().size()
        if curve is None:
            return
        height = max(20.0, size.height() - _ABOVE - _BELOW)
        heights = linear_ticks(*self.limits, height, 26.0)
        left = self._upright.width_of(heights)
        name = self._names[0].boundingRect().width()
        width = max(20.0, size.width() - left - max(_RIGHT, name + 8))
        self.picture = QRectF(left, _ABOVE, width, height)
        across = float(curve.axis[0]), float(curve.axis[-1])
        self._upright.show(heights, self.picture, self.limits)
        self._flat.show(linear_ticks(*across, width, 44.0), self.picture, across)
        self._ground.setRect(self.picture)
        self._frame.setRect(self.picture)
        self._names[0].setPos(self.picture.right() + 6, self.picture.bottom() - 8)
        self._names[1].setPos(left - 4 - self._names[1].boundingRect().width(), -2)
        self._draw_samples()
        self._draw_line()
        self.show_probe(self._probed)
        self.set_caption(self._wordings)

    def places(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Where points (m,), (m,) lie, in pixels of the view."""
        assert self._curve is not None
        left, right = float(self._curve.axis[0]), float(self._curve.axis[-1])
        low, high = self.limits
        picture = self.picture
        across = picture.left() + (x - left) / (right - left) * picture.width()
        return across, picture.bottom() - (y - low) / (high - low) * picture.height()

    # -- drawing --------------------------------------------------------------------------------

    def _draw_line(self) -> None:
        assert self._curve is not None
        low, high = self.limits
        far = 3 * (high - low)  # Qt need not follow a line for millions of pixels
        values = np.clip(self._curve.values, low - far, high + far)
        self._line.setPath(polyline(*self.places(self._curve.axis, values)))

    def _draw_samples(self) -> None:
        assert self._curve is not None
        learned, held = self._curve.learned, self._curve.held
        size = 0.5 if len(learned) + (len(held) if held else 0) > _MANY else 0.8
        self._learned.setPath(self._shapes(learned, 0, size))
        self._held.setPath(self._shapes(held, 1, size) if held else QPainterPath())
        ringed = np.isin(learned.rows, self._rows)
        path = QPainterPath()
        for x, y in zip(*(array[ringed] for array in self._spots(learned)), strict=True):
            path.addEllipse(QPointF(x, y), 8, 8)
        self._ring.setPath(path)

    def _shapes(self, samples: Samples, shape: int, size: float) -> QPainterPath:
        path, reach = QPainterPath(), 4.5 * size
        path.setFillRule(Qt.FillRule.WindingFill)  # or else two that overlap would leave a hole
        for x, y in zip(*self._spots(samples), strict=True):
            if shape:
                path.addRect(QRectF(x - reach, y - reach, 2 * reach, 2 * reach))
            else:
                path.addEllipse(QPointF(x, y), reach, reach)
        return path

    def _spots(self, samples: Samples) -> tuple[Array, Array]:
        """Where samples lie: at their targets, or where these are something else, at their outputs."""
        assert self._curve is not None
        heights = samples.targets if self._curve.judged else samples.outputs
        return self.places(samples.x[:, 0], heights[:, 0])

    # -- pointing -------------------------------------------------------------------------------

    @property
    def readout_text(self) -> str:
        """What is being read out; empty while nothing is."""
        return self.readout.text

    def sample_at(self, at: QPointF) -> tuple[Samples, int] | None:
        """The sample nearest to a place in pixels, if one is near: its part, and its place there."""
        assert self._curve is not None
        found, nearest = None, _REACH**2
        for part in (self._curve.held, self._curve.learned):
            if part is None:
                continue
            x, y = self._spots(part)
            apart = (x - at.x()) ** 2 + (y - at.y()) ** 2
            place = int(np.argmin(np.where(np.isfinite(apart), apart, np.inf)))
            if apart[place] <= nearest:
                found, nearest = (part, place), float(apart[place])
        return found

    def place_at(self, at: QPointF) -> int:
        """The place of the axis nearest to a place in pixels."""
        assert self._curve is not None
        share = (at.x() - self.picture.left()) / self.picture.width()
        return round(max(0.0, min(1.0, share)) * (len(self._curve.axis) - 1))

    def show_place(self, x: float, y: float, lines: list[Line]) -> None:
        """Marks a point and reads it out."""
        self._spot.setPos(self._on_picture(x, y))
        self._spot.show()
        self.readout.show_lines(lines, self._spot.pos(), self.area)

    def _on_picture(self, x: float, y: float) -> QPointF:
        """Where a point lies, or as near to it as the picture reaches."""
        across, up = self.places(np.array([x]), np.array([y]))
        top, bottom = self.picture.top(), self.picture.bottom()
        return QPointF(float(across[0]), float(np.clip(np.nan_to_num(up[0], nan=bottom), top, bottom)))

    def show_probe(self, point: tuple[float, float] | None) -> None:
        """Marks the input that is probed, with its output, or none."""
        self._probed = point
        at = self._on_picture(*point) if point is not None and self._curve is not None else None
        self._probe.setVisible(at is not None and self.picture.left() <= at.x() <= self.picture.right())
        if at is not None:
            self._probe.setPos(at)

    def hide_place(self) -> None:
        """Reads out no more."""
        self._spot.hide()
        self.readout.hide()


def _limits(curve: Curve) -> Limits:
    """The heights that are shown: those of the targets, and of the line as far as these reach again, in
    steps of a quarter, so that a line that moves a little moves nothing else."""
    parts = [part for part in (curve.learned, curve.held) if part]
    known = [part.targets for part in parts] if curve.judged else [curve.values]
    cells = np.concatenate([array[np.isfinite(array)].ravel() for array in known])
    low, high = (float(cells.min()), float(cells.max())) if cells.size else (0.0, 1.0)
    step = ((high - low) or abs(high) or 1.0) / 4
    values = curve.values[np.isfinite(curve.values)]
    under, over = (low - values.min(), values.max() - high) if values.size else (0.0, 0.0)
    more = [min(4.0, max(0.0, float(np.ceil(each / step)))) for each in (under, over)]
    return low - step * (0.5 + more[0]), high + step * (0.5 + more[1])
