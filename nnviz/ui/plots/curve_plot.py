"""What the plots over epochs have in common: records in, curves out, and a crosshair that reads them.

Redraws are few (five a second while training, none while hidden): what is read needs no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.records import EpochRecord, Evaluation, Former, Opened, Record
from nnviz.session.series import Point
from nnviz.ui.plots.curve import BUSY, Curve
from nnviz.ui.plots.fit_button import FitButton
from nnviz.ui.plots.former_curves import FormerCurves
from nnviz.ui.plots.plot_panel import PlotPanel
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.scaled_view import ScaledView
from nnviz.ui.plots.throttle import Throttle
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.theme import Theme, text_font

REDRAW_INTERVAL = 100
"""The least time between two redraws while the run is paused, in milliseconds."""

LIVE_INTERVAL = 300
"""The same while it goes on."""


class CurvePlot(PlotPanel):
    """A title row over curves, on a logarithmic axis unless another one is chosen.

    Values of 0 or less have no logarithm: they are drawn on the lower edge, and read out as they are.

    Args:
        time: the epochs in sight, shared with other plots; one of its own if None.

    Signals:
        redrawn: the curves have been drawn anew.
        epoch_chosen: the epoch of the point that was clicked, or read by keys and then entered.

    Attributes:
        probed: the epoch that is read out, if any.
        former: what came before the network was changed.
    """

    redrawn = Signal()
    epoch_chosen = Signal(int)
    moves: ClassVar = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}

    def __init__(self, time: TimeAxis | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._time = time or TimeAxis(self)
        self.curves: list[Curve] = []
        self.others: list[Curve] = []
        """Those of a network that is compared with the present one."""
        self._run = ""
        self._away: dict[str, Any] = {}
        """By the name of a run that was left, what is known of it."""
        self._cursor: int | None = None
        self.probed: float | None = None
        self._high_by_hand = False
        self._view, self._hint, self._fit = ScaledView(self._time, self), QLabel(self), FitButton(self)
        self.former = FormerCurves(self._view)
        self._throttle = Throttle(REDRAW_INTERVAL, self)
        self._throttle.due.connect(self.redraw)
        self._build()
        self._connect()
        self._follow_emptiness()

    def _build(self) -> None:
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.setFont(text_font(13))
        self._stack = QGridLayout()
        self._stack.addWidget(self._view, 0, 0)
        self._stack.addWidget(self._hint, 0, 0, Qt.AlignmentFlag.AlignCenter)
        corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        self._stack.addWidget(self._fit, 0, 0, corner)
        self._rows.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self._view.pointed.connect(self._follow_mouse)
        self._view.left.connect(self._leave)
        self._view.clicked.connect(self._choose)
        self._view.zoomed.connect(self._zoomed)
        self._view.fit_asked.connect(self.fit)
        self._view.resized.connect(self._throttle.request)
        self._fit.clicked.connect(self.fit)
        self._time.moved.connect(self._follow_time)

    def minimumSizeHint(self) -> QSize:
        """The least size at which the axes can be read."""
        return QSize(220, 112)

    def sizeHint(self) -> QSize:
        """The size in the right column of the window."""
        return QSize(330, 250)

    # -- what a subclass says -------------------------------------------------------------------

    def _values(self, records: Sequence[EpochRecord]) -> Array:
        """The values of records, (records, curves)."""
        raise NotImplementedError

    def _make_curve(self, place: int, count: int) -> Curve:
        """A new curve."""
        raise NotImplementedError

    def _lines(self, epoch: int, points: Sequence[tuple[Curve, Point]]) -> list[Line]:
        """The lines of the readout at an epoch."""
        raise NotImplementedError

    def _subtitle(self) -> tuple[str, ...]:
        """What is written at the right of the title, and shorter wordings of it."""
        raise NotImplementedError

    def _summary(self) -> str:
        """What a person sees at a glance, in words."""
        raise NotImplementedError

    def _retranslate(self) -> None:
        """Writes the texts that all plots share; a subclass adds its own."""
        self._hint.setText(self.tr("Press Run to train"))
        self.header.setToolTip(self._about_plot())
        self.header.set_subtitle(*self._subtitle())
        self._show_probe()

    def _about_plot(self) -> str:
        """How the plot is read and handled."""
        return self.tr(
            "Each point is one epoch; on a logarithmic scale values of 0 lie on the lower edge.\n"
            "Where they jump too much to be followed, the line goes through geometric means over\n"
            "stretches of epochs, and a pale band reaches from the lowest to the highest epoch.\n"
            "Click: go to the last pass of that epoch. Wheel: zoom. Drag: move. Double-click: fit.\n"
            "Tab, then ← and →: read point by point; Enter: go there."
        )

    # -- what comes in --------------------------------------------------------------------------

    def show_records(self, records: Iterable[Record]) -> None:
        """Adds epochs and follows rewinds, in order."""
        records, fresh = list(records), []
        if not records:
            return
        for record in records:
            if isinstance(record, EpochRecord):
                fresh.append(record)
            elif isinstance(record, Evaluation):
                self._evaluated(record)
            else:
                self._extend(fresh)
                fresh = []
                if isinstance(record, Opened):
                    self._turn_to(record.name)
                    self._show_former(record.before)
                else:
                    self._rewind(record.epochs)
        self._extend(fresh)
        self._throttle.request()

    def _extend(self, records: Sequence[EpochRecord]) -> None:
        if records:
            values = self._values(records)
            self._set_count(values.shape[1])
            epochs = np.array([record.epoch for record in records], float)
            for curve, column in zip(self.curves, values.T, strict=False):
                curve.extend(epochs, column)

    def _evaluated(self, evaluation: Evaluation) -> None:
        """Takes in how well the network does; for a plot that shows it."""

    def _show_former(self, before: Sequence[Former]) -> None:
        """Takes in what came before the network was changed."""
        self.former.show(before)

    @property
    def _pale(self) -> Sequence[int]:
        """Which curves are drawn of that; of others it has no points."""
        return ()

    def _set_count(self, count: int) -> None:
        """Makes so many curves, all empty, unless there are so many already."""
        if count != len(self.curves):
            for curve in self.curves:
                curve.remove()
            self.curves = [self._make_curve(place, count) for place in range(count)]
            for curve in self.curves:
                curve.set_theme(self._theme)

    def _turn_to(self, name: str) -> None:
        """Puts what is known of the present run away, and shows what was put away of another, if anything."""
        if name == self._run:
            return
        self._away[self._run] = self._put_away()
        self._run = name
        self._take_out(self._away.pop(name, None))
        for curve in self.curves:
            curve.set_theme(self._theme)
        self._cursor = None
        self.fit()

    def _put_away(self) -> Any:
        """All that is known of a run, no longer shown."""
        for curve in self.curves:
            curve.remove()
        return self.curves

    def _take_out(self, kept: Any) -> None:
        """Shows what :meth:`_put_away` gave, or nothing yet if that is None."""
        self.curves = kept or []
        for curve in self.curves:
            curve.put_back()

    def _rewind(self, epochs: int) -> None:
        for curve in self.curves:
            curve.truncate(epochs)
        if not epochs:
            self.fit()

    def show_frame(self, frame: Frame) -> None:
        """Marks the epoch of a frame while the run is paused."""
        self._throttle.set_interval(LIVE_INTERVAL if frame.live else REDRAW_INTERVAL)
        epoch = None if frame.live else frame.epoch
        if epoch != self._cursor:
            self._cursor = epoch
            self._throttle.request()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self._view.set_theme(theme)
        self._fit.set_theme(theme)
        self.former.set_theme(theme)
        for curve in self.curves:
            curve.set_theme(theme)
        for curve in self.others:
            curve.set_theme(theme)
        self._throttle.request()

    # -- drawing --------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what came while hidden."""
        super().showEvent(event)
        self._throttle.release()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops drawing."""
        self._throttle.hold()
        super().hideEvent(event)

    def _shown(self) -> list[Curve]:
        return [curve for curve in self._all() if curve.visible and len(curve.series)]

    def _all(self) -> list[Curve]:
        return [*self.curves, *self.others]

    def redraw(self) -> None:
        """Draws everything now; otherwise it happens by itself, in good time."""
        shown, by_hand = self._shown(), self._time.by_hand
        self._time.reach(self, self._newest(), self.former.reach)
        x0, x1 = self._time.range
        # When zoomed, a width on either side is drawn as well, so that dragging shows no gap.
        aside = x1 - x0 if by_hand else 0.0
        reach = (self._view.pixels * (3 if by_hand else 1), x0 - aside, x1 + aside)
        drawn = [(curve, *curve.series.decimated(*reach)) for curve in shown]
        before = self.former.decimated(self._pale, *reach)
        fitting = self._view.value_scale.range([*(values for *_, values in drawn), *before])
        heights = self._view.y_range if self._high_by_hand else fitting
        self._view.set_range((x0, x1), heights)
        busy = any(curve.travel(values, heights) > BUSY for curve, _, values in drawn)
        for curve, epochs, values in drawn:
            curve.company = len(shown) > 1
            curve.draw(epochs, values, (x0, x1), busy)
        self._empty_rest(shown)
        self._view.set_caption(self._about_means())
        self.former.draw(self.curves, self._view.caption_height)
        self._follow_emptiness()
        self.header.set_subtitle(*self._subtitle())
        self._show_probe()
        self.redrawn.emit()

    def _empty_rest(self, shown: Sequence[Curve]) -> None:
        nothing = np.empty(0)
        for curve in self._all():
            if curve not in shown:
                curve.draw(nothing, nothing, (0.0, 1.0), False)
                curve.set_visible(curve.visible)

    def _newest(self) -> float:
        """The last epoch that there is something at."""
        ends = [curve.series.last for curve in self._all()]
        return float(max([point.epoch for point in ends if point] + [self._cursor or 0]))

    @property
    def stretch(self) -> int:
        """Over how many epochs each point of the lines is a mean; 1 where each is an epoch."""
        return max((curve.stretch for curve in self._shown()), default=1)

    def _about_means(self) -> tuple[str, ...]:
        """What lines and bands are, where the lines are not the epochs themselves: long, and short."""
        if self.stretch == 1:
            return ()
        wordings = (
            self.tr("line: mean of {0} epochs · band: lowest to highest"),
            self.tr("line: mean of {0} epochs"),
            self.tr("mean of {0}"),
        )
        return tuple(wording.format(self.stretch) for wording in wordings)

    def _follow_emptiness(self) -> None:
        empty = not any(len(curve.series) for curve in self.curves)
        self._hint.setVisible(empty and not self.former.reach)
        self._view.set_cursor(None if empty else self._cursor)

    # -- zoom -----------------------------------------------------------------------------------

    def _zoomed(self) -> None:
        self._high_by_hand = True
        self._time.choose(*self._view.x_range)

    def _follow_time(self) -> None:
        """Takes the range of epochs that was chosen here or in another plot."""
        self._view.set_range(self._time.range, self._view.y_range)
        self._fit.setVisible(self._time.by_hand)
        self._throttle.request()
        self._show_probe()

    def fit(self) -> None:
        """Shows all epochs again, here and in the plots beside it, and goes on doing so."""
        self._high_by_hand = False
        self._time.follow()

    # -- going to an epoch ----------------------------------------------------------------------

    def _choose(self, epoch: float) -> None:
        shown = self._shown()
        point = shown[0].series.nearest(epoch) if shown else None
        if point:
            self.epoch_chosen.emit(int(point.epoch))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the epoch that is read."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.probed is not None:
            self._choose(self.probed)
            event.accept()
        else:
            super().keyPressEvent(event)

    # -- the crosshair --------------------------------------------------------------------------

    @property
    def readout_text(self) -> str:
        """What the crosshair reads out; empty while there is none."""
        return self._view.readout_text

    def _follow_mouse(self, epoch: float, height: float) -> None:
        self._by_key = False
        self._point_at(epoch)

    def _point_at(self, epoch: float) -> None:
        self.probed = epoch
        self._show_probe()

    def _stop_reading(self) -> None:
        self.probed = None
        self._show_probe()

    def _show_probe(self) -> None:
        """Puts the crosshair on the real points nearest to where it was asked for."""
        shown, floor = self._shown(), self._view.y_range[0]
        lead = shown[0].series.nearest(self.probed) if shown and self.probed is not None else None
        epoch = lead.epoch if lead else None
        points = [(curve, curve.probe(epoch, floor)) for curve in self._all()]
        found = [(curve, point) for curve, point in points if point and curve in shown]
        if lead is None or epoch is None:
            self._view.hide_crosshair()
            self._describe(self._summary())
            return
        height = self._view.value_scale.height(lead.value, floor)
        self._view.show_crosshair(epoch, height if np.isfinite(height) else floor, self._lines(epoch, found))
        self._describe(self.readout_text)

    def _move(self, right: int, up: int) -> None:
        """Moves the crosshair by so many points; it comes in at the newest."""
        shown = self._shown()
        if not shown:
            return
        series = shown[0].series
        point = series.last if self.probed is None else series.neighbour(self.probed, right)
        if point:
            self._point_at(point.epoch)
