"""The past of a run: any pass that has been run, brought back by keyframe and replay.

Looking back leaves the trainer as it was, to the bit.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

import numpy as np

from nnviz.session.history import History, Keyframe
from nnviz.session.trainer import Recording, Trainer

RECORDED_BEFORE = 3
"""How many passes before the one that is looked at are recorded with it: whoever steps back wants them
next, and a replay from the keyframe would take longer."""

KEPT_RECORDINGS = 8
"""How many recorded passes are kept at hand for stepping to and fro."""


class Past:
    """Keeps what is needed to bring back every pass of one trainer.

    Args:
        trainer: the trainer; its next pass must be the first that this past hears of.
        history_bytes: how much memory the keyframes may take.

    Attributes:
        first: the first pass that can be brought back.
    """

    def __init__(self, trainer: Trainer, history_bytes: int) -> None:
        self._trainer = trainer
        self.first = trainer.passes
        self._history = History(history_bytes)
        self._recordings: dict[int, Recording] = {}
        self._unedited: dict[int, Recording] = {}
        self._bridge: Keyframe | None = None
        """A keyframe that was made on the way to a pass that somebody wanted."""

    @property
    def nbytes(self) -> int:
        """About how much memory the keyframes take."""
        return self._history.nbytes

    @property
    def keyframes(self) -> int:
        """How many keyframes there are."""
        return len(self._history)

    @property
    def keyframe_passes(self) -> list[int]:
        """The passes that keyframes stand before."""
        return self._history.passes

    def set_budget(self, history_bytes: int) -> None:
        """Takes another limit for the memory of the keyframes."""
        self._history.set_budget(history_bytes)

    def keep(self) -> None:
        """To be called before every pass: keeps a keyframe where one is due."""
        if self._trainer.passes >= self._history.due:
            self._history.add(self._trainer.keyframe())

    def add(self, recording: Recording) -> Recording:
        """Keeps a recording at hand, and lets the oldest go."""
        while len(self._recordings) >= KEPT_RECORDINGS:
            self._recordings.pop(next(iter(self._recordings)))
        self._recordings[recording.pass_index] = recording
        return recording

    def forget_from(self, pass_index: int) -> None:
        """Forgets everything from a pass on; what leads up to it stays."""
        self._history.truncate(pass_index)
        if self._bridge is not None and self._bridge.pass_index > pass_index:
            self._bridge = None
        self._recordings = {k: kept for k, kept in self._recordings.items() if k < pass_index}
        self._unedited = {k: kept for k, kept in self._unedited.items() if k < pass_index}

    def replay_to(self, pass_index: int) -> None:
        """Brings the trainer to the start of a pass and leaves it there."""
        self.keep()
        self._trainer.restore(self._before(pass_index))
        while self._trainer.passes < pass_index:
            self._trainer.run_pass()

    def _before(self, pass_index: int) -> Keyframe:
        """The nearest keyframe at or before the start of a pass."""
        kept, bridge = self._history.before(pass_index), self._bridge
        between = bridge is not None and kept.pass_index < bridge.pass_index <= pass_index
        return bridge if between and bridge is not None else kept

    def approaching(self, pass_index: int) -> Generator[float, None, None]:
        """Brings a pass that has been run within easy reach, one pass a step; gives the share that is done.

        While it is under way the trainer must not be touched; it is put back at the end, also if that comes
        early.
        """
        target = max(self.first, pass_index - RECORDED_BEFORE)
        if pass_index in self._recordings:
            return
        with self._looking_back():
            begin = self._before(target)
            self._trainer.restore(begin)
            while self._trainer.passes < target:
                with np.errstate(all="ignore"):
                    self._trainer.run_pass()
                yield (self._trainer.passes - begin.pass_index) / (target - begin.pass_index)
            self._bridge = self._trainer.keyframe()

    def recording(self, pass_index: int) -> Recording:
        """The recording of a pass that has been run, or of the one that would come next."""
        if pass_index in self._recordings:
            return self._recordings[pass_index]
        with self._looking_back():
            self.replay_to(max(self.first, pass_index - RECORDED_BEFORE))
            while self._trainer.passes < pass_index:
                self.add(self._trainer.record_pass())
            return self.add(self._trainer.record_pass())

    def unedited(self, pass_index: int) -> Recording | None:
        """The recording of a pass as it would have been without edits, or None if it has none."""
        edits = self._trainer.edits.get(pass_index)
        if not edits:
            return None
        if pass_index not in self._unedited:
            with self._looking_back():
                self.replay_to(pass_index)
                del self._trainer.edits[pass_index]
                try:
                    self._unedited = {pass_index: self._trainer.record_pass()}
                finally:
                    self._trainer.edits[pass_index] = edits
        return self._unedited[pass_index]

    def replayed(self, pass_index: int) -> Recording:
        """The recording of a pass that is wanted once, and so not kept at hand."""
        with self._looking_back():
            self.replay_to(pass_index)
            return self._trainer.record_pass()

    @contextmanager
    def at_start_of(self, pass_index: int) -> Iterator[None]:
        """Has the trainer stand at the start of a pass meanwhile."""
        with self._looking_back():
            self.replay_to(pass_index)
            yield

    @contextmanager
    def _looking_back(self) -> Iterator[None]:
        """Puts the trainer back afterwards."""
        self.keep()
        head = self._trainer.keyframe()
        try:
            yield
        finally:
            self._trainer.restore(head)
