"""What the views of results have in common: a plot that keeps the newest frame and draws it while it is seen.

Each of them draws one kind of result, and is given no other.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnviz.session.frame import Frame
from nnviz.ui.plots.plot_panel import PlotPanel


class ResultPage(PlotPanel):
    """A plot of the result of a frame.

    Signals:
        drawn: another frame is shown.
    """

    drawn = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._on_screen = False

    @property
    def corner(self) -> QWidget | None:
        """What is to stand at the right of the title, if anything."""
        return None

    def minimumSizeHint(self) -> QSize:
        """The least size at which a result can be read."""
        return QSize(200, 112)

    def sizeHint(self) -> QSize:
        """The size in the right column of the window."""
        return QSize(330, 300)

    def show_frame(self, frame: Frame) -> None:
        """Shows a frame's result; while hidden it is only kept for later."""
        self._frame = frame
        if self._on_screen:
            self._draw_kept()

    def _draw_kept(self) -> None:
        if self._frame is not None:
            self._draw(self._frame)
            self.drawn.emit()

    def _draw(self, frame: Frame) -> None:
        """Draws a frame, whose result is of the page's kind."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with the newest frame."""
        super().showEvent(event)
        self._on_screen = True
        self._draw_kept()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops drawing."""
        self._on_screen = False
        super().hideEvent(event)
