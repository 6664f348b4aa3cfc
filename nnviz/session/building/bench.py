"""The bench at which a network is built: the draft, what is wrong with it, and the way back to what runs.

What is done becomes a command as soon as it fits; until then the run goes on as it was.
"""

from __future__ import annotations

from dataclasses import replace

from nnviz.session import commands
from nnviz.session.building.checking import Check, check
from nnviz.session.building.deeds import Deed, Verb
from nnviz.session.building.draft import spell_out, tidy
from nnviz.session.data import Dataset
from nnviz.session.setup import Part, Setup


class Bench:
    """Holds one draft.

    Args:
        setup, data: what is run, and what it learns from.

    Attributes:
        data: what the draft is to learn from.
        draft: the setup as it is wanted, all written out.
        check: how that stands.
    """

    def __init__(self, setup: Setup, data: Dataset) -> None:
        self.data = data
        self.draft = self._running = self._whole(setup)
        self._sent: list[Setup] = []
        self._past: list[Setup] = []
        self._deeds: list[Deed] = []
        self.check: Check = check(self.draft, data)

    def _whole(self, setup: Setup) -> Setup:
        return replace(spell_out(setup, tuple(self.data.inputs)), start=None)

    # -- what is run ----------------------------------------------------------------------------

    def take(self, setup: Setup, data: Dataset) -> None:
        """Learns what is run now: one of what was asked for, and the draft, which may be further, stays; or
        else something else that is taken over."""
        self.data = data
        self._running = self._whole(setup)
        for place, sent in enumerate(self._sent):
            if _structure(sent) == _structure(self._running):
                self._sent = self._sent[place + 1 :]
                return
        self._sent = []
        self.discard()

    def take_training(self, rate: float, initializer: str) -> None:
        """Learns which rate and which initializer are in force, as they can be set elsewhere."""
        before = self._running
        settings = {**before.optimizer.settings, "learning_rate": rate}
        now = replace(before, optimizer=replace(before.optimizer, settings=settings), initializer=initializer)
        if now != before and not self._sent:
            self.draft = replace(self.draft, initializer=initializer)
            if self.draft.optimizer == before.optimizer:
                self.draft = replace(self.draft, optimizer=now.optimizer)
            self._running = now

    @property
    def taken(self) -> tuple[str, ...]:
        """The names of the layers that run: a new layer must not get their weights."""
        return tuple(part.name for part in self._running.layers)

    # -- drafts ---------------------------------------------------------------------------------

    @property
    def waits(self) -> bool:
        """Whether the draft is not what runs, since it does not fit."""
        return bool(self._deeds)

    def edit(self, draft: Setup, deed: Deed) -> commands.Rebuild | None:
        """Takes another draft; gives the command that makes it the run, if it fits."""
        if draft == self.draft:
            return None
        self._past.append(self.draft)
        self._deeds.append(deed)
        self.draft, self.check = draft, check(draft, self.data)
        return self._command() if self.check.fits else None

    def take_back(self) -> commands.Rebuild | None:
        """Takes the last edit of a draft that does not fit back."""
        if not self._past or not self.waits:
            return None
        self.draft = self._past.pop()
        self._deeds.pop()
        self.check = check(self.draft, self.data)
        if not self._deeds:
            self._past = []
        return self._command() if self._deeds and self.check.fits else None

    def discard(self) -> None:
        """Takes what runs for the draft again."""
        self.draft, self._past, self._deeds = self._running, [], []
        self.check = check(self.draft, self.data)

    def refused(self) -> None:
        """The run could not be made of what was sent: what runs is taken for the draft again."""
        if self._sent:
            self._sent = []
            self.discard()

    def _command(self) -> commands.Rebuild:
        one = self._deeds[0] if len(self._deeds) == 1 else Deed(Verb.SEVERAL, number=len(self._deeds))
        self._past, self._deeds = [], []
        self._sent.append(self.draft)
        return commands.Rebuild(tidy(self.draft, tuple(self.data.inputs)), one)


def _structure(setup: Setup) -> tuple[tuple[Part, ...], Part, str, int]:
    """What tells one network from another: not how its weights were drawn, nor its rate."""
    return setup.layers, setup.loss, setup.optimizer.type, setup.batch_size
