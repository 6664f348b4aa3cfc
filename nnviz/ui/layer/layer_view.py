"""The panel of one layer: its weights, what it gives and its gradient, each over the epochs and as it is now.

It asks for the layer to be watched while it can be seen, and for nothing while it cannot.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnviz.nn import NodeInfo
from nnviz.session import commands
from nnviz.session.frame import Frame, Stage
from nnviz.session.mailbox import Mail
from nnviz.session.spreads import PERCENTILES, Spreads, tensors
from nnviz.ui.layer.beside_axis import BesideAxis
from nnviz.ui.layer.spread_plot import SpreadPlot
from nnviz.ui.numbers import grouped
from nnviz.ui.plots.throttle import Throttle
from nnviz.ui.plots.time_axis import TimeAxis
from nnviz.ui.theme import DARK, Theme, number_font, text_font
from nnviz.ui.titles import translated_title

MOST = 3
"""How many tensors of a layer are shown."""

_INTERVAL = 200


class LayerView(QWidget):
    """Up to three plots side by side.

    Args:
        time: the epochs in sight, shared with the other plots.

    Attributes:
        header: the choice of the layer, and how many passes were measured; shown in the panel's title.
        node: the layer that it is about, or None before there is a network.

    Signals:
        asked: a command for the run.
        epoch_chosen: the epoch that was clicked.
    """

    asked = Signal(object)
    epoch_chosen = Signal(int)

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = DARK
        self._stage: Stage | None = None
        self._frame: Frame | None = None
        self._spreads: Spreads | None = None
        self._covered: list[tuple[str, str]] = []
        self.node: NodeInfo | None = None
        self.header, self.title, self.layer = QWidget(), QLabel(), QComboBox()
        self.note, self.legend = QLabel(), QLabel()
        self.plots = [SpreadPlot(BesideAxis(time, self)) for _ in range(MOST)]
        self.names = [QLabel() for _ in range(MOST)]
        self._throttle = Throttle(_INTERVAL, self)
        self._throttle.due.connect(self.redraw)
        self._arrange()
        self.layer.currentIndexChanged.connect(self._take_choice)
        for plot in self.plots:
            plot.epoch_chosen.connect(self.epoch_chosen)
        self._retranslate()
        self.set_theme(DARK)

    def _arrange(self) -> None:
        head = QHBoxLayout(self.header)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(12)
        self.title.setObjectName("panelName")
        self.note.setFont(text_font(12))
        for widget in (self.title, self.layer, self.note):
            head.addWidget(widget)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        layout = QHBoxLayout()
        layout.setSpacing(10)
        whole.addLayout(layout, 1)
        self.legend.setFont(text_font(11))
        self.legend.setWordWrap(True)
        whole.addWidget(self.legend)
        self._columns = [QWidget(self) for _ in range(MOST)]
        for column, name, plot in zip(self._columns, self.names, self.plots, strict=True):
            name.setFont(number_font(12, bold=True))
            inside = QVBoxLayout(column)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(2)
            inside.addWidget(name)
            inside.addWidget(plot, 1)
            layout.addWidget(column, 1)

    # -- which layer ----------------------------------------------------------------------------

    def choose(self, name: str) -> None:
        """Makes it the panel of a layer."""
        place = self.layer.findData(name)
        if place >= 0:
            self.layer.setCurrentIndex(place)
            self._watch()

    def _take_choice(self) -> None:
        name = self.layer.currentData()
        node = self._stage.node(name) if self._stage and name else None
        if node is not self.node:
            self.node, self._spreads = node, None
            self._watch()
            self._show_shape()
            self.redraw()

    def _watch(self) -> None:
        if self.node is not None and self.isVisible():
            self.asked.emit(commands.Watch(self.node.name))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._throttle.release()
        self._watch()
        self._throttle.request()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._throttle.hold()
        self.asked.emit(commands.Watch(""))

    # -- values in ------------------------------------------------------------------------------

    def show_mail(self, mail: Mail) -> None:
        """Takes what has arrived of the layer."""
        if mail.frame is not None:
            self.show_frame(mail.frame)
        if mail.spreads is not None and self.node is not None and mail.spreads.node == self.node.name:
            self._spreads = mail.spreads
        self._throttle.request()

    def show_frame(self, frame: Frame) -> None:
        """Counts the numbers of a frame; one of another network begins anew."""
        self._frame = frame
        if frame.stage is not self._stage:
            self._begin(frame.stage)
        self._throttle.request()

    def set_covered(self, covered: Sequence[tuple[str, str]]) -> None:
        """Shows some tensors, by node and key, as if they had not been computed yet."""
        self._covered = list(covered)
        self._throttle.request()

    def _begin(self, stage: Stage) -> None:
        """Is about another network, and if it can be about the layer of the same name."""
        kept = self.node.name if self.node else ""
        self._stage, self._spreads, self.node = stage, None, None
        self._list()
        place = max(0, self.layer.findData(kept))
        self.layer.blockSignals(True)
        self.layer.setCurrentIndex(place)
        self.layer.blockSignals(False)
        self._take_choice()

    def _list(self) -> None:
        """Names the layers."""
        self.layer.blockSignals(True)
        kept = self.layer.currentIndex()
        self.layer.clear()
        for node in self._stage.nodes if self._stage else ():
            self.layer.addItem(translated_title(node), node.name)
        self.layer.setCurrentIndex(min(max(kept, 0), self.layer.count() - 1))
        self.layer.blockSignals(False)

    # -- drawing --------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Shows what is known of the layer."""
        node, frame = self.node, self._frame
        if node is None or frame is None:
            return
        seen = frame.without(self._covered)
        for key, plot in zip(tensors(node), self.plots, strict=False):
            if self._spreads is not None:
                until = self._known_until(node.name, key)
                known = self._spreads.epochs <= until
                plot.show_spread(self._spreads.epochs[known], self._spreads.percentiles[key][known])
            plot.show_values(seen.array(node.name, key))
            plot.set_cursor(None if frame.live else frame.epoch)
        self._write_note()

    def _known_until(self, node: str, key: str) -> float:
        """The epochs after which nothing is to be read of a tensor that is covered."""
        frame = self._frame
        if frame is None or (node, key) not in self._covered:
            return float("inf")
        return frame.pass_index / frame.batches

    def _show_shape(self) -> None:
        """Names the plots after the tensors of the layer."""
        keys = tensors(self.node) if self.node else ()
        for place, column in enumerate(self._columns):
            column.setVisible(place < len(keys))
            if self.node and place < len(keys):
                text = self.node.description.symbol(keys[place]).text
                self.names[place].setText(text)
                self.plots[place].setAccessibleName(self.tr("How {0} lay over the epochs").format(text))
                self.plots[place].show_spread(np.empty(0), np.empty((0, len(PERCENTILES))))
        self._colour()

    def _write_note(self) -> None:
        found = self._spreads
        count = len(found.epochs) if found else 0
        if found is None or not count:
            self.note.setText(self.tr("nothing has been measured yet"))
            self.note.setToolTip("")
            return
        every = found.passes / count
        self.note.setText(self.tr("{0} of {1} passes measured").format(grouped(count), grouped(found.passes)))
        text = self.tr(
            "About one pass in {0} was measured: while this panel can be seen, up to ten a second of\n"
            "those that go to the screen, and some of the passes before. The bands reach from the least\n"
            "to the greatest number, from 5 % to 95 % and from 25 % to 75 % of the numbers; the line is\n"
            "the median. What a layer gives, and the gradients, are those of the batch of that pass. At\n"
            "the right the numbers of this moment are counted.\n"
            "Click: go to that epoch. Wheel: zoom. Double-click: fit."
        )
        self.note.setToolTip(text.format(f"{max(1.0, every):.3g}"))

    # -- look and language ----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        for label in (self.note, self.legend):
            label.setStyleSheet(f"color: {theme.muted};")
        self._colour()

    def _colour(self) -> None:
        """Weights are blue, what goes forward teal, gradients violet."""
        theme = self._theme
        for place, key in enumerate(tensors(self.node) if self.node else ("W", "Y", "dW")):
            colour = theme.backward if key[0] == "d" else theme.forward if key == "Y" else theme.positive
            self.plots[place].set_colour(colour, theme)
            self.names[place].setStyleSheet(f"color: {colour};")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._list()
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("One layer"))
        self.legend.setText(
            self.tr("line: median · shades: middle half, 90 %, all · bars: this moment · across: epochs")
        )
        self.setAccessibleName(self.tr("The numbers of one layer over the epochs"))
        self.layer.setAccessibleName(self.tr("Layer"))
        self.layer.setToolTip(self.tr("Which layer; clicking its head in the picture is quicker"))
        self._write_note()
