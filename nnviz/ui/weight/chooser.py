"""The choice of one weight from the keyboard: a parameter, and a place in it along each axis.

It follows what is chosen elsewhere, without a signal.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from nnviz.nn.derive import Weight
from nnviz.session.frame import Stage
from nnviz.ui.language import translate_nn
from nnviz.ui.number_boxes import WholeBox

MOST_AXES = 4


class Chooser(QWidget):
    """A list of parameters, and a box for each axis.

    Signals:
        chosen: the :class:`Weight` that a person has chosen.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: Stage | None = None
        self.parameter = QComboBox(self)
        self.axes = [WholeBox(self) for _ in range(MOST_AXES)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.parameter)
        for axis in self.axes:
            axis.setKeyboardTracking(False)
            axis.valueChanged.connect(self._choose)
            layout.addWidget(axis)
        self.parameter.currentIndexChanged.connect(self._change_parameter)
        self.setFocusProxy(self.parameter)
        self._retranslate()

    @property
    def weight(self) -> Weight | None:
        """The chosen weight, or None where there is no parameter."""
        found = self.parameter.currentData()
        if found is None:
            return None
        node, key, shape = found
        return Weight(node, key, tuple(axis.value() - 1 for axis in self.axes[: len(shape)]))

    def show_stage(self, stage: Stage) -> None:
        """Lists the parameters of a network; the first is chosen."""
        if stage is self._stage:
            return
        self._stage = stage
        self._list()

    def show_weight(self, weight: Weight) -> None:
        """Shows a weight, without a signal."""
        self._silence(True)
        for place in range(self.parameter.count()):
            node, key, _ = self.parameter.itemData(place)
            if (node, key) == (weight.node, weight.key):
                self.parameter.setCurrentIndex(place)
                self._set_ranges()
        for axis, value in zip(self.axes, weight.index, strict=False):
            axis.setValue(value + 1)
        self._silence(False)

    def _list(self) -> None:
        self._silence(True)
        self.parameter.clear()
        for node in self._stage.nodes if self._stage else ():
            kind = node.description.title
            title = translate_nn(kind) + node.title.removeprefix(kind)
            for key, shape in node.parameters.items():
                if len(shape) <= MOST_AXES:
                    symbol = node.description.symbol(key).text
                    self.parameter.addItem(f"{title} · {symbol}", (node.name, key, tuple(shape)))
        self._set_ranges()
        self._silence(False)

    def _set_ranges(self) -> None:
        found = self.parameter.currentData()
        shape = found[2] if found else ()
        for number, axis in enumerate(self.axes):
            axis.setVisible(number < len(shape))
            axis.setRange(1, shape[number] if number < len(shape) else 1)

    def _change_parameter(self) -> None:
        self._silence(True)
        self._set_ranges()
        self._silence(False)
        self._choose()

    def _choose(self) -> None:
        if (weight := self.weight) is not None:
            self.chosen.emit(weight)

    def _silence(self, silent: bool) -> None:
        for widget in (self.parameter, *self.axes):
            widget.blockSignals(silent)

    # -- language -------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            kept = self.weight
            self._list()
            if kept:
                self.show_weight(kept)
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.parameter.setToolTip(self.tr("Whose weights; clicking a connection in the picture is quicker"))
        self.parameter.setAccessibleName(self.tr("Parameter"))
        for number, axis in enumerate(self.axes, start=1):
            axis.setToolTip(self.tr("The place along axis {0} of the parameter, from 1").format(number))
            axis.setAccessibleName(self.tr("Place along axis {0}").format(number))
