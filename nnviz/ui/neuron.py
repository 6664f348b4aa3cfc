"""A neuron: one unit of a layer or an input, or one channel of its images, as views name it to each other.

It is a place in a network and nothing more, so that it means the same in every frame.
"""

from __future__ import annotations

from nnviz.dataclass import dataclass


@dataclass(frozen=True)
class Neuron:
    """One unit.

    Attributes:
        node: the name of its layer, or of its input.
        unit: which of its units, or of the channels of its images, from 0.
    """

    node: str
    unit: int
