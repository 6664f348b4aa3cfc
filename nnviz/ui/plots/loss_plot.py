"""The loss and the accuracy, epoch by epoch, of what is learned from and of what is held apart.

The loss of what is learned from is the mean of E over the passes of an epoch; all the rest is what the
network was found to do at the end of an epoch, as it is when nothing is being trained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.records import EpochRecord, Evaluation, Former, Record, Score
from nnviz.session.series import Point
from nnviz.ui.language import translate_nn
from nnviz.ui.numbers import grouped, mean_loss
from nnviz.ui.plots.curve import Curve
from nnviz.ui.plots.curve_plot import CurvePlot
from nnviz.ui.plots.evaluated_words import evaluated_words
from nnviz.ui.plots.former_curves import former_lines
from nnviz.ui.plots.history_keys import HistoryKeys
from nnviz.ui.plots.history_strip import HistoryStrip
from nnviz.ui.plots.legend import Entry, Legend
from nnviz.ui.plots.other_curves import Sides, extend
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.scale_button import ScaleButton
from nnviz.ui.plots.scales import LOSS_SCALES, PERCENT
from nnviz.ui.plots.ticks import significant
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.plots.told import way
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import DARK, Theme

LEAST_CURVE = 128
"""The height that is left to the curve and its labels, in pixels, before the history is shown."""

LOSS, ACCURACY = PAGES = "loss", "accuracy"

_COLOURS = ("loss", "held")

_SHORT = 10
"""Letters of a network's name that leave room for the newest value in the legend."""


class LossPlot(CurvePlot):
    """Two curves a page, and the history of the gradient under them; the title row gives the newest epoch.

    Attributes:
        curves: the loss of what is learned from and of what is held apart, and likewise the accuracy.
        pages: the switch between loss and accuracy, in the title row where there are right answers.
        legend: the curves with their newest values, where there is more than the one loss.
        history: the strip below, hidden where there is no room for both.

    Signals:
        scale_chosen: the name of the scale that a person has chosen for the loss.
    """

    scale_chosen = Signal(str)

    def __init__(self, time: TimeAxis | None = None, parent: QWidget | None = None) -> None:
        super().__init__(time, parent)
        self._loss_title = ""
        self._evaluation: Evaluation | None = None
        self._sides: Sides | None = None
        self._set_count(1)
        self.pages, self.legend, self.scale = Segmented(PAGES, self), Legend(self), ScaleButton(self._view)
        self.pages.hide()
        self._rows.insertWidget(1, self.legend)
        self.history = HistoryStrip(self._time, self)
        self._rows.addWidget(self.history)
        self.history.hide()
        self._connect_parts()
        self._retranslate()
        self.set_theme(DARK)

    def _connect_parts(self) -> None:
        self._keys = HistoryKeys(self, self.history)
        self.history.epoch_chosen.connect(self.epoch_chosen)
        self.history.zoomed.connect(lambda: self._time.choose(*self.history.x_range))
        self.history.fit_asked.connect(self.fit)
        self._time.moved.connect(self.history.redraw)
        self._time.margin_changed.connect(self._place_scale)
        self._view.resized.connect(self._place_scale)
        self.pages.chosen.connect(self._turn_page)
        self.legend.toggled.connect(self._set_visible)
        self.scale.chosen.connect(self._take_scale)
        self.scale.chosen.connect(self.scale_chosen)

    def _retranslate(self) -> None:
        self.header.set_title(self.tr("Loss"))
        self.pages.set_texts(
            (self.tr("Loss"), self.tr("Accuracy")),
            (self.tr("The loss by epoch"), self.tr("The share of right answers by epoch")),
        )
        self._follow_page()
        super()._retranslate()
        self._explain()

    # -- pages and scales -----------------------------------------------------------------------

    @property
    def page(self) -> str:
        """What is shown: the loss or the accuracy."""
        return str(self.pages.value()) if self._judged else LOSS

    @property
    def _judged(self) -> bool:
        """Whether it is known which answers are right."""
        return self._evaluation is not None and self._evaluation.learned is not None

    @property
    def _pair(self) -> list[Curve]:
        """The curves of the page: of two networks first those of the first."""
        page = 2 * PAGES.index(self.page)
        present, other = (curves[page : page + 2] for curves in (self.curves, self.others))
        return other + present if self._sides is not None and self._sides.chosen else present + other

    def _shown(self) -> list[Curve]:
        return [curve for curve in super()._shown() if curve in self._pair]

    def _turn_page(self, _page: object = None) -> None:
        self._high_by_hand = False
        self._follow_page()
        self._explain()
        self.redraw()

    def _follow_page(self) -> None:
        """Sets everything for the page that is shown."""
        of_loss = self.page == LOSS
        self._view.set_scale(LOSS_SCALES[self.scale.scale] if of_loss else PERCENT)
        self.scale.setVisible(of_loss)
        self.header.set_switch(self.pages if self._judged else None)
        self.setAccessibleName(self.tr("Loss by epoch") if of_loss else self.tr("Accuracy by epoch"))
        self._list_curves()

    def set_scale(self, name: str) -> None:
        """Draws the loss with one of :data:`LOSS_SCALES`."""
        self.scale.set_scale(name)
        self._take_scale()

    def _take_scale(self, _name: str = "") -> None:
        self._turn_page()
        self._place_scale()

    def _place_scale(self) -> None:
        """Puts the button where the two axes meet, with room for the first epoch at its right."""
        self._time.need_margin(self.scale, self.scale.room)
        below = self._view.picture_rect().bottom()
        room = self._view.viewport().height() - below
        self.scale.move(0, round(below + (room - self.scale.height()) / 2 + 1))

    # -- what comes in --------------------------------------------------------------------------

    def set_loss_title(self, title: str) -> None:
        """Names the loss, as its description does."""
        if title != self._loss_title:
            self._loss_title = title
            self.header.set_subtitle(*self._subtitle())

    def show_frame(self, frame: Frame) -> None:
        """Marks the epoch of a frame while the run is paused, and names its loss."""
        super().show_frame(frame)
        self.history.set_titles([translate_nn(node.title) for node in frame.stage.nodes])
        self.set_loss_title(frame.stage.loss.description.title)

    def _extend(self, records: Sequence[EpochRecord]) -> None:
        super()._extend(records)
        if records:
            self.history.extend(records)
            self._give_room()

    def _evaluated(self, evaluation: Evaluation) -> None:
        known = self._evaluation
        self._evaluation = evaluation
        learned, held = evaluation.learned, evaluation.held
        percents = [score.percent if score else None for score in (learned, held)]
        values = [held.loss if held else None, *percents]
        for curve, value in zip(self.curves[1:], values, strict=True):
            if value is not None:
                curve.insert(evaluation.epoch, value)
        if known is None:
            self._turn_page()

    # -- a second network -----------------------------------------------------------------------

    def set_sides(self, sides: Sides | None) -> None:
        """Shows the curves of a second network beside those of the present one; with None no longer."""
        if sides == self._sides:
            return
        turned = sides is None or self._sides is None or sides.chosen != self._sides.chosen
        self._sides = sides
        if turned:  # what is then known of the other is told anew
            for curve in self.others:
                curve.remove()
            count = 0 if sides is None else len(self.curves)
            self.others = [self._make_curve(place, count, present=False) for place in range(count)]
        self._colour()
        self.redraw()

    def show_beside(self, records: Iterable[Record]) -> None:
        """Adds what the second network has left behind."""
        if self.others and (found := list(records)):
            extend(self.others, found)
            self._throttle.request()

    def _colour(self) -> None:
        """Gives every curve the colour of its network, or its own where there is only one."""
        for present, curves in ((True, self.curves), (False, self.others)):
            for place, curve in enumerate(curves):
                curve.set_colour(self._sides.colour(present) if self._sides else _COLOURS[place % 2])
                curve.set_theme(self._theme)

    # -- what came before -----------------------------------------------------------------------

    def _show_former(self, before: Sequence[Former]) -> None:
        super()._show_former(before)
        self._explain()

    @property
    def _pale(self) -> Sequence[int]:
        """The curves of the page that are not hidden."""
        return [place for place, curve in enumerate(self.curves) if curve.visible and curve in self._pair]

    def _show_probe(self) -> None:
        found = self.former.nearest(self.probed, self._pale)
        if not found:
            super()._show_probe()
            return
        for curve in self.curves:
            curve.probe(None, 0.0)
        height = self._view.value_scale.height(found[0].value, self._view.y_range[0])
        lines = former_lines(found, self.curves, of_accuracy=self.page == ACCURACY)
        self._view.show_crosshair(found[0].place, height, lines)
        self._describe(self.readout_text)

    def _choose(self, epoch: float) -> None:
        """Goes to an epoch of the run; to what came before leads an undo."""
        if not self.former.nearest(epoch, self._pale):
            super()._choose(epoch)

    def _about_plot(self) -> str:
        about = super()._about_plot()
        if self.former.reach:
            text = self.tr("Pale, left of 0: what came before the network was changed; undo leads back.")
            about += f"\n{text}"
        return about

    def _put_away(self) -> Any:
        return super()._put_away(), self.history.put_away(), self._evaluation

    def _take_out(self, kept: Any) -> None:
        curves, past, self._evaluation = kept or (None, None, None)
        super()._take_out(curves)
        self._set_count(1)
        self.history.take_out(past)
        self._colour()
        self._follow_page()
        self._explain()
        self._give_room()

    def _rewind(self, epochs: int) -> None:
        super()._rewind(epochs)
        self.history.truncate(epochs)

    # -- drawing --------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draws everything now; otherwise it happens by itself, in good time."""
        self._list_curves()
        super().redraw()
        if not self.history.isHidden():
            self.history.redraw()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        super().set_theme(theme)
        self.history.set_theme(theme)
        self.legend.set_theme(theme)
        self.scale.set_theme(theme)
        self.pages.set_small(padding=4)
        self._list_curves()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        fits = (wanted := self.history.wanted_height()) > 0
        if fits:
            fits = self.height() - self.legend.height() - wanted >= LEAST_CURVE
            self.history.setFixedHeight(wanted)
        if fits == self.history.isHidden():
            self.history.setVisible(fits)

    def _set_count(self, count: int) -> None:
        super()._set_count(2 * len(PAGES))

    def _make_curve(self, place: int, count: int, present: bool = True) -> Curve:
        part, second = place % 2, self._sides is not None and present is bool(self._sides.chosen)
        shape = part + 2 * second
        return Curve(self._view, shape, 4 if self._sides else 2, colour=_COLOURS[part], dashed=part == 1)

    def _values(self, records: Sequence[EpochRecord]) -> Array:
        return np.array([[record.loss] for record in records])

    # -- the legend -----------------------------------------------------------------------------

    def _list_curves(self) -> None:
        """Writes the legend, where there is more to tell apart than the loss."""
        titles = [self.tr("learned"), self.tr("held apart")]
        if self._sides is not None:
            held = self.tr("{0}, held apart")
            titles = [text for name in self._sides.names for text in (name, held.format(name))]
        for curve, title in zip(self._pair, titles, strict=True):
            curve.title = title
        self.legend.show_entries([self._entry(curve) for curve in self._listed()])

    def _listed(self) -> list[Curve]:
        """The curves that the legend tells apart: of two networks those of both, even before they begin."""
        pair, two = self._pair, self._sides is not None
        known = [
            c for n, c in enumerate(pair) if (two and n % 2 == 0) or (self._evaluation and len(c.series))
        ]
        return known if two or self.page != LOSS or known != pair[:1] else []

    def _entry(self, curve: Curve) -> Entry:
        newest = curve.series.last
        room = self._sides is None or len(curve.title) <= _SHORT
        value = self._written(newest.value) if newest and room else ""
        return Entry(curve.title, curve.colour, curve.shape, curve.visible, value, curve.dashed)

    def _written(self, value: float) -> str:
        return mean_loss(value) if self.page == LOSS else self.tr("{0} %").format(f"{value:.1f}")

    def _set_visible(self, place: int, visible: bool) -> None:
        self._listed()[place].set_visible(visible)
        self._throttle.request()

    # -- texts ----------------------------------------------------------------------------------

    def _subtitle(self) -> tuple[str, ...]:
        name = translate_nn(self._loss_title) if self._loss_title else ""
        newest = self.curves[0].series.last
        if newest is None:
            return (name if self.page == LOSS else "",)
        epoch = self.tr("epoch {0}").format(grouped(newest.epoch))
        if self.page == ACCURACY or self._sides is not None:
            return (epoch,)
        short = f"{epoch} · {mean_loss(newest.value)}"
        full = " · ".join(part for part in (name, short) if part)
        return full, short, epoch if self.legend.buttons else mean_loss(newest.value)

    def _summary(self) -> str:
        known = [(curve, curve.series.last) for curve in self._shown()]
        parts = [(curve, newest) for curve, newest in known if newest]
        if not parts:
            return self.tr("no epoch yet")
        told = [self.tr("epoch {0}").format(grouped(max(point.epoch for _, point in parts)))]
        for curve, point in parts:
            name = f"{curve.title} " if len(parts) > 1 else ""
            told.append(f"{name}{self._read(curve, point.value)}, {way(curve.series)}")
        return ": ".join((told[0], "; ".join(told[1:])))

    def _lines(self, epoch: int, points: Sequence[tuple[Curve, Point]]) -> list[Line]:
        if self.page == LOSS and not self.legend.buttons:
            values = [significant(point.value) for _, point in points]
            return [(self.tr("epoch {0} · E {1}").format(grouped(epoch), value), "") for value in values]
        lines = [(self.tr("epoch {0}").format(grouped(epoch)), "")]
        for curve, point in points:
            text = f"{curve.title}  {self._read(curve, point.value)}"
            if point.epoch != epoch:
                text += " " + self.tr("(epoch {0})").format(grouped(point.epoch))
            lines.append((text, curve.colour))
        return lines

    def _read(self, curve: Curve, value: float) -> str:
        """A value in full: the loss, or the share of right answers and how many that are."""
        if self.page == LOSS:
            return significant(value)
        score = self._score(self.curves.index(curve) % 2) if curve in self.curves else None
        if score is None:
            return self._written(value)
        right = round(value * score.count / 100)
        return self.tr("{0} % · {1} of {2} right").format(f"{value:.1f}", right, score.count)

    def _score(self, part: int) -> Score | None:
        known = self._evaluation
        return (known.learned, known.held)[part] if known else None

    def _explain(self) -> None:
        """Says in the tooltip of the title row what the curves are, where there are several."""
        known, about = self._evaluation, self._about_plot()
        says = [*evaluated_words(known, self.page == ACCURACY), "", about] if known else [about]
        self.header.setToolTip("\n".join(says))
