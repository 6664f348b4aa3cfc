"""The editor: sets numbers in one pass, takes that back and makes it again.

A pass with its edits is a function of the state it starts from, so taking an edit back is running the pass
again without it; what was edited in a pass stays edited however often it is replayed.
"""

from __future__ import annotations

from nnviz.session.edits import Edit, check
from nnviz.session.past import Past
from nnviz.session.trainer import Trainer

Edits = tuple[Edit, ...]


class Editor:
    """Keeps what can be undone in the pass that was edited last.

    Args:
        trainer: runs the passes, edited where its ``edits`` say so.
        past: brings the trainer to the start of a pass.
    """

    def __init__(self, trainer: Trainer, past: Past) -> None:
        self._trainer, self._past = trainer, past
        self._pass = -1
        self._done: list[Edits] = []
        self._undone: list[Edits] = []

    def can_undo(self, pass_index: int) -> bool:
        """Whether an edit of that pass can be taken back."""
        return pass_index == self._pass and bool(self._done)

    def can_redo(self, pass_index: int) -> bool:
        """Whether an edit of that pass has been taken back and can be made again."""
        return pass_index == self._pass and bool(self._undone)

    def forget_from(self, pass_index: int) -> None:
        """Forgets the edits of a pass and of all after it, and that they could be taken back."""
        edits = self._trainer.edits
        self._trainer.edits = {p: made for p, made in edits.items() if p < pass_index}
        if self._pass >= pass_index:
            self._pass, self._done, self._undone = -1, [], []

    def make(self, pass_index: int, wanted: Edit) -> bool:
        """Sets a number, and leaves the trainer at the start of the pass.

        Raises:
            SettingError: the number cannot be set; nothing has changed then.
        """
        with self._past.at_start_of(pass_index):
            check(self._trainer.program, self._trainer.batches.peek(), wanted)
        if pass_index != self._pass:
            self._pass, self._done = pass_index, []
        made = self._trainer.edits.get(pass_index, ())
        cell = (wanted.node, wanted.key, wanted.index)
        self._undone = []
        self._done.append(made)
        self._apply((*(edit for edit in made if (edit.node, edit.key, edit.index) != cell), wanted))
        return True

    def undo(self, pass_index: int) -> bool:
        """Takes the latest edit back and leaves the trainer at the start of the pass; false if there is
        none."""
        return self.can_undo(pass_index) and self._swap(self._done, self._undone)

    def redo(self, pass_index: int) -> bool:
        """Makes the edit that was taken back last again, likewise."""
        return self.can_redo(pass_index) and self._swap(self._undone, self._done)

    def _swap(self, taken: list[Edits], kept: list[Edits]) -> bool:
        kept.append(self._trainer.edits.get(self._pass, ()))
        self._apply(taken.pop())
        return True

    def _apply(self, edits: Edits) -> None:
        self._past.replay_to(self._pass)
        self._past.forget_from(self._pass)
        self._trainer.edits.pop(self._pass, None)
        if edits:
            self._trainer.edits[self._pass] = edits
