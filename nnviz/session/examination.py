"""An examination: all that is to be said of one weight in the pass under the cursor.

What takes time is worked out once for a weight of a pass; moving the weight to and fro is quick then.
"""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.nn import Graph, Loss, Trace
from nnviz.nn.derive import (
    AfterUpdate,
    Chain,
    Nudge,
    NumericCheck,
    Paths,
    Rerun,
    Weight,
    after_update,
    check,
    derive,
    find_paths,
    nudge,
)
from nnviz.nn.derive.paths import STRONGEST
from nnviz.nn.derive.way import Way
from nnviz.session.trainer import Recording


@dataclass(frozen=True)
class Examination:
    """One weight of one recorded pass.

    Attributes:
        weight: which.
        pass_index: the pass, counted from 0 over the whole run.
        chain: the chain rule to it, factor by factor.
        paths: the paths by which it reaches E.
        check: its gradient beside the difference quotient.
        nudge: what moving it does to E.
        update: what the update of the pass did to E.
    """

    weight: Weight
    pass_index: int
    chain: Chain
    paths: Paths
    check: NumericCheck
    nudge: Nudge
    update: AfterUpdate


class Examiner:
    """Examines weights on twins, and remembers the latest."""

    def __init__(self) -> None:
        self._trace: Trace | None = None
        self._found: Examination | None = None

    def examine(
        self, graph: Graph, loss: Loss, recording: Recording, weight: Weight, delta: float = 0.0
    ) -> Examination:
        """All of one weight, as it is if it is moved by ``delta``.

        Args:
            graph, loss: the network that is trained, and what judges it; they are read, and left alone.
            recording: the pass.

        Raises:
            ParameterError: there is no such weight; the message says what is allowed.
        """
        rerun = self._rerun_of(graph, loss, recording)
        moved, pass_index = nudge(rerun, weight, delta), recording.pass_index
        if self._found is None or self._found.weight != weight:
            way = Way(rerun, weight)
            chain, paths = derive(rerun, weight, way), find_paths(rerun, weight, way, STRONGEST)
            checked, updated = check(rerun, weight), after_update(rerun)
        else:
            found = self._found
            chain, paths, checked, updated = found.chain, found.paths, found.check, found.update
        self._found = Examination(weight, pass_index, chain, paths, checked, moved, updated)
        return self._found

    def _rerun_of(self, graph: Graph, loss: Loss, recording: Recording) -> Rerun:
        if self._trace is not recording.trace:
            self._rerun = Rerun(graph, loss, recording.trace)
            self._trace, self._found = recording.trace, None
        return self._rerun
