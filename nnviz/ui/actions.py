"""Everything a person can do to the run, as actions with texts, shortcuts and tooltips.

Menus, buttons and keys share them, so each exists once; an action only emits a command.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from nnviz.session import commands
from nnviz.session.building.deeds import Reversal
from nnviz.session.choices import Unit
from nnviz.session.commands import Command
from nnviz.session.status import Status
from nnviz.ui.building.words import redo_words, undo_words
from nnviz.ui.keys.defaults import give_default_keys

KEYED = (Unit.LAYER, Unit.PASS, Unit.EPOCH)
"""The units that have keys of their own, whatever a plain step goes by."""


class RunActions(QObject):
    """The actions of the Run and Step menus.

    Attributes:
        unit: how far a plain step goes.
        forward, back: a plain step.
        steps: a step by each of the units that have keys of their own, by unit and whether forward.

    Signals:
        asked: a command for the run.
        unit_changed: how far a plain step goes from now on.
        new_weights_asked: draw new weights; the seed is chosen where seeds are shown.
        draft_undo_asked: take the last edit of the draft back, which does not fit.
    """

    asked = Signal(object)
    unit_changed = Signal(object)
    new_weights_asked = Signal()
    draft_undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._running = False
        self._can_undo = self._draft_waits = False
        self._reversals: tuple[Reversal | None, Reversal | None] = (None, None)
        self.unit = Unit.FORMULA
        make = self._make
        self.run = make("run", self._toggle)
        self.undo = make("undo", self._take_back)
        self.redo = make("redo", self._sender(commands.RedoEdit()))
        self.reset = make("reset", self._sender(commands.Reset()))
        self.new_weights = make("new_weights", self.new_weights_asked.emit)
        self.rewind = make("rewind", self._sender(commands.RewindHere()))
        self.start = make("start", self._sender(commands.GoToFormula(1, 1)))
        self.end = make("end", self._sender(commands.GoToEnd()))
        self.forward = make("next", lambda: self.asked.emit(commands.Step(self.unit)))
        self.back = make("previous", lambda: self.asked.emit(commands.Step(self.unit, forward=False)))
        self.steps = {
            (unit, forward): make(f"{way}_{unit.value}", self._sender(commands.Step(unit, forward)))
            for unit in KEYED
            for way, forward in (("next", True), ("previous", False))
        }
        self.retranslate()

    def set_unit(self, unit: Unit) -> None:
        """Makes a plain step go by another unit."""
        if unit is not self.unit:
            self.unit = unit
            self._name_steps()
            self.unit_changed.emit(unit)

    def go_to_epoch(self, epoch: int) -> None:
        """Asks for the end of an epoch."""
        self.asked.emit(commands.GoToEpoch(epoch))

    def give_past(self, megabytes: int) -> None:
        """Lets the past of the run take so much memory."""
        self.asked.emit(commands.SetHistoryBytes(megabytes * 2**20))

    def _make(self, key: str, act: Callable[[], None]) -> QAction:
        action = QAction(self)
        give_default_keys(action, key)
        action.triggered.connect(lambda _checked=False: act())
        self._parent.addAction(action)
        return action

    def _sender(self, command: Command) -> Callable[[], None]:
        return lambda: self.asked.emit(command)

    def show_draft(self, waits: bool) -> None:
        """While a draft of the network does not fit, an undo is about the draft."""
        self._draft_waits = waits
        self._name_reversals(*self._reversals)
        self.undo.setEnabled(self._can_undo or waits)

    def _take_back(self) -> None:
        if self._draft_waits:
            self.draft_undo_asked.emit()
        else:
            self.asked.emit(commands.UndoEdit())

    def _toggle(self) -> None:
        self.asked.emit(commands.Pause() if self._running else commands.Play())

    def show_status(self, status: Status) -> None:
        """Turns Run into Pause and back, and rests what cannot be done now."""
        if status.running != self._running:
            self._running = status.running
            self._name_run()
        self.run.setEnabled(status.fault is None)
        for action in (self.back, *(action for (_, forward), action in self.steps.items() if not forward)):
            action.setEnabled(not status.at_start)
        self._name_reversals(status.undoes, status.redoes)
        self._can_undo = status.can_undo and not status.running
        self.undo.setEnabled(self._can_undo or self._draft_waits)
        self.redo.setEnabled(status.can_redo and not status.running)
        self.rewind.setEnabled(not status.running and status.passes > 0)

    def retranslate(self) -> None:
        """Writes all texts in the language of the window."""
        self._name_run()
        self._name_reversals(*self._reversals)
        self._name(self.reset, self.tr("Reset"), self.tr("Start over from the same first weights"))
        self._name(self.new_weights, self.tr("New Weights"), self.tr("Start over from the next seed"))
        self._name(
            self.rewind,
            self.tr("Rewind the Network to Here"),
            self.tr("Forget what was trained after the place under the cursor"),
        )
        self._name(self.start, self.tr("Start of the Pass"), self.tr("Go to its first formula"))
        self._name(self.end, self.tr("End of the Pass"), self.tr("Go to its last operation"))
        self._name_steps()

    def _name_reversals(self, undoes: Reversal | None, redoes: Reversal | None) -> None:
        """Says what an undo or a redo would do, where it goes from one version of the run to another."""
        self._reversals = undoes, redoes
        undo = undo_words(undoes) if undoes else self.tr("Undo")
        undo = self.tr("Undo in the Draft") if self._draft_waits else undo
        redo = redo_words(redoes) if redoes else self.tr("Redo")
        if undo != self.undo.text() or redo != self.redo.text():
            self._name(self.undo, undo, self.tr("Take what was changed last back"))
            self._name(self.redo, redo, self.tr("Change again what was taken back last"))

    def run_texts(self) -> tuple[str, str]:
        """What the action is called while it would run, and while it would pause."""
        return self.tr("Run"), self.tr("Pause")

    def _name_run(self) -> None:
        run, pause = self.run_texts()
        if self._running:
            self._name(self.run, pause, self.tr("Stop here, to look inside"))
        else:
            self._name(self.run, run, self.tr("Train until paused"))

    def _name_steps(self) -> None:
        texts = {
            (Unit.FORMULA, True): self.tr("Next Formula"),
            (Unit.FORMULA, False): self.tr("Previous Formula"),
            (Unit.OPERATION, True): self.tr("Next Operation"),
            (Unit.OPERATION, False): self.tr("Previous Operation"),
            (Unit.LAYER, True): self.tr("Next Layer"),
            (Unit.LAYER, False): self.tr("Previous Layer"),
            (Unit.PASS, True): self.tr("Next Pass"),
            (Unit.PASS, False): self.tr("Previous Pass"),
            (Unit.EPOCH, True): self.tr("Next Epoch"),
            (Unit.EPOCH, False): self.tr("Previous Epoch"),
        }
        tips = {
            Unit.FORMULA: self.tr("One formula of an operation, such as ∂E/∂W of a layer's backward"),
            Unit.OPERATION: self.tr("One operation: one layer's forward or backward, the loss, the update"),
            Unit.LAYER: self.tr("One layer together with its activation"),
            Unit.PASS: self.tr("One whole pass: forward, loss, backward, update"),
            Unit.EPOCH: self.tr("Once through all samples"),
        }
        plain = {(self.unit, True): self.forward, (self.unit, False): self.back}
        for key, action in (*plain.items(), *self.steps.items()):
            self._name(action, texts[key], tips[key[0]])

    @staticmethod
    def _name(action: QAction, text: str, tip: str) -> None:
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()]
        action.setText(text)
        action.setToolTip(f"{text} ({', '.join(keys)})\n{tip}" if keys else f"{text}\n{tip}")
        action.setStatusTip(tip)
