"""The dialog before a network is opened from an ONNX file: every layer, and what of the file it was made of.

What it shall learn from is chosen here, since a file does not say it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from nnviz.nn.node import written
from nnviz.session.onnx_import.network import Imported, ImportedLayer
from nnviz.session.onnx_import.training import Offer, Offers, Origin
from nnviz.ui.building.words import layer_title
from nnviz.ui.data.preview_table import PreviewTable
from nnviz.ui.language import translate_nn, translate_reason

_SIZE, _LEAST = QSize(880, 480), 72


class ModelDialog(QDialog):
    """Shows what a file has become.

    Args:
        name: of the file.
        network: the network.
        offers: what it can learn from.

    Attributes:
        table: a row for each layer.
        summary, remarks: what is to be said of all of it.
        data: the choice of what it learns from.
        take: opens it.

    Signals:
        wanted: the :class:`Offer` to learn from, when it is to be opened.
    """

    wanted = Signal(object)

    def __init__(self, name: str, network: Imported, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import ONNX Model from {0}").format(name))
        self._network, self._offers = network, offers
        self.summary, self.remarks, self.data = QLabel(self._summary()), QLabel(self._remarks()), QComboBox()
        self.table = PreviewTable()
        self.table.setAccessibleName(self.tr("layers of the network, and operators of the file"))
        self.table.show_rows(self._heads(), self._rows(), 1)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setMinimumSectionSize(_LEAST)
        for label in (self.summary, self.remarks):
            label.setWordWrap(True)
        self.remarks.setObjectName("muted")
        self.data.addItems([self._told(offer) for offer in offers.these])
        self.data.setAccessibleName(self.tr("What the network learns from"))
        self.data.setToolTip(self.tr("A file holds no data; these have the shape that the network takes"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton(self.tr("Open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setToolTip(self.tr("Opens the network as a run of its own; the present one stays as it is"))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()

    def _lay_out(self) -> None:
        label, choice = QLabel(self.tr("Learns from")), QGridLayout()
        label.setBuddy(self.data)
        choice.addWidget(label, 0, 0)
        choice.addWidget(self.data, 0, 1)
        choice.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addLayout(choice)
        layout.addWidget(self.remarks)
        layout.addWidget(self.buttons)
        self.resize(_SIZE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.fit_columns()  # the letters are known only now

    def _accept(self) -> None:
        self.wanted.emit(self._offers.these[self.data.currentIndex()])
        self.accept()

    # -- words ----------------------------------------------------------------------------------

    def _summary(self) -> str:
        network = self._network
        parameters = sum(_parameters(layer) for layer in network.layers)
        text = self.tr("{0} layers with {1} parameters were read.")
        if network.size > parameters:
            text = self.tr("{0} layers with {1} parameters were read, and {2} running means and variances.")
        return text.format(len(network.layers), parameters, network.size - parameters)

    def _remarks(self) -> str:
        found = []
        if self._offers.fault is not None:
            text = self.tr("The current data do not fit: {0}.")
            found.append(text.format(translate_reason(self._offers.fault)))
        if self._network.turned:
            text = self.tr(
                "Images have their channels last here; weights and flattened cells were turned to match."
            )
            found.append(text)
        if all(layer.part.type != "Dropout" for layer in self._network.layers):
            found.append(self.tr("Dropout is left out of a model that is exported for use."))
        text = self.tr("The loss and the optimizer are chosen by nnviz; both can be changed under Build.")
        return "\n".join((*found, text))

    def _told(self, offer: Offer) -> str:
        texts = {
            Origin.PRESENT: self.tr("Data of the present run: {0} ({1} samples)"),
            Origin.SHIPPED: self.tr("{0} ({1} samples)"),
            Origin.MADE_UP: self.tr("Made-up numbers that mean nothing ({1} samples)"),
        }
        return texts[offer.origin].format(translate_nn(offer.data.name), len(offer.data))

    def _heads(self) -> list[str]:
        return [self.tr("Layer"), self.tr("Gives"), self.tr("Parameters"), self.tr("In the file")]

    def _rows(self) -> list[list[str]]:
        rows = [self._row(number, layer) for number, layer in enumerate(self._network.layers, start=1)]
        needless = self.tr("needs no layer")
        return rows + [[needless, "", "", _operators((each,))] for each in self._network.left_out]

    def _row(self, number: int, layer: ImportedLayer) -> list[str]:
        size = _parameters(layer)
        title = layer_title(layer.part.type, number)
        return [title, written(layer.shape), str(size or ""), _operators(layer.operators)]


def _parameters(layer: ImportedLayer) -> int:
    """How many numbers of a layer are learned."""
    return sum(array.size for key, array in layer.arrays.items() if key in ("W", "B"))


def _operators(operators: tuple[tuple[str, str], ...]) -> str:
    """Such as ``Gemm (/0/Gemm)``; of several the types, and the name of the last."""
    kinds = " · ".join(kind for _, kind in operators)
    return f"{kinds} ({operators[-1][0]})"
