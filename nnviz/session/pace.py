"""How fast a run goes, from one operation a second to flat out.

Slow paces move the cursor through recorded operations; faster ones run whole passes.
"""

from __future__ import annotations

import math

from nnviz.dataclass import dataclass
from nnviz.session.choices import Unit


@dataclass(frozen=True)
class Pace:
    """So many operations or passes a second; an infinite number means as fast as they come."""

    unit: Unit
    per_second: float

    @property
    def flat_out(self) -> bool:
        """Whether nothing slows the run down."""
        return math.isinf(self.per_second)


FLAT_OUT = Pace(Unit.PASS, math.inf)

PACES = (
    Pace(Unit.OPERATION, 1),
    Pace(Unit.OPERATION, 4),
    Pace(Unit.PASS, 1),
    Pace(Unit.PASS, 10),
    Pace(Unit.PASS, 100),
    Pace(Unit.PASS, 1000),
    FLAT_OUT,
)
"""The paces offered, from slow to fast."""
