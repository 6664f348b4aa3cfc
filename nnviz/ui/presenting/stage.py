"""The window while it is presented: bars away, one panel beside the canvas; and all put back afterwards.

It moves what is there and nothing else, so the run, the cursor and the views stay as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMargins, QRect, Qt

from nnviz.ui.text_size import stretched

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow

SHOWN = ("lesson", "inspector", "pass", "loss", "norms", "surface", "network", "neuron", "weight")
"""The panels that can stand beside the canvas, by the number keys 1 to 9."""

_BELOW = {"pass": 0.2, "inspector": 0.5, "neuron": 0.42, "weight": 0.5}
"""How much of the height they take that stand below the canvas, for they are wider than they are high."""

_ALWAYS_BELOW = "pass"

_ROOMY = 900
"""The height of a window that has room for another panel than the narrowest below the canvas."""

_SIDE_SHARE = 0.4
"""How much of the width a panel takes that stands at the side; the six columns of XOR fit into the rest."""

_SQUARE, _COLUMNS = "surface", 350
"""The panel whose picture is a square, and the width of the columns of XOR at the least text size."""

_AREAS = Qt.DockWidgetArea


class Stage:
    """What a window looked like, and how it is presented."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._state, self._place = QByteArray(), QRect()
        self._margins = QMargins()
        self._mode = Qt.WindowState.WindowNoState

    def set_up(self) -> None:
        """Remembers the window, and clears it of everything but the canvas."""
        window = self._window
        self._state, self._place = window.saveState(), window.geometry()
        self._margins, self._mode = window.contentsMargins(), window.windowState()
        window.arrangement.hold(window.saveGeometry(), self._state)
        for bar in (window.top, window.transport):
            bar.hide()
        self.keep_free(0)
        for key, panel in window.panels.items():
            panel.hide()
            panel.setFloating(False)
            window.addDockWidget(self._area(key), panel)
            panel.set_buttons_shown(False)
        window.showFullScreen()

    def keep_free(self, foot: int) -> None:
        """Leaves so many pixels at the foot of the window to the controls."""
        self._window.setContentsMargins(0, 0, 0, foot)

    def show_only(self, key: str) -> None:
        """Shows one panel and no other; none for an empty key."""
        window = self._window
        for other, panel in window.panels.items():
            panel.setVisible(other == key)
        self.share_out(key)

    def _area(self, key: str) -> Qt.DockWidgetArea:
        """Where a panel stands in a window of this height."""
        below = key == _ALWAYS_BELOW or (key in _BELOW and self._window.height() >= _ROOMY)
        return _AREAS.BottomDockWidgetArea if below else _AREAS.RightDockWidgetArea

    def share_out(self, key: str) -> None:
        """Gives the panel that is shown its share of the window."""
        window = self._window
        if not key:
            return
        panel, area = window.panels[key], self._area(key)
        if window.dockWidgetArea(panel) is not area:
            window.addDockWidget(area, panel)
        if area is _AREAS.BottomDockWidgetArea:
            high = window.contentsRect().height()
            window.resizeDocks([panel], [round(high * _BELOW[key])], Qt.Orientation.Vertical)
        else:
            window.resizeDocks([panel], [self._width(key)], Qt.Orientation.Horizontal)

    def _width(self, key: str) -> int:
        """The width of a panel at the side; a square one may be as wide as high where the canvas keeps room
        for its columns, though no wider than the canvas."""
        room = self._window.contentsRect()
        width = round(_SIDE_SHARE * room.width())
        if key != _SQUARE:
            return width
        return max(width, min(room.height(), room.width() // 2, room.width() - stretched(_COLUMNS)))

    def clear(self) -> None:
        """Puts everything back where it was."""
        window = self._window
        for bar in (window.top, window.transport):
            bar.show()
        window.setContentsMargins(self._margins)
        for panel in window.panels.values():
            panel.set_buttons_shown(True)
        window.setWindowState(self._mode)
        if self._mode == Qt.WindowState.WindowNoState:
            window.setGeometry(self._place)

    def put_back(self) -> None:
        """Puts the panels back; once more when the window has its size again."""
        self._window.restoreState(self._state)

    def end(self) -> None:
        """Lets the panels follow the window again."""
        self._window.arrangement.let_go()
