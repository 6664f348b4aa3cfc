"""The output curve: what the network answers over the range of its one input, and what it should answer.

Pointing at a sample reads its target beside the network's output for it; elsewhere the line is read.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from nnviz.session.frame import Frame
from nnviz.session.results import Curve, Samples
from nnviz.ui.numbers import plain, short, signed
from nnviz.ui.plots.curve_map import CurveMap
from nnviz.ui.plots.point_legend import HELD, LEARNED, Entry, PointLegend
from nnviz.ui.plots.result_page import ResultPage
from nnviz.ui.theme import DARK, Theme

_STRIDE = 5
"""How many places of the axis an arrow key goes."""

_Pointed = int | tuple[bool, int]
"""A place of the axis; or whether a sample is held apart, and its place."""


class CurveView(ResultPage):
    """The curve under its title and its legend."""

    moves: ClassVar = {
        Qt.Key.Key_Left: (-1, 0),
        Qt.Key.Key_Right: (1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }
    chooses = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointed: _Pointed | None = None
        self._name = "x"
        self.map, self.legend = CurveMap(self), PointLegend(self)
        self._rows.addWidget(self.legend)
        self._rows.addWidget(self.map, 1)
        self.map.pointed.connect(self._follow_mouse)
        self.map.left.connect(self._leave)
        self.map.held.connect(self._probe_at)
        self._retranslate()
        self.set_theme(DARK)

    def _retranslate(self) -> None:
        self.header.set_title(self.tr("Output curve"))
        self.header.set_subtitle(f"ŷ({self._name})")
        self.header.setToolTip(
            self.tr(
                "Line: the network's output for every input. Circles: the targets of the data; squares: "
                "of what is held apart.\nWhile paused, a ring marks the samples of a smaller batch. Point at "
                "the picture to read a value, press to probe it: the canvas then shows the forward pass of "
                "that input.\nTab, then the arrow keys and Return, do the same; Esc ends it."
            )
        )
        self.setAccessibleName(self.tr("Output curve"))
        if (curve := self._curve()) is not None:
            self._explain(curve)
            self._warn(curve)
        self._read_out()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.map.set_theme(theme)
        self.legend.set_theme(theme)
        if (curve := self._curve()) is not None:
            self._explain(curve)

    # -- frames ---------------------------------------------------------------------------------

    def _curve(self) -> Curve | None:
        result = self._frame.result if self._frame is not None else None
        return result if isinstance(result, Curve) else None

    def _draw(self, frame: Frame) -> None:
        curve = self._curve()
        assert curve is not None
        labels = frame.stage.inputs[0].labels
        name = labels[0] if labels else "x"
        if name != self._name:
            self._name = name
            self.map.set_name(name)
            self._retranslate()
        self._explain(curve)
        self.map.show_curve(curve, () if frame.batches == 1 or frame.live else frame.rows)
        self._warn(curve)
        place = self._probe[0] if self._probe else None
        self.map.show_probe(None if place is None else (place, curve.at(place)))
        self._read_out()

    def _warn(self, curve: Curve) -> None:
        """Says how far a line reaches that leaves the picture."""
        if not self.map.runs_away:
            self.map.set_caption([])
            return
        finite = curve.values[np.isfinite(curve.values)]
        reach = (short(float(end)) for end in (finite.min(), finite.max())) if finite.size else ("NaN", "NaN")
        low, high = reach
        text = self.tr("the output leaves the picture: {0} to {1}").format(low, high)
        self.map.set_caption([text, self.tr("{0} to {1}").format(low, high)])

    def _explain(self, curve: Curve) -> None:
        counts = self._count(curve.learned, self.tr("learned: {0}"), self.tr("learned: {0} of {1}"))
        entries: list[Entry] = [
            (None, self._theme.series[0], self.tr("output"), False),
            (LEARNED, "loss", counts, True),
        ]
        if curve.held:
            counts = self._count(curve.held, self.tr("held apart: {0}"), self.tr("held apart: {0} of {1}"))
            entries.append((HELD, "backward", counts, False))
        self.legend.show_entries(entries)

    @staticmethod
    def _count(samples: Samples, all_of_them: str, some: str) -> str:
        text = all_of_them if len(samples) == samples.total else some
        return text.format(len(samples), samples.total)

    # -- reading out ----------------------------------------------------------------------------

    @property
    def readout_text(self) -> str:
        """What is being read out; empty while nothing is."""
        return self.map.readout_text

    def _follow_mouse(self, at: QPointF) -> None:
        curve = self._curve()
        if curve is None or not self.map.picture.contains(at):
            self._leave()
            return
        self._by_key, found = False, self.map.sample_at(at)
        self._point_at((found[0] is curve.held, found[1]) if found else self.map.place_at(at))

    def _point_at(self, pointed: _Pointed) -> None:
        self._pointed = pointed
        self._read_out()
        self._tell_reader(self.readout_text)

    def _stop_reading(self) -> None:
        self._pointed = None
        self.map.hide_place()

    def _read_out(self) -> None:
        curve = self._curve()
        if curve is None or self._pointed is None:
            return
        if isinstance(self._pointed, int):
            x, y = (float(array[self._pointed]) for array in (curve.axis, curve.values))
            self.map.show_place(x, y, [(self._answer(x, y), "")])
        else:
            self._read_sample(curve, *self._pointed)

    def _answer(self, x: float, y: float) -> str:
        return self.tr("{0} {1} → ŷ {2}").format(self._name, plain(x, 3), signed(y, 4))

    def _read_sample(self, curve: Curve, held: bool, place: int) -> None:
        part = curve.held if held else curve.learned
        if part is None:
            return
        x, y, target = (float(array[place].item()) for array in (part.x, part.outputs, part.targets))
        text = self.tr("held apart: sample {0} of {1}") if held else self.tr("sample {0} of {1}")
        lines = [(text.format(int(part.rows[place]) + 1, part.total), ""), (self._answer(x, y), "")]
        if curve.judged:
            lines.append((self.tr("target {0}").format(signed(target, 4)), ""))
        self.map.show_place(x, target if curve.judged else y, lines)

    def _move(self, right: int, up: int) -> None:
        """Moves along the line, or with up and down to the next sample to the right and left; it comes in at
        the middle."""
        curve = self._curve()
        if curve is None:
            return
        if up:
            self._go_to_sample(curve, up)
        else:
            last = len(curve.axis) - 1
            self._point_at(max(0, min(last, self._place(curve) + _STRIDE * right)))
        if self._probe is not None and (right or up):
            self._choose_pointed()

    def _place(self, curve: Curve) -> int:
        """The place of the axis nearest to what is read; its middle if nothing is."""
        if self._pointed is None or isinstance(self._pointed, int):
            return len(curve.axis) // 2 if self._pointed is None else self._pointed
        part = curve.held if self._pointed[0] else curve.learned
        x = float(part.x[self._pointed[1], 0]) if part else 0.0
        return int(np.argmin(np.abs(curve.axis - x)))

    def _go_to_sample(self, curve: Curve, on: int) -> None:
        parts = [(held, part) for held, part in ((False, curve.learned), (True, curve.held)) if part]
        found = [(float(x), held, n) for held, part in parts for n, x in enumerate(part.x[:, 0])]
        found.sort()
        here = self._pointed
        if isinstance(here, tuple):
            places = [(held, n) for _, held, n in found]
            beside = places.index(here) + on
        else:
            before = sum(x < float(curve.axis[self._place(curve)]) for x, _, _ in found)
            beside = before if on > 0 else before - 1
        if 0 <= beside < len(found):
            self._point_at(found[beside][1:])

    # -- the probe ------------------------------------------------------------------------------

    def _choose_pointed(self) -> None:
        """Probes what is being read out."""
        curve, pointed = self._curve(), self._pointed
        if curve is None or pointed is None:
            return
        if isinstance(pointed, int):
            self.probe_wished.emit((float(curve.axis[pointed]),))
        elif part := curve.held if pointed[0] else curve.learned:
            self.probe_wished.emit((float(part.x[pointed[1], 0]),))

    def _probe_at(self, at: QPointF) -> None:
        """Probes the input under the mouse."""
        self._follow_mouse(at)
        self._choose_pointed()
