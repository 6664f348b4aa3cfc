"""The place for results: shows each frame's in the view that fits its kind.

While a run goes on it draws five times a second at most, and less often where a result takes long to work
out, so that looking at it costs the training little.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.session.plane import Unit
from nnviz.session.probing import Point
from nnviz.session.records import Record
from nnviz.session.results import Answers, Curve, Outputs, Surface
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.plots.throttle import Throttle
from nnviz.ui.theme import DARK, Theme, text_font

if TYPE_CHECKING:
    from nnviz.ui.drawing.points_tool import PointsTool

INTERVAL = 300
"""The least time between two pictures of a running network, in milliseconds."""

SHARE = 0.05
"""How much of the time, at most, may go into the pictures of a running network."""

VIEWS: dict[type, str] = {
    Surface: "surface_view.SurfaceView",
    Curve: "curve_view.CurveView",
    Answers: "answers_view.AnswersView",
    Outputs: "outputs_view.OutputsView",
}
"""What draws each kind of result, beside this module; imported when there is such a result."""


class ResultsView(QWidget):
    """One view at a time, each made when it is first needed.

    Attributes:
        header: the title row of the view that is shown, for a panel's title bar.
        page: the view that is shown, or None before the first frame.

    Signals:
        asked: a command for the run.
        room_wished: something is drawn, for which there should be room.
        probe_wished: the input that shall be probed, a tuple of floats.
    """

    asked = Signal(object)
    room_wished = Signal()
    probe_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._frame: Frame | None = None
        self._on_screen = False
        self._probe: Point | None = None
        self._pages: dict[type, ResultPage] = {}
        self._tools: dict[ResultPage, PointsTool] = {}
        self.page: ResultPage | None = None
        self.header, self._empty = QWidget(self), QLabel(self)
        self._throttle = Throttle(INTERVAL, self)
        self._throttle.due.connect(self._draw)
        self._build()
        self._retranslate()
        self.set_theme(DARK)

    def _build(self) -> None:
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setFont(text_font(13))
        self._titles = QHBoxLayout(self.header)
        self._titles.setContentsMargins(0, 0, 0, 0)
        self._titles.setSpacing(4)
        self.header.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(self.header)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        rows.addLayout(self._stack, 1)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _retranslate(self) -> None:
        self._empty.setText(self.tr("What the network makes of its data will be shown here"))

    def minimumSizeHint(self) -> QSize:
        """The least size at which a result can be read."""
        return QSize(200, 112)

    def sizeHint(self) -> QSize:
        """The size in the right column of the window."""
        return QSize(330, 300)

    @property
    def title(self) -> str:
        """What is shown; empty before the first frame."""
        return self.page.title if self.page else ""

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Window, QColor(theme.panel))
        colours.setColor(QPalette.ColorRole.WindowText, QColor(theme.muted))
        self.setPalette(colours)
        for page in self._pages.values():
            page.set_theme(theme)
        for tool in self._tools.values():
            tool.set_theme(theme)

    def open_drawing(self) -> bool:
        """Turns to the pad on which a sample is drawn; gives whether this network has one."""
        return self.page is not None and self.page.open_drawing()

    def draw_points(self) -> bool:
        """Begins to draw points, or ends it; gives whether points can be drawn for this network."""
        tool = self._tools.get(self.page) if self.page is not None else None
        if tool is None or tool.button.isHidden():
            return False
        tool.button.toggle()
        if tool.on:
            tool.keys.take_keys()
        return True

    # -- frames ---------------------------------------------------------------------------------

    def show_records(self, records: Iterable[Record]) -> None:
        """Takes in what a run has left behind, for which results have no use."""

    def show_frame(self, frame: Frame) -> None:
        """Shows a frame's result: at once where the run stands, else when it is due; never while hidden."""
        self._frame = frame
        if not self._on_screen:
            return
        if frame.live:
            self._throttle.request()
        else:
            self._draw()

    def show_probe(self, point: Point | None) -> None:
        """Marks the input that is probed."""
        self._probe = point
        for page in self._pages.values():
            page.show_probe(point)

    def show_unit(self, unit: Unit | None) -> None:
        """Shows what a unit gives over the input plane instead of the output, where there is a plane."""
        for page in self._pages.values():
            page.show_unit(unit)

    def _draw(self) -> None:
        frame = self._frame
        if frame is None or frame.result is None:
            return
        began = perf_counter()
        page = self._page_for(type(frame.result))
        self._turn_to(page)
        page.show_frame(frame)
        if page in self._tools:
            self._tools[page].show_result(frame.result)
        took = 1000 * (perf_counter() - began)
        self._throttle.set_interval(max(INTERVAL, round(took / SHARE)))

    def _page_for(self, kind: type) -> ResultPage:
        if kind not in self._pages:
            page = self._pages[kind] = _view_for(kind)(self)
            page.set_theme(self._theme)
            page.show_probe(self._probe)
            page.probe_wished.connect(self.probe_wished)
            self._stack.addWidget(page)
            self._add_tool(page)
            self._titles.addWidget(page.header, 1, Qt.AlignmentFlag.AlignTop)
            if page.corner is not None:
                self._titles.addWidget(page.corner, 0, Qt.AlignmentFlag.AlignTop)
        return self._pages[kind]

    def _add_tool(self, page: ResultPage) -> None:
        """Gives a page on which points can be drawn what they are drawn with."""
        from nnviz.ui.drawing.points_tool import PointsTool

        if (tool := PointsTool.of(page)) is not None:
            self._tools[page] = tool
            tool.set_theme(self._theme)
            tool.asked.connect(self.asked)
            tool.room_wished.connect(self.room_wished)

    def _turn_to(self, page: ResultPage) -> None:
        if page is self.page:
            return
        self.page = page
        for each in self._pages.values():
            each.header.setVisible(each is page)
            if each.corner is not None and each is not page:
                each.corner.hide()
        self.setFocusProxy(page)
        self._stack.setCurrentWidget(page)

    # -- Qt's calls -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with the newest frame."""
        super().showEvent(event)
        self._on_screen = True
        self._throttle.release()
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops drawing."""
        self._on_screen = False
        self._throttle.hold()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Changes the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


def _view_for(kind: type) -> type[ResultPage]:
    module, name = VIEWS[kind].split(".")
    view: type[ResultPage] = getattr(import_module(f"nnviz.ui.plots.{module}"), name)
    return view
