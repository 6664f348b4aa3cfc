"""The edits of a draft: each gives another setup, in which every layer that it does not concern is as it was.

They ask for no more than that the layers named are there; whether the result fits is another question,
see :mod:`~nnviz.session.building.checking`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from nnviz.nn import INITIALIZERS, SettingError, registry
from nnviz.nn.describe import Setting
from nnviz.session.building.draft import (
    OPEN,
    fitted,
    fresh_name,
    layer,
    place,
    redirected,
    slots,
    with_layers,
)
from nnviz.session.setup import Part, Setup


def new_part(setup: Setup, kind: str, taken: Collection[str] = ()) -> Part:
    """A layer of a type with the settings it has unless told otherwise, and no sources yet.

    Raises:
        SettingError: there is no such type.
    """
    return Part(kind, defaults(_layer_settings(kind)), fresh_name(setup, kind, taken), (OPEN,) * slots(kind))


def insert(setup: Setup, part: Part, after: str) -> Setup:
    """Puts a layer after another, or after an input: it takes what that gives, and whoever took that takes
    it instead. What is no layer's name is an input's.
    """
    behind = _place_behind(setup, after)
    layers = list(setup.layers) if not part.sources else redirected(setup.layers, {after: part.name})
    layers.insert(behind, _fed(part, after))
    return with_layers(setup, layers)


def insert_between(setup: Setup, part: Part, source: str, target: str) -> Setup:
    """Puts a layer on one edge: only ``target`` takes it in the place of ``source``; behind the last layer
    where ``target`` is none.

    Raises:
        SettingError: there is no such edge.
    """
    if not any(each.name == target for each in setup.layers):
        return insert(setup, part, source)
    if source not in layer(setup, target).sources:
        raise SettingError("{0} does not take {1}", target, source)
    layers = list(setup.layers)
    there = place(setup, target)
    layers[there] = redirected([layers[there]], {source: part.name} if part.sources else {})[0]
    layers.insert(there, _fed(part, source))
    return with_layers(setup, layers)


def delete(setup: Setup, name: str) -> Setup:
    """Takes a layer out; whoever took it takes its first source instead.

    Raises:
        SettingError: there is no such layer.
    """
    gone = layer(setup, name)
    first = next((source for source in gone.sources if source != name), OPEN)
    return with_layers(setup, redirected((p for p in setup.layers if p is not gone), {name: first}))


def move(setup: Setup, name: str, behind: str) -> Setup:
    """Takes a layer out and puts it after another, or after an input; its first source is then that one.

    Raises:
        SettingError: there is no such layer.
    """
    part = layer(setup, name)
    if behind == name or (
        part.sources[:1] == (behind,) and place(setup, name) == _place_behind(setup, behind)
    ):
        return setup
    rest = delete(setup, name)
    kept = tuple(OPEN if source == name else source for source in part.sources)
    return insert(rest, replace(part, sources=kept), behind)


def duplicate(setup: Setup, name: str, taken: Collection[str] = ()) -> Setup:
    """Puts a layer like another after it, with a name, and so with weights, of its own.

    Raises:
        SettingError: there is no such layer.
    """
    part = layer(setup, name)
    return insert(setup, replace(part, name=fresh_name(setup, part.type, taken)), name)


def replace_type(setup: Setup, name: str, kind: str, taken: Collection[str] = ()) -> Setup:
    """Puts a layer of another type in the place of one; settings that both have stay.

    Raises:
        SettingError: there is no such layer, or no such type.
    """
    old = layer(setup, name)
    if old.type == kind:
        return setup
    known = defaults(_layer_settings(kind))
    settings = known | {key: value for key, value in old.settings.items() if key in known}
    new = Part(kind, settings, fresh_name(setup, kind, taken), fitted(old.sources, slots(kind)))
    layers = redirected(setup.layers, {name: new.name})
    layers[place(setup, name)] = new
    return with_layers(setup, layers)


def connect(setup: Setup, source: str, target: str, slot: int | None = None) -> Setup:
    """Lets a layer take what another, or an input, gives.

    Args:
        slot: which of its sources that shall be, from 0; if None, the first that is open, or else the last.

    Raises:
        SettingError: there is no such layer, it takes nothing, or has no such slot.
    """
    sources = list(layer(setup, target).sources)
    if slot is None:
        slot = sources.index(OPEN) if OPEN in sources else len(sources) - 1
    if not 0 <= slot < len(sources):
        raise SettingError("{0} has {1} inputs, there is no input {2}", target, len(sources), slot + 1)
    sources[slot] = source
    return _with(setup, target, sources=tuple(sources))


def disconnect(setup: Setup, source: str, target: str) -> Setup:
    """Lets a layer no longer take what another, or an input, gives; its place stays open.

    Raises:
        SettingError: there is no such layer.
    """
    sources = layer(setup, target).sources
    return _with(setup, target, sources=tuple(OPEN if each == source else each for each in sources))


def join(setup: Setup, source: str, target: str, kind: str = "Add", taken: Collection[str] = ()) -> Setup:
    """Brings a branch from ``source`` to a layer: into an open place, or else by a layer of a type that takes
    two, put before it.

    Raises:
        SettingError: there is no such layer, or it takes nothing.
    """
    sources = layer(setup, target).sources
    if not sources:
        raise SettingError("{0} has {1} inputs, there is no input {2}", target, 0, 1)
    if OPEN in sources:
        return connect(setup, source, target)
    part = new_part(setup, kind, taken)
    return connect(insert_between(setup, part, sources[0], target), source, part.name)


def set_setting(setup: Setup, name: str, key: str, value: Any) -> Setup:
    """Sets a hyper-parameter of a layer; whether it can have that value is found out by a check.

    Raises:
        SettingError: there is no such layer.
    """
    return _with(setup, name, settings={**layer(setup, name).settings, key: value})


def set_loss(setup: Setup, kind: str, **settings: Any) -> Setup:
    """Judges by another loss, or by the same set otherwise.

    Raises:
        SettingError: there is no such loss.
    """
    return replace(setup, loss=_judge(setup.loss, kind, registry.losses(), settings))


def set_optimizer(setup: Setup, kind: str, **settings: Any) -> Setup:
    """Moves the weights by another optimizer, with its own usual rate, or by the same set otherwise.

    Raises:
        SettingError: there is no such optimizer.
    """
    return replace(setup, optimizer=_judge(setup.optimizer, kind, registry.optimizers(), settings))


def set_initializer(setup: Setup, name: str) -> Setup:
    """Draws weights another way.

    Raises:
        SettingError: there is no such way.
    """
    if name not in INITIALIZERS:
        raise SettingError("initializer {0!r} is unknown; allowed: {1}", name, [*INITIALIZERS])
    return replace(setup, initializer=name)


def set_batch_size(setup: Setup, size: int) -> Setup:
    """Takes so many samples a pass."""
    return replace(setup, batch_size=size)


def defaults(settings: tuple[Setting, ...]) -> dict[str, Any]:
    """The value of each setting unless told otherwise, by name."""
    return {each.name: each.default for each in settings}


# -- within ---------------------------------------------------------------------------------------


def _layer_settings(kind: str) -> tuple[Setting, ...]:
    types = registry.layers()
    if kind not in types:
        raise SettingError("type {0!r} is unknown; allowed: {1}", kind, [*types])
    return types[kind].description.settings


def _judge(old: Part, kind: str, table: Any, settings: dict[str, Any]) -> Part:
    if kind not in table:
        raise SettingError("type {0!r} is unknown; allowed: {1}", kind, [*table])
    kept = dict(old.settings) if kind == old.type else {}
    return Part(kind, defaults(table[kind].description.settings) | kept | settings)


def _place_behind(setup: Setup, after: str) -> int:
    """The place in the list behind a layer; behind an input it is the first."""
    for found, part in enumerate(setup.layers, start=1):
        if part.name == after:
            return found
    return 0


def _fed(part: Part, source: str) -> Part:
    return replace(part, sources=(source, *part.sources[1:])) if part.sources else part


def _with(setup: Setup, name: str, **changes: Any) -> Setup:
    there = place(setup, name)
    layers = list(setup.layers)
    layers[there] = replace(layers[there], **changes)
    return with_layers(setup, layers)
