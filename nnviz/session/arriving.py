"""Bringing a run to where its opening says: trained so far, at that place of a pass, with those changes.

The opening itself is plain and knows no run, so that a run can give one of itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.session.cursor import Place

if TYPE_CHECKING:
    from nnviz.session.opening import Opening
    from nnviz.session.run import Run


def go_to_opening(run: Run, opening: Opening) -> None:
    """Trains a run as far as its opening says, and puts its cursor where that says.

    A run that meets a value that is not finite stays there.
    """
    run.train_epochs(opening.epochs)
    go_to_place(run, opening)


def go_to_place(run: Run, opening: Opening) -> None:
    """Puts the cursor of a run where its opening says, in the pass after the last one trained, and changes
    that as it says."""
    if opening.operation and not run.fault:
        place = Place(run.passes, opening.operation)
        if opening.formula:
            place = run.ruler.formula(run.passes, opening.operation, opening.formula)
        run.go_to(run.ruler.number(place))
    for change in opening.edits:
        if not run.fault:
            run.edit(change)
    if opening.rate is not None:
        run.set_learning_rate(opening.rate)
