"""The card of one neuron: the weights into it with its bias, what it gives, and the weights out of it.

It shows the frame on the screen, number by number, and computes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.session.frame import Frame
from nnviz.session.mailbox import Mail
from nnviz.ui.neuron import Neuron
from nnviz.ui.text_size import stretched
from nnviz.ui.theme import DARK, Theme, text_font
from nnviz.ui.unit.chooser import NeuronChooser
from nnviz.ui.unit.facts import exists, facts
from nnviz.ui.unit.samples_box import SamplesBox
from nnviz.ui.unit.weights_box import WeightsBox

_GAP = 8
_WIDEST = 360
"""Pixels of a box at the most: a name and its number must not stand far apart."""


class NeuronCard(QScrollArea):
    """Everything about one neuron.

    Attributes:
        neuron: the one that it is about, or None.
        header: the choice of the neuron; shown in the title of the panel.

    Signals:
        chosen: the :class:`Neuron` to be looked at, or None for none.
        weight_asked: the :class:`Weight` whose card is wanted.
    """

    chosen = Signal(object)
    weight_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.neuron: Neuron | None = None
        self._frame: Frame | None = None
        self._covered: list[tuple[str, str]] = []
        self._across = 0
        self.header, self.chooser, self.hint = QWidget(), NeuronChooser(), QLabel()
        self.name = QLabel()
        self.name.setObjectName("panelName")
        self.incoming, self.samples, self.outgoing = WeightsBox(True), SamplesBox(), WeightsBox(False)
        self.boxes = (self.incoming, self.samples, self.outgoing)
        self._arrange()
        self.chooser.chosen.connect(self.chosen)
        for box in (self.incoming, self.outgoing):
            box.weight_asked.connect(self.weight_asked)
        self._retranslate()
        self.set_theme(DARK)

    def _arrange(self) -> None:
        head = QHBoxLayout(self.header)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(self.name)
        head.addWidget(self.chooser)
        head.addStretch(1)
        self.hint.setFont(text_font(13))
        self.hint.setWordWrap(True)
        self._places = QGridLayout()
        self._places.setSpacing(_GAP)
        ground = QWidget()
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.addWidget(self.hint)
        layout.addLayout(self._places)
        layout.addStretch(1)
        self.setWidget(ground)
        ground.setAutoFillBackground(False)
        self._place_boxes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_boxes()

    def _place_boxes(self) -> None:
        """Puts as many boxes beside each other as there is room for; of two, those with weights."""
        incoming, samples, outgoing = (box.minimumSizeHint().width() for box in self.boxes)
        room = self.viewport().width() - 4
        enough = [incoming + outgoing + _GAP <= room, incoming + samples + outgoing + 2 * _GAP <= room]
        across = 3 if enough[1] else 2 if enough[0] else 1
        spare = room + _GAP - across * (stretched(_WIDEST) + _GAP)
        self._places.setContentsMargins(0, 0, max(0, spare), 0)
        if across == self._across:
            return
        self._across = across
        places = {3: ((0, 0), (0, 1), (0, 2)), 2: ((0, 0), (1, 0), (0, 1)), 1: ((0, 0), (1, 0), (2, 0))}[
            across
        ]
        for box, place in zip(self.boxes, places, strict=True):
            self._places.addWidget(box, *place, 1, 2 if across == 2 and box is self.samples else 1)
        for column in range(len(self.boxes)):
            self._places.setColumnStretch(column, 1 if column < across else 0)

    # -- values in ------------------------------------------------------------------------------

    def show_neuron(self, neuron: Neuron | None) -> None:
        """Makes it the card of a neuron, or of none."""
        self.neuron = neuron
        self.chooser.show_neuron(neuron)
        self._show()

    def show_mail(self, mail: Mail) -> None:
        """Takes what has arrived."""
        if mail.frame is not None:
            self.show_frame(mail.frame)

    def show_frame(self, frame: Frame) -> None:
        """Shows a frame, if anybody can see it."""
        self._frame = frame
        self.chooser.show_stage(frame.stage)
        if self.isVisible():
            self._show()

    def set_covered(self, covered: Sequence[tuple[str, str]]) -> None:
        """Shows some tensors, by node and key, as if they had not been computed yet."""
        self._covered = list(covered)
        self._show()

    def _show(self) -> None:
        frame, neuron = self._frame, self.neuron
        known = frame is not None and neuron is not None and exists(frame.stage, neuron)
        self.hint.setVisible(not known)
        for box in self.boxes:
            box.setVisible(known)
        if frame is None or neuron is None or not known:
            return
        found = facts(frame.without(self._covered), neuron)
        self.incoming.show_weights(found.incoming, found.bias)
        self.samples.show_facts(found, len(frame.rows))
        self.outgoing.show_weights(found.outgoing)
        self._place_boxes()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc looks at everything again."""
        if event.key() == Qt.Key.Key_Escape and self.neuron is not None:
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    # -- look and language ----------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Takes new colours."""
        self.hint.setStyleSheet(f"color: {theme.muted};")
        for box in self.boxes:
            box.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("The card of one neuron"))
        self.name.setText(self.tr("One neuron"))
        self.hint.setText(
            self.tr(
                "Click a neuron in the picture, or choose one here. Only the paths through it stay lit, from"
                " the inputs to the loss; a second click or Esc lights the whole network again."
            )
        )
