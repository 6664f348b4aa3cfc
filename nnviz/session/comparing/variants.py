"""Variants of a setup, each with one thing otherwise, and the words by which two setups are told apart.

They are pure functions of plain data; that a variant can be made at all is found out by making its run.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import Enum
from itertools import zip_longest

from nnviz.nn import registry
from nnviz.nn.describe import Setting
from nnviz.session.building.draft import spell_out
from nnviz.session.building.editing import delete
from nnviz.session.edits import activations
from nnviz.session.setup import Part, Setup

REGULARIZERS = ("Dropout", "BatchNorm", "LayerNorm")
"""The types of layers that a network can do without, whatever shape its data have."""


class Trait(Enum):
    """What can be otherwise."""

    ACTIVATION = "activation"
    INITIALIZER = "initializer"
    SEED = "seed"
    OPTIMIZER = "optimizer"
    RATE = "rate"
    LOSS = "loss"
    WITH = "with"
    WITHOUT = "without"
    NETWORK = "network"
    LAYERS = "layers"
    SETTING = "setting"


Word = tuple[Trait, str | float]
"""What is otherwise, and how it is here: the name of a type or an initializer, a number, or a text."""

Words = tuple[Word, ...]


def activation_layers(setup: Setup) -> tuple[str, ...]:
    """The names of the layers that another activation can stand in for, in forward order."""
    kinds = activations()
    return tuple(part.name_at(n) for n, part in enumerate(setup.layers, 1) if part.type in kinds)


def hidden_activations(setup: Setup) -> tuple[str, ...]:
    """Likewise, but for the last layer of all."""
    last = setup.layers[-1].name_at(len(setup.layers))
    return tuple(name for name in activation_layers(setup) if name != last)


def with_activation(setup: Setup, kind: str, where: Collection[str]) -> Setup:
    """Another activation in the place of those of some layers, which keep their names."""
    layers = [
        replace(_new(kind), name=part.name_at(n), sources=part.sources) if part.name_at(n) in where else part
        for n, part in enumerate(setup.layers, 1)
    ]
    return replace(setup, layers=tuple(layers))


def with_optimizer(setup: Setup, kind: str, rate: float | None = None) -> Setup:
    """Another optimizer, with the settings that it has unless told otherwise, and a learning rate."""
    part = setup.optimizer if kind == setup.optimizer.type else _new(kind, optimizers=True)
    chosen = {} if rate is None else {"learning_rate": rate}
    return replace(setup, optimizer=replace(part, settings={**part.settings, **chosen}))


def rate_of(setup: Setup) -> float:
    """The learning rate that its optimizer begins with."""
    kind = registry.optimizers()[setup.optimizer.type]
    usual = {item.name: item.default for item in kind.description.settings}
    return float(setup.optimizer.settings.get("learning_rate", usual["learning_rate"]))


def with_loss(setup: Setup, kind: str) -> Setup:
    """Another loss."""
    return replace(setup, loss=Part(kind, _defaults(registry.losses()[kind].description.settings)))


def left_out(setup: Setup, kind: str, inputs: Sequence[str]) -> Setup:
    """The same without any layer of a type; whoever took one takes what that took.

    Args:
        inputs: what the places are called where data enter.
    """
    found = spell_out(setup, inputs)
    for name in [part.name for part in found.layers if part.type == kind]:
        found = delete(found, name)
    return found


def _new(kind: str, optimizers: bool = False) -> Part:
    known = registry.optimizers() if optimizers else registry.layers()
    return Part(kind, _defaults(known[kind].description.settings))


def _defaults(settings: Sequence[Setting]) -> dict[str, object]:
    return {item.name: item.default for item in settings}


# -- telling apart ----------------------------------------------------------------------------------


def told_apart(first: Setup, second: Setup) -> tuple[Words, Words]:
    """What is said of each so that they are told apart; nothing where they are the same.

    Other layers than activations are told by their types where only one of the two has them, or else by
    the number of layers.
    """
    pairs: list[tuple[Word, Word]] = [*_layers(first, second)]
    if first.initializer != second.initializer:
        pairs.append(((Trait.INITIALIZER, first.initializer), (Trait.INITIALIZER, second.initializer)))
    if first.seed != second.seed:
        pairs.append(((Trait.SEED, first.seed), (Trait.SEED, second.seed)))
    if first.loss.type != second.loss.type:
        pairs.append(((Trait.LOSS, first.loss.type), (Trait.LOSS, second.loss.type)))
    if first.optimizer.type != second.optimizer.type:
        pairs.append(((Trait.OPTIMIZER, first.optimizer.type), (Trait.OPTIMIZER, second.optimizer.type)))
    if rate_of(first) != rate_of(second):
        pairs.append(((Trait.RATE, rate_of(first)), (Trait.RATE, rate_of(second))))
    return tuple(a for a, _ in pairs), tuple(b for _, b in pairs)


def _layers(first: Setup, second: Setup) -> list[tuple[Word, Word]]:
    here, there = ([part.type for part in setup.layers] for setup in (first, second))
    if here == there:
        return _settings(first, second)
    kinds = activations()
    if len(here) == len(there) and all(
        a == b or {a, b} <= {*kinds} for a, b in zip(here, there, strict=True)
    ):
        apart = [(a, b) for a, b in zip(here, there, strict=True) if a != b]
        return [((Trait.ACTIVATION, a), (Trait.ACTIVATION, b)) for a, b in dict.fromkeys(apart)]
    for kind in REGULARIZERS:
        if [each for each in here if each != kind] == there:
            return [((Trait.WITH, kind), (Trait.WITHOUT, kind))]
        if here == [each for each in there if each != kind]:
            return [((Trait.WITHOUT, kind), (Trait.WITH, kind))]
    return [((Trait.LAYERS, len(here)), (Trait.LAYERS, len(there)))]


def _settings(first: Setup, second: Setup) -> list[tuple[Word, Word]]:
    """The first setting in which layers of the same types differ."""
    for a, b in zip_longest(first.layers, second.layers, fillvalue=Part("")):
        for key in {**a.settings, **b.settings}:
            one, other = a.settings.get(key), b.settings.get(key)
            if one != other:
                return [((Trait.SETTING, f"{key} {one}"), (Trait.SETTING, f"{key} {other}"))]
    return []
