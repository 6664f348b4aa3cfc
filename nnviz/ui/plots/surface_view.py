"""What the network answers everywhere on the plane of its two inputs, with the data on top.

Blue is a positive output, orange a negative one; a circle in the colour of its surroundings is a
sample that the network gets right.
"""

from __future__ import annotations

import math
from typing import ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from nnviz.session.frame import Frame, Surface
from nnviz.ui.numbers import plain, signed
from nnviz.ui.plots.plot_panel import PlotPanel
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.surface_map import Cell, SurfaceMap
from nnviz.ui.theme import DARK, Theme, text_font


class SurfaceView(PlotPanel):
    """The heat map under its title, or a sentence that says why there is none.

    Signals:
        drawn: the map shows another frame.
    """

    drawn = Signal()
    moves: ClassVar = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._names = ("x₁", "x₂")
        self._pointed: tuple[Cell, int] | None = None
        self._on_screen = False
        self.map, self._why = SurfaceMap(self), QLabel(self)
        self._build()
        self.map.pointed.connect(self._follow_mouse)
        self.map.left.connect(self._leave)
        self._retranslate()
        self.set_theme(DARK)

    def _build(self) -> None:
        self._why.setWordWrap(True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._why.setFont(text_font(13))
        self._stack = QStackedLayout()
        self._stack.addWidget(self._why)
        self._stack.addWidget(self.map)
        self._rows.addLayout(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        """The least size at which the map can be read."""
        return QSize(200, 112)

    def sizeHint(self) -> QSize:
        """The size in the right column of the window."""
        return QSize(330, 300)

    def _retranslate(self) -> None:
        self.header.set_title(self.tr("Output over the input plane"))
        self.header.set_subtitle(f"ŷ({self._names[0]}, {self._names[1]})")
        self.header.setToolTip(
            self.tr(
                "Colour: the network's output for every input. Circles: the data, in the colour of its "
                "target.\nWhile paused, a ring marks the samples of this pass. Point at the map to read a "
                "value; Tab, then the arrow keys, does the same."
            )
        )
        self.setAccessibleName(self.tr("Output over the input plane"))
        empty = self.tr("The network's output will be shown here")
        unsuited = self.tr("This map is shown for networks with two inputs and one output")
        self._why.setText(empty if self._frame is None else unsuited)
        self._read_out()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.map.set_theme(theme)

    # -- frames ---------------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """Shows a frame's surface; while hidden it is only kept for later."""
        self._frame = frame
        if self._on_screen:
            self._draw()

    def _draw(self) -> None:
        frame = self._frame
        if frame is None:
            return
        self._show_which(frame.surface)
        if frame.surface is not None:
            self._name_axes(frame.stage.inputs[0].labels)
            self.map.show_surface(frame.surface, () if frame.live else frame.rows)
            self._read_out()
        self.drawn.emit()

    def _show_which(self, surface: Surface | None) -> None:
        wanted = self._why if surface is None else self.map
        if self._stack.currentWidget() is not wanted or surface is None:
            self._stack.setCurrentWidget(wanted)
            self._retranslate()

    def _name_axes(self, labels: tuple[str, ...]) -> None:
        names = (labels[0], labels[1]) if len(labels) == 2 else ("x₁", "x₂")
        if names != self._names:
            self._names = names
            self.map.set_names(*names)
            self._retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with the newest frame."""
        super().showEvent(event)
        self._on_screen = True
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops drawing."""
        self._on_screen = False
        super().hideEvent(event)

    # -- reading out ----------------------------------------------------------------------------

    @property
    def readout_text(self) -> str:
        """What is being read out; empty while nothing is."""
        return self.map.readout_text

    @property
    def message(self) -> str:
        """Why there is no map; empty while there is one."""
        return self._why.text() if self._stack.currentWidget() is self._why else ""

    def _surface(self) -> Surface | None:
        return self._frame.surface if self._frame is not None else None

    def _follow_mouse(self, cell: Cell, row: int) -> None:
        self._by_key = False
        self._point_at(cell, row)

    def _point_at(self, cell: Cell, row: int) -> None:
        self._pointed = (cell, row)
        self._read_out()
        self.setAccessibleDescription(self.readout_text)

    def _stop_reading(self) -> None:
        self._pointed = None
        self.map.hide_cell()

    def _read_out(self) -> None:
        surface = self._surface()
        if surface is not None and self._pointed is not None:
            cell, row = self._pointed
            self.map.show_cell(cell, self._lines(surface, cell, row))

    def _lines(self, surface: Surface, cell: Cell, row: int) -> list[Line]:
        step = (surface.high - surface.low) / (surface.values.shape[0] - 1)
        digits = _digits(surface.low, step)
        first, second = (plain(surface.low + place * step, digits) for place in (cell[1], cell[0]))
        value = signed(float(surface.values[cell]), 4)
        text = self.tr("{0} {1}, {2} {3} → ŷ {4}")
        lines = [(text.format(self._names[0], first, self._names[1], second, value), "")]
        if 0 <= row < len(surface.targets):
            target = plain(float(surface.targets[row]), 0 if float(surface.targets[row]).is_integer() else 4)
            sample = self.tr("sample {0} of {1}, target {2}")
            lines.append((sample.format(row + 1, len(surface.targets), target), ""))
        return lines

    def _move(self, right: int, up: int) -> None:
        """Moves from cell to cell; it comes in at the middle."""
        surface = self._surface()
        if surface is None:
            return
        rows, columns = surface.values.shape
        row, column = self._pointed[0] if self._pointed else (rows // 2, columns // 2)
        cell = (max(0, min(rows - 1, row + up)), max(0, min(columns - 1, column + right)))
        self._point_at(cell, self.map.point_in(cell))


def _digits(low: float, step: float) -> int:
    """How many decimals write every place of a grid exactly, or tell neighbours apart at least."""
    fewest = max(0, math.ceil(-math.log10(step)))
    exact = (d for d in range(fewest, fewest + 3) if all(abs(round(v, d) - v) < 1e-9 for v in (low, step)))
    return next(exact, fewest)
