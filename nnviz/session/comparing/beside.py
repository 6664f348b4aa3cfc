"""What the screen gets of a comparison: which two networks there are, and the news of the one not chosen.

The chosen one comes with the mail as a single network does, so that every view shows it without knowing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass

if TYPE_CHECKING:
    from nnviz.session.comparing.variants import Words
    from nnviz.session.frame import Frame
    from nnviz.session.records import Record
    from nnviz.session.status import Status


@dataclass(frozen=True)
class Comparison:
    """Which two networks are compared.

    Attributes:
        words: of the first and of the second, what it is told from the other by.
        chosen: the one that commands and edits are for, 0 or 1.
        name: what the second is called where nothing else tells it apart, or empty.
    """

    words: tuple[Words, Words]
    chosen: int = 0
    name: str = ""


@dataclass(frozen=True)
class Beside:
    """News of the network that is not chosen.

    Attributes:
        frame: how it looks at the same place, or None if there is nothing new.
        records: what it has left behind since the last news.
        status: how it stands.
        behind: how many passes it has still to catch up.
    """

    frame: Frame | None
    records: tuple[Record, ...]
    status: Status
    behind: int = 0

    def after(self, before: Beside | None) -> Beside:
        """The same news with those before that nobody has looked at yet."""
        if before is None:
            return self
        return replace(self, frame=self.frame or before.frame, records=before.records + self.records)
