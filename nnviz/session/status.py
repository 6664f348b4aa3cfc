"""How a run stands: the few facts that buttons, counters and messages are made of.

It says nothing of arrays; those are in frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnviz.dataclass import dataclass

if TYPE_CHECKING:
    from nnviz.session.building.deeds import Reversal
    from nnviz.session.comparing.beside import Comparison
    from nnviz.session.progress import Progress


@dataclass(frozen=True)
class Fault:
    """Where the first non-finite value of a run appeared.

    Attributes:
        pass_index, position: the pass, and the operation in it counted from 1.
        epoch: the epoch of the pass, from 1.
        title: the name of the layer, loss or optimizer.
        phase: ``forward``, ``backward`` or ``update``.
        symbol: how the tensor is written, such as ∂E/∂W.
    """

    pass_index: int
    position: int
    epoch: int
    title: str
    phase: str
    symbol: str


@dataclass(frozen=True)
class Status:
    """The state of a run.

    Attributes:
        running: whether passes go on by themselves.
        passes, epochs: how many have been completed.
        loss: the mean E of the last completed epoch, or None before the first.
        learning_rate: the one the next update will use.
        seed, initializer: what the first weights were drawn from.
        at_start: whether the cursor stands before the first operation of the run.
        fault: the first non-finite value, if the run has met one.
        rate: passes a second while running, else 0.
        past_bytes, past_limit: how much memory the past takes, and may take.
        can_undo, can_redo: whether an edit of the pass under the cursor can be taken back, or made again.
        comparison: the two that are compared, or None if this is the only one.
        progress: how far something is that takes long, while there is something.
        undoes, redoes: what that would go back to, or on to, where it is another version of the run.
    """

    running: bool
    passes: int
    epochs: int
    loss: float | None
    learning_rate: float
    seed: int
    initializer: str
    at_start: bool
    fault: Fault | None = None
    rate: float = 0.0
    can_undo: bool = False
    can_redo: bool = False
    past_bytes: int = 0
    past_limit: int = 0
    undoes: Reversal | None = None
    redoes: Reversal | None = None
    comparison: Comparison | None = None
    progress: Progress | None = None
