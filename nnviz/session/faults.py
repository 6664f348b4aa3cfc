"""Finds the operation in which a value first stopped being finite.

It looks for the pass among those of the past, and in its recording for the operation.
"""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from nnviz.nn import Trace
from nnviz.session.frame import Stage
from nnviz.session.past import Past
from nnviz.session.status import Fault
from nnviz.session.trainer import Recording


def faulty_pass(past: Past, passes: int) -> Recording:
    """The recording of the first of so many passes, of which the last is known to have a fault."""
    # A parameter that is not finite never becomes finite again, so the passes can be bisected.
    later = range(past.first + 1, passes)
    index = bisect_left(later, True, key=lambda p: not _starts_finite(past.recording(p)))
    return past.recording(past.first + index)


def _starts_finite(recording: Recording) -> bool:
    arrays = (array for found in recording.trace.given.values() for array in found.values())
    return all(bool(np.isfinite(array).all()) for array in arrays)


def find_fault(trace: Trace, stage: Stage, pass_index: int, passes_per_epoch: int) -> Fault:
    """The first non-finite value in a recorded pass.

    Raises:
        LookupError: every value of the pass is finite.
    """
    for operation, written in zip(trace.operations, trace.writes, strict=True):
        for name, found in written.items():
            for key, array in found.items():
                if not np.isfinite(array).all():
                    node = stage.node(name)
                    symbol = node.description.symbol(key).text if node else key
                    epoch = pass_index // passes_per_epoch + 1
                    title = stage.title(operation)
                    phase = operation.phase.value
                    return Fault(pass_index, operation.index + 1, epoch, title, phase, symbol)
    raise LookupError(f"every value of pass {pass_index} is finite")
