"""Logic gates: the four cases of two inputs that are 0 or 1, and what each gate makes of them.

XOR is article A's, with its order of the cases; no straight line parts its 1s from its 0s.
"""

from __future__ import annotations

import numpy as np

from nnviz.nn import INPUT, SettingError
from nnviz.nn.describe import readonly
from nnviz.session.data.dataset import Dataset

GATES = {
    "xor": (0, 1, 1, 0),
    "and": (0, 0, 0, 1),
    "or": (0, 1, 1, 1),
    "nand": (1, 1, 1, 0),
    "nor": (1, 0, 0, 0),
    "xnor": (1, 0, 0, 1),
}
"""What each gate gives for (0, 0), (0, 1), (1, 0) and (1, 1)."""


def gate(name: str) -> Dataset:
    """The four cases of a gate: inputs (4, 2), targets (4, 1).

    Raises:
        SettingError: another gate than one of :data:`GATES`.
    """
    if name not in GATES:
        raise SettingError(f"gate {name!r} is unknown; allowed: {', '.join(GATES)}")
    x = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array(GATES[name], float)[:, np.newaxis]
    return Dataset(name, {INPUT: readonly(x)}, readonly(t), {INPUT: ("x₁", "x₂")})
