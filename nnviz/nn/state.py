"""The state of a network in training: everything the next pass depends on but the data.

Captured before a pass and restored after it, it brings every bit back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn.describe import Array, readonly
from nnviz.nn.program import Program
from nnviz.nn.topology import Topology

_FIXED_COST = 600
"""Bytes that the Python objects of one small state take beside their arrays, measured."""


Memories = Mapping[str, Mapping[str, Any]]
"""What nodes remember beside their parameters, by name: generators of masks, running means."""


def memories(graph: Topology) -> Memories:
    """A private copy of what the nodes of a network remember, of those that remember anything."""
    return {name: found for name, node in graph.nodes.items() if (found := node.capture())}


@dataclass(frozen=True)
class NetworkState:
    """Parameter values (one flat read-only vector), what the optimizer remembers, and what nodes do
    beside their parameters, by name."""

    values: Array
    optimizer: Mapping[str, Any]
    nodes: Memories = field(default_factory=dict)

    @classmethod
    def capture(cls, program: Program) -> NetworkState:
        """A private copy of the state of a program's network and optimizer."""
        kept = memories(program.graph)
        return cls(readonly(program.graph.values), program.optimizer.capture(), kept)

    def restore(self, program: Program) -> None:
        """Puts the state back, bit for bit."""
        program.graph.values[...] = self.values
        program.optimizer.restore(dict(self.optimizer))
        for name, captured in self.nodes.items():
            program.graph.nodes[name].restore(captured)

    @property
    def nbytes(self) -> int:
        """About how much memory the state takes, in bytes."""
        memories = (self.optimizer, *self.nodes.values())
        held = (value for memory in memories for value in memory.values())
        arrays = sum(value.nbytes for value in held if isinstance(value, np.ndarray))
        return _FIXED_COST + self.values.nbytes + arrays

    @property
    def finite(self) -> bool:
        """Whether no parameter is infinite or not a number."""
        return bool(np.isfinite(self.values).all())
