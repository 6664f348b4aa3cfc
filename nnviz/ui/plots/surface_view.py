"""What the network answers everywhere on the plane of its two inputs, with the data on top.

Blue is a positive output, orange a negative one; a circle in the colour of its surroundings is a
sample that the network gets right.
"""

from __future__ import annotations

import math
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.results import Surface
from nnviz.ui.numbers import plain, signed
from nnviz.ui.plots.point_legend import HELD, LEARNED, PointLegend
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.plots.surface_map import Cell, SurfaceMap
from nnviz.ui.theme import DARK, Theme


class SurfaceView(ResultPage):
    """The heat map under its title, and a legend where samples are held apart."""

    moves: ClassVar = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = ("x₁", "x₂")
        self._pointed: tuple[Cell, int] | None = None
        self.map, self.legend = SurfaceMap(self), PointLegend(self)
        self._rows.addWidget(self.legend)
        self._rows.addWidget(self.map, 1)
        self.map.pointed.connect(self._follow_mouse)
        self.map.left.connect(self._leave)
        self._retranslate()
        self.set_theme(DARK)

    def _retranslate(self) -> None:
        self.header.set_title(self.tr("Output over the input plane"))
        self.header.set_subtitle(f"ŷ({self._names[0]}, {self._names[1]})")
        if (surface := self._surface()) is not None:
            self._explain(surface)
        self.header.setToolTip(
            self.tr(
                "Colour: the network's output for every input. Circles: the data, in the colour of its "
                "target; squares: what is held apart.\nWhile paused, a ring marks the samples of a smaller "
                "batch. Point at the map to read a value; Tab, then the arrow keys, does the same."
            )
        )
        self.setAccessibleName(self.tr("Output over the input plane"))
        self._read_out()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.map.set_theme(theme)
        self.legend.set_theme(theme)

    # -- frames ---------------------------------------------------------------------------------

    def _draw(self, frame: Frame) -> None:
        surface = frame.surface
        assert surface is not None
        self._name_axes(surface.axes)
        self._explain(surface)
        self.map.show_surface(surface, () if frame.batches == 1 or frame.live else frame.rows)
        self._read_out()

    def _explain(self, surface: Surface) -> None:
        """Writes the legend, where there are two kinds of samples."""
        learned, held = len(surface.points), len(surface.held_points)
        entries = (
            (LEARNED, "text", self.tr("learned: {0}").format(learned), False),
            (HELD, "muted", self.tr("held apart: {0}").format(held), False),
        )
        self.legend.show_entries(entries if held else ())

    def _name_axes(self, names: tuple[str, str]) -> None:
        if names != self._names:
            self._names = names
            self.map.set_names(*names)
            self._retranslate()

    # -- reading out ----------------------------------------------------------------------------

    @property
    def readout_text(self) -> str:
        """What is being read out; empty while nothing is."""
        return self.map.readout_text

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
        learned = len(surface.targets)
        if 0 <= row < learned:
            lines.append(
                (self._sample_line(row, surface.targets, self.tr("sample {0} of {1}, target {2}")), "")
            )
        elif row >= learned:
            text = self.tr("held apart: sample {0} of {1}, target {2}")
            lines.append((self._sample_line(row - learned, surface.held_targets, text), ""))
        return lines

    @staticmethod
    def _sample_line(row: int, targets: Array, text: str) -> str:
        target = float(targets[row])
        return text.format(row + 1, len(targets), plain(target, 0 if target.is_integer() else 4))

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
