"""The builder: what a person does to the draft, from the panel, the canvas or a menu, in one place.

It holds the draft and what is selected of it, and asks for the run that comes of it; it draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from nnviz.nn import INITIALIZERS, SettingError, registry
from nnviz.nn.program import LOSS
from nnviz.session import commands
from nnviz.session.building import editing
from nnviz.session.building.bench import Bench
from nnviz.session.building.checking import Fit, check, leading_to
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.building.draft import OPEN
from nnviz.session.frame import Frame, Stage
from nnviz.session.mailbox import Mail
from nnviz.session.setup import Part, Setup
from nnviz.session.status import Status

TRAINING = "training"
"""The name under which the optimizer and all that belongs to training are selected."""


class Builder(QObject):
    """Holds the draft of one window.

    Attributes:
        bench: the draft, or None before there is a network.
        selected: the name of the layer, the input, ``loss`` or :data:`TRAINING`.

    Signals:
        changed: the draft, or how it stands.
        selection_changed: something else is selected.
        asked: a command for the run.
        refused: why something cannot be done, a :class:`Phrase`.
    """

    changed = Signal()
    selection_changed = Signal()
    asked = Signal(object)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bench: Bench | None = None
        self.selected = ""
        self._made = 0
        self._stage: Stage | None = None

    # -- values in ------------------------------------------------------------------------------

    def show_mail(self, mail: Mail) -> None:
        """Takes what has arrived."""
        self.show_status(mail.status)
        if mail.frame is not None:
            self.show_frame(mail.frame)

    def show_frame(self, frame: Frame) -> None:
        """Is about the network of a frame from now on."""
        stage = frame.stage
        if stage is self._stage or stage.made_of is None:
            return
        self._stage = stage
        if self.bench is None:
            self.bench = Bench(*stage.made_of)
        else:
            self.bench.take(*stage.made_of)
        self._keep_selection()
        self.changed.emit()

    def show_status(self, status: Status) -> None:
        """Follows the rate and the initializer, which can be set elsewhere, too."""
        if self.bench is not None:
            before = self.bench.draft
            self.bench.take_training(status.learning_rate, status.initializer)
            if self.bench.draft is not before:
                self.changed.emit()

    def refuse(self) -> None:
        """What was asked for could not be done."""
        if self.bench is not None:
            self.bench.refused()
            self._keep_selection()
            self.changed.emit()

    def next_number(self) -> int:
        """The number of the next new network, from 1."""
        self._made += 1
        return self._made

    # -- what there is --------------------------------------------------------------------------

    @property
    def draft(self) -> Setup:
        """The draft; there must be a network."""
        assert self.bench is not None
        return self.bench.draft

    @property
    def inputs(self) -> tuple[str, ...]:
        """Where data enter."""
        return tuple(self.bench.data.inputs) if self.bench else ()

    @property
    def waits(self) -> bool:
        """Whether the draft does not fit, and the run goes on as it was."""
        return self.bench is not None and self.bench.waits

    def part(self, name: str) -> Part | None:
        """The layer of a name, or None."""
        return next((part for part in self.draft.layers if part.name == name), None) if self.bench else None

    def fit(self, name: str) -> Fit:
        """How a layer or the loss stands."""
        assert self.bench is not None
        return self.bench.check.of(name)

    def select(self, name: str) -> None:
        """Selects a layer, an input, the loss or the training."""
        if name != self.selected:
            self.selected = name
            self.selection_changed.emit()

    def _keep_selection(self) -> None:
        known = (*self.inputs, *(part.name for part in self.draft.layers), LOSS, TRAINING)
        if self.selected not in known:
            layers = self.draft.layers
            self.select(layers[-1].name if layers else self.inputs[0])

    # -- edits ----------------------------------------------------------------------------------

    def insert(self, kind: str, after: str | None = None) -> None:
        """Puts a layer of a type after another, or after what is selected."""
        behind = self._behind() if after is None else after
        self._add(kind, lambda part: editing.insert(self.draft, part, behind))

    def insert_between(self, kind: str, source: str, target: str) -> None:
        """Puts a layer of a type on an edge."""
        self._add(kind, lambda part: editing.insert_between(self.draft, part, source, target))

    def _add(self, kind: str, put: Callable[[Part], Setup]) -> None:
        if self.bench is None:
            return
        part = editing.new_part(self.draft, kind, self.bench.taken)
        self._edit(lambda: put(part), lambda made: self._deed(Verb.INSERT, part.name, draft=made), part.name)

    def _behind(self) -> str:
        """What a new layer comes after: what is selected, or the last layer."""
        if self.selected in self.inputs or self.part(self.selected) is not None:
            return self.selected
        return self.draft.layers[-1].name if self.draft.layers else self.inputs[0]

    def delete(self, name: str) -> None:
        """Takes a layer out."""
        if self.part(name) is None:
            return
        deed, place = self._deed(Verb.DELETE, name), editing.place(self.draft, name)
        names = [part.name for part in self.draft.layers if part.name != name]
        next_one = names[min(place, len(names) - 1)] if names else self.inputs[0]
        self._edit(lambda: editing.delete(self.draft, name), lambda _: deed, next_one)

    def move(self, name: str, behind: str) -> None:
        """Puts a layer after another, or after an input."""
        self._edit(lambda: editing.move(self.draft, name, behind), lambda _: self._deed(Verb.MOVE, name))

    def move_by(self, name: str, places: int) -> None:
        """Puts a layer so many places further down the list, or up where negative."""
        if self.part(name) is None:
            return
        rest = [part.name for part in self.draft.layers if part.name != name]
        place = editing.place(self.draft, name) + places
        if 0 <= place <= len(rest):
            self.move(name, rest[place - 1] if place else self.inputs[0])

    def duplicate(self, name: str) -> None:
        """Puts a layer like another after it."""
        if self.bench is None or self.part(name) is None:
            return
        taken, deed = self.bench.taken, self._deed(Verb.DUPLICATE, name)
        made = editing.duplicate(self.draft, name, taken)
        self._edit(lambda: made, lambda _: deed, made.layers[editing.place(made, name) + 1].name)

    def replace(self, name: str, kind: str) -> None:
        """Puts a layer of another type in the place of one."""
        if self.bench is None or self.part(name) is None:
            return
        deed, place = self._deed(Verb.REPLACE, name), editing.place(self.draft, name)
        made = editing.replace_type(self.draft, name, kind, self.bench.taken)
        self._edit(lambda: made, lambda _: deed, made.layers[place].name)

    def link(self, source: str, target: str, slot: int | None = None) -> None:
        """Lets a layer take what another gives; in a place of its own, if it has several."""
        done = Verb.CONNECT if source else Verb.DISCONNECT
        self._edit(
            lambda: editing.connect(self.draft, source, target, slot), lambda _: self._deed(done, target)
        )

    def can_branch(self, source: str, target: str) -> bool:
        """Whether a branch from one column could go to another."""
        if self.bench is None or source in (LOSS, target) or not self.draft.layers:
            return False
        part = self.part(target)
        return target == LOSS or (part is not None and bool(part.sources))

    def targets_of(self, source: str) -> list[str]:
        """The columns that a branch from one could go to without going round in a circle."""
        before = leading_to(self.draft.layers, source) if self.bench else set()
        names = [*(part.name for part in self.draft.layers), LOSS] if self.bench else []
        return [name for name in names if name not in before and self.can_branch(source, name)]

    def has_open_input(self, target: str) -> bool:
        """Whether a layer lacks an input."""
        part = self.part(target)
        return part is not None and OPEN in part.sources

    def pull(self, source: str, target: str, kind: str = "Add") -> None:
        """Brings a branch from one column to another: into an open place of it, or through a layer of a type
        that takes two; to the loss, the other is what the last layer gives."""
        if not self.can_branch(source, target):
            return
        if target == LOSS:
            self._join_at_end(source, kind)
        else:
            self.join(source, target, kind)

    def _join_at_end(self, source: str, kind: str) -> None:
        last = self.draft.layers[-1].name
        part = editing.new_part(self.draft, kind, self.bench.taken if self.bench else ())
        self._edit(
            lambda: editing.connect(editing.insert(self.draft, part, last), source, part.name),
            lambda made: self._deed(Verb.INSERT, part.name, draft=made),
            part.name,
        )

    def join(self, source: str, target: str, kind: str = "Add") -> None:
        """Brings a branch to a layer, through one of a type that takes two."""
        taken = self.bench.taken if self.bench else ()
        self._edit(
            lambda: editing.join(self.draft, source, target, kind, taken),
            lambda _: self._deed(Verb.CONNECT, target),
        )

    def set_setting(self, name: str, key: str, value: Any) -> None:
        """Sets a hyper-parameter of a layer, of the loss or of the optimizer."""
        if name == LOSS:
            self.set_loss(self.draft.loss.type, **{key: value})
        elif name == TRAINING:
            self.set_optimizer(self.draft.optimizer.type, **{key: value})
        else:
            self._edit(
                lambda: editing.set_setting(self.draft, name, key, value),
                lambda _: self._deed(Verb.SET, name, key),
            )

    def set_loss(self, kind: str, **settings: Any) -> None:
        """Judges by another loss, or sets it otherwise."""
        deed = Deed(Verb.LOSS, registry.losses()[kind].description.title, setting="".join(settings))
        self._edit(lambda: editing.set_loss(self.draft, kind, **settings), lambda _: deed)

    def set_optimizer(self, kind: str, **settings: Any) -> None:
        """Moves the weights by another optimizer, or sets it otherwise."""
        deed = Deed(Verb.OPTIMIZER, registry.optimizers()[kind].description.title, setting="".join(settings))
        self._edit(lambda: editing.set_optimizer(self.draft, kind, **settings), lambda _: deed)

    def set_initializer(self, name: str) -> None:
        """Draws new weights another way."""
        deed = Deed(Verb.INITIALIZER, INITIALIZERS[name].title, setting="initializer")
        self._edit(lambda: editing.set_initializer(self.draft, name), lambda _: deed)

    def set_batch_size(self, size: int) -> None:
        """Takes so many samples a pass."""
        deed = Deed(Verb.BATCH, setting="batch_size")
        self._edit(lambda: editing.set_batch_size(self.draft, size), lambda _: deed)

    def take_back(self) -> None:
        """Takes the last edit of a draft that does not fit back."""
        if self.bench is not None and self.bench.waits:
            self._send(self.bench.take_back())

    def discard(self) -> None:
        """Takes what runs for the draft again."""
        if self.bench is not None:
            self.bench.discard()
            self._send(None)

    # -- within ---------------------------------------------------------------------------------

    def _deed(self, verb: Verb, name: str, setting: str = "", draft: Setup | None = None) -> Deed:
        """What is done to a layer of a draft, or else of the present one, which has it."""
        assert self.bench is not None
        setup = draft or self.draft
        found = check(setup, self.bench.data).of(name) if draft else self.fit(name)
        about = registry.layers()[editing.layer(setup, name).type].description
        return Deed(verb, about.title, found.number, setting)

    def _edit(self, make: Callable[[], Setup], deed: Callable[[Setup], Deed], select: str = "") -> None:
        """Makes an edit, and selects a layer where one is named."""
        if self.bench is None:
            return
        try:
            draft = make()
            command = self.bench.edit(draft, deed(draft))
        except SettingError as error:
            self.refused.emit(error.phrase)
            return
        self.selected = select or self.selected
        self._send(command)
        if select:
            self.selection_changed.emit()

    def _send(self, command: commands.Rebuild | None) -> None:
        self._keep_selection()
        self.changed.emit()
        if command is not None:
            self.asked.emit(command)
