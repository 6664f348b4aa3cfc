"""What has to be drawn of a network, before any thought of where: columns and the links between them.

A column is an input, a layer or the loss.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from math import prod

from PySide6.QtCore import QCoreApplication

from nnviz.dataclass import dataclass
from nnviz.nn import Glyph, NodeInfo
from nnviz.nn.describe import Dependence, gradient_of
from nnviz.nn.node import written
from nnviz.session.frame import InputInfo, Stage
from nnviz.ui.canvas.forms import Form, chooses, depends, form_of, mask_key
from nnviz.ui.canvas.lanes import Lanes, lanes_of
from nnviz.ui.canvas.links import CURVES, Link, links_of, too_many
from nnviz.ui.titles import input_title, translated_title

_SHORT, _FEW = 8, 3
"""How many letters a name has, and how many names there are, where they find room beside or above units."""


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: of the node, or of the input.
        title, formula: its head.
        glyph: None for an input.
        form: how it is painted.
        depth: its place from the left.
        shape: of one sample's output.
        reads: the shape of what it takes from its first source, empty for an input.
        labels: a name per unit, or empty.
        info: None for an input.
        gradient: the node and the key of its ∂E/∂Y, None where it is not one tensor.
        matrix: whether its weights are shown as a matrix.
        pictured: whether each of its units should have a thumbnail.
    """

    name: str
    title: str
    formula: str
    glyph: Glyph | None
    form: Form
    depth: int
    shape: tuple[int, ...]
    labels: tuple[str, ...]
    info: NodeInfo | None
    gradient: tuple[str, str] | None
    reads: tuple[int, ...] = ()
    matrix: bool = False
    pictured: bool = False

    @property
    def units(self) -> int:
        """How many cells one sample's output has."""
        return 1 if self.form is Form.LOSS else prod(self.shape)

    @property
    def channels(self) -> int:
        """How many neurons it has: the channels of its images, or else its units."""
        return self.shape[-1] if self.form is Form.MAPS else self.units

    @property
    def kernels(self) -> tuple[int, ...]:
        """The shape (height, width, inputs, channels) of its kernels, empty where it has none."""
        shape = tuple(self.info.parameters.get("W", ())) if self.info else ()
        return shape if len(shape) == 4 and self.form is Form.MAPS else ()

    @property
    def mask(self) -> str | None:
        """The tensor whose zeros switch its units off."""
        return mask_key(self.info)

    @property
    def chooses(self) -> bool:
        """Whether of each window of its input only one cell goes on."""
        return chooses(self.info) and self.form is Form.MAPS

    @property
    def spread(self) -> bool:
        """Whether the spread of its values is shown before and after."""
        return self.glyph is Glyph.DISTRIBUTION

    @property
    def names_aside(self) -> bool:
        """Whether the names of its units are long, or many, and so take room of their own at the left."""
        long = any(len(label) > _SHORT for label in self.labels)
        return self.info is None and (long or len(self.labels) > _FEW)

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


@dataclass(frozen=True)
class Plan:
    """Everything that is drawn of a network.

    Attributes:
        curved: whether there are few enough edges for curves.
    """

    columns: tuple[Column, ...]
    links: tuple[Link, ...]
    lanes: Lanes
    curved: bool

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    def titles(self) -> str:
        """What all columns are called, from the input on."""
        return " → ".join(column.title for column in self.columns)

    def notes(self, column: Column) -> tuple[str, ...]:
        """How many of the edges into a column are drawn, in words, where that is not all."""
        text = QCoreApplication.translate("Canvas", "{0} of {1} weights drawn")
        found = (link for link in self.links if link.node.name == column.name and link.drawn < link.total)
        return tuple(text.format(link.drawn, link.total) for link in found if link.dense)

    @property
    def depths(self) -> int:
        """How many columns stand side by side."""
        return len(self.lanes.at)

    def at_depth(self, depth: int) -> tuple[Column, ...]:
        """The columns that share one place from the left."""
        return tuple(column for column in self.columns if column.depth == depth)


def plan(stage: Stage, pictured: bool = False) -> Plan:
    """What has to be drawn of a network.

    Args:
        pictured: whether units should have thumbnails, where each column has a row of them.
    """
    lanes, nodes = lanes_of(stage), (*stage.nodes, stage.loss)
    shapes: dict[str, tuple[int, ...]] = {each.name: each.shape for each in stage.inputs}
    shapes |= {node.name: tuple(node.output_shape) for node in nodes}
    forms: dict[str, Form] = {each.name: form_of(None, each.shape) for each in stage.inputs}
    forms |= {node.name: _form(node, shapes) for node in nodes}
    sizes = {name: 1 if forms[name] is Form.LOSS else prod(shape) for name, shape in shapes.items()}
    matrices = too_many(nodes, forms, sizes)
    links = links_of(nodes, forms, shapes, matrices, lanes)
    readers: dict[str, list[Link]] = {}
    for link in links:
        readers.setdefault(link.source, []).append(link)
    inputs = (_input(each, readers[each.name], forms, lanes.depth) for each in stage.inputs)
    columns = (
        _column(node, forms, lanes.depth, [shapes[source] for source in node.sources], node.name in matrices)
        for node in nodes
    )
    columns = (_with_classes(column, stage.classes) for column in columns)
    found = tuple(_with_thumbnails(column, pictured) for column in (*inputs, *columns))
    count = sum(link.drawn for link in links)
    return Plan(found, links, lanes, count <= CURVES)


def _form(node: NodeInfo, shapes: Mapping[str, tuple[int, ...]]) -> Form:
    from_image = any(len(shapes[source]) > 1 for source in node.sources)
    unrolled = from_image and depends(node, Dependence.RESHAPE)
    return form_of(node.description.glyph, tuple(node.output_shape), unrolled)


def _input(
    each: InputInfo, readers: list[Link], forms: Mapping[str, Form], depth: Mapping[str, int]
) -> Column:
    size, form = prod(each.shape), forms[each.name]
    labels = each.labels if len(each.labels) == size else ()
    if form is Form.CIRCLES and not labels:
        labels = _numbered("x", size)
    only = readers[0] if len(readers) == 1 else None
    gradient = (only.node.name, gradient_of(only.key)) if only else None
    return Column(
        each.name,
        input_title(each),
        written(each.shape),
        None,
        form,
        depth[each.name],
        tuple(each.shape),
        labels,
        None,
        gradient,
    )


def _column(
    node: NodeInfo,
    forms: Mapping[str, Form],
    depth: Mapping[str, int],
    reads: Sequence[tuple[int, ...]],
    matrix: bool,
) -> Column:
    about = node.description
    return Column(
        node.name,
        translated_title(node),
        QCoreApplication.translate("nn", about.summary),
        about.glyph,
        forms[node.name],
        depth[node.name],
        tuple(node.output_shape),
        (),
        node,
        (node.name, gradient_of("Y")),
        reads[0] if reads else (),
        matrix,
    )


def _with_classes(column: Column, classes: tuple[str, ...]) -> Column:
    """A column of shares with the names of the classes that they are for."""
    fits = column.form is Form.BARS and len(classes) == column.units
    return replace(column, labels=classes) if fits else column


def _with_thumbnails(column: Column, pictured: bool) -> Column:
    return replace(column, pictured=pictured and column.form is Form.CIRCLES and len(column.shape) == 1)


def _numbered(letter: str, count: int) -> tuple[str, ...]:
    """x₁, x₂, …"""
    digits = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
    return tuple(letter + str(number).translate(digits) for number in range(1, count + 1))
