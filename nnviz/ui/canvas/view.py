"""The view onto the picture: the wheel zooms about the mouse, dragging pans, a double-click fits.

Until a person zooms or pans it follows its own size; afterwards it stays where it was put.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsScene,
    QGraphicsSceneHelpEvent,
    QGraphicsView,
    QWidget,
)

from nnviz.ui.canvas.kept import paint_again

STEP = 1.25
"""The factor of one zoom step."""

NEAREST, FARTHEST = 8.0, 0.2
"""The largest and the smallest magnification."""


_AROUND = 30.0
"""Pixels to the left and right of what is kept in view."""


class Spot(NamedTuple):
    """Where a person has brought the view to: how large, and the middle as a share of the picture."""

    magnification: float
    share: QPointF


def _between(value: float, low: float, high: float) -> float:
    """The value within limits, the middle of them where they are the wrong way round."""
    return max(low, min(high, value)) if low <= high else (low + high) / 2


class HelpfulScene(QGraphicsScene):
    """A scene that passes the wish for a tooltip on.

    Signals:
        asked: the point of the scene, and the point of the screen.
    """

    asked = Signal(QPointF, QPoint)

    def helpEvent(self, event: QGraphicsSceneHelpEvent) -> None:
        self.asked.emit(event.scenePos(), event.screenPos())
        event.accept()


class CanvasView(QGraphicsView):
    """A view of one picture.

    Attributes:
        following: whether the picture is fitted to the view.
        by_key: the point of the scene that the keys have come to, or None.
        nearest: the largest magnification, where the picture has more to show than :data:`NEAREST` does.

    Signals:
        resized: the view has a new size and is following it.
        hovered: the point of the scene under the mouse while no button is down; None where it has left.
        clicked: a point of the scene, where the mouse was pressed and let go without dragging.
        menu_asked: a point of the scene, and that of the screen.
        magnified: the magnification has changed.
        moved: another part of the picture is in view.
    """

    resized = Signal()
    hovered = Signal(object)
    clicked = Signal(QPointF)
    menu_asked = Signal(QPointF, QPoint)
    magnified = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.following, self.nearest = True, NEAREST
        self._whole = QRectF(0, 0, 1, 1)
        self._lit = QRectF()
        self.by_key: QPointF | None = None
        self._pressed: QPointF | None = None
        self._dragging = False
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A live frame changes nearly every item: one repaint of everything is cheaper than a region.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def room(self) -> QSizeF:
        """The size that a picture may have, in pixels."""
        return QSizeF(self.viewport().size())

    def set_smooth(self, smooth: bool) -> None:
        """Draws with smoothing or without; what was kept without it is painted again with it."""
        antialiasing = QPainter.RenderHint.Antialiasing
        if smooth is bool(self.renderHints() & antialiasing):
            return
        self.setRenderHint(antialiasing, smooth)
        if smooth and self.scene() is not None:
            paint_again(self.scene())

    def show_whole(self, size: QSizeF, place: QRectF) -> None:
        """Shows a picture of a size as it is, or, where it is larger than the view, the part with a place in
        it; follows from now on."""
        self._whole = QRectF(QPointF(0, 0), size)
        self.following = True
        self.resetTransform()
        # Room on all sides, so that a picture that fits can still be dragged about.
        self.setSceneRect(self._whole.adjusted(-size.width(), -size.height(), size.width(), size.height()))
        self.centerOn(self._whole.center())
        self.keep_in_view(place, middle=True)
        self.magnified.emit()

    def spot(self) -> Spot | None:
        """Where a person has brought the view to; None while it follows its size."""
        if self.following:
            return None
        middle, whole = self.seen().center(), self._whole
        share = QPointF(middle.x() / max(whole.width(), 1.0), middle.y() / max(whole.height(), 1.0))
        return Spot(self.magnification, share)

    def go_to_spot(self, spot: Spot | None) -> None:
        """Brings the view to where it was in the picture, though that may have another size now."""
        if spot is not None:
            self.zoom(spot.magnification / self.magnification)
            whole = self._whole
            self.centerOn(QPointF(spot.share.x() * whole.width(), spot.share.y() * whole.height()))
            self.moved.emit()

    def keep_in_view(self, place: QRectF, middle: bool = False) -> None:
        """Brings a place of a picture that is larger than the view into it, unless a person has moved it.

        Args:
            middle: whether to the middle, or only as far as it must.
        """
        self._lit = place
        room, whole = QRectF(QPointF(0, 0), self.room()), self._whole.size()
        if not self.following or (whole.width() <= room.width() + 1 and whole.height() <= room.height() + 1):
            return
        shown = self.seen()
        near = place.adjusted(-_AROUND, 0, _AROUND, 0)
        if not middle and shown.left() <= near.left() and near.right() <= shown.right():
            return
        x = _between(place.center().x(), room.width() / 2, whole.width() - room.width() / 2)
        y = _between(place.center().y(), room.height() / 2, whole.height() - room.height() / 2)
        self.centerOn(QPointF(x, y))
        self.moved.emit()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Magnifies by a factor about a point of the viewport, or about its middle."""
        present = self.magnification
        factor = max(FARTHEST, min(max(NEAREST, self.nearest), present * factor)) / present
        pixel = (about or QPointF(self.viewport().rect().center())).toPoint()
        fixed = self.mapToScene(pixel)
        self.following = False
        self.scale(factor, factor)
        moved = self.mapFromScene(fixed) - pixel
        self._scroll(moved.x(), moved.y())
        self.magnified.emit()

    @property
    def magnification(self) -> float:
        """How many pixels of the screen there are to one of the picture."""
        return self.transform().m11()

    def seen(self) -> QRectF:
        """The part of the picture that is in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def go_sideways(self, by: int) -> None:
        """Shows what lies so many pixels to the right, as a person wishes."""
        whole, seen = self._whole, self.seen()
        self.following = False
        by = max(min(by, round(whole.right() - seen.right())), round(whole.left() - seen.left()))
        self._scroll(by, 0)

    def bring_in(self, place: QRectF) -> None:
        """Shows a place that a person has gone to, and stays there; one that is in view moves nothing."""
        if not self.seen().contains(place.intersected(self._whole)):
            self.following = False
            self.ensureVisible(place, 0, 0)
            self.moved.emit()

    def _scroll(self, dx: int, dy: int) -> None:
        for bar, way in ((self.horizontalScrollBar(), dx), (self.verticalScrollBar(), dy)):
            bar.setValue(bar.value() + way)
        self.moved.emit()

    # -- events ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.following:
            self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            self.zoom(STEP**turned, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragging = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            self.hovered.emit(self.mapToScene(event.position().toPoint()))
            return
        moved = event.position() - self._pressed
        if not self._dragging and moved.manhattanLength() < QApplication.startDragDistance():
            return
        if not self._dragging:
            self._dragging, self.following = True, False
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll(-round(moved.x()), -round(moved.y()))
        self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = None
        if self._dragging:
            self.viewport().unsetCursor()
        else:
            self.clicked.emit(self.mapToScene(event.position().toPoint()))

    def forget_press(self) -> None:
        """Takes what has been pressed for somebody else's: nothing is clicked when it is let go."""
        self._pressed, self._dragging = None, False

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for the menu of what is under the mouse, or, by key, of where the keys are or what is lit."""
        point, where = self.mapToScene(event.pos()), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            point = self.by_key or self._lit.center()
            where = self.viewport().mapToGlobal(self.mapFromScene(point))
        self.menu_asked.emit(point, where)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.following = True
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}
        if event.key() in keys:
            self.zoom(keys[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_0:
            self.following = True
            self.resized.emit()
        else:
            # Arrows, Space and Page keys step through the pass; they belong to the window.
            event.ignore()
