"""How a run is opened: how far it is trained first, where in a pass it stands, and what is shown of it.

Nothing of it changes a number; it is the place in the room from which a class looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass

if TYPE_CHECKING:
    from nnviz.nn.derive import Weight
    from nnviz.session.edits import Change


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
        edits: what has been changed in that pass.
        rate: the learning rate of what comes after, or None to leave it as it is.
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
    edits: tuple[Change, ...] = ()
    rate: float | None = None
