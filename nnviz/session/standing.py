"""Where a run stands: the start of the newest pass, what was changed in that, and the place of the cursor.

Whoever resumes it goes on bit for bit as the run would have, which still looks into its newest pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass
from nnviz.session.edits import Steps

if TYPE_CHECKING:
    from nnviz.session.edits import Changes
    from nnviz.session.records import EpochRecord, Evaluation
    from nnviz.session.start import Start


@dataclass(frozen=True)
class Standing:
    """Where a run of a setup stands.

    Attributes:
        start: the start of a pass.
        ahead: how many passes have been run since then; none where nothing was trained at all, usually one,
            more after a value that is not finite.
        edits: what is changed in those passes, or in the one to come, by pass.
        operation, formula: the place of the cursor in the first of those passes, as an opening has it.
        records: what the plots show of the epochs that were complete at the start.
        steps: what can be undone of those edits, and what can be done again.
    """

    start: Start
    ahead: int = 0
    edits: Mapping[int, Changes] = field(default_factory=dict)
    operation: int = 0
    formula: int = 0
    records: tuple[EpochRecord | Evaluation, ...] = ()
    steps: Steps = field(default_factory=Steps)

    def changes(self, pass_index: int) -> Changes:
        """All that is changed in a pass, or would be after steps back and on."""
        stands = (self.edits, *self.steps.done, *self.steps.undone)
        return tuple(change for stand in stands for change in stand.get(pass_index, ()))

    @property
    def concerned(self) -> set[int]:
        """The passes in which anything is, or would be."""
        return {index for stand in (self.edits, *self.steps.done, *self.steps.undone) for index in stand}
