"""How far something is that takes long.

It knows neither what is done nor who waits for it.
"""

from __future__ import annotations

from nnviz.dataclass import dataclass

LOOKING_BACK, TRAINING, OPENING, CHECKING = "looking back", "training", "opening", "checking"
READING, MAKING, LOADING, SAVING = "reading", "making", "loading", "saving"


@dataclass(frozen=True)
class Progress:
    """How far something is.

    Attributes:
        kind: what is being done, one of the names above.
        share: from 0 to 1.
    """

    kind: str
    share: float
