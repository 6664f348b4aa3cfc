"""A digest: mail gathered while a run goes on, and let through ten times a second.

Nobody reads texts faster than that, and each of them holds up the training.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from nnviz.session.mailbox import Mail

INTERVAL = 0.1
"""The least time between two digests of a running network, in seconds."""


class Digest:
    """Gathers mail: of frames, of the status and of answers the newest, of records all.

    Args:
        clock: gives seconds; another one than ``perf_counter`` is for tests.
    """

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock = clock
        self._gathered: Mail | None = None
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
            )
        self._gathered = mail

    def take(self) -> Mail | None:
        """What has been gathered, or None while it is not yet time.

        It is time at once where a run does not go on, begins to or ends, or an answer has come.
        """
        mail = self._gathered
        if mail is None or (self._may_wait(mail) and self._clock() - self._since < INTERVAL):
            return None
        self._gathered, self._running, self._since = None, mail.status.running, self._clock()
        return mail

    def _may_wait(self, mail: Mail) -> bool:
        going_on = mail.status.running and self._running
        return going_on and (mail.frame is None or mail.frame.live) and mail.examination is None
