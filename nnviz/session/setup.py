"""A setup: everything a run is made from, in plain data, checked when the run is made.

A lesson gives one; equal setups make runs that agree bit for bit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

import numpy as np

from nnviz.dataclass import dataclass
from nnviz.nn import (
    Graph,
    GraphError,
    Loss,
    Node,
    Optimizer,
    SettingError,
    ShapeError,
    registry,
)
from nnviz.nn.derive.weight import parameter_of
from nnviz.nn.describe import Array
from nnviz.nn.errors import Phrase
from nnviz.nn.freezing import Frozen
from nnviz.session.data import DATASETS, FILES, Dataset
from nnviz.session.data.features import with_features
from nnviz.session.data.watching import Steps, followed

if TYPE_CHECKING:
    from nnviz.session.start import Start


@dataclass(frozen=True)
class Part:
    """A node or an optimizer to be made.

    Attributes:
        type: its type's name in the registry.
        settings: its hyper-parameters.
        name: what a layer is called among the others; made from its type and place if empty.
        sources: the names of the layers and inputs that a layer takes; the one before it if empty.
    """

    type: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    sources: tuple[str, ...] = ()

    def name_at(self, number: int) -> str:
        """What it is called as the layer of a number, from 1."""
        return self.name or f"{self.type.lower()}_{number}"


@dataclass(frozen=True)
class Values:
    """The first values of one parameter, written out: the name of its layer, its key and all its cells."""

    layer: str
    key: str
    are: Array

    def __eq__(self, other: object) -> bool:
        """Whether another one says the same, cell by cell."""
        if not isinstance(other, Values):
            return NotImplemented
        same = (self.layer, self.key) == (other.layer, other.key)
        return same and np.array_equal(self.are, other.are)


@dataclass(frozen=True)
class Setup:
    """What a run is made from.

    Attributes:
        data: the name of a shipped dataset, or that and its settings; or a kind of file and which.
        layers: the layers, the last of which gives the output; a chain, unless they name sources.
        loss, optimizer: the parts that judge and move it.
        initializer, seed: how the first weights are drawn.
        batch_size: samples a pass.
        shuffle, batch_seed: whether and from what each epoch's order is drawn.
        values: parameters that are not drawn but given.
        features: what of points of the plane the network is given; their coordinates if empty.
        frozen: parameters that no update moves.
        start: where the run begins, if it was saved later than before its first pass.
    """

    data: str | Part
    layers: tuple[Part, ...]
    loss: Part
    optimizer: Part
    initializer: str = "glorot"
    seed: int = 0
    batch_size: int = 1
    shuffle: bool = False
    batch_seed: int = 0
    values: tuple[Values, ...] = ()
    features: tuple[str, ...] = ()
    frozen: tuple[Frozen, ...] = ()
    start: Start | None = None

    @property
    def from_file(self) -> bool:
        """Whether the data come from a file, which may take a while to be read."""
        return isinstance(self.data, Part) and self.data.type in FILES

    def make_data(self) -> Dataset:
        """The dataset.

        Raises:
            NnError: there is none of that name, it cannot be set that way, or has not such features.
        """
        return followed(self.making_data())

    def making_data(self) -> Steps[Dataset]:
        """The same, step by step."""
        part = Part(self.data) if isinstance(self.data, str) else self.data
        known = DATASETS | FILES
        if part.type not in known:
            raise SettingError("dataset {0!r} is unknown; allowed: {1}", part.type, [*known])
        try:
            made: Dataset = (yield from _make(part, FILES)) if self.from_file else _make(part, DATASETS)
        except TypeError as error:  # of a reader, whose words are looked at when it begins
            raise SettingError("{0}: {1}", part.type, error) from error
        return with_features(made, self.features) if self.features else made

    def make_network(self, data: Dataset) -> Graph:
        """The network for a dataset, with its first weights.

        Raises:
            NnError: a layer is unknown or set wrongly, or the layers do not fit each other.
        """
        if not self.layers:
            raise GraphError("a network needs at least one layer, given none")
        parts: dict[str, tuple[Node, tuple[str, ...]]] = {}
        previous = next(iter(data.inputs))
        for number, part in enumerate(self.layers, start=1):
            layer = made_layer(part)
            name = part.name_at(number)
            if name in parts:
                raise GraphError("two layers are called “{0}”", name)
            before = (previous,) if layer.inputs != 0 else ()
            parts[name] = (layer, part.sources or before)
            previous = name
        shapes = {name: array.shape[1:] for name, array in data.inputs.items()}
        graph = Graph(parts, shapes, previous)
        self.initialize(graph)
        return graph

    def initialize(self, graph: Graph) -> None:
        """Gives a network its first weights: those that are drawn, then those that are given.

        Raises:
            NnError: an unknown initializer, a seed it cannot take, or values without a place.
        """
        graph.initialize(self.initializer, self.seed)
        self.set_values(graph)

    def set_values(self, graph: Graph) -> None:
        """Gives a network the parameters that are not drawn.

        Raises:
            ParameterError: there is no such parameter.
            ShapeError: it has another shape.
        """
        for each in self.values:
            value = parameter_of(graph, each.layer, each.key).value
            if value.shape != each.are.shape:
                raise ShapeError(Phrase("{0} of {1}", each.key, each.layer), value.shape, each.are.shape)
            value[...] = each.are

    def make_loss(self) -> Loss:
        """The loss."""
        loss = _make(self.loss, registry.losses())
        assert isinstance(loss, Loss)
        return loss

    def make_optimizer(self) -> Optimizer:
        """The optimizer."""
        optimizer = _make(self.optimizer, registry.optimizers())
        assert isinstance(optimizer, Optimizer)
        return optimizer


def made_layer(part: Part) -> Node:
    """The layer of a part, not yet built.

    Raises:
        SettingError: there is no such type, or it cannot be set that way.
    """
    layer: Node = _make(part, registry.layers())
    return layer


def _make(part: Part, table: Mapping[str, Callable[..., Any]]) -> Any:
    if part.type not in table:
        raise SettingError("type {0!r} is unknown; allowed: {1}", part.type, [*table])
    try:
        return table[part.type](**part.settings)
    except TypeError as error:
        raise SettingError("{0}: {1}", part.type, error) from error
