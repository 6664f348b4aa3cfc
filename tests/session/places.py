"""Places of a run by pass and operation, for tests that do not count formulas."""

from __future__ import annotations

from nnviz.session.cursor import Place
from nnviz.session.run import Run


def after(run: Run, pass_index: int, operations: int) -> int:
    """The number of the place at which so many operations of a pass have run."""
    return run.ruler.number(Place(pass_index, operations))
