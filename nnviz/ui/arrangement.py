"""The arrangement of a window's panels: remembered, put back, and shared out anew for another size.

Once a person's own layout has been restored, nothing moves by itself any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from nnviz.ui import docking
from nnviz.ui.panel import Panel
from nnviz.ui.settings import Settings
from nnviz.ui.text_size import factor

DEFAULT_SIZE = QSize(1600, 1000)
SMALLEST = QSize(960, 600)

_SETTLED_MS = 120
"""Milliseconds after which panels have taken the heights that follow from their widths."""

_OTHER_WINDOW = 40
"""By how many pixels a window has to change until its panels are shared out anew."""


class Arrangement:
    """Lays out the panels of one window.

    Args:
        listed: how high the whole list of layers would be, in pixels.
    """

    def __init__(
        self, window: QMainWindow, panels: Mapping[str, Panel], settings: Settings, listed: Callable[[], int]
    ) -> None:
        self._window, self._panels, self._settings, self._listed = window, panels, settings, listed
        self._by_default = True
        self._shared_for = QSize()
        self._held: tuple[QByteArray, QByteArray] | None = None

    def restore_default(self) -> None:
        """Puts every panel back in its first place."""
        self._by_default = True
        docking.put_in_place(self._window, self._panels)
        self._share_out()

    def restore(self) -> None:
        """Brings back what is remembered, or else opens at a size that fits the screen."""
        window, kept = self._window, self._settings.layout()
        window.setMinimumSize(SMALLEST)
        if kept is None or not window.restoreGeometry(kept[0]):
            screen = QGuiApplication.primaryScreen().availableSize()
            window.resize((DEFAULT_SIZE * factor()).boundedTo(screen * 0.94))
            self._share_out()
        elif docking.restore(window, self._panels, kept[1]):
            self._by_default = False
        else:
            self.restore_default()

    def refit(self) -> None:
        """Lays the panels out again, now that there is something in them."""
        kept = self._settings.layout()
        if self._by_default or kept is None:
            self._share_out()
        else:
            docking.restore(self._window, self._panels, kept[1])

    def remember(self) -> None:
        """Keeps the places of all panels for the next start."""
        kept = self._held or (self._window.saveGeometry(), self._window.saveState())
        self._settings.keep_layout(*kept)

    def hold(self, geometry: QByteArray, state: QByteArray) -> None:
        """Leaves the panels to someone else for a while, and keeps how they were."""
        self._held = geometry, state

    def let_go(self) -> None:
        """Looks after the panels again, which are back in their places."""
        self._held = None
        self._shared_for = self._window.size()

    def follow_size(self) -> None:
        """Shares the window out anew where it has become a rather different one."""
        grown = self._window.size() - self._shared_for
        if (
            self._held is None
            and self._by_default
            and max(abs(grown.width()), abs(grown.height())) > _OTHER_WINDOW
        ):
            self._shared_for = self._window.size()
            # the panels have their new widths only then, and the chips their rows only after that
            for wait in (0, _SETTLED_MS):
                QTimer.singleShot(wait, self._window, self._share_out)

    def settle(self) -> None:
        """Shares the window out as for the first time, where nobody has laid it out otherwise."""
        if self._by_default and self._held is None:
            for wait in (0, _SETTLED_MS):
                QTimer.singleShot(wait, self._window, self._share_out)

    def share_out_rest(self) -> None:
        """Shares out what is left to be seen while some panels are away for a time, if nobody has laid it out
        otherwise; each once they have their new widths, as the rows of chips follow from these."""
        if self._by_default:
            for wait in (0, _SETTLED_MS, 4 * _SETTLED_MS):
                QTimer.singleShot(wait, self._window, self._share_out_below)

    def _share_out_below(self) -> None:
        docking.share_out_below(self._window, self._panels)

    def share_out_left(self) -> None:
        """Gives the list of layers, now that it is known, the height it needs."""
        if self._by_default and self._held is None:
            docking.share_out_left(self._window, self._panels, self._listed())

    def _share_out(self) -> None:
        if self._held is not None:
            return
        docking.share_out(self._window, self._panels)
        docking.share_out_left(self._window, self._panels, self._listed())
