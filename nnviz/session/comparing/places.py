"""The same place in the passes of two networks, whose operations need not be the same ones.

It is the same operation of the same layer where the other has it; else the same share of the phase.
"""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.nn import Operation
from nnviz.session.cursor import Place, Ruler


def same_place(place: Place, here: Sequence[Operation], there: Sequence[Operation], ruler: Ruler) -> Place:
    """The place in another pass that a place in one belongs to.

    Where both have the operation, that stands after as many of its formulas, or after its last if it has
    fewer. Where the other has it not, it stands at the end of the operation as far through the phase
    (forward, backward, update) as this one is through its own.

    Args:
        here: the operations of the pass that the place is in.
        there: those of the other.
        ruler: of the other.
    """
    if not place.position:
        return place
    operation = here[place.position - 1]
    for other in there:
        if (other.node, other.kind) == (operation.node, operation.kind):
            if not place.remaining:
                return Place(place.pass_index, other.index + 1)
            done = operation.stops - place.remaining
            return ruler.formula(place.pass_index, other.index + 1, done)
    mine = [each.index for each in here if each.phase is operation.phase]
    others = [each.index for each in there if each.phase is operation.phase]
    share = -(-(mine.index(operation.index) + 1) * len(others) // len(mine))
    return Place(place.pass_index, others[share - 1] + 1)
