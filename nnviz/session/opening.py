"""How a run is opened: how far it is trained first, where in a pass it stands, and what is shown of it.

Nothing of it changes a number; it is the place in the room from which a class looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.nn.derive import Weight
from nnviz.session.cursor import Place
from nnviz.session.run import Run


@dataclass(frozen=True)
class Opening:
    """What a class sees first.

    Attributes:
        epochs: how many epochs are trained before.
        operation: the operation of the pass after them at which the cursor stands, from 1; 0 for none.
        formula: the formula of that operation, from 1; 0 for the last.
        sample: the sample of the batch that is looked at, from 0.
        colour: one of :data:`~nnviz.session.choices.COLOURS`, or empty to leave it as it is.
        panels: those of :data:`~nnviz.session.choices.PANELS` that are open; all that usually are, if empty.
        hidden: those of :data:`~nnviz.session.choices.CONTROLS` that are not shown.
        weight: the weight whose card is open, or None.
        predict: whether results are covered until they have been guessed.
    """

    epochs: int = 0
    operation: int = 0
    formula: int = 0
    sample: int = 0
    colour: str = ""
    panels: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    weight: Weight | None = None
    predict: bool = False


def go_to_opening(run: Run, opening: Opening) -> None:
    """Trains a run as far as its opening says, and puts its cursor where that says.

    A run that meets a value that is not finite stays there.
    """
    run.train_epochs(opening.epochs)
    go_to_place(run, opening)


def go_to_place(run: Run, opening: Opening) -> None:
    """Puts the cursor of a run where its opening says, in the pass after the last one trained."""
    if not opening.operation or run.fault:
        return
    place = Place(run.passes, opening.operation)
    if opening.formula:
        place = run.ruler.formula(run.passes, opening.operation, opening.formula)
    run.go_to(run.ruler.number(place))
