"""The picture of a plot: epochs to the right, a logarithmic axis upwards, a crosshair and a cursor.

It draws in pyqtgraph's view box, which is panned and zoomed with the mouse; heights are powers of ten.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPen
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsLineItem, QWidget

from nnviz.ui.plots.readout import Line, Readout
from nnviz.ui.plots.ticks import epoch_ticks, log_ticks
from nnviz.ui.theme import DARK, Theme, text_font

_TICK_GAP = 24.0
_MARGIN_STEP = 8


class _Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose outermost labels may reach past its ends, where the margins leave room."""

    def boundingRect(self) -> QRectF:
        """Its own area, and half a label on every side."""
        return QRectF(super().boundingRect()).adjusted(-30, -10, 30, 10)


class LogView(pg.GraphicsView):  # type: ignore[misc]
    """A view box between two axes.

    Signals:
        pointed: the epoch under the mouse, a float.
        left: the mouse is over the picture no more.
        zoomed: the range was changed by hand.
        clicked: a click, and not a drag, at the epoch under the mouse, a float.
        fit_asked: a double click.
        resized: the picture has another size in pixels.
    """

    pointed = Signal(float)
    left = Signal()
    zoomed = Signal()
    clicked = Signal(float)
    fit_asked = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=DARK.panel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        self.box.disableAutoRange()
        self.box.setLimits(xMin=-1e12, xMax=1e12, yMin=-330, yMax=330, minXRange=4, minYRange=1e-4)
        self._left, self._bottom = _Axis("left"), _Axis("bottom")
        self._lay_out()
        self._pressed_at: QPointF | None = None
        self._cursor = self._line(Qt.PenStyle.DashLine)
        self._hair = self._line(Qt.PenStyle.SolidLine)
        self._readout = Readout()
        self.scene().addItem(self._readout)
        self.box.sigRangeChanged.connect(self._follow_range)
        self.box.sigResized.connect(self._follow_size)
        self.box.sigRangeChangedManually.connect(self.zoomed)
        self.set_theme(DARK)

    def _lay_out(self) -> None:
        grid = self.centralLayout
        grid.setSpacing(0)
        for item, row, column in ((self._left, 0, 0), (self.box, 0, 1), (self._bottom, 1, 1)):
            grid.addItem(item, row, column)
        grid.setRowStretchFactor(0, 1)
        grid.setColumnStretchFactor(1, 1)
        for axis in (self._left, self._bottom):
            axis.linkToView(self.box)
            axis.setStyle(tickLength=0, tickTextOffset=6, tickFont=text_font(12), tickAlpha=255)
            axis.setZValue(self.box.zValue() - 1)  # the grid is part of the axis
        self._left.setGrid(255)
        self._bottom.setStyle(tickLength=4)
        self._bottom.setHeight(QFontMetricsF(text_font(12)).height() + 10)

    def _line(self, style: Qt.PenStyle) -> QGraphicsLineItem:
        item = QGraphicsLineItem()
        pen = QPen(QColor(DARK.muted), 1, style)
        pen.setCosmetic(True)
        item.setPen(pen)
        item.setZValue(10)
        item.hide()
        self.add(item)
        return item

    def add(self, item: QGraphicsItem) -> None:
        """Puts an item into the picture, placed in epochs and powers of ten."""
        self.box.addItem(item, ignoreBounds=True)

    def remove(self, item: QGraphicsItem) -> None:
        """Takes an item out of the picture."""
        self.box.removeItem(item)

    # -- the range ------------------------------------------------------------------------------

    @property
    def pixels(self) -> int:
        """The width of the picture in pixels, at least 1."""
        return max(1, round(float(self.box.width())))

    @property
    def x_range(self) -> tuple[float, float]:
        """The first and the last epoch in sight."""
        low, high = self.box.viewRange()[0]
        return float(low), float(high)

    @property
    def y_range(self) -> tuple[float, float]:
        """The lowest and the highest power of ten in sight."""
        low, high = self.box.viewRange()[1]
        return float(low), float(high)

    def set_range(self, x: tuple[float, float], y: tuple[float, float]) -> None:
        """Shows a range of epochs and of powers of ten."""
        self.box.setRange(xRange=x, yRange=y, padding=0)

    def _follow_range(self) -> None:
        self._set_ticks()
        low, high = self.y_range
        for line in (self._cursor, self._hair):
            line.setLine(0, low, 0, high)

    def _follow_size(self) -> None:
        self._set_ticks()
        self.resized.emit()

    def _set_ticks(self) -> None:
        if min(self.box.width(), self.box.height()) < 1:  # while a layout is still being worked out
            return
        metrics = QFontMetricsF(text_font(12))
        heights = log_ticks(*self.y_range, self.box.height(), _TICK_GAP)
        low, high = self.x_range
        number = metrics.horizontalAdvance("0") * len(str(int(max(high, 1))))
        self._left.setTicks([heights])
        self._bottom.setTicks([epoch_ticks(low, high, self.box.width(), number + 20)])
        labels = (metrics.horizontalAdvance(label) for _, label in heights)
        self._set_margins(max(labels, default=0.0), number / 2)

    def _set_margins(self, left: float, right: float) -> None:
        """Makes room for labels, in steps, so that a digit more does not move the picture."""
        width = _stepped(max(left, 22) + 10)
        if width != self._left.fixedWidth:
            self._left.setWidth(width)
        margins = (2.0, 8.0, _stepped(max(right, 6) + 2), 0.0)
        if margins != self.centralLayout.getContentsMargins():
            self.centralLayout.setContentsMargins(*margins)

    # -- cursor and crosshair -------------------------------------------------------------------

    @property
    def cursor_epoch(self) -> float | None:
        """Where the cursor line stands, or None while it is hidden."""
        return float(self._cursor.x()) if self._cursor.isVisible() else None

    def set_cursor(self, epoch: int | None) -> None:
        """Moves the cursor line to an epoch, or hides it."""
        self._cursor.setVisible(epoch is not None)
        if epoch is not None:
            self._cursor.setPos(epoch, 0)

    @property
    def readout_text(self) -> str:
        """What the crosshair reads out; empty while it is hidden."""
        return self._readout.text

    def show_crosshair(self, epoch: float, height: float, lines: Sequence[Line]) -> None:
        """Puts the crosshair at a point and its readout beside it."""
        self._hair.setPos(epoch, 0)
        self._hair.show()
        at = self.box.mapViewToScene(QPointF(epoch, height))
        self._readout.show_lines(lines, at, QRectF(self.rect()).adjusted(2, 2, -2, -2))

    def hide_crosshair(self) -> None:
        """Takes the crosshair and its readout away."""
        self._hair.hide()
        self._readout.hide()

    def picture_rect(self) -> QRectF:
        """The picture without its axes, in pixels of the view."""
        return QRectF(self.box.sceneBoundingRect())

    # -- theme and mouse ------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setBackground(theme.panel)
        for axis in (self._left, self._bottom):
            axis.setPen(QPen(Qt.PenStyle.NoPen))
            axis.setTickPen(QPen(QColor(theme.line), 1))
            axis.setTextPen(QColor(theme.muted))
        for line, colour in ((self._cursor, theme.text), (self._hair, theme.muted)):
            pen = line.pen()
            pen.setColor(QColor(colour))
            line.setPen(pen)
        self._readout.set_theme(theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tells which epoch the mouse points at."""
        super().mouseMoveEvent(event)
        at = event.position()
        if self.picture_rect().contains(at):
            self.pointed.emit(float(self.box.mapSceneToView(at).x()))
        else:
            self.left.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes where a click or a drag begins."""
        super().mousePressEvent(event)
        self._pressed_at = event.position() if event.button() is Qt.MouseButton.LeftButton else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tells of a click."""
        super().mouseReleaseEvent(event)
        began, self._pressed_at = self._pressed_at, None
        if began is None or not self.picture_rect().contains(event.position()):
            return
        if (event.position() - began).manhattanLength() < QApplication.startDragDistance():
            self.clicked.emit(float(self.box.mapSceneToView(event.position()).x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tells that the mouse has gone."""
        super().leaveEvent(event)
        self.left.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Asks for the whole range again."""
        super().mouseDoubleClickEvent(event)
        self.fit_asked.emit()


def _stepped(pixels: float) -> float:
    return float(_MARGIN_STEP * math.ceil(pixels / _MARGIN_STEP))
