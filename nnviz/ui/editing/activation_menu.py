"""The menu from which another function is put in the place of an activation.

It lists every registered layer of that family; the one in force is checked.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.nn import NodeInfo, registry
from nnviz.session.edits import ACTIVATION, Activation, activations
from nnviz.session.frame import Frame
from nnviz.ui.language import translate_nn
from nnviz.ui.titles import translated_title


class ActivationMenu(QMenu):
    """The functions for one activation, or for each of a network.

    Signals:
        chosen: the :class:`Activation` that a person wants.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self.menuAction().setObjectName("change_activation")
        self.aboutToShow.connect(self.fill)

    def show_frame(self, frame: Frame) -> None:
        """Is about the network of a frame from now on."""
        self._frame = frame
        self.menuAction().setEnabled(frame.changeable and bool(_layers(frame)))

    def fill(self) -> None:
        """Lists the activations of the network, each with the functions that it could be."""
        self.clear()
        for menu in self.findChildren(QMenu):
            menu.deleteLater()
        for node in _layers(self._frame) if self._frame else ():
            self.addMenu(self._kinds(translated_title(node), node, self))

    def list_of(self, name: str) -> QMenu | None:
        """A menu of the functions that one node could be, or None if it is no activation or nothing can
        be changed."""
        if self._frame is None or not self._frame.changeable:
            return None
        node = next((node for node in _layers(self._frame) if node.name == name), None)
        if node is None:
            return None
        menu = QMenu(self.parentWidget())
        menu.addMenu(self._kinds(self.tr("Change Activation"), node, menu))
        return menu

    def _kinds(self, title: str, node: NodeInfo, parent: QMenu) -> QMenu:
        menu = QMenu(title, parent)
        group = QActionGroup(menu)
        for kind in activations():
            about = registry.layers()[kind].description
            action = menu.addAction(translate_nn(about.title))
            action.setToolTip(translate_nn(about.summary))
            action.setCheckable(True)
            action.setChecked(about is node.description)
            wanted, present = Activation(node.name, kind), about is node.description
            action.triggered.connect(partial(self._choose, wanted, present))
            group.addAction(action)
        return menu

    def _choose(self, wanted: Activation, present: bool, _checked: bool = False) -> None:
        if not present:
            self.chosen.emit(wanted)


def _layers(frame: Frame) -> list[NodeInfo]:
    return [node for node in frame.stage.nodes if node.description.family == ACTIVATION]
