"""What the network answers everywhere on the plane of its two inputs, with the data on top.

Blue is a positive output, orange a negative one; a circle in the colour of its surroundings is a
sample that the network gets right.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import ClassVar

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.plane import Plane, Unit
from nnviz.session.results import RESOLUTION, Surface
from nnviz.ui.numbers import plain, signed
from nnviz.ui.plots.point_legend import HELD, LEARNED, PointLegend
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.plots.surface_map import Place, SurfaceMap
from nnviz.ui.theme import DARK, Theme
from nnviz.ui.titles import input_title, translated_title


class SurfaceView(ResultPage):
    """The heat map under its title, and a legend where samples are held apart."""

    moves: ClassVar = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }
    chooses = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = ("x₁", "x₂")
        self._pointed: tuple[Place, int] | None = None
        self._unit: Unit | None = None
        self._of_unit: tuple[Plane, Surface] | None = None
        self.map, self.legend = SurfaceMap(self), PointLegend(self)
        self._rows.addWidget(self.legend)
        self._rows.addWidget(self.map, 1)
        self.map.pointed.connect(self._follow_mouse)
        self.map.left.connect(self._leave)
        self.map.held.connect(self._probe_at)
        self._retranslate()
        self.set_theme(DARK)

    def _retranslate(self) -> None:
        self._name_subject()
        if (surface := self._surface()) is not None:
            self._explain(surface)
        self.header.setToolTip(
            self.tr(
                "Colour: the network's output for every input. Circles: the data, in the colour of its "
                "target; squares: what is held apart.\nWhile paused, a ring marks the samples of a smaller "
                "batch. Point at the map to read a value, press to probe it: the canvas then shows the "
                "forward pass of that input.\nTab, then the arrow keys and Return, do the same; Esc ends it."
            )
        )
        self._read_out()

    def _name_subject(self) -> None:
        title = self._title()
        self.header.set_title(title, "" if self._unit else self.tr("Output"))
        self.setAccessibleName(title)
        self.header.set_subtitle(f"{self._symbol()}({self._names[0]}, {self._names[1]})")

    def _title(self) -> str:
        if self._unit is None or self._frame is None:
            return self.tr("Output over the input plane")
        (name, number), stage = self._unit, self._frame.stage
        node = stage.node(name)
        whose = translated_title(node) if node else input_title(stage.inputs[0])
        return self.tr("{0}, unit {1}").format(whose, number + 1)

    def _symbol(self) -> str:
        return "ŷ" if self._unit is None else f"Y[{self._unit[1] + 1}]"

    def show_unit(self, unit: Unit | None) -> None:
        """Shows what a unit gives all over the plane; None shows the output again."""
        if unit != self._unit:
            self._unit, self._of_unit = unit, None
            self._name_subject()
            if self._on_screen:
                self._draw_kept()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.map.set_theme(theme)
        self.legend.set_theme(theme)

    # -- frames ---------------------------------------------------------------------------------

    def _draw(self, frame: Frame) -> None:
        surface = self._surface()
        assert surface is not None
        self._name_axes(surface.axes)
        self._explain(surface)
        self.map.show_surface(surface, () if frame.batches == 1 or frame.live else frame.rows)
        first, second = self._probe or (0.0, 0.0)
        self.map.show_probe((first, second) if self._probe else None)
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

    def _of_output(self, frame: Frame) -> Surface | None:
        """The surface of the output that is looked at."""
        return frame.surface

    def _surface(self) -> Surface | None:
        """The surface that is shown: of the output, or of a unit that was asked for."""
        frame = self._frame
        output = self._of_output(frame) if frame is not None else None
        if frame is None or output is None or frame.plane is None or self._unit is None:
            return output
        if self._of_unit is None or self._of_unit[0] is not frame.plane:
            find = partial(frame.plane.of_unit, self._unit)
            self._of_unit = frame.plane, replace(output, find=find)
        return self._of_unit[1]

    def _follow_mouse(self, at: QPointF) -> None:
        if self._surface() is None or not self.map.square.contains(at):
            self._leave()
            return
        self._by_key = False
        self._point_at(*self._input_at(at))

    def _input_at(self, at: QPointF) -> tuple[Place, int]:
        """The input at a place in pixels, and the sample there or −1: that of the sample, or the one whose
        written digits tell it from its neighbours."""
        row, surface = self.map.sample_at(at), self._surface()
        if row >= 0 and surface is not None:
            first, second = _samples(surface)[row].tolist()
            return (first, second), row
        digits = max(0, math.ceil(-math.log10(self.map.pixel)))
        first, second = (round(value, digits) + 0.0 for value in self.map.input_at(at))
        return (first, second), row

    def _point_at(self, point: Place, row: int = -1) -> None:
        self._pointed = (point, row)
        self._read_out()
        self._tell_reader(self.readout_text)

    def _stop_reading(self) -> None:
        self._pointed = None
        self.map.hide_spot()

    def _read_out(self) -> None:
        surface = self._surface()
        if surface is not None and self._pointed is not None:
            self.map.show_spot(self._pointed[0], self._lines(surface, *self._pointed))

    def _lines(self, surface: Surface, point: Place, row: int) -> list[Line]:
        """The value at that very point, which the network is asked for, and the sample there if any."""
        first, second = (self._written(surface, value) for value in point)
        text, value = self.tr("{0} {1}, {2} {3} → {4} {5}"), signed(surface.at(np.array(point)), 4)
        lines = [(text.format(self._names[0], first, self._names[1], second, self._symbol(), value), "")]
        learned = len(surface.targets)
        if 0 <= row < learned:
            lines.append(
                (self._sample_line(row, surface.targets, self.tr("sample {0} of {1}, target {2}")), "")
            )
        elif row >= learned:
            text = self.tr("held apart: sample {0} of {1}, target {2}")
            lines.append((self._sample_line(row - learned, surface.held_targets, text), ""))
        return lines

    def _written(self, surface: Surface, value: float) -> str:
        """A coordinate with all its digits where they are few."""
        digits = max(_digits(surface.low, _step(surface)), math.ceil(-math.log10(self.map.pixel)))
        return plain(value, next((d for d in range(digits, 7) if round(value, d) == value), 6))

    @staticmethod
    def _sample_line(row: int, targets: Array, text: str) -> str:
        target = float(targets[row])
        return text.format(row + 1, len(targets), plain(target, 0 if target.is_integer() else 4))

    # -- the keyboard and the probe -------------------------------------------------------------

    def _move(self, right: int, up: int) -> None:
        """Moves by the steps of the grid; it comes in at the probe, or at the middle."""
        surface = self._surface()
        if surface is None:
            return
        step, middle = _step(surface), (surface.low + surface.high) / 2
        start = self._pointed[0] if self._pointed else self._probe or (middle, middle)
        digits = _digits(surface.low, step)
        first, second = (
            max(surface.low, min(surface.high, round(value + way * step, digits)))
            for value, way in zip(start, (right, up), strict=True)
        )
        self._point_at((first, second), self.map.sample_at(self.map.place((first, second))))
        if self._probe is not None and (right or up):
            self.probe_wished.emit((first, second))

    def _choose_pointed(self) -> None:
        """Probes what is being read out."""
        if self._pointed is not None:
            self.probe_wished.emit(self._pointed[0])

    def _probe_at(self, at: QPointF) -> None:
        """Probes the input under the mouse."""
        if self._surface() is not None and self.map.square.adjusted(-9, -9, 9, 9).contains(at):
            self.probe_wished.emit(self._input_at(at)[0])


def _samples(surface: Surface) -> Array:
    """All samples (n, 2), those held apart after the others."""
    return np.concatenate([surface.points, surface.held_points])


def _step(surface: Surface) -> float:
    return (surface.high - surface.low) / (RESOLUTION - 1)


def _digits(low: float, step: float) -> int:
    """How many decimals write every place of a grid exactly, or tell neighbours apart at least."""
    fewest = max(0, math.ceil(-math.log10(step)))
    exact = (d for d in range(fewest, fewest + 3) if all(abs(round(v, d) - v) < 1e-9 for v in (low, step)))
    return next(exact, fewest)
