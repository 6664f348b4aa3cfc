"""A ring around whatever the keys have come to, so that nobody has to look for it.

Qt's own frame follows its widget about; it is only shown while no button of the mouse is down.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFocusFrame, QGraphicsView, QWidget
from shiboken6 import isValid

_BY_TAB = Qt.FocusPolicy.TabFocus.value


class FocusRing(QObject):
    """The ring of one program.

    Args:
        window: whose child the ring is while it is round nothing.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._frame = QFocusFrame(window)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    @property
    def widget(self) -> QWidget | None:
        """What the ring is round, if anything."""
        return self._frame.widget() if isValid(self._frame) else None

    def _follow(self, _: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._frame):  # it has gone with the dialog that it was in
            self._frame = QFocusFrame(self._window)
        if new is not None and _wants_ring(new):
            self._frame.setWidget(new)
        elif self._frame.widget() is not None:
            self._frame.setWidget(None)  # type: ignore[arg-type]
            self._frame.setParent(self._window)


def _wants_ring(widget: QWidget) -> bool:
    """Whether a ring is to be round a widget; a picture of the network, painted all the time, has its own."""
    by_key = QGuiApplication.mouseButtons() is Qt.MouseButton.NoButton
    own = isinstance(widget, QGraphicsView) and widget.objectName() == "canvas"
    return by_key and not own and bool(widget.focusPolicy().value & _BY_TAB)
