"""Draws points by keys: the arrows move a cross over the picture, digits put points, Delete takes one away.

It watches the page that has the focus while drawing is on, and knows neither points nor runs.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from nnviz.ui.drawing.grounds import Ground
from nnviz.ui.keys.arrows import ARROWS
from nnviz.ui.theme import Theme

_STEP = 1 / 40
"""How far an arrow moves the cross, as a share of the picture; with Shift held a quarter of that."""

_ARM = 9.0
"""How far the cross reaches, in pixels."""

_TAKE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_HELD = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class PointsKeys(QObject):
    """The cross of one page.

    Attributes:
        on: whether points are drawn.
        used: whether a key has been pressed since that began.
        place: where the cross is, as shares of the picture from its upper left corner.

    Signals:
        put: a place in pixels, and which class is asked for, 0 or 1; −1 for the tool that is chosen.
        taken: a place in pixels, the point nearest to which shall go.
        ended: drawing shall end.
        moved: the cross is somewhere else, or has come or gone.
    """

    put = Signal(QPointF, int)
    taken = Signal(QPointF)
    ended = Signal()
    moved = Signal()

    def __init__(self, page: QWidget, ground: Ground) -> None:
        super().__init__(page)
        self._page, self._ground = page, ground
        self.on = self.used = False
        self.place = QPointF(0.5, 0.5)
        self._items = [QGraphicsPathItem() for _ in range(2)]
        for item in self._items:
            item.setZValue(9)
            item.setVisible(False)
            ground.view.scene().addItem(item)
        page.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        for item, colour, width in zip(self._items, (theme.panel, theme.text), (4.5, 1.8), strict=True):
            item.setPen(QPen(QColor(colour), width))

    def turn(self, on: bool) -> None:
        """Begins or ends."""
        self.on, self.used = on, False
        self.draw()

    def take_keys(self) -> None:
        """Brings the keys to the page."""
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def active(self) -> bool:
        """Whether the keys draw now."""
        return self.on and self._page.hasFocus()

    @property
    def at(self) -> QPointF:
        """Where the cross is, in pixels."""
        area = self._ground.area
        return area.topLeft() + QPointF(self.place.x() * area.width(), self.place.y() * area.height())

    def draw(self) -> None:
        """Draws the cross where it is in the picture of now, or hides it."""
        path, at = QPainterPath(), self.at
        for arm in (QPointF(_ARM, 0), QPointF(0, _ARM)):
            path.moveTo(at - arm)
            path.lineTo(at + arm)
        for item in self._items:
            item.setPath(path)
            item.setVisible(self.active)
        self.moved.emit()

    # -- Qt's calls -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes its keys while drawing is on; coming by Tab the page reads out nothing then."""
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.draw()
            return self.on and kind is QEvent.Type.FocusIn
        if not self.on or not isinstance(event, QKeyEvent) or event.modifiers() & ~_HELD:
            return False
        if kind is QEvent.Type.ShortcutOverride and self._knows(event):
            event.accept()
            return True
        return kind is QEvent.Type.KeyPress and self._knows(event) and self._press(event)

    @staticmethod
    def _knows(event: QKeyEvent) -> bool:
        others = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Space, Qt.Key.Key_Escape)
        return event.key() in ARROWS or event.key() in _TAKE or event.key() in others

    def _press(self, event: QKeyEvent) -> bool:
        key, self.used = Qt.Key(event.key()), True
        if key in ARROWS:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(*ARROWS[key], _STEP / 4 if fine else _STEP)
        elif key in _TAKE:
            self.taken.emit(self.at)
        elif key == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            self.put.emit(self.at, {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1}.get(key, -1))
        return True

    def _move(self, right: int, down: int, step: float) -> None:
        x, y = self.place.x() + right * step, self.place.y() + down * step
        self.place = QPointF(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        self.draw()
