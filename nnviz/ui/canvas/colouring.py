"""The colouring of a picture: edges, units and cells get the colours of a frame, what takes long in turns.

It has the scales end where the tensors need it, and never looks at texts or at what is lit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import cycle

from nnviz.nn.describe import Array, gradient_of
from nnviz.session.frame import Frame
from nnviz.ui import diverging
from nnviz.ui.canvas.biases import bias_values
from nnviz.ui.canvas.column import ColumnItem
from nnviz.ui.canvas.edge import Bundle
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.modes import ColourMode, Measure, measure
from nnviz.ui.canvas.painting import Painting
from nnviz.ui.canvas.scale import Scales, peak
from nnviz.ui.canvas.sheet import Sheet
from nnviz.ui.canvas.thumbnails import Thumbnails, scale_of
from nnviz.ui.canvas.units import unit_values


class Colouring:
    """Colours what one picture consists of.

    Args:
        columns: in the order of the picture.
        bundles: the edges, link by link.
        thumbnails: those of the units, column by column.

    Attributes:
        painting: the level of every edge and unit.
        sheets: the pictures of all tensors.
    """

    def __init__(
        self, columns: Sequence[ColumnItem], bundles: Sequence[Bundle], thumbnails: Sequence[Thumbnails]
    ) -> None:
        self._columns, self._bundles, self._thumbnails = columns, bundles, thumbnails
        self.sheets = [sheet for column in columns for sheet in column.sheets]
        self._bars = [c.place.column.name for c in columns if c.place.column.form is Form.BARS]
        self.painting = Painting(bundles, [*(c.units for c in columns), *(c.biases for c in columns)])
        self._slow: tuple[Bundle | Sheet, ...] = (*(b for b in bundles if b.slow), *self.sheets)
        self._turns, self._looks = cycle(self._slow), 0

    def show(self, frame: Frame, mode: ColourMode, scales: Scales, whole: bool) -> list[Array | None]:
        """Brings all to a frame.

        What a glimpse lacks stays as it is, and so do the scales.

        Args:
            whole: whether all are, or of what takes long, cells and lines that are laid anew, only one
                tensor in its turn.

        Returns:
            What colours the units of each column.
        """
        due = self._slow if whole else self._next(frame)
        left = [each for each in self._slow if each not in due]
        for bundle in self._bundles:
            if bundle not in left:
                bundle.choose(frame)
        for sheet in self.sheets:
            if sheet not in left:
                sheet.take(frame)
        units = [unit_values(c.place.column, frame, mode) if c.units.shapes else None for c in self._columns]
        biases = [
            bias_values(c.place.column, frame, mode) if c.biases.shapes else None for c in self._columns
        ]
        edges = [bundle.values(frame, mode) for bundle in self._bundles]
        values = self.painting.values([*edges, *units, *biases])
        measures = [measure(mode, bundle.link.dense) for bundle in self._bundles]
        measures += [measure(mode, False)] * len(units) + [measure(mode, True)] * len(biases)
        self._looks += 1
        if not frame.partial:
            self._measure(frame, list(zip(measures, values.peaks(), strict=True)), scales)
            self._looks = 0
        for thumbnails in self._thumbnails:
            thumbnails.paint(scales.limit(Measure.OUTPUT))
        self.painting.show(values, [scales.limit(each) for each in measures], left, frame.partial)
        for sheet in self.sheets:
            sheet.show(scales)
        return units

    def _next(self, frame: Frame) -> tuple[Bundle | Sheet, ...]:
        """What takes long and has its turn: the next of which a frame holds the tensor."""
        turns = (next(self._turns) for _ in self._slow)
        found = next((each for each in turns if each.is_in(frame)), None)
        return (found,) if found else ()

    def _measure(self, frame: Frame, painted: Iterable[tuple[Measure, float]], scales: Scales) -> None:
        """Has the scales end where the tensors of each kind need it."""
        peaks: dict[Measure, list[float]] = {}
        for kind, size in painted:
            peaks.setdefault(kind, []).append(size)
        data = 0.0
        for sheet in self.sheets:
            if sheet.gray:
                data = max(data, sheet.peak)
            else:
                peaks.setdefault(sheet.measure, []).append(sheet.peak)
        for name in self._bars:
            found = frame.array(name, gradient_of("Y"))
            size = 0.0 if found is None else peak(frame.of_sample(found))
            peaks.setdefault(Measure.OUTPUT_GRADIENT, []).append(size)
        pictured = (Measure.OUTPUT,) if self._thumbnails else ()
        if self._thumbnails:
            peaks[Measure.OUTPUT] = [scale_of(self._thumbnails)]
        scales.update(peaks, tuple(Measure) if self.sheets else pictured, frame.live, self._looks)
        scales.data.update(diverging.nice(data), frame.live, self._looks)
