"""The desk that opens the guide over a window, at the page of what has the focus.

There is one guide a window; it is made when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QToolBar, QWidget

from nnviz.ui.panel import Panel

if TYPE_CHECKING:
    from nnviz.ui.guide.guide_window import GuideWindow
    from nnviz.ui.window import MainWindow


class GuideDesk(QObject):
    """Opens the guide.

    Attributes:
        window: the guide, once it has been opened.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._main = window
        self.window: GuideWindow | None = None

    def open(self, page: str = "") -> GuideWindow:
        """Shows a page; where none is named, the one that was read last, or else the first."""
        if self.window is None:
            from nnviz.ui.guide.guide_window import GuideWindow
            from nnviz.ui.guide.names import Names

            names = Names(self._main.menus.groups, self._main.panels)
            self.window = GuideWindow(names, self._main)
        self.window.open(page)
        return self.window

    def open_here(self) -> None:
        """Shows the page of the panel that has the focus."""
        self.open(page_of(QApplication.focusWidget()))


def page_of(widget: QWidget | None) -> str:
    """The page on what a widget is part of; that on the canvas if it is part of no panel."""
    while widget is not None:
        if isinstance(widget, Panel):
            return widget.objectName()
        if isinstance(widget, QToolBar):
            return "bar"
        widget = widget.parentWidget()
    return "canvas"
