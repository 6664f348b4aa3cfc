"""Finds the operation in which a value first stopped being finite.

It reads the recording of a pass that began with finite values.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn import Trace
from nnviz.session.frame import Stage
from nnviz.session.status import Fault


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
