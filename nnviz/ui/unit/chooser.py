"""The choice of one neuron from the keyboard: a layer or an input, and one of its units or channels.

It follows what is chosen elsewhere, without a signal.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QWidget

from nnviz.session.frame import Stage
from nnviz.ui.neuron import Neuron
from nnviz.ui.number_boxes import WholeBox
from nnviz.ui.titles import input_title, translated_title
from nnviz.ui.unit.facts import channels


class NeuronChooser(QWidget):
    """A list of layers, a box for the unit, and a button that looks at everything again.

    Signals:
        chosen: the :class:`Neuron` that a person has chosen, or None for none.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: Stage | None = None
        self.layer, self.unit, self.of = QComboBox(self), WholeBox(self), QLabel(self)
        self.release = QToolButton(self)
        self.release.setText("✕")
        self.release.setEnabled(False)
        self.unit.setKeyboardTracking(False)
        self.unit.setMinimum(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.layer, self.unit, self.of, self.release):
            layout.addWidget(widget)
        self.layer.currentIndexChanged.connect(self._change_layer)
        self.unit.valueChanged.connect(self._choose)
        self.release.clicked.connect(lambda: self.chosen.emit(None))
        self.setFocusProxy(self.layer)
        self._retranslate()

    @property
    def neuron(self) -> Neuron | None:
        """The neuron that stands in its boxes, or None before there is a network."""
        found = self.layer.currentData()
        return None if found is None else Neuron(found[0], self.unit.value() - 1)

    def show_stage(self, stage: Stage) -> None:
        """Lists the layers of a network."""
        if stage is not self._stage:
            self._stage = stage
            self._list()

    def show_neuron(self, neuron: Neuron | None) -> None:
        """Shows which neuron is looked at, without a signal."""
        self.release.setEnabled(neuron is not None)
        if neuron is None:
            return
        self._silence(True)
        for place in range(self.layer.count()):
            if self.layer.itemData(place)[0] == neuron.node:
                self.layer.setCurrentIndex(place)
                self._set_range()
        self.unit.setValue(neuron.unit + 1)
        self._silence(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc looks at everything again."""
        if event.key() == Qt.Key.Key_Escape and self.release.isEnabled():
            self.chosen.emit(None)
        else:
            super().keyPressEvent(event)

    def _list(self) -> None:
        self._silence(True)
        self.layer.clear()
        if self._stage is not None:
            for each in self._stage.inputs:
                self.layer.addItem(input_title(each), (each.name, channels(each.shape)))
            for node in self._stage.nodes:
                self.layer.addItem(translated_title(node), (node.name, channels(node.output_shape)))
        self._set_range()
        self._silence(False)

    def _set_range(self) -> None:
        found = self.layer.currentData()
        count = found[1] if found else 1
        self.unit.setMaximum(count)
        self.of.setText(self.tr("of {0}").format(count))

    def _change_layer(self) -> None:
        self._silence(True)
        self._set_range()
        self._silence(False)
        self._choose()

    def _choose(self) -> None:
        if (neuron := self.neuron) is not None:
            self.chosen.emit(neuron)

    def _silence(self, silent: bool) -> None:
        for widget in (self.layer, self.unit):
            widget.blockSignals(silent)

    # -- language -------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            kept, held = self.neuron, self.release.isEnabled()
            self._list()
            self.show_neuron(kept)
            self.release.setEnabled(held)
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.layer.setToolTip(self.tr("Whose neurons; clicking a neuron in the picture is quicker"))
        self.layer.setAccessibleName(self.tr("Layer"))
        self.unit.setToolTip(self.tr("Which neuron of the layer, from 1; of images, which channel"))
        self.unit.setAccessibleName(self.tr("Neuron"))
        self.release.setToolTip(self.tr("Light the whole network again (Esc)"))
        self.release.setAccessibleName(self.release.toolTip())
        self._set_range()
