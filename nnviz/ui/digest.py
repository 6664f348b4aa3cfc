"""A digest: mail gathered while a run goes on, and handed on to one view after another five times a second.

Nobody reads texts faster than that, and each of them holds up the training; handing on to one view a look
keeps every look short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nnviz.session.mailbox import Mail

    Hand = Callable[[Mail], None]

INTERVAL = 0.2
"""The least time between two digests of a running network, in seconds."""


class Digest:
    """Gathers mail: of frames, of the status and of answers the newest, of records all.

    Args:
        hands: what takes a digest, one after another.
        clock: gives seconds; another one than ``perf_counter`` is for tests.
    """

    def __init__(self, hands: Sequence[Hand], clock: Callable[[], float] = perf_counter) -> None:
        self._hands, self._clock = tuple(hands), clock
        self._gathered: Mail | None = None
        self._served: Mail | None = None
        self._waiting: list[Hand] = []
        self._running = False
        self._since = -INTERVAL

    def add(self, mail: Mail) -> None:
        """Takes in what has arrived."""
        before = self._gathered
        if before is not None:
            mail = replace(
                mail,
                frame=mail.frame or before.frame,
                records=before.records + mail.records,
                examination=mail.examination or before.examination,
                layer_check=mail.layer_check or before.layer_check,
                kept=mail.kept or before.kept,
                spreads=mail.spreads or before.spreads,
                beside=mail.beside.after(before.beside) if mail.beside else before.beside,
            )
        self._gathered = mail

    def serve(self, in_turn: bool = False) -> None:
        """Hands on to the next in turn; to be called at every look.

        All are served at once where a run does not go on, begins to or ends, or an answer has come.

        Args:
            in_turn: whether they are not, since every look shall be short.
        """
        if self._gathered is not None and not in_turn and not self._may_wait(self._gathered):
            self.finish()
            self._begin(self._gathered)
            self.finish()
        elif self._waiting:
            self._serve_next()
        elif self._gathered is not None and self.begins:
            self._begin(self._gathered)
            self._serve_next()

    @property
    def begins(self) -> bool:
        """Whether the next look hands something on to the first; where that may be soon, only with a frame,
        which is of the very pass that the numbers are of."""
        since = self._clock() - self._since
        framed = self._gathered is not None and self._gathered.frame is not None
        return not self._waiting and since >= (INTERVAL if framed else 2 * INTERVAL)

    @property
    def is_waiting(self) -> bool:
        """Whether some have not been handed yet what the others have."""
        return bool(self._waiting)

    def finish(self) -> None:
        """Hands on to all that still wait for the digest that is under way."""
        while self._waiting:
            self._serve_next()

    def _begin(self, mail: Mail) -> None:
        self._served, self._gathered = mail, None
        self._waiting, self._running, self._since = list(self._hands), mail.status.running, self._clock()

    def _serve_next(self) -> None:
        assert self._served is not None
        self._waiting.pop(0)(self._served)

    def _may_wait(self, mail: Mail) -> bool:
        going_on = mail.status.running and self._running
        answered = mail.examination is not None or mail.layer_check is not None
        return going_on and (mail.frame is None or mail.frame.live) and not answered
