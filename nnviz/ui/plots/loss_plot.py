"""The loss and the accuracy, epoch by epoch, of what is learned from and of what is held apart.

The loss of what is learned from is the mean of E over the passes of an epoch; all the rest is what the
network was found to do at the end of an epoch, as it is when nothing is being trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nnviz.nn.describe import Array
from nnviz.session.frame import Frame
from nnviz.session.records import EpochRecord, Evaluation, Former, Score
from nnviz.session.series import Point
from nnviz.ui.building.words import deed_words
from nnviz.ui.language import translate_nn
from nnviz.ui.numbers import mean_loss
from nnviz.ui.plots.curve import Curve
from nnviz.ui.plots.curve_plot import CurvePlot
from nnviz.ui.plots.former_curves import Found
from nnviz.ui.plots.history_strip import HistoryStrip
from nnviz.ui.plots.legend import Entry, Legend
from nnviz.ui.plots.readout import Line
from nnviz.ui.plots.scale_button import ScaleButton
from nnviz.ui.plots.scales import LOSS_SCALES, PERCENT
from nnviz.ui.plots.ticks import significant
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.segmented import Segmented
from nnviz.ui.theme import DARK, Theme

LEAST_CURVE = 128
"""The height that is left to the curve and its labels, in pixels, before the history is shown."""

LOSS, ACCURACY = "loss", "accuracy"
PAGES = (LOSS, ACCURACY)

_COLOURS = ("loss", "held")


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
        """The curves of the page."""
        first = 2 * PAGES.index(self.page)
        return self.curves[first : first + 2]

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
        """Puts the button where the two axes meet."""
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

    # -- what came before -----------------------------------------------------------------------

    def _show_former(self, before: Sequence[Former]) -> None:
        super()._show_former(before)
        self._explain()

    @property
    def _pale(self) -> Sequence[int]:
        """The curves of the page that are not hidden."""
        return [place for place, curve in enumerate(self.curves) if curve.visible and curve in self._pair]

    def _show_probe(self) -> None:
        found = self.former.nearest(self._probed, self._pale)
        if not found:
            super()._show_probe()
            return
        for curve in self.curves:
            curve.probe(None, 0.0)
        height = self._view.value_scale.height(found[0].value, self._view.y_range[0])
        self._view.show_crosshair(found[0].place, height, self._former_lines(found))
        self.setAccessibleDescription(self.readout_text)

    def _former_lines(self, found: Sequence[Found]) -> list[Line]:
        first = found[0]
        lines = [(self.tr("epoch {0}, before: {1}").format(first.epoch, deed_words(first.deed)), "")]
        for point in found:
            curve = self.curves[point.curve]
            value = f"{point.value:.1f} %" if self.page == ACCURACY else f"E {significant(point.value)}"
            lines.append((f"{curve.title}  {value}" if len(found) > 1 else value, curve.colour))
        return lines

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
        """Shows the history where the curve keeps enough room."""
        super().resizeEvent(event)
        self._give_room()

    def _give_room(self) -> None:
        wanted = self.history.wanted_height()
        fits = wanted > 0 and self.height() - self.legend.height() - wanted >= LEAST_CURVE
        if wanted:
            self.history.setFixedHeight(wanted)
        if fits == self.history.isHidden():
            self.history.setVisible(fits)

    def _set_count(self, count: int) -> None:
        super()._set_count(2 * len(PAGES))

    def _make_curve(self, place: int, count: int) -> Curve:
        part = place % 2
        return Curve(self._view, part, 2, colour=_COLOURS[part], dashed=part == 1)

    def _values(self, records: Sequence[EpochRecord]) -> Array:
        return np.array([[record.loss] for record in records])

    # -- the legend -----------------------------------------------------------------------------

    def _list_curves(self) -> None:
        """Writes the legend, where there is more to tell apart than the loss."""
        for curve, title in zip(self._pair, (self.tr("learned"), self.tr("held apart")), strict=True):
            curve.title = title
        known = [curve for curve in self._pair if self._evaluation and len(curve.series)]
        alone = self.page == LOSS and known == self._pair[:1]
        self.legend.show_entries([self._entry(curve) for curve in known if not alone])

    def _entry(self, curve: Curve) -> Entry:
        newest = curve.series.last
        value = self._written(newest.value) if newest else ""
        return Entry(curve.title, curve.colour, curve.shape, curve.visible, value, curve.dashed)

    def _written(self, value: float) -> str:
        return mean_loss(value) if self.page == LOSS else self.tr("{0} %").format(f"{value:.1f}")

    def _set_visible(self, place: int, visible: bool) -> None:
        known = [curve for curve in self._pair if len(curve.series)]
        known[place].set_visible(visible)
        self._throttle.request()

    # -- texts ----------------------------------------------------------------------------------

    def _subtitle(self) -> tuple[str, ...]:
        name = translate_nn(self._loss_title) if self._loss_title else ""
        newest = self.curves[0].series.last
        if newest is None:
            return (name if self.page == LOSS else "",)
        epoch = self.tr("epoch {0}").format(newest.epoch)
        if self.page == ACCURACY:
            return (epoch,)
        short = f"{epoch} · {mean_loss(newest.value)}"
        full = " · ".join(part for part in (name, short) if part)
        return (full, short, epoch) if self.legend.buttons else (full, short)

    def _lines(self, epoch: int, points: Sequence[tuple[Curve, Point]]) -> list[Line]:
        if self.page == LOSS and not self.legend.buttons:
            values = [significant(point.value) for _, point in points]
            return [(self.tr("epoch {0} · E {1}").format(epoch, value), "") for value in values]
        lines = [(self.tr("epoch {0}").format(epoch), "")]
        for curve, point in points:
            text = f"{curve.title}  {self._read(curve, point.value)}"
            if point.epoch != epoch:
                text += " " + self.tr("(epoch {0})").format(point.epoch)
            lines.append((text, curve.colour))
        return lines

    def _read(self, curve: Curve, value: float) -> str:
        """A value in full: the loss, or the share of right answers and how many that are."""
        score = self._score(self.curves.index(curve) % 2)
        if self.page == LOSS or score is None:
            return significant(value)
        right = round(value * score.count / 100)
        return self.tr("{0} % · {1} of {2} right").format(f"{value:.1f}", right, score.count)

    def _score(self, part: int) -> Score | None:
        known = self._evaluation
        return (known.learned, known.held)[part] if known else None

    def _explain(self) -> None:
        """Says in the tooltip of the title row what the curves are, where there are several."""
        known = self._evaluation
        if known is None:
            self.header.setToolTip(self._about_plot())
            return
        learned, held = (self._amount(score) for score in (known.learned, known.held))
        if self.page == ACCURACY:
            says = [self.tr("Right answers at the end of an epoch.")]
            says.append(
                self.tr("learned: {0} samples that are learned from, not those of a batch").format(learned)
            )
        else:
            says = [self.tr("learned: the mean of E over the passes of an epoch, while they trained")]
        if known.held:
            text = self.tr("held apart: at the end of an epoch, {0} samples that are never learned from")
            says.append(text.format(held))
        says.append(
            self.tr(
                "Evaluated as when nothing is trained (no dropout, running means). "
                "While training runs fast,\nonly some epochs are; straight lines join them."
            )
        )
        self.header.setToolTip("\n".join([*says, "", self._about_plot()]))

    def _amount(self, score: Score | None) -> str:
        """How many samples were evaluated."""
        if score is None:
            return ""
        if score.count == score.total:
            return self.tr("all {0}").format(score.total)
        return self.tr("{0} of {1}").format(score.count, score.total)
