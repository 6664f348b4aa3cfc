"""The links of the canvas: every edge between a node and one of its sources.

Where a link has more edges than can be told apart, the weights stand in a matrix and the strongest
alone are drawn as lines; where its ends are no units, one line stands for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import Glyph, NodeInfo
from nnviz.nn.describe import Array
from nnviz.nn.program import input_keys
from nnviz.session.frame import Frame
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.lanes import Lanes, Passage
from nnviz.ui.canvas.modes import ColourMode, edge_key

CURVES = 300
"""A network of more edges than this is drawn in plain straight lines."""

MOST_EDGES = 2048
"""How many weights are drawn as an edge each; beyond, the largest layers show theirs as a matrix."""

STRONGEST = 60
"""How many edges are drawn of a layer whose weights stand in a matrix."""


@dataclass(frozen=True, eq=False)
class Link:
    """The edges between a node and one of its sources.

    Attributes:
        node: the node they lead into.
        source: the name of the node or input they come from.
        key: what the node calls that input: X, or X1, X2, …
        starts, ends: for each edge the unit (or channel) it comes from and the one it leads to.
        dense: whether an edge is a weight: W[start, end].
        units: whether an edge joins two units, so that it has a value.
        total: how many edges there are.
        most: how many of them may be drawn.
        passages: the lanes it runs through between the two.
    """

    node: NodeInfo
    source: str
    key: str
    starts: Array
    ends: Array
    dense: bool
    units: bool
    most: int
    passages: tuple[Passage, ...] = ()

    @property
    def total(self) -> int:
        """How many edges there are."""
        return len(self.starts)

    @property
    def drawn(self) -> int:
        """How many edges are drawn."""
        return min(self.most, len(self.starts))

    def values(self, frame: Frame, mode: ColourMode) -> Array | None:
        """The value that each edge shows, or None where it shows none."""
        key = edge_key(mode, self.dense, self.key) if self.units else None
        array = None if key is None else frame.array(self.node.name, key)
        if array is None:
            return None
        if self.dense and key != self.key:
            return np.asarray(array).ravel() if self.most < self.total else array[self.starts, self.ends]
        return np.asarray(frame.of_sample(array)[self.starts])


def _weights(node: NodeInfo, sizes: Mapping[str, int]) -> int:
    """How many edges the weights of a node are, 0 where they are none."""
    shape = tuple(node.parameters.get("W", ()))
    if node.description.glyph is not Glyph.UNITS or len(node.sources) != 1:
        return 0
    return prod(shape) if shape == (sizes[node.sources[0]], sizes[node.name]) else 0


def too_many(
    nodes: Sequence[NodeInfo], forms: Mapping[str, Form], sizes: Mapping[str, int]
) -> frozenset[str]:
    """The nodes whose weights stand in a matrix: next to a strip, and the largest, until the edges of the
    others are few enough; equal ones alike."""
    counts = {node.name: _weights(node, sizes) for node in nodes}
    single = (Form.CIRCLES, Form.BARS)
    found = {
        node.name
        for node in nodes
        if counts[node.name] and not (forms[node.name] in single and forms[node.sources[0]] in single)
    }
    left = {name: count for name, count in counts.items() if count and name not in found}
    while sum(left.values()) > MOST_EDGES:
        largest = max(left.values())
        found |= {name for name, count in left.items() if count == largest}
        left = {name: count for name, count in left.items() if count < largest}
    return frozenset(found)


def links_of(
    nodes: Sequence[NodeInfo],
    forms: Mapping[str, Form],
    shapes: Mapping[str, tuple[int, ...]],
    matrices: frozenset[str],
    lanes: Lanes,
) -> tuple[Link, ...]:
    """The links of a network, node by node."""
    sizes = {name: 1 if forms[name] is Form.LOSS else prod(shape) for name, shape in shapes.items()}
    found = []
    for node in nodes:
        for source, key in zip(node.sources, input_keys(len(node.sources)), strict=True):
            passages = lanes.passages(source, node.name)
            starts, ends, units = _ends(node, source, forms, shapes, sizes, bool(passages))
            dense = units and _weights(node, sizes) == len(starts)
            most = STRONGEST if node.name in matrices else len(starts)
            found.append(Link(node, source, key, starts, ends, dense, units, most, passages))
    return tuple(found)


def _ends(
    node: NodeInfo,
    source: str,
    forms: Mapping[str, Form],
    shapes: Mapping[str, tuple[int, ...]],
    sizes: Mapping[str, int],
    passes: bool,
) -> tuple[Array, Array, bool]:
    """The two ends of every edge, and whether they are units."""
    one, before, after = np.arange(1), sizes[source], sizes[node.name]
    pair = (forms[source], forms[node.name])
    if Form.MAPS in pair:
        same = pair == (Form.MAPS, Form.MAPS) and shapes[source][-1] == shapes[node.name][-1]
        channels = np.arange(shapes[source][-1]) if same and not node.parameters.get("W") else one
        return channels, channels, False
    if passes or (Form.STRIPS in pair and not _weights(node, sizes)):
        return one, one, before == after == 1
    if node.description.glyph in (Glyph.UNITS, Glyph.LOSS):
        pairs = np.indices((before, after)).reshape(2, -1)
        return pairs[0], pairs[1], True
    if before != after:
        return one, one, False
    units = np.arange(before)
    return units, units, True
