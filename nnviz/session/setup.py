"""A setup: everything a run is made from, in plain data, checked when the run is made.

A lesson gives one; equal setups make runs that agree bit for bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nnviz.nn import Loss, Optimizer, Sequential, SettingError, registry
from nnviz.session.dataset import DATASETS, Dataset


@dataclass(frozen=True)
class Part:
    """A node or an optimizer to be made: its type's name and its hyper-parameters."""

    type: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Setup:
    """What a run is made from.

    Attributes:
        data: the name of a shipped dataset.
        layers: the chain from input to output.
        loss, optimizer: the parts that judge and move it.
        initializer, seed: how the first weights are drawn.
        batch_size: samples a pass.
        shuffle, batch_seed: whether and from what each epoch's order is drawn.
    """

    data: str
    layers: tuple[Part, ...]
    loss: Part
    optimizer: Part
    initializer: str = "glorot"
    seed: int = 0
    batch_size: int = 1
    shuffle: bool = False
    batch_seed: int = 0

    def make_data(self) -> Dataset:
        """The dataset."""
        if self.data not in DATASETS:
            raise SettingError(f"dataset {self.data!r} is unknown; allowed: {', '.join(DATASETS)}")
        return DATASETS[self.data]()

    def make_network(self, data: Dataset) -> Sequential:
        """The network for a dataset, with its first weights."""
        layers = [_make(part, registry.layers()) for part in self.layers]
        return Sequential(layers, data.x.shape[1:], self.seed, self.initializer)

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


def _make(part: Part, table: Mapping[str, type[Any]]) -> Any:
    if part.type not in table:
        raise SettingError(f"type {part.type!r} is unknown; allowed: {', '.join(table)}")
    try:
        return table[part.type](**part.settings)
    except TypeError as error:
        raise SettingError(f"{part.type}: {error}") from error
