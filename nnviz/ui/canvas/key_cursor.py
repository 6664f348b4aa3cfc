"""The cursor of the keys on the canvas: a mark that the arrows move, and that Return clicks as a mouse would.

It comes in by ↑, ↓ or Return and leaves by Esc; without it the arrows step through the pass.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from nnviz.session.frame import Frame
from nnviz.ui.canvas import tips
from nnviz.ui.canvas.scene import Picture
from nnviz.ui.canvas.stops import Name, Stop, Stops
from nnviz.ui.canvas.view import CanvasView
from nnviz.ui.keys.arrows import ARROWS
from nnviz.ui.theme import Theme

_CLICK = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMES_IN = (Qt.Key.Key_Up, Qt.Key.Key_Down, *_CLICK)

_GROUND, _MARK = 6.0, 2.5
"""The width of the mark, and of the ground that it lies on, in pixels."""

_ROOM = 24.0
"""Pixels about the mark that are kept in view."""

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class KeyCursor(QObject):
    """The cursor of one view.

    Args:
        view: what it is on.
        canvas: the widget around it, which may have the keys in its place.

    Attributes:
        stop: where it is, or None while the arrows step.

    Signals:
        chosen: the :class:`Stop` that shall be clicked.
        moved: it is somewhere else, or has come or gone.
    """

    chosen = Signal(object)
    moved = Signal()

    def __init__(self, view: CanvasView, canvas: QObject) -> None:
        super().__init__(canvas)
        self._view = view
        self._picture: Picture | None = None
        self._items: list[QGraphicsPathItem] = []
        self._last: Name | None = None
        self.stop: Stop | None = None
        for watched in (view, view.viewport(), canvas):
            watched.installEventFilter(self)

    def take(self, picture: Picture, theme: Theme) -> None:
        """Goes on in another picture, at the same place if that has it."""
        self._picture = picture
        pens = [QPen(QColor(c), w) for c, w in ((theme.panel, _GROUND), (theme.text, _MARK))]
        self._items = [QGraphicsPathItem() for _ in pens]
        for item, pen in zip(self._items, pens, strict=True):
            pen.setCosmetic(True)
            item.setPen(pen)
            item.setZValue(20)
            picture.scene.addItem(item)
        if self.stop is not None:
            self._put(Stops(picture).find(self.stop.name))

    # -- what is told ---------------------------------------------------------------------------

    def told(self, frame: Frame) -> str:
        """What a tooltip says of the place, and which keys do what there; empty without one."""
        if self.stop is None or self._picture is None:
            return ""
        weight = self.stop.weight
        found = tips.weight_tip(frame, weight, self._picture.plan) if weight else ""
        keys = self.tr("Return: click · Shift+F10: menu · arrows: go on · Esc: leave")
        return f"{found or self._picture.tip_at(self.stop.at, frame)}\n{keys}"

    def where(self) -> QPoint:
        """The point of the screen beside which that is told."""
        assert self.stop is not None
        corner = self._view.mapFromScene(self.stop.outline.boundingRect().bottomRight())
        return self._view.viewport().mapToGlobal(corner)

    # -- going ----------------------------------------------------------------------------------

    def leave(self) -> None:
        """Gives the arrows back to the stepping."""
        if self.stop is not None:
            self._put(None)

    def _enter(self) -> None:
        if self._picture is not None:
            stops = Stops(self._picture)
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._put((self._last and stops.find(self._last)) or stops.first())

    def _go(self, right: int, down: int) -> None:
        assert self._picture is not None
        assert self.stop is not None
        beside = Stops(self._picture).beside(self.stop, right, down)
        if beside is not None:
            self._put(beside)

    def _put(self, stop: Stop | None) -> None:
        self.stop = stop
        self._view.by_key = stop.at if stop else None
        for item in self._items:
            item.setVisible(stop is not None)
            if stop is not None:
                item.setPath(stop.outline)
        if stop is not None:
            self._last = stop.name
            middle = QRectF(stop.at, stop.at)
            around = middle if stop.weight else stop.outline.boundingRect()
            self._view.bring_in(around.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        self.moved.emit()

    # -- events ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes its keys, before the actions see them, and goes where the mouse or the focus goes."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.ShortcutOverride and self._claims(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and kind is QEvent.Type.KeyPress:
            return self._press(event)
        pressed = kind is QEvent.Type.MouseButtonPress
        if pressed or (isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STAYS):
            self.leave()
        return False

    def _claims(self, event: QKeyEvent) -> bool:
        known = event.key() in ARROWS or event.key() in _CLICK
        return self.stop is not None and known and _plain(event)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if not _plain(event):
            return False
        if self.stop is None:
            if key in _COMES_IN:
                self._enter()
            return key in _COMES_IN
        if key in ARROWS:
            self._go(*ARROWS[key])
        elif key in _CLICK:
            self.chosen.emit(self.stop)
        elif key == Qt.Key.Key_Escape:
            self.leave()
        return key in ARROWS or key in _CLICK or key == Qt.Key.Key_Escape


def _plain(event: QKeyEvent) -> bool:
    """Whether nothing is held with a key."""
    return not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
