"""What has to be drawn of a network, before any thought of where: columns of units, and links.

A column is the input, a layer or the loss; a link is every edge between a node and one source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnviz.nn import Glyph, NodeInfo
from nnviz.nn.describe import Array, gradient_of
from nnviz.nn.node import written
from nnviz.nn.program import input_keys
from nnviz.session.frame import Frame, InputInfo, Stage
from nnviz.ui.canvas.modes import ColourMode, edge_key
from nnviz.ui.titles import input_title, translated_title

MOST_UNITS = 64
"""How many units of a column are drawn."""

NUMBERED_UNITS = 16
"""A column of more units than this has no numbers in them."""

CURVES = 300
"""A network of more edges than this is drawn in plain straight lines."""

MOST_EDGES = 2000
"""How many edges are drawn at most; of the weights, the strongest."""


@dataclass(frozen=True)
class Column:
    """One column, from top to bottom.

    Attributes:
        name: of the node, or of the input.
        title, formula: its head.
        glyph: None for the input.
        depth: its place from the left; columns of equal depth share it in ``lanes``, as number ``lane``.
        units, shown: how many units it has, and how many are drawn.
        labels: a name per unit, or empty.
        info: None for the input.
    """

    name: str
    title: str
    formula: str
    glyph: Glyph | None
    depth: int
    lane: int
    lanes: int
    units: int
    shown: int
    labels: tuple[str, ...]
    info: NodeInfo | None

    def unit_name(self, index: int) -> str:
        """What a unit is called: its label, or its number from 1."""
        return self.labels[index] if index < len(self.labels) else str(index + 1)

    @cached_property
    def norm_keys(self) -> tuple[str, ...]:
        """The gradients whose norms stand under the column."""
        if self.info is None or self.glyph is Glyph.LOSS:
            return ()
        weights = [key for key in self.info.parameters if key == "W"] or list(self.info.parameters)
        return ("dY", *(gradient_of(key) for key in weights[:1]))


@dataclass(frozen=True, eq=False)
class Link:
    """The edges between a node and one of its sources.

    Attributes:
        node: the node they lead into.
        source: the name of the node or input they come from.
        key: what the node calls that input: X, or X1, X2, …
        starts, ends: for each edge the unit it comes from and the one it leads to.
        dense: whether an edge is a weight: W[start, end].
        total: how many edges there would be if every unit were drawn.
        most: how many of the edges may be drawn.
    """

    node: NodeInfo
    source: str
    key: str
    starts: Array
    ends: Array
    dense: bool
    total: int
    most: int

    @property
    def drawn(self) -> int:
        """How many edges are drawn."""
        return min(self.most, len(self.starts))

    def values(self, frame: Frame, mode: ColourMode) -> Array | None:
        """The value that each edge shows, or None where it shows none."""
        key = edge_key(mode, self.dense, self.key)
        array = None if key is None else frame.array(self.node.name, key)
        if array is None:
            return None
        if self.dense and key != self.key:
            return np.asarray(array[self.starts, self.ends])
        return np.asarray(frame.of_sample(array)[self.starts])


@dataclass(frozen=True)
class Plan:
    """Everything that is drawn of a network.

    Attributes:
        curved: whether there are few enough edges for curves.
    """

    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    curved: bool

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    def notes(self, column: Column) -> tuple[str, ...]:
        """What is left out of a column and of the edges into it, in words."""
        found = []
        if column.shown < column.units:
            text = QCoreApplication.translate("Canvas", "{0} of {1} units shown")
            found.append(text.format(column.shown, column.units))
        for link in self.links:
            if link.node.name == column.name and link.drawn < link.total:
                text = QCoreApplication.translate("Canvas", "{0} of {1} weights drawn")
                other = QCoreApplication.translate("Canvas", "{0} of {1} edges drawn")
                found.append((text if link.dense else other).format(link.drawn, link.total))
        return tuple(found)

    @property
    def depths(self) -> int:
        """How many columns stand side by side."""
        return 1 + max(column.depth for column in self.columns)

    def at_depth(self, depth: int) -> tuple[Column, ...]:
        """The columns that share one place from the left."""
        return tuple(column for column in self.columns if column.depth == depth)


def plan(stage: Stage) -> Plan:
    """What has to be drawn of a network."""
    columns = _columns(stage)
    by_name = {column.name: column for column in columns}
    nodes = (*stage.nodes, stage.loss)
    links = [link for node in nodes for link in _links(node, by_name)]
    count = sum(len(link.starts) for link in links)
    if count > MOST_EDGES:
        links = _rationed(links)
    return Plan(columns, tuple(links), count <= CURVES)


def _columns(stage: Stage) -> tuple[Column, ...]:
    nodes = (*stage.nodes, stage.loss)
    at_depth: dict[int, list[str]] = {}
    for node in nodes:
        at_depth.setdefault(node.depth, []).append(node.name)
    lanes = [each.name for each in stage.inputs]
    inputs = (_input(each, lanes) for each in stage.inputs)
    return (*inputs, *(_column(node, at_depth[node.depth]) for node in nodes))


def _input(each: InputInfo, neighbours: list[str]) -> Column:
    size = prod(each.shape)
    labels = each.labels if len(each.labels) == size else _numbered("x", size)
    lane, lanes = neighbours.index(each.name), len(neighbours)
    shown = min(size, MOST_UNITS)
    return Column(
        each.name, input_title(each), written(each.shape), None, 0, lane, lanes, size, shown, labels, None
    )


def _column(node: NodeInfo, neighbours: list[str]) -> Column:
    about = node.description
    size = 1 if about.glyph is Glyph.LOSS else prod(node.output_shape)
    return Column(
        node.name,
        translated_title(node),
        QCoreApplication.translate("nn", about.summary),
        about.glyph,
        node.depth,
        neighbours.index(node.name),
        len(neighbours),
        size,
        min(size, MOST_UNITS),
        (),
        node,
    )


def _numbered(letter: str, count: int) -> tuple[str, ...]:
    """x₁, x₂, …"""
    digits = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return tuple(letter + str(number).translate(digits) for number in range(1, count + 1))


def _links(node: NodeInfo, columns: dict[str, Column]) -> list[Link]:
    keys = input_keys(len(node.sources))
    return [_link(node, columns[s], columns[node.name], k) for s, k in zip(node.sources, keys, strict=True)]


def _link(node: NodeInfo, source: Column, target: Column, key: str) -> Link:
    """One edge per unit where the glyph says so and the sizes agree, else one per pair of units."""
    glyph = node.description.glyph
    if glyph is Glyph.ELEMENTWISE and source.units == target.units:
        starts = ends = np.arange(source.shown)
        total = source.units
    else:
        pairs = np.indices((source.shown, target.shown)).reshape(2, -1)
        starts, ends, total = pairs[0], pairs[1], source.units * target.units
    shape = tuple(node.parameters.get("W", ()))
    dense = glyph is Glyph.UNITS and len(node.sources) == 1 and shape == (source.units, target.units)
    return Link(node, source.name, key, starts, ends, dense, total, len(starts))


def _rationed(links: list[Link]) -> list[Link]:
    """Shares :data:`MOST_EDGES` among the links that have most, in proportion to their sizes."""
    large = [link for link in links if len(link.starts) > MOST_UNITS]
    left = MOST_EDGES - sum(len(link.starts) for link in links if len(link.starts) <= MOST_UNITS)
    share = max(left, len(large)) / sum(len(link.starts) for link in large)
    return [_cut(link, share) if len(link.starts) > MOST_UNITS else link for link in links]


def _cut(link: Link, share: float) -> Link:
    return replace(link, most=max(1, int(len(link.starts) * share)))
