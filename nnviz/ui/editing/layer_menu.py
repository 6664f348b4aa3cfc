"""What can be done with the weights of a layer, as entries of a menu: freeze it, fill its parameters.

It is about the pass on the screen; what is chosen goes out as a change.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.nn.derive import Weight
from nnviz.nn.freezing import Frozen
from nnviz.session.edits import Freeze
from nnviz.session.frame import Frame
from nnviz.ui.editing.fill_menu import FillMenu
from nnviz.ui.editing.target import Target, of_weight, parameters_of


class LayerMenu(QMenu):
    """The entries of one layer.

    Args:
        frame: the pass.
        node: the layer, which has parameters.
        weight: one of its weights, if the menu was asked for on that.

    Attributes:
        freeze_weight: freezes that weight, or lets it move again; None where there is none.
        freeze: freezes the layer, or lets it move again if all of it is frozen.
        fills: the ways to fill each parameter.

    Signals:
        chosen: the :class:`Change` that a person wants.
    """

    chosen = Signal(object)

    def __init__(self, frame: Frame, node: str, parent: QWidget, weight: Weight | None = None) -> None:
        super().__init__(parent)
        one = of_weight(frame, weight) if weight else None
        self.freeze_weight = self._freeze_one(one) if one else None
        targets = parameters_of(frame, node)
        frozen = all(target.is_frozen for target in targets)
        self.freeze = QAction(self)
        self.freeze.setText(self.tr("Unfreeze Layer") if frozen else self.tr("Freeze Layer"))
        tip = self.tr("no update moves a frozen layer; its gradients are computed all the same")
        self.freeze.setToolTip(tip)
        change = Freeze(Frozen(node), not frozen)
        self.freeze.triggered.connect(lambda _checked=False: self.chosen.emit(change))
        self.addAction(self.freeze)
        self.fills = [self._fill(frame, target) for target in targets]

    def _freeze_one(self, weight: Target) -> QAction:
        text = self.tr("Unfreeze This Weight") if weight.is_frozen else self.tr("Freeze This Weight")
        action = self.addAction(text)
        change = weight.frozen(not weight.is_frozen)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(change))
        return action

    def _fill(self, frame: Frame, target: Target) -> FillMenu:
        menu = FillMenu(partial(_same, target), self)
        info = frame.stage.node(target.node)
        symbol = info.description.symbol(target.key).text if info else target.key
        menu.setTitle(self.tr("Fill {0}").format(symbol))
        menu.chosen.connect(self.chosen)
        self.addMenu(menu)
        return menu


def _same(target: Target) -> Target:
    return target


def of_layer(
    frame: Frame | None, node: str, parent: QWidget, weight: Weight | None = None
) -> LayerMenu | None:
    """The entries of a layer and of one of its weights; None where it has none or nothing can be changed."""
    if frame is None or not frame.changeable or not parameters_of(frame, node):
        return None
    return LayerMenu(frame, node, parent, weight)
