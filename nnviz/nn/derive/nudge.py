"""What really happens when weights move, beside what their gradients promised.

A gradient promises gradient · Δw for a small Δw; how far that is off shows how the error bends.
"""

from __future__ import annotations

from nnviz.dataclass import dataclass
from nnviz.nn.derive.rerun import Rerun
from nnviz.nn.derive.weight import Weight


@dataclass(frozen=True)
class Nudge:
    """One weight, moved.

    Attributes:
        weight, value, delta: the weight, what it was, and by how much it was moved.
        before, after: E of the same batch.
        predicted: gradient · Δw.
    """

    weight: Weight
    value: float
    delta: float
    before: float
    after: float
    predicted: float

    @property
    def measured(self) -> float:
        """By how much E really changed."""
        return self.after - self.before


@dataclass(frozen=True)
class AfterUpdate:
    """The same batch again after the update of its pass.

    Attributes:
        before, after: E of the batch.
        predicted: gradient · Δ, over all weights.
    """

    before: float
    after: float
    predicted: float

    @property
    def measured(self) -> float:
        """By how much E really changed."""
        return self.after - self.before


def nudge(rerun: Rerun, weight: Weight, delta: float) -> Nudge:
    """Moves one weight by ``delta`` and measures what it does to E.

    Raises:
        ParameterError: there is no such weight; the message says what is allowed.
    """
    value = rerun.value(weight)
    after = rerun.error_at(weight, value + delta)
    return Nudge(weight, value, delta, rerun.trace.loss, after, rerun.gradient(weight) * delta)


def after_update(rerun: Rerun) -> AfterUpdate:
    """Runs the batch once more with the weights that the pass's update left."""
    values, step = rerun.updated()
    return AfterUpdate(rerun.trace.loss, rerun.error_with(values), float(rerun.gradients().dot(step)))
