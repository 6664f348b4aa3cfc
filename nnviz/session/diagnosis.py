"""A diagnosis: what is wrong with the layers of a network, with the measured numbers that show it.

It reads the arrays of one frame and nothing else, so that it can claim only what the pass has shown so far.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from enum import Enum, IntEnum

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Kind, NodeInfo
from nnviz.nn.describe import Array, Dependence, gradient_of
from nnviz.session.frame import Frame

VANISHED = 1e-3
"""A layer whose ‖∂E/∂Y‖ is less than this share of the last layer's hardly learns: with one learning rate
for all, it takes a thousand updates for what the last does in one."""

EXPLODED = 1e3
"""The same the other way round: what suits the last layer throws this one a thousand times as far."""

FLAT = 0.0099
"""A unit whose slope |∂Y/∂X| is below this lets less than a hundredth of the error through (of tanh that is
|Y| > 0.995). It is just under 0.01, the slope that leaky ReLU is given on purpose."""

SAMPLES = 8
"""A batch that is not all of the data must have so many samples before a unit is said to be dead or
saturated: a healthy ReLU is off for half of them, and for all of eight in one case of 256."""

SHORT_STEP, LONG_STEP = 1e-4, 1e-2
"""‖ΔW‖/‖W‖ of one update is about 1e-3 where learning goes well (Karpathy, CS231n notes, "Ratio of
weights:updates"); these are a factor of ten to either side."""

OVERTHROW = 1.0
"""An update as long as the weights themselves leaves little of what was learned."""


class Ailment(Enum):
    """What can be wrong with a layer."""

    NOT_FINITE = "not finite"
    EXPLODING = "exploding"
    VANISHING = "vanishing"
    DEAD = "dead"
    SATURATED = "saturated"
    LONG_STEP = "long step"
    SHORT_STEP = "short step"


class Severity(IntEnum):
    """How bad something is: worth knowing, a warning, or the end of learning there."""

    NOTE = 1
    WARNING = 2
    SERIOUS = 3


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with one node.

    Attributes:
        node: its name.
        measured: the number that shows it: a norm, or for steps ‖ΔW‖; of not finite numbers and of units 0.
        reference: what that is compared with: the last layer's norm, or ‖W‖; else 0.
        count, total: of how many units, or numbers, this is true, and of how many in all; else 0.
        key: the tensor that was measured.
    """

    node: str
    ailment: Ailment
    severity: Severity
    key: str
    measured: float = 0.0
    reference: float = 0.0
    count: int = 0
    total: int = 0

    @property
    def ratio(self) -> float:
        """How large the measured number is, in units of the reference."""
        return self.measured / self.reference if self.reference else math.nan


Findings = dict[str, tuple[Finding, ...]]
"""What is wrong with each node, the worst first; nodes with which nothing is wrong are left out."""


def diagnose(frame: Frame) -> Findings:
    """What the arrays of a frame show to be wrong.

    Nothing is said of what the pass has not computed yet, nor of a probe, which is no pass of the training.
    """
    found: Findings = {}
    if frame.probe is not None:
        return found
    with np.errstate(all="ignore"):
        for node in (*frame.stage.nodes, frame.stage.loss):
            own = sorted(_examined(frame, node), key=lambda finding: -finding.severity)
            if own:
                found[node.name] = tuple(own)
    return found


def _examined(frame: Frame, node: NodeInfo) -> Iterator[Finding]:
    broken = list(_not_finite(frame, node))
    if broken:  # where numbers are infinite, no others are worth comparing
        yield broken[0]
    elif node.name != frame.stage.loss.name:
        yield from _compared(frame, node)
        yield from _units(frame, node)
        yield from _step(frame, node)


def _not_finite(frame: Frame, node: NodeInfo) -> Iterator[Finding]:
    """The first of a node's tensors in which a number is infinite or none at all."""
    for key in ("Y", "E", gradient_of("Y"), *node.parameters, *map(gradient_of, node.parameters)):
        array = frame.array(node.name, key)
        if array is None or math.isfinite(float(np.sum(array))):
            continue
        count = int(array.size - np.count_nonzero(np.isfinite(array)))
        if count:  # a sum can overflow where no cell does
            kind, severity = Ailment.NOT_FINITE, Severity.SERIOUS
            yield Finding(node.name, kind, severity, key, count=count, total=array.size)


def _compared(frame: Frame, node: NodeInfo) -> Iterator[Finding]:
    """A gradient that is out of all proportion to that of the last layer."""
    key, last = gradient_of("Y"), frame.stage.nodes[-1]
    own, reference = frame.norm(node.name, key), frame.norm(last.name, key)
    if own is None or reference is None or not 0 < reference < math.inf:
        return
    if own < VANISHED * reference:
        yield Finding(node.name, Ailment.VANISHING, Severity.WARNING, key, own, reference)
    elif own > EXPLODED * reference:
        yield Finding(node.name, Ailment.EXPLODING, Severity.SERIOUS, key, own, reference)


def _units(frame: Frame, node: NodeInfo) -> Iterator[Finding]:
    """Units of an activation that answer 0 to everything, or whose curve is flat wherever they are.

    The slope of a unit is ∂E/∂X over ∂E/∂Y, as the pass computed them; where ∂E/∂Y is 0 for every
    sample, nothing is known of it.
    """
    tensors = [frame.array(node.name, key) for key in ("Y", gradient_of("Y"), gradient_of("X"))]
    y, dy, dx = tensors
    if y is None or dy is None or dx is None or not _is_activation(node) or not _is_evidence(frame):
        return
    asked, sizes = _per_unit(dy) > 0, np.abs(dx)
    flat = asked & ~_over_samples(sizes >= FLAT * np.abs(dy), where=dy != 0)
    dead = flat & (_per_unit(y) == 0) & (_per_unit(dx) == 0)
    for ailment, units in ((Ailment.DEAD, dead), (Ailment.SATURATED, flat & ~dead)):
        count, total = int(np.count_nonzero(units)), units.size
        if count:
            severity = Severity.SERIOUS if 2 * count >= total else Severity.WARNING
            yield Finding(node.name, ailment, severity, "Y", count=count, total=total)


def _is_activation(node: NodeInfo) -> bool:
    """Whether each of a node's outputs follows from the input at its own place alone, along a curve."""
    about = node.description
    backward = [f for f in about.backward if f.gives == gradient_of("X")]
    single = all(f.dependence is Dependence.ELEMENTWISE for f in (*about.forward, *backward))
    return about.family == "activation" and bool(backward) and single


def _is_evidence(frame: Frame) -> bool:
    """Whether the samples of a batch are enough to speak of all."""
    return frame.batches == 1 or len(frame.rows) >= SAMPLES


def _per_unit(array: Array) -> Array:
    """The largest size of each unit, or of each channel of images, over all samples (and places)."""
    return np.asarray(np.abs(array).reshape(-1, array.shape[-1]).max(axis=0))


def _over_samples(true: Array, where: Array) -> Array:
    """For each unit or channel whether something is true anywhere, of the places asked for."""
    return np.asarray((true & where).reshape(-1, true.shape[-1]).any(axis=0))


def _step(frame: Frame, node: NodeInfo) -> Iterator[Finding]:
    """An update that is out of proportion to the weights, while the update is under the cursor."""
    operation, old = frame.operation, frame.before.get(node.name, {}).get("W")
    new = frame.array(node.name, "W")
    if operation is None or operation.kind is not Kind.UPDATE or old is None or new is None:
        return
    step, size = float(np.linalg.norm((new - old).ravel())), float(np.linalg.norm(old.ravel()))
    if not size > 0 or not math.isfinite(step) or SHORT_STEP * size <= step <= LONG_STEP * size:
        return
    ailment = Ailment.SHORT_STEP if step < size * SHORT_STEP else Ailment.LONG_STEP
    severity = Severity.WARNING if step >= OVERTHROW * size else Severity.NOTE
    yield Finding(node.name, ailment, severity, "W", step, size)
