"""The heat map of the output over the input plane, with the data on it, axes, and its scale.

Only Qt's own items paint, so a new frame costs the training nothing; the data's circles are drawn
once into a picture of their own.
"""

from __future__ import annotations

from itertools import chain

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsPixmapItem, QGraphicsRectItem, QWidget

from nnviz.nn.describe import Array
from nnviz.session.results import Surface
from nnviz.ui.diverging import colour, nice_limit
from nnviz.ui.plots.heat_image import heat_image
from nnviz.ui.plots.mark import Mark, dot, sight
from nnviz.ui.plots.picture_view import PictureView
from nnviz.ui.plots.plane_axes import PlaneAxes
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.scale_bar import BAR, ScaleBar
from nnviz.ui.theme import DARK, Theme, mixed

_GAP = 14.0
_USUAL = 480.0
"""Pixels of a side up to which rings and bar have one size."""

Place = tuple[float, float]
"""An input: x₁ and x₂."""


class SurfaceMap(PictureView):
    """A square map with row 0 at the bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface: Surface | None = None
        self._rows: tuple[int, ...] = ()
        self._probed: Place | None = None
        self._drawn: tuple[object, ...] = ()
        self.square = QRectF(0, 0, 1, 1)
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self._image, self._points = self._add(QGraphicsPixmapItem()), self._add(QGraphicsPixmapItem())
        self._frame = self._add(QGraphicsRectItem())
        self._halo, self._ring = self._add(QGraphicsPathItem()), self._add(QGraphicsPathItem())
        self._axes, self._bar = self._add(PlaneAxes()), self._add(ScaleBar())
        self._spot, self._probe = self._add(Mark(dot())), self._add(Mark(sight()))
        self.set_theme(DARK)

    # -- what comes in --------------------------------------------------------------------------

    def show_surface(self, surface: Surface, rows: tuple[int, ...]) -> None:
        """Shows a surface, and rings round the data points of these rows."""
        before, self._surface = self._surface, surface
        ringed, self._rows = self._rows, rows  # rows of other data may be none of these
        limit = nice_limit((surface.values, surface.targets, surface.held_targets))
        moved = before is None or _plane(before) != _plane(surface)
        if limit != self._bar.limit or moved:
            self._bar.set_limit(limit)
            self._arrange()
        image = heat_image(surface.values, limit, self._theme)
        self._image.setPixmap(QPixmap.fromImage(image))
        self._draw_points()
        if rows != ringed:
            self._draw_rings()

    def show_samples(self, shown: bool) -> None:
        """Shows the data on the map, or the map alone."""
        for item in (self._points, self._halo, self._ring):
            item.setVisible(shown)

    def set_names(self, first: str, second: str) -> None:
        """Names the axes."""
        self._axes.set_names(first, second)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        for item in (self._axes, self._bar):
            item.set_theme(theme)
        self._spot.set_colours(theme.text, theme.window)
        self._probe.set_colours(theme.forward, theme.window)
        self._frame.setPen(QPen(QColor(theme.line), 1))
        self._halo.setPen(QPen(QColor(theme.window), 4))
        self._ring.setPen(QPen(QColor(theme.text), 2))
        if self._surface is not None:
            self.show_surface(self._surface, self._rows)

    # -- places ---------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Gives the square the room that axes and bar leave, and puts all of it in the middle."""
        surface, size = self._surface, self.viewport().size()
        if surface is None:
            return
        low, high = _extent(surface)
        most = float(min(size.width(), size.height()))
        left, top, right, bottom = self._axes.margins(low, high, most)
        self._bar.set_thickness(BAR * self._larger(most))
        aside = max(_GAP, right) + self._bar.width
        side = max(20.0, float(int(min(size.width() - left - aside, size.height() - top - bottom))))
        x = int(max(0.0, size.width() - left - side - aside) / 2 + left)
        y = int(max(0.0, size.height() - top - side - bottom) / 2 + top)
        self.square = QRectF(x, y, side, side)
        self._axes.arrange(self.square, low, high)
        self._bar.setPos(self.square.right() + max(_GAP, right), y)
        self._bar.set_height(side)
        self._frame.setRect(self.square)
        columns, rows = surface.values.shape[1], surface.values.shape[0]
        self._image.setTransform(QTransform.fromScale(side / columns, side / rows))
        self._image.setPos(self.square.topLeft())
        self._draw_points()
        self._draw_rings()
        self.show_probe(self._probed)

    @staticmethod
    def _larger(side: float) -> float:
        """How many times larger rings and bar are in a large square than in one beside other panels."""
        return max(1.0, side / _USUAL)

    def place(self, point: Array | Place) -> QPointF:
        """Where an input (2,) lies, in pixels of the view."""
        assert self._surface is not None
        low, high = _extent(self._surface)
        across, up = ((float(v) - low) / (high - low) for v in point)
        square = self.square
        return QPointF(square.left() + across * square.width(), square.bottom() - up * square.height())

    # -- the data -------------------------------------------------------------------------------

    @property
    def radius(self) -> float:
        """The radius of a data point in pixels: the more there are, the smaller."""
        surface = self._surface
        count = len(surface.points) + len(surface.held_points) if surface is not None else 0
        most = 7.0 if count <= 16 else 5.0 if count <= 100 else 3.5
        return max(3.0, min(most, self.square.width() / 18)) * self._larger(self.square.width())

    def _draw_points(self) -> None:
        """Draws every data point in the colour of its target, if anything about them has changed."""
        surface = self._surface
        assert surface is not None
        samples = (surface.points, surface.targets, surface.held_points, surface.held_targets)
        now = (*samples, self._bar.limit, self.square, self._theme)
        if len(self._drawn) == len(now) and all(a is b for a, b in zip(self._drawn, now, strict=True)):
            return
        self._drawn = now
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.square)
        for point, target in zip(surface.held_points, surface.held_targets, strict=True):
            self._draw_held(painter, self.place(point), float(target) / self._bar.limit)
        for point, target in zip(surface.points, surface.targets, strict=True):
            self._draw_point(painter, self.place(point), float(target) / self._bar.limit)
        painter.end()
        self._points.setPixmap(picture)

    def _draw_point(self, painter: QPainter, at: QPointF, share: float) -> None:
        radius, theme = self.radius, self._theme
        painter.setBrush(Qt.BrushStyle.NoBrush)
        outline = (2.0 if radius > 4 else 1.2) * self._larger(self.square.width())
        painter.setPen(QPen(QColor(theme.window), 2 * outline))
        painter.drawEllipse(at, radius, radius)
        painter.setBrush(colour(share, theme))
        painter.setPen(QPen(QColor(theme.text), outline))
        painter.drawEllipse(at, radius, radius)

    def _draw_held(self, painter: QPainter, at: QPointF, share: float) -> None:
        half = 0.8 * self.radius
        painter.setBrush(colour(share, self._theme))
        painter.setPen(QPen(mixed(self._theme.window, self._theme.text, 0.55), 1))
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))

    def _draw_rings(self) -> None:
        path = QPainterPath()
        if self._surface is not None:
            radius = self.radius + 5 * self._larger(self.square.width())
            for row in self._rows:
                path.addEllipse(self.place(self._surface.points[row]), radius, radius)
        self._halo.setPath(path)
        self._ring.setPath(path)

    # -- pointing -------------------------------------------------------------------------------

    @property
    def readout_text(self) -> str:
        """What is being read out; empty while nothing is."""
        return self.readout.text

    def cell_rect(self, cell: tuple[int, int]) -> QRectF:
        """Where a cell (row, column) of the grid is drawn, in pixels of the view."""
        assert self._surface is not None
        rows, columns = self._surface.values.shape
        wide, high = self.square.width() / columns, self.square.height() / rows
        x, y = self.square.left() + cell[1] * wide, self.square.bottom() - (cell[0] + 1) * high
        return QRectF(x, y, wide, high)

    def input_at(self, at: QPointF) -> Place:
        """The input at a place in pixels, or the nearest to it on the map."""
        assert self._surface is not None
        low, high = _extent(self._surface)
        across = (at.x() - self.square.left()) / self.square.width()
        up = (self.square.bottom() - at.y()) / self.square.height()
        first, second = (low + max(0.0, min(1.0, share)) * (high - low) for share in (across, up))
        return first, second

    @property
    def pixel(self) -> float:
        """How far apart two inputs are whose places are one pixel apart."""
        assert self._surface is not None
        low, high = _extent(self._surface)
        return (high - low) / self.square.width()

    def show_spot(self, point: Place, lines: list[Line]) -> None:
        """Marks an input and reads it out."""
        self._spot.setPos(self.place(point))
        self._spot.show()
        self.readout.show_lines(lines, self._spot.pos(), self.area)

    def hide_spot(self) -> None:
        """Reads out no more."""
        self._spot.hide()
        self.readout.hide()

    def show_probe(self, point: Place | None) -> None:
        """Marks the input that is probed, or none."""
        self._probed = point
        at = self.place(point) if point is not None and self._surface is not None else None
        self._probe.setVisible(at is not None and self.square.adjusted(-1, -1, 1, 1).contains(at))
        if at is not None:
            self._probe.setPos(at)

    def sample_at(self, at: QPointF) -> int:
        """The number of the sample drawn at a place in pixels, those held apart after the others, or −1."""
        if self._surface is None:
            return -1
        for row, point in enumerate(chain(self._surface.points, self._surface.held_points)):
            apart = self.place(point) - at
            if apart.x() ** 2 + apart.y() ** 2 <= (self.radius + 1) ** 2:
                return row
        return -1


def _plane(surface: Surface) -> tuple[object, ...]:
    return surface.low, surface.high, surface.values.shape


def _extent(surface: Surface) -> tuple[float, float]:
    """The range that the image covers: half a cell beyond the outermost grid values."""
    half = (surface.high - surface.low) / (surface.values.shape[0] - 1) / 2
    return surface.low - half, surface.high + half
