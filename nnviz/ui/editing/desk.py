"""The desk at which a pass is changed: it turns what a person wants into commands, asking where it must.

It holds the menus that go with that; whoever has a place for one takes it from here.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.edits import Change
from nnviz.session.frame import Frame
from nnviz.ui.drawing.feature_strip import FeatureStrip
from nnviz.ui.editing.activation_menu import ActivationMenu
from nnviz.ui.editing.changes_menu import ChangesMenu
from nnviz.ui.editing.layer_menu import LayerMenu, of_layer
from nnviz.ui.editing.rewind_question import RewindQuestion


class Desk(QWidget):
    """Never shown itself.

    Attributes:
        changes: the menu of what was changed in the pass on the screen.
        activations: the menu of the activations of the network.
        question: what was asked last, while it is open.
        features: the choice of what the network is given of points; whoever has a place for it shows it.

    Signals:
        asked: a command for the run.
    """

    asked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._frame: Frame | None = None
        self.question: RewindQuestion | None = None
        self.changes, self.activations = ChangesMenu(window), ActivationMenu(window)
        self.features = FeatureStrip(window)
        self.features.asked.connect(self.asked)
        self.changes.asked.connect(self.asked)
        self.activations.chosen.connect(self.change)
        self._retranslate()

    def show_frame(self, frame: Frame) -> None:
        """Is about the pass of a frame from now on."""
        self._frame = frame
        self.changes.show_frame(frame)
        self.features.show_frame(frame)
        self.activations.show_frame(frame)

    def change(self, wanted: Change) -> None:
        """Asks the run for a change of the pass on the screen; of an older one, the person first."""
        if self._frame is None or self._frame.newest:
            self.asked.emit(commands.MakeEdit(wanted))
            return
        self.question = RewindQuestion(wanted, self.window())
        self.question.agreed.connect(lambda change: self.asked.emit(commands.MakeEdit(change, rewind=True)))
        self.question.finished.connect(lambda _: setattr(self, "question", None))

    def slide(self, wanted: Change, goes_on: bool) -> None:
        """Asks for a change on the way of a drag, one step with those before it; of an older pass, at its
        beginning, the person."""
        if self._frame is None or self._frame.newest:
            self.asked.emit(commands.MakeEdit(wanted, goes_on=goes_on))
        elif not goes_on:
            self.change(wanted)

    def open_menu(
        self, node: str, where: QPoint, others: Sequence[QAction] = (), weight: Weight | None = None
    ) -> None:
        """Opens what can be done with a weight and its layer, and then what else can be, at a point of the
        screen; nothing if nothing can."""
        menu: QMenu | None = self._layer_menu(node, weight) or self.activations.list_of(node)
        menu = menu or (QMenu(self.window()) if others else None)
        if menu is not None:
            if others:
                menu.addSeparator()
                menu.addActions(list(others))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)

    def _layer_menu(self, node: str, weight: Weight | None = None) -> LayerMenu | None:
        menu = of_layer(self._frame, node, self.window(), weight)
        if menu is not None:
            menu.chosen.connect(self.change)
        return menu

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.changes.setTitle(self.tr("Changed in This Pass"))
        self.activations.setTitle(self.tr("Change Activation"))
