"""A node at its place in a network, as the tables of other programs' layers are asked about it.

Shapes are those of one sample, with channels last, as everywhere in nnviz.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nnviz.dataclass import dataclass
from nnviz.nn import Graph, Node
from nnviz.nn.room import Shape
from nnviz.session.export.names import identifiers

IMAGE = 3
"""How many axes an image has: rows, columns and channels. Other programs have the channels first."""


@dataclass(frozen=True, eq=False)
class NodePlace:
    """One node.

    Attributes:
        name: what it is called in code.
        node: the node itself.
        sources: what it takes, as called in code.
        takes: the shape of one sample of each of them.
        gives: that of what it gives.
        first: the first input of the network, as called in code.
    """

    name: str
    node: Node
    sources: tuple[str, ...]
    takes: tuple[Shape, ...]
    gives: Shape
    first: str

    @property
    def type(self) -> str:
        """Its name in the registry."""
        return type(self.node).__name__

    @property
    def settings(self) -> dict[str, Any]:
        """Its hyper-parameters."""
        return self.node.settings()

    @property
    def features(self) -> int:
        """The length of the last axis of what it takes."""
        return self.takes[0][-1]

    @property
    def on_images(self) -> bool:
        """Whether it takes images."""
        return bool(self.takes) and len(self.takes[0]) == IMAGE


def node_places(graph: Graph) -> Iterator[NodePlace]:
    """Every node of a network, in forward order."""
    called = identifiers(graph.shapes)
    first = called[next(iter(graph.input_shapes))]
    for name in graph.order:
        sources = graph.sources[name]
        yield NodePlace(
            called[name],
            graph.nodes[name],
            tuple(called[source] for source in sources),
            tuple(graph.shapes[source] for source in sources),
            graph.shapes[name],
            first,
        )


def padding(place: NodePlace) -> tuple[int, int, int, int]:
    """The lines of zeros that a convolution puts above, below, left and right of its images."""
    set_to = place.settings
    size, stride = set_to["kernel_size"], set_to["stride"]
    if set_to["padding"] == "valid":
        return 0, 0, 0, 0
    found = []
    for length, count in zip(place.takes[0][:2], place.gives[:2], strict=True):
        missing = max((count - 1) * stride + size - length, 0)
        found += [missing // 2, missing - missing // 2]
    top, bottom, left, right = found
    return top, bottom, left, right
