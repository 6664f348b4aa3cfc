"""The picture of a plot over epochs: labels below and at the left, a cursor, a crosshair, pan and zoom.

Only Qt's own items paint in it, so that drawing does not hold up the training; what it draws is placed in
epochs and heights, and brought to pixels by one transform.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsItem,
    QGraphicsLineItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsView,
    QWidget,
)

from nnviz.ui.plots.axis_items import AxisItems
from nnviz.ui.plots.caption import Caption
from nnviz.ui.plots.readout import Line, Readout
from nnviz.ui.plots.ticks import Tick, epoch_ticks
from nnviz.ui.plots.time_axis import Range, TimeAxis
from nnviz.ui.theme import DARK, Theme, text_font

_STEP = 0.85
"""How much smaller the range becomes with one step of the wheel."""

_MOST = 9
"""About how many epochs are written at the most."""

FARTHEST, LEAST_EPOCHS = 1e12, 4.0


class PlotView(QGraphicsView):
    """A picture between two axes, of which a subclass labels the left one.

    Args:
        time: the epochs in sight.

    Signals:
        pointed: the epoch and the height under the mouse, floats.
        left: the mouse is over the picture no more.
        zoomed: the range was changed by hand.
        clicked: a click, and not a drag, at the epoch under the mouse, a float.
        fit_asked: a double click.
        resized: the picture has another size in pixels.
    """

    top = 8.0
    """The room above the picture, in pixels."""

    right = 12.0
    """The room at its right, in pixels."""

    least_height, highest = 1e-4, 330.0
    """The least range of heights that can be zoomed to, and the farthest height."""

    pointed = Signal(float, float)
    left = Signal()
    zoomed = Signal()
    clicked = Signal(float)
    fit_asked = Signal()
    resized = Signal()

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self._x, self._y = time.range, (-2.05, 0.05)
        self._picture = QRectF(0, 0, 1, 1)
        self._pressed_at: QPointF | None = None
        self._dragged: QPointF | None = None
        self._set_up()
        self._clip = QGraphicsRectItem()
        self._clip.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)
        self._clip.setPen(QPen(Qt.PenStyle.NoPen))
        self._content = QGraphicsRectItem(self._clip)
        self._left, self._bottom = (AxisItems(self.scene(), upright) for upright in (True, False))
        self.scene().addItem(self._clip)
        self._cursor, self._hair = self._line(Qt.PenStyle.DashLine), self._line(Qt.PenStyle.SolidLine)
        self._readout, self._caption = Readout(), Caption()
        for item in (self._readout, self._caption):
            self.scene().addItem(item)
        time.margin_changed.connect(self._arrange)

    def _set_up(self) -> None:
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumSize(1, 1)

    def pen(self, colour: QColor, pixels: float) -> QPen:
        """A pen of so many pixels, whatever the range; Qt takes the width for pixels of the screen, of which
        there may be several to a pixel of the window."""
        pen = QPen(colour, pixels * self.devicePixelRatioF())
        pen.setCosmetic(True)
        return pen

    def _line(self, style: Qt.PenStyle) -> QGraphicsLineItem:
        item = QGraphicsLineItem()
        pen = self.pen(QColor(DARK.muted), 1)
        pen.setStyle(style)
        item.setPen(pen)
        item.setZValue(10)
        item.hide()
        self.add(item)
        return item

    def add(self, item: QGraphicsItem) -> None:
        """Puts an item into the picture, placed in epochs and heights."""
        item.setParentItem(self._content)

    def remove(self, item: QGraphicsItem) -> None:
        """Takes an item out of the picture."""
        self.scene().removeItem(item)

    # -- what a subclass says -------------------------------------------------------------------

    def _left_ticks(self) -> list[Tick]:
        """The labels of the left axis, by height."""
        raise NotImplementedError

    # -- the range ------------------------------------------------------------------------------

    @property
    def pixels(self) -> int:
        """The width of the picture in pixels, at least 1."""
        return max(1, round(self._picture.width()))

    @property
    def x_range(self) -> Range:
        """The first and the last epoch in sight."""
        return self._x

    @property
    def y_range(self) -> Range:
        """The lowest and the highest height in sight."""
        return self._y

    def set_range(self, x: Range, y: Range) -> None:
        """Shows a range of epochs and of heights."""
        if (x, y) != (self._x, self._y):
            self._x, self._y = x, y
            self._place_all()

    def place(self, epoch: float, height: float) -> QPointF:
        """Where a point lies, in pixels of the view."""
        return self._content.transform().map(QPointF(epoch, height))

    def point_at(self, position: QPointF) -> tuple[float, float]:
        """The epoch and the height at a place in pixels."""
        found = self._content.transform().inverted()[0].map(position)
        return found.x(), found.y()

    def picture_rect(self) -> QRectF:
        """The picture without its axes, in pixels of the view."""
        return QRectF(self._picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the picture into the new size."""
        super().resizeEvent(event)
        self._arrange()
        self.resized.emit()

    def _arrange(self) -> None:
        """Gives the picture the room that the labels leave."""
        size, metrics = self.viewport().size(), QFontMetricsF(text_font(12))
        self.scene().setSceneRect(0, 0, size.width(), size.height())
        below = self._bottom_room(metrics.height())
        wide, high = size.width() - self._time.margin - self.right, size.height() - self.top - below
        self._picture = QRectF(self._time.margin, self.top, max(1.0, wide), max(1.0, high))
        self._clip.setRect(self._picture)
        self._place_all()

    def _bottom_room(self, line: float) -> float:
        """The pixels that the labels below take, given the height of a line of text."""
        return line + 8

    def _place_all(self) -> None:
        picture, (x0, x1), (y0, y1) = self._picture, self._x, self._y
        across, up = picture.width() / (x1 - x0), picture.height() / (y1 - y0)
        shift = picture.left() - x0 * across, picture.bottom() + y0 * up
        self._content.setTransform(QTransform(across, 0, 0, -up, *shift))
        for line in (self._cursor, self._hair):
            line.setLine(0, y0, 0, y1)
        self._label()

    def _label(self) -> None:
        if min(self._picture.width(), self._picture.height()) < 8:  # while a layout is being worked out
            return
        (low, high), metrics = self._x, QFontMetricsF(text_font(12))
        heights = self._left_ticks()
        self._time.need_margin(self, self._left.width_of(heights))
        self._left.show(heights, self._picture, self._y)
        gap = metrics.horizontalAdvance("0") * len(str(int(max(high, 1)))) + 20
        gap = max(gap, self._picture.width() / _MOST)
        self._bottom.show(epoch_ticks(low, high, self._picture.width(), gap), self._picture, self._x)

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
    def caption(self) -> str:
        """What is written inside the picture; empty if nothing is."""
        return self._caption.text

    @property
    def caption_height(self) -> float:
        """How many pixels of the picture it takes; 0 if nothing is written."""
        return self._caption.rect().height() if self._caption.isVisible() else 0.0

    def set_caption(self, wordings: Sequence[str]) -> None:
        """Says inside the picture what is drawn, in the first wording that fits; none takes it away."""
        corner = QPointF(self._picture.left() + 4, self._picture.top())
        self._caption.show_line(wordings, corner, self._picture.width() - 8)

    @property
    def readout_text(self) -> str:
        """What the crosshair reads out; empty while it is hidden."""
        return self._readout.text

    def show_crosshair(self, epoch: float, height: float, lines: Sequence[Line]) -> None:
        """Puts the crosshair at a point and its readout beside it."""
        self._hair.setPos(epoch, 0)
        self._hair.show()
        area = QRectF(self.viewport().rect()).adjusted(2, 2, -2, -2)
        self._readout.show_lines(lines, self.place(epoch, height), area)

    def hide_crosshair(self) -> None:
        """Takes the crosshair and its readout away."""
        self._hair.hide()
        self._readout.hide()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self.setBackgroundBrush(QColor(theme.panel))
        for axis in (self._left, self._bottom):
            axis.set_theme(theme)
        for line, colour in ((self._cursor, theme.text), (self._hair, theme.muted)):
            pen = line.pen()
            pen.setColor(QColor(colour))
            line.setPen(pen)
        self._readout.set_theme(theme)
        self._caption.set_theme(theme)

    # -- the mouse ------------------------------------------------------------------------------

    def zoom(self, factor: float, at: QPointF, across: bool = True, upright: bool = True) -> None:
        """Makes the range so many times as large about a place in pixels."""
        epoch, height = self.point_at(at)
        self._choose(
            _scaled(self._x, epoch, factor, LEAST_EPOCHS, FARTHEST) if across else self._x,
            _scaled(self._y, height, factor, self.least_height, self.highest) if upright else self._y,
        )

    def _choose(self, x: Range, y: Range) -> None:
        self.set_range(x, y)
        self.zoomed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms about the mouse; over the labels of one axis, along that axis alone."""
        at, picture = event.position(), self._picture
        factor = _STEP ** (event.angleDelta().y() / 120)
        self.zoom(factor, at, at.x() >= picture.left(), at.y() <= picture.bottom())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags the picture, or tells which epoch the mouse points at."""
        at = event.position()
        if self._pressed_at is not None and self._drag(at):
            return
        if self._picture.contains(at):
            self.pointed.emit(*self.point_at(at))
        else:
            self.left.emit()

    def _drag(self, at: QPointF) -> bool:
        """Moves the picture along with the mouse, if that has come far enough."""
        assert self._pressed_at is not None
        if self._dragged is None:
            if (at - self._pressed_at).manhattanLength() < QApplication.startDragDistance():
                return False
            self._dragged = self._pressed_at
        (a, b), (c, d) = self.point_at(self._dragged), self.point_at(at)
        self._dragged = at
        (x0, x1), (y0, y1) = self._x, self._y
        self._choose((x0 + a - c, x1 + a - c), (y0 + b - d, y1 + b - d))
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes where a click or a drag begins."""
        left = event.button() is Qt.MouseButton.LeftButton
        self._pressed_at = event.position() if left and self._picture.contains(event.position()) else None
        self._dragged = None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tells of a click."""
        clicked = self._pressed_at is not None and self._dragged is None
        self._pressed_at = self._dragged = None
        if clicked and self._picture.contains(event.position()):
            self.clicked.emit(self.point_at(event.position())[0])

    def leaveEvent(self, event: QEvent) -> None:
        """Tells that the mouse has gone."""
        super().leaveEvent(event)
        self.left.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Asks for the whole range again."""
        self.fit_asked.emit()


def _scaled(limits: Range, about: float, factor: float, least: float, farthest: float) -> Range:
    low, high = (about + (end - about) * factor for end in limits)
    if high - low < least:
        low, high = (low + high - least) / 2, (low + high + least) / 2
    return max(-farthest, low), min(farthest, high)
