"""What the views of results have in common: a plot that keeps the newest frame and draws it while it is seen.

Each of them draws one kind of result, and is given no other.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnviz.session.frame import Frame
from nnviz.session.plane import Unit
from nnviz.session.probing import Point
from nnviz.ui.plots.plot_panel import PlotPanel
from nnviz.ui.plots.told import told_result


class ResultPage(PlotPanel):
    """A plot of the result of a frame.

    Signals:
        drawn: another frame is shown.
        probe_wished: the input that shall be probed, a tuple of floats.
    """

    drawn = Signal()
    probe_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._on_screen = False
        self._probe: Point | None = None

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

    def open_drawing(self) -> bool:
        """Turns to the pad on which a sample is drawn; gives whether there is one."""
        return False

    def show_probe(self, point: Point | None) -> None:
        """Marks the input that is probed, where the page can show it; None takes the mark away."""
        self._probe = point
        if self._on_screen:
            self._draw_kept()

    def show_unit(self, unit: Unit | None) -> None:
        """Shows a unit instead of the output, where the page can; None shows the output again."""

    def _draw_kept(self) -> None:
        if self._frame is not None:
            self._draw(self._frame)
            if not self._by_key:
                self._tell_reader("")
            self.drawn.emit()

    def _tell_reader(self, readout: str) -> None:
        """Tells a screen reader what is read out; or, where nothing is, what there is to be seen at rest."""
        frame = self._frame
        if not readout and frame is not None and not frame.live and frame.result is not None:
            readout = told_result(frame.result)
        if readout != self.accessibleDescription():
            self.setAccessibleDescription(readout)

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
