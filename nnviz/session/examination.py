"""An examination: all that is to be said of one weight in the pass under the cursor.

What takes time is worked out once for a weight of a pass; moving the weight to and fro is quick then.
"""

from __future__ import annotations

from collections.abc import Generator
from itertools import chain
from time import perf_counter
from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass
from nnviz.nn import SettingError, Trace
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
    check_all,
    derive,
    find_paths,
    nudge,
)
from nnviz.nn.derive.paths import STRONGEST
from nnviz.nn.derive.way import Way
from nnviz.nn.derive.weight import owner_of
from nnviz.session.draining import drained
from nnviz.session.edits import Numbers

if TYPE_CHECKING:
    from nnviz.session.past import Past
    from nnviz.session.programs import Programs
    from nnviz.session.trainer import Trainer


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


@dataclass(frozen=True)
class LayerCheck:
    """All weights of one layer of one recorded pass, checked numerically.

    Attributes:
        node: the layer.
        pass_index: the pass, counted from 0 over the whole run.
        checks: what was found, the largest relative error first.
        count: how many weights the layer has; where they are more than checks, time ran out.
    """

    node: str
    pass_index: int
    checks: tuple[NumericCheck, ...]
    count: int


class Examiner:
    """Examines weights on twins of the networks of a run, which it leaves alone, and remembers the latest.

    Args:
        programs: what is run.
        trainer: knows what was changed in each pass.
        past: brings a pass back.
    """

    def __init__(self, programs: Programs, trainer: Trainer, past: Past) -> None:
        self._programs, self._trainer, self._past = programs, trainer, past
        self._trace: Trace | None = None
        self._found: Examination | None = None

    def examine(self, pass_index: int, weight: Weight, delta: float = 0.0) -> Examination:
        """All of one weight, as it is if it is moved by ``delta``.

        Raises:
            ParameterError: there is no such weight; the message says what is allowed.
            SettingError: an activation was set by hand in the pass.
        """
        rerun = self._rerun_of(pass_index)
        moved = nudge(rerun, weight, delta)
        if self._found is None or self._found.weight != weight:
            way = Way(rerun, weight)
            derived, paths = derive(rerun, weight, way), find_paths(rerun, weight, way, STRONGEST)
            checked, updated = check(rerun, weight), after_update(rerun)
        else:
            found = self._found
            derived, paths, checked, updated = found.chain, found.paths, found.check, found.update
        self._found = Examination(weight, pass_index, derived, paths, checked, moved, updated)
        return self._found

    def check_layer(self, pass_index: int, node: str, seconds: float) -> LayerCheck:
        """Every weight of a layer beside its difference quotient, or as many as there is time for.

        Raises:
            ParameterError: there is no such layer, or it has no weights; the message says which have.
            SettingError: an activation was set by hand in the pass.
        """
        return drained(self.checking_layer(pass_index, node, seconds))

    def checking_layer(
        self, pass_index: int, node: str, seconds: float
    ) -> Generator[float, None, LayerCheck]:
        """The same, weight by weight; gives the share that is done."""
        rerun, begun = self._rerun_of(pass_index), perf_counter()
        parameters = owner_of(rerun.graph, node).parameters
        count, found = sum(parameter.value.size for parameter in parameters), []
        for checked in chain.from_iterable(check_all(rerun, node, each.key) for each in parameters):
            found.append(checked)
            passed = perf_counter() - begun
            if passed >= seconds:
                break
            yield max(len(found) / count, passed / seconds)
        found.sort(key=lambda each: each.relative_error, reverse=True)
        return LayerCheck(node, pass_index, tuple(found), count)

    def _rerun_of(self, pass_index: int) -> Rerun:
        kept = self._past.recording(pass_index)
        graph = self._programs.graph(kept.kinds)
        cells = (each for each in self._trainer.edits.get(pass_index, ()) if isinstance(each, Numbers))
        if any(cell.key == "Y" and cell.node not in graph.input_shapes for cell in cells):
            raise SettingError("E no longer follows from the weights alone; undo what was set in a Y first")
        if self._trace is not kept.trace:
            self._rerun = Rerun(graph, self._programs.of(kept.kinds).loss, kept.trace)
            self._trace, self._found = kept.trace, None
        return self._rerun
