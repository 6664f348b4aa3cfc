"""A ring around whatever the keys have come to, so that nobody has to look for it.

It is a child of the window and lies above all that is in it, so that no box around a control cuts it off; it
follows the control about, and is only shown while no button of the mouse is down.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QPen, QRegion
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget
from shiboken6 import isValid

WIDTH = 2
"""Pixels that the ring is wide, all of them outside of what it is round."""

_RADIUS = 5
_CORNER = WIDTH + 2
"""Pixels from its sides that the ring reaches inwards where it is bent."""

_BY_TAB = Qt.FocusPolicy.TabFocus.value
_MOVING = frozenset(
    {
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.ParentChange,
    }
)


class Ring(QWidget):
    """The ring itself, in one window; no click and no key comes to it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def put_round(self, place: QRect) -> None:
        """Shows it round a place in its window; what would be outside of that lies on the place's edge."""
        grown = place.adjusted(-WIDTH, -WIDTH, WIDTH, WIDTH)
        self.setGeometry(grown.intersected(self.window().rect()))
        inner = self.rect().adjusted(_CORNER, _CORNER, -_CORNER, -_CORNER)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inner)))  # nothing below is painted again
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), WIDTH))
        half = WIDTH // 2
        painter.drawRoundedRect(self.rect().adjusted(half, half, -half, -half), _RADIUS, _RADIUS)
        painter.end()


class FocusRing(QObject):
    """The ring of one program, round whatever has the keys.

    It watches the control and all that this is in, since any of them may be moved, scrolled or hidden.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._widget: QWidget | None = None
        self._ring: Ring | None = None
        self._watched: list[QWidget] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._place)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    @property
    def widget(self) -> QWidget | None:
        """What the ring is round, if anything."""
        return self._widget if self._widget is not None and isValid(self._widget) else None

    def _follow(self, _: QWidget | None, new: QWidget | None) -> None:
        self._widget = new if new is not None and _wants_ring(new) else None
        self._place()

    def _place(self) -> None:
        """Puts the ring where the widget can be seen now, in the window where that is."""
        widget = self.widget
        self._watch([] if widget is None else _chain(widget))
        place = QRect() if widget is None else _seen(widget)
        if widget is None or place.isEmpty():
            if self._ring is not None and isValid(self._ring):
                self._ring.hide()
        else:
            self._ring_in(widget.window()).put_round(place)

    def _ring_in(self, window: QWidget) -> Ring:
        """The ring as a child of a window; the one of a dialog goes away with it."""
        if self._ring is not None and isValid(self._ring):
            if self._ring.parentWidget() is window:
                return self._ring
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = Ring(window)
        return self._ring

    def _watch(self, chain: list[QWidget]) -> None:
        if chain == self._watched:
            return
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        for widget in chain:
            widget.installEventFilter(self)
        self._watched = chain

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows once all of a layout is done, and never amid what moves or ends a widget."""
        if event.type() in _MOVING and not self._soon.isActive():
            self._soon.start()
        return False


def _chain(widget: QWidget) -> list[QWidget]:
    """A widget and all that it is in, up to its window."""
    chain = [widget]
    while not chain[-1].isWindow() and (outer := chain[-1].parentWidget()) is not None:
        chain.append(outer)
    return chain


def _seen(widget: QWidget) -> QRect:
    """The part of a widget that is not scrolled away, in its window; empty if it is not shown."""
    part = widget.rect() if widget.isVisible() else QRect()
    for inner, outer in pairwise(_chain(widget)):
        part = part.translated(inner.pos()).intersected(outer.rect())
    return part


def _wants_ring(widget: QWidget) -> bool:
    """Whether a ring is to be round a widget; a picture of the network, painted all the time, has its own."""
    by_key = QGuiApplication.mouseButtons() is Qt.MouseButton.NoButton
    own = isinstance(widget, QGraphicsView) and widget.objectName() == "canvas"
    listed = widget.window().windowType() is Qt.WindowType.Popup  # its current line is marked
    return by_key and not own and not listed and bool(widget.focusPolicy().value & _BY_TAB)
