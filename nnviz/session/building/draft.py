"""A draft: a setup with all names and sources written out, so that an edit of one layer leaves the others.

A layer that lacks a source has :data:`OPEN` in its place, which no layer is called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from nnviz.nn import SettingError, registry
from nnviz.session.setup import Part, Setup

OPEN = ""
"""What stands for a source that is still to be chosen."""


def spell_out(setup: Setup, inputs: Sequence[str]) -> Setup:
    """The same setup with every name and source written out.

    Args:
        inputs: what the places are called where data enter, the first of which feeds a chain.
    """
    made: list[Part] = []
    previous = inputs[0]
    for number, part in enumerate(setup.layers, start=1):
        name, needed = part.name_at(number), slots(part.type)
        sources = part.sources or (previous,) * min(needed, 1)
        made.append(replace(part, name=name, sources=fitted(sources, needed)))
        previous = name
    return replace(setup, layers=tuple(made))


def tidy(setup: Setup, inputs: Sequence[str]) -> Setup:
    """The same setup without the names and sources that go without saying."""
    made: list[Part] = []
    previous = inputs[0]
    for number, part in enumerate(setup.layers, start=1):
        name = "" if part.name == Part(part.type).name_at(number) else part.name
        plain = not part.sources or part.sources == (previous,)
        made.append(replace(part, name=name, sources=() if plain else part.sources))
        previous = part.name
    return replace(setup, layers=tuple(made))


def slots(kind: str) -> int:
    """How many sources a layer of a type takes; 1 of a type that is unknown."""
    known = registry.layers().get(kind)
    return known.inputs if known else 1


def merging_types() -> list[str]:
    """The types of layers that bring several branches together, in the order of the registry."""
    return [name for name, kind in registry.layers().items() if kind.inputs > 1]


def fitted(sources: Sequence[str], needed: int) -> tuple[str, ...]:
    """The sources, as many as are needed: those left over let go, those that lack open."""
    return (*sources[:needed], *(OPEN for _ in range(needed - len(sources))))


def place(setup: Setup, name: str) -> int:
    """The place of a layer in the list, from 0.

    Raises:
        SettingError: there is no such layer.
    """
    for found, part in enumerate(setup.layers):
        if part.name == name:
            return found
    raise SettingError("there is no layer “{0}”", name)


def layer(setup: Setup, name: str) -> Part:
    """The layer of a name; it raises what :func:`place` does."""
    return setup.layers[place(setup, name)]


def fresh_name(setup: Setup, kind: str, taken: Collection[str] = ()) -> str:
    """A name for another layer of a type, which neither a layer has nor is among those taken."""
    known = {part.name for part in setup.layers} | {*taken}
    known |= {source for part in setup.layers for source in part.sources}
    number = 1
    while (name := f"{kind.lower()}_{number}") in known:
        number += 1
    return name


def with_layers(setup: Setup, layers: Iterable[Part]) -> Setup:
    """The setup with other layers."""
    return replace(setup, layers=tuple(layers))


def redirected(parts: Iterable[Part], become: Mapping[str, str]) -> list[Part]:
    """The layers with some of their sources exchanged for others, by name."""
    return [
        replace(part, sources=tuple(become.get(source, source) for source in part.sources)) for part in parts
    ]
