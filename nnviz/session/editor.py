"""The editor: changes passes, takes that back and does it again, in one row whatever was changed.

A pass with its changes is a function of the state it starts from, so taking one back is running the pass
again without it; what was changed in a pass stays changed however often it is replayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from nnviz.session.edits import Change, Rate, Stand, Steps, check, lasting, with_change
from nnviz.session.past import Past
from nnviz.session.trainer import Trainer


class Editor:
    """Keeps what can be undone in the newest pass and in the one to come.

    Args:
        trainer: runs the passes, changed where its ``edits`` say so.
        past: brings the trainer to the start of a pass.
    """

    def __init__(self, trainer: Trainer, past: Past) -> None:
        self._trainer, self._past = trainer, past
        self._done: list[Stand] = []
        self._undone: list[Stand] = []

    def can_undo(self, newest: int) -> bool:
        """Whether the latest step was made in the newest pass, or for the one to come."""
        return _concerns(self._done, newest)

    def can_redo(self, newest: int) -> bool:
        """Whether the step that was taken back last was."""
        return _concerns(self._undone, newest)

    def steps(self, newest: int) -> Steps:
        """What can be undone of a pass and of those after it, and done again."""
        return Steps(_latest(self._done, newest), _latest(self._undone, newest))

    def go_on_with(self, steps: Steps) -> None:
        """Lets these be undone and done again; each of their changes must be allowed."""
        self._done, self._undone = list(steps.done), list(steps.undone)

    def forget_from(self, pass_index: int) -> None:
        """Forgets the changes of a pass and of all after it, and that they could be taken back; what
        the pass began with, such as another rate, stays."""
        edits = self._trainer.edits
        kept = {index: made for index, made in edits.items() if index < pass_index}
        began = lasting(edits.get(pass_index, ()))
        self._trainer.edits = kept | ({pass_index: began} if began else {})
        self._done = [stand for stand in self._done if max(stand) < pass_index]
        self._undone = [stand for stand in self._undone if max(stand) < pass_index]

    def allow(self, pass_index: int, wanted: Change) -> None:
        """Makes sure that something can be changed.

        Raises:
            SettingError: it cannot; the message says what can.
        """
        with self._past.at_start_of(pass_index):
            check(self._trainer.program, self._trainer.batches.peek(), wanted)

    def make(self, pass_index: int, wanted: Change, goes_on: bool = False) -> None:
        """Changes something, and leaves the trainer at the start of the pass; what goes on with the change
        before of the same place is one step with it.

        Raises:
            SettingError: it cannot be changed; nothing has changed then.
        """
        self.allow(pass_index, wanted)
        edits, coming = self._trainer.edits, self._trainer.passes
        new = {pass_index: with_change(edits.get(pass_index, ()), wanted)}
        if isinstance(wanted, Rate) and coming in edits and coming != pass_index:
            # a rate that was chosen for the next pass must not put this one out of force
            new[coming] = tuple(change for change in edits[coming] if not isinstance(change, Rate))
        made = edits.get(pass_index, ())
        if (
            goes_on
            and self._done
            and pass_index in self._done[-1]
            and made
            and made[-1].place == wanted.place
        ):
            self._undone = []
            self._apply(new)
        else:
            self._do(new)

    def take_back(self, pass_index: int, unwanted: Change | None = None) -> None:
        """Takes one change of a pass back, whenever it was made, or all of them; that can be undone."""
        made = self._trainer.edits.get(pass_index, ())
        kept = tuple(change for change in made if unwanted is not None and change != unwanted)
        if kept != made:
            self._do({pass_index: kept})

    def _do(self, new: Stand) -> None:
        self._done.append(self._stand(new))
        self._undone = []
        self._apply(new)

    def undo(self, newest: int) -> None:
        """Takes the latest step back and leaves the trainer at the start of the pass, if it can be."""
        if self.can_undo(newest):
            self._swap(self._done, self._undone)

    def redo(self, newest: int) -> None:
        """Makes the step that was taken back last again, likewise."""
        if self.can_redo(newest):
            self._swap(self._undone, self._done)

    def _swap(self, taken: list[Stand], kept: list[Stand]) -> None:
        stand = taken.pop()
        kept.append(self._stand(stand))
        self._apply(stand)

    def _stand(self, passes: Stand) -> Stand:
        return {index: self._trainer.edits.get(index, ()) for index in passes}

    def _apply(self, stand: Stand) -> None:
        first, edits = min(stand), self._trainer.edits
        if first < self._trainer.passes:
            self._past.replay_to(first)
        self._past.forget_from(first)
        for index, changes in stand.items():
            edits.pop(index, None)
            if changes:
                edits[index] = changes


def _latest(stands: Sequence[Stand], newest: int) -> tuple[Stand, ...]:
    return tuple(takewhile(lambda stand: min(stand) >= newest, reversed(stands)))[::-1]


def _concerns(stands: list[Stand], newest: int) -> bool:
    return bool(stands) and min(stands[-1]) >= newest
