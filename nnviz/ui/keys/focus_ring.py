"""A ring around whatever the keys have come to, so that nobody has to look for it.

Qt's own frame follows its widget about, over all that is beside it, so that no box around the widget cuts the
frame off; it is only shown while no button of the mouse is down.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QGraphicsView,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from shiboken6 import isValid

_BY_TAB = Qt.FocusPolicy.TabFocus.value


class _Above(QProxyStyle):
    """The style of the frame alone: it lies over the widgets instead of behind its own."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QObject):
    """The ring of one program.

    Args:
        window: whose child the ring is while it is round nothing.
    """

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._style = _Above("Fusion")
        self._style.setParent(app)  # a style has to outlive what it paints
        self._frame = self._new_frame()
        app.focusChanged.connect(self._follow)

    @property
    def widget(self) -> QWidget | None:
        """What the ring is round, if anything."""
        return self._frame.widget() if isValid(self._frame) else None

    def _follow(self, _: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._frame):  # it has gone with the dialog that it was in
            self._frame = self._new_frame()
        if new is not None and _wants_ring(new):
            self._frame.setWidget(new)
        elif self._frame.widget() is not None:
            self._frame.setWidget(None)  # type: ignore[arg-type]
            self._frame.setParent(self._window)

    def _new_frame(self) -> QFocusFrame:
        frame = QFocusFrame(self._window)
        frame.setStyle(self._style)
        return frame


def _wants_ring(widget: QWidget) -> bool:
    """Whether a ring is to be round a widget; a picture of the network, painted all the time, has its own."""
    by_key = QGuiApplication.mouseButtons() is Qt.MouseButton.NoButton
    own = isinstance(widget, QGraphicsView) and widget.objectName() == "canvas"
    return by_key and not own and bool(widget.focusPolicy().value & _BY_TAB)
