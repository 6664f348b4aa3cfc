"""The state of a network in training: everything the next pass depends on but the data.

Captured before a pass and restored after it, it brings every bit back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnviz.nn.describe import Array, readonly
from nnviz.nn.program import Program

_FIXED_COST = 600
"""Bytes that the Python objects of one small state take beside their arrays, measured."""


@dataclass(frozen=True)
class NetworkState:
    """Parameter values (one flat read-only vector) and what the optimizer remembers."""

    values: Array
    optimizer: Mapping[str, Any]

    @classmethod
    def capture(cls, program: Program) -> NetworkState:
        """A private copy of the state of a program's network and optimizer."""
        return cls(readonly(program.graph.values), program.optimizer.capture())

    def restore(self, program: Program) -> None:
        """Puts the state back, bit for bit."""
        program.graph.values[...] = self.values
        program.optimizer.restore(dict(self.optimizer))

    @property
    def nbytes(self) -> int:
        """About how much memory the state takes, in bytes."""
        held = (value.nbytes for value in self.optimizer.values() if isinstance(value, np.ndarray))
        return _FIXED_COST + self.values.nbytes + sum(held)

    @property
    def finite(self) -> bool:
        """Whether no parameter is infinite or not a number."""
        return bool(np.isfinite(self.values).all())
