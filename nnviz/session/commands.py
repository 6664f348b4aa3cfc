"""What a person can ask of a run while it is going on, each wish as one small value.

They travel down to the worker in order; whoever sends one waits for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass

if TYPE_CHECKING:
    from nnviz.nn.derive import Weight
    from nnviz.session.building.deeds import Deed
    from nnviz.session.cursor import Unit
    from nnviz.session.edits import Change
    from nnviz.session.opening import Opening
    from nnviz.session.other_data import Points
    from nnviz.session.pace import Pace
    from nnviz.session.setup import Setup, Values


@dataclass(frozen=True)
class Play:
    """Let passes go on by themselves."""


@dataclass(frozen=True)
class TrainEpochs:
    """Let passes go on by themselves until so many epochs more are complete, then pause."""

    epochs: int


@dataclass(frozen=True)
class Open:
    """Pause and leave the run for another: the one that was opened under that name with the same setup and
    opening before, just as it was left, or else a new one."""

    name: str
    setup: Setup
    opening: Opening


@dataclass(frozen=True)
class Pause:
    """Stop after the operation or pass that is being run."""


@dataclass(frozen=True)
class Step:
    """Pause, and move the cursor by one unit."""

    unit: Unit
    forward: bool = True


@dataclass(frozen=True)
class GoToPosition:
    """Pause, and move the cursor to where so many operations of the pass it stands in have run."""

    position: int


@dataclass(frozen=True)
class GoToFormula:
    """Pause, and move the cursor to a formula, from 1, of an operation, from 1, of the pass it stands in."""

    position: int
    formula: int


@dataclass(frozen=True)
class GoToEnd:
    """Pause, and move the cursor to the end of the pass it stands in."""


@dataclass(frozen=True)
class GoToEpoch:
    """Pause, and move the cursor to the end of the last pass of an epoch, counted from 1, that has been
    trained."""

    epoch: int


@dataclass(frozen=True)
class SetPace:
    """How fast passes follow each other from now on."""

    pace: Pace


@dataclass(frozen=True)
class SetLearningRate:
    """While passes go on by themselves, the rate from the next update on; else an edit of the newest pass
    like any other, or, where the cursor stands in an older one, the rate of the pass to come."""

    value: float


@dataclass(frozen=True)
class SetHistoryBytes:
    """How much memory the past may take from now on."""

    value: int


@dataclass(frozen=True)
class MakeEdit:
    """Change something in the newest pass, and run that pass again from the same state.

    Attributes:
        edit: what to change.
        rewind: whether an older pass may become the newest for it; those after it are forgotten.
        goes_on: whether it goes on with the change before, so that both are taken back together.
    """

    edit: Change
    rewind: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class TakeBack:
    """Take one change of the pass back, or all of them."""

    edit: Change | None = None


@dataclass(frozen=True)
class UndoEdit:
    """Take what was changed last back."""


@dataclass(frozen=True)
class RedoEdit:
    """Change again what was taken back last."""


@dataclass(frozen=True)
class Reset:
    """Start over from the same first weights."""


@dataclass(frozen=True)
class NewWeights:
    """Start over from weights drawn anew."""

    seed: int
    initializer: str | None = None


@dataclass(frozen=True)
class RewindHere:
    """Make the cursor's place the newest: forget what was trained after it."""


@dataclass(frozen=True)
class RewindToFinite:
    """After a non-finite value: go back to the start of the pass whose update led to it."""


@dataclass(frozen=True)
class Keep:
    """Pause, and give what is under the cursor with all that comes of it, to be saved."""


@dataclass(frozen=True)
class Save:
    """Give the run as the bytes of a document, and go on with whatever it does.

    Attributes:
        opening: how it is looked at.
        title: what it is called.
        folder: where its file will be, or None.
        origin: for a copy, the file that it is a copy of.
    """

    opening: Opening
    title: str
    folder: Path | None = None
    origin: str = ""


@dataclass(frozen=True)
class OpenDocument:
    """Pause and leave the run for the one in the file of a document.

    Attributes:
        name: what it is opened under.
        places: where files of one's own lie that are not where the document has them.
    """

    name: str
    path: Path
    places: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Examine:
    """Say where the gradient of a weight came from, and what moving it by ``delta`` would do.

    It changes nothing; while passes go on by themselves there is no answer.
    """

    weight: Weight
    delta: float = 0.0


@dataclass(frozen=True)
class CheckLayer:
    """Check the gradient of every weight of a layer numerically; like ``Examine``."""

    node: str


@dataclass(frozen=True)
class Cancel:
    """Stop what takes long, and leave everything as it was before."""


@dataclass(frozen=True)
class SetFeatures:
    """Give the network other features of the points of the plane: weights of those that stay are kept, and
    epochs are counted anew. Undoing it goes back to the run as it was."""

    features: tuple[str, ...]


@dataclass(frozen=True)
class SetPoints:
    """Let the network learn from other points, with everything that it has learned; epochs are counted
    anew. Undoing it goes back to the run as it was."""

    points: Points


@dataclass(frozen=True)
class SetWeights:
    """Give the network other weights, such as those of a file; epochs are counted anew. Undoing it goes back
    to the run as it was."""

    values: tuple[Values, ...]


@dataclass(frozen=True)
class Rebuild:
    """Go on with another network on the same data: what fits of the weights is kept, and epochs are counted
    anew. Undoing it goes back to the run as it was.

    Attributes:
        setup: what it is made from.
        deed: what was done to the network, for the words of the undo.
    """

    setup: Setup
    deed: Deed


@dataclass(frozen=True)
class Watch:
    """From now on say how the numbers of a layer lie, whenever a frame is made of a complete pass, and at
    once what is known of the passes before; of no layer if empty. What goes on is not touched."""

    node: str


@dataclass(frozen=True)
class Compare:
    """Put a second network beside the run, which learns from the same batches in step with it and is brought
    to the same place; commands then move both, and edits are for the one that is chosen.

    Attributes:
        setup: what the second is made from.
        name: what it is called where it is another network altogether.
    """

    setup: Setup
    name: str = ""


@dataclass(frozen=True)
class Choose:
    """Of the two that are compared, turn to the first, 0, or the second, 1."""

    which: int


@dataclass(frozen=True)
class EndComparison:
    """Pause, and go on with the first of the two alone, just as it stands."""


Command = (
    Play
    | TrainEpochs
    | Open
    | Pause
    | Step
    | GoToPosition
    | GoToFormula
    | GoToEnd
    | GoToEpoch
    | SetPace
    | SetLearningRate
    | SetHistoryBytes
    | MakeEdit
    | TakeBack
    | UndoEdit
    | RedoEdit
    | Reset
    | NewWeights
    | RewindHere
    | RewindToFinite
    | Keep
    | Save
    | OpenDocument
    | Examine
    | CheckLayer
    | Cancel
    | SetFeatures
    | SetPoints
    | SetWeights
    | Rebuild
    | Watch
    | Compare
    | Choose
    | EndComparison
)
