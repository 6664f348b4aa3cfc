"""The mailbox between the worker and the screen: it keeps only the latest frame, but every record.

The worker posts, the screen takes on its own timer; neither ever waits for the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from nnviz.dataclass import dataclass

if TYPE_CHECKING:
    from nnviz.session.answers import Answer
    from nnviz.session.comparing.beside import Beside
    from nnviz.session.examination import Examination, LayerCheck
    from nnviz.session.frame import Frame
    from nnviz.session.keeping import Kept
    from nnviz.session.records import Record
    from nnviz.session.spreads import Spreads
    from nnviz.session.status import Status


@dataclass(frozen=True)
class Mail:
    """What has arrived since the last look: the newest frame if any, all records, the status, and the
    newest answers about a weight and about a layer, what is to be saved, and how the numbers of a layer lie,
    if any; all answers about documents; the news of a network beside it; and where a whole frame takes long
    to copy, a newer glimpse."""

    frame: Frame | None
    records: tuple[Record, ...]
    status: Status
    examination: Examination | None = None
    layer_check: LayerCheck | None = None
    kept: Kept | None = None
    spreads: Spreads | None = None
    answers: tuple[Answer, ...] = ()
    beside: Beside | None = None
    glimpse: Frame | None = None


class Source(Protocol):
    """Where a screen gets its mail from."""

    def take(self) -> Mail | None:
        """What has come since the last time, or None if nothing has."""
        ...


class Mailbox:
    """Safe for one worker and one screen."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._frame: Frame | None = None
        self._records: list[Record] = []
        self._status: Status | None = None
        self._examination: Examination | None = None
        self._layer_check: LayerCheck | None = None
        self._kept: Kept | None = None
        self._spreads: Spreads | None = None
        self._answers: list[Answer] = []
        self._beside: Beside | None = None
        self._glimpse: Frame | None = None

    @property
    def wants_frame(self) -> bool:
        """Whether the screen has taken the previous frame, so that a new one is worth its copy."""
        return self._frame is None and self._glimpse is None

    def post(
        self,
        status: Status,
        frame: Frame | None = None,
        records: Iterable[Record] = (),
        examination: Examination | None = None,
        layer_check: LayerCheck | None = None,
        kept: Kept | None = None,
        spreads: Spreads | None = None,
        about_documents: Iterable[Answer] = (),
        beside: Beside | None = None,
        glimpse: Frame | None = None,
    ) -> None:
        """Leaves the newest status, frame and answers, and adds records."""
        with self._lock:
            self._status = status
            self._frame = frame or self._frame
            self._glimpse = glimpse or (None if frame else self._glimpse)
            self._examination = examination or self._examination
            self._layer_check = layer_check or self._layer_check
            self._kept = kept or self._kept
            self._spreads = spreads or self._spreads
            self._records.extend(records)
            self._answers.extend(about_documents)
            self._beside = beside.after(self._beside) if beside else self._beside

    def take(self) -> Mail | None:
        """Empties the box, or None if nothing has come."""
        with self._lock:
            if self._status is None:
                return None
            newest = self._examination, self._layer_check, self._kept, self._spreads
            answers, records = tuple(self._answers), tuple(self._records)
            mail = Mail(self._frame, records, self._status, *newest, answers, self._beside, self._glimpse)
            self._frame, self._records, self._status, self._answers = None, [], None, []
            self._glimpse = None
            self._examination = self._layer_check = self._kept = self._spreads = self._beside = None
            return mail
