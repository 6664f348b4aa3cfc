"""Building on the canvas: a layer from the palette is dropped between two columns, a column is dragged by its
title, and with Shift held an edge is pulled from one column to another.

It watches the view and says what is wanted; the picture follows when the run does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QDragMoveEvent, QDropEvent, QMouseEvent, QPen
from PySide6.QtWidgets import QApplication, QGraphicsLineItem

from nnviz.ui.building.carrying import new_layer, present_layer
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.gaps import Gap, GapLight, gaps_of, nearest, remove
from nnviz.ui.theme import DARK, Theme

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class CanvasBuilding(QObject):
    """Takes drops and drags on one canvas.

    Signals:
        inserted: the type of a new layer, and the names of the columns between which it is put.
        moved: the name of a layer, and after which column it shall stand.
        joined: the column that an edge was pulled from, and the one it was pulled to.
    """

    inserted = Signal(str, str, str)
    moved = Signal(str, str)
    joined = Signal(str, str)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas, self._theme, self._light = canvas, DARK, GapLight()
        self._held, self._pulled = "", ""
        self._from = QPointF()
        self._dragging = False
        self._line: QGraphicsLineItem | None = None
        canvas.view.viewport().setAcceptDrops(True)
        canvas.view.setAcceptDrops(True)
        canvas.view.viewport().installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes what is about building, and leaves all else to the view."""
        kind = event.type()
        if kind in _DRAGS and isinstance(event, QDragMoveEvent):
            return self._consider(event)
        if kind is QEvent.Type.DragLeave:
            self._light.clear()
            return True  # the view has not seen it come
        if kind is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        if isinstance(event, QMouseEvent):
            return self._mouse(kind, event)
        return False

    @property
    def lit(self) -> Gap | None:
        """The place that would take what is carried."""
        return self._light.gap

    # -- what comes from the palette or the draft -----------------------------------------------

    def _consider(self, event: QDragMoveEvent) -> bool:
        if not (new_layer(event.mimeData()) or present_layer(event.mimeData())):
            event.ignore()  # or else the scene would take it, and the window never see it
            return True
        gap = self._light_at(self._point(event.position()))
        event.setAccepted(gap is not None)
        return True

    def _drop(self, event: QDropEvent) -> bool:
        kind, name = new_layer(event.mimeData()), present_layer(event.mimeData())
        gap = self._gap_at(self._point(event.position()))
        self._light.clear()
        if gap is None or not (kind or name):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if kind:
            self.inserted.emit(kind, gap.source, gap.target)
        elif name != gap.source:
            self.moved.emit(name, gap.source)
        return True

    def _point(self, position: QPointF) -> QPointF:
        return self._canvas.view.mapToScene(position.toPoint())

    def _gap_at(self, point: QPointF) -> Gap | None:
        picture = self._canvas.picture
        return nearest(gaps_of(picture), point) if picture is not None else None

    def _light_at(self, point: QPointF) -> Gap | None:
        gap, picture = self._gap_at(point), self._canvas.picture
        if gap is not None and picture is not None:
            self._light.show(picture, gap, self._theme)
        return gap

    # -- columns and edges ----------------------------------------------------------------------

    def _mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        point = self._point(event.position())
        if kind is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            return self._press(event, point)
        if not (self._held or self._pulled):
            return False
        if kind is QEvent.Type.MouseMove:
            return self._drag(event, point)
        if kind is QEvent.Type.MouseButtonRelease:
            return self._let_go(point)
        return False

    def _press(self, event: QMouseEvent, point: QPointF) -> bool:
        picture = self._canvas.picture
        self._held = self._pulled = ""
        self._dragging = False
        if picture is None:
            return False
        self._from = event.position()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._pulled = self._column_at(point)
            return bool(self._pulled)
        self._held = picture.pointer.head_at(point) or ""
        return False  # a head that is not dragged is clicked

    def _drag(self, event: QMouseEvent, point: QPointF) -> bool:
        far = (event.position() - self._from).manhattanLength() >= QApplication.startDragDistance()
        self._dragging = self._dragging or far
        if not self._dragging:
            return False
        if self._pulled:
            self._draw_line(point)
        else:
            self._canvas.view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._light_at(point)
        return True

    def _let_go(self, point: QPointF) -> bool:
        held, pulled, dragged = self._held, self._pulled, self._dragging
        gap = self._gap_at(point) if held and dragged else None
        self._held = self._pulled = ""
        self._dragging = False
        self._light.clear()
        self._clear_line()
        if held and dragged:
            self._canvas.view.viewport().unsetCursor()
            self._canvas.view.forget_press()
            if gap is not None and held not in (gap.source, gap.target):
                self.moved.emit(held, gap.source)
        target = self._column_at(point)
        if pulled and dragged and target and target != pulled:
            self.joined.emit(pulled, target)
        return bool(pulled or dragged)

    def _column_at(self, point: QPointF) -> str:
        picture = self._canvas.picture
        columns = picture.columns.items() if picture is not None else ()
        return next((name for name, column in columns if column.place.panel.contains(point)), "")

    def _draw_line(self, point: QPointF) -> None:
        picture = self._canvas.picture
        if picture is None:
            return
        if self._line is None:
            self._line = QGraphicsLineItem()
            self._line.setPen(QPen(QColor(self._theme.positive), 2.5, Qt.PenStyle.DashLine))
            self._line.setZValue(11)
            picture.scene.addItem(self._line)
        start = picture.layout.places[self._pulled].panel
        self._line.setLine(start.right(), start.center().y(), point.x(), point.y())

    def _clear_line(self) -> None:
        remove(self._line)
        self._line = None
