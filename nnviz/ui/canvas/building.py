"""Building on the canvas: a layer from the palette is dropped between two columns, a column is dragged by its
title, and an edge is pulled from its port, or with Shift held from anywhere in it, to another column.

It watches the view and says what is wanted; the picture follows when the run does.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from nnviz.ui.building.carrying import new_layer, present_layer
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.gaps import Gap, GapLight, gaps_of, nearest
from nnviz.ui.canvas.ports import PortLight, PulledEdge, place_of, port_at
from nnviz.ui.theme import DARK, Theme

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class CanvasBuilding(QObject):
    """Takes drops and drags on one canvas.

    Signals:
        inserted: the type of a new layer, and the names of the columns between which it is put.
        moved: the name of a layer, and after which column it shall stand.
        joined: the column that an edge was pulled from, the one it was pulled to, and where on the screen it
            was let go.
    """

    inserted = Signal(str, str, str)
    moved = Signal(str, str)
    joined = Signal(str, str, QPoint)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas, self._theme, self._light = canvas, DARK, GapLight()
        self._held, self._pulled = "", ""
        self._from = QPointF()
        self._dragging = self._pointing = False
        self._port, self._edge = PortLight(), PulledEdge()
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
        if kind is QEvent.Type.Leave:
            self._hide_port()
        if kind is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._tell(event)
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
            if kind is QEvent.Type.MouseMove and not event.buttons():
                self._show_port(point)
            return False
        if kind is QEvent.Type.MouseMove:
            return self._drag(event, point)
        if kind is QEvent.Type.MouseButtonRelease:
            return self._let_go(point, event.globalPosition().toPoint())
        return False

    def _press(self, event: QMouseEvent, point: QPointF) -> bool:
        picture = self._canvas.picture
        self._held = self._pulled = ""
        self._dragging = False
        if picture is None:
            return False
        self._from = event.position()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._pulled = port_at(picture, point) or (self._column_at(point) if shift else "")
        if self._pulled or shift:
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

    def _let_go(self, point: QPointF, where: QPoint) -> bool:
        held, pulled, dragged = self._held, self._pulled, self._dragging
        gap = self._gap_at(point) if held and dragged else None
        self._held = self._pulled = ""
        self._dragging = False
        self._light.clear()
        self._edge.clear()
        self._hide_port()
        if held and dragged:
            self._canvas.view.viewport().unsetCursor()
            self._canvas.view.forget_press()
            if gap is not None and held not in (gap.source, gap.target):
                self.moved.emit(held, gap.source)
        target = self._column_at(point)
        if pulled and dragged and target and target != pulled:
            self.joined.emit(pulled, target, where)
        return bool(pulled or dragged)

    def _column_at(self, point: QPointF) -> str:
        picture = self._canvas.picture
        columns = picture.columns.items() if picture is not None else ()
        return next((name for name, column in columns if column.place.panel.contains(point)), "")

    def _draw_line(self, point: QPointF) -> None:
        picture, target = self._canvas.picture, self._column_at(point)
        if picture is not None:
            start = place_of(picture, self._pulled)
            self._edge.show(picture, start, point, "" if target == self._pulled else target, self._theme)

    # -- ports ----------------------------------------------------------------------------------

    def _show_port(self, point: QPointF) -> None:
        """Shows the port of the column under the mouse."""
        picture, viewport = self._canvas.picture, self._canvas.view.viewport()
        if picture is None:
            return
        at_port = port_at(picture, point)
        self._port.show(picture, at_port or self._column_at(point), self._theme)
        if bool(at_port) is not self._pointing:
            self._pointing = bool(at_port)
            if at_port:
                viewport.setCursor(Qt.CursorShape.CrossCursor)
            else:
                viewport.unsetCursor()

    def _hide_port(self) -> None:
        self._port.clear()
        if self._pointing:
            self._pointing = False
            self._canvas.view.viewport().unsetCursor()

    def _tell(self, event: QHelpEvent) -> bool:
        """Says what a port is for."""
        picture = self._canvas.picture
        point = self._point(QPointF(event.pos()))
        if picture is None or not port_at(picture, point):
            return False
        text = self.tr("Pull an edge from here to another column, for a branch")
        QToolTip.showText(event.globalPos(), text, self._canvas.view.viewport())
        return True
